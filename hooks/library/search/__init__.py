"""The search index, made while building and read in the browser."""
