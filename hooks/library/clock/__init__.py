"""Time limits: the table of rules (docs/clocks.yml), and how their days are counted.

overrides/assets/javascripts/clock/count.js counts the same way on the reader's device. A test
compares the two, so change both.
"""
