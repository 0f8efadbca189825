"""What Markdown becomes beyond Markdown: boxes to tick, citations, terms, quotes."""
