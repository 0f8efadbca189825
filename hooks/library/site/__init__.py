"""The finished site: its pages as HTML, policies, feeds, offline copy, host files."""
