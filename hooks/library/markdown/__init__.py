"""What our pages add to Markdown: boxes to tick, citations, glossary terms, curly quotes."""
