"""Letters as data, and as Word files, plain text and print."""
