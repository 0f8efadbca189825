"""What the library is made of: kinds of pages, their front matter, days, order."""
