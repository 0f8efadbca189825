"""What the library is made of: kinds of pages, front matter, dates, order."""
