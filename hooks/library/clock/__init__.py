"""Limits of time: the table of rules (docs/clocks.yml), and how their days are counted.

overrides/assets/javascripts/clock/count.js counts the same on the reader's device. A test holds the
two equal; so change both.
"""
