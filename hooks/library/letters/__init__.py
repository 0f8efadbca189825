"""A letter as data, and as a Word file, plain text and paper."""
