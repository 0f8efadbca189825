"""What of an article is needed to make its excerpt: the part before the separator, as a rule."""

from __future__ import annotations

import re

# Markdown that may reach back over the separator: definitions of links and footnotes, attributes.
REACHES_BACK = re.compile(r"\]:|\{|<[a-zA-Z]")
# Markdown that a separator may stand inside of: a block of code, or of HTML.
MAY_GO_ON = re.compile(r"```|~~~|<")


def excerpt_source(markdown: str, separator: str) -> str:
    """Return Markdown whose HTML is the same as that of `markdown` up to the separator.

    This is the part before the separator, with the separator, or all of `markdown` where what
    follows may change how that part looks: footnotes, link definitions, ids, open blocks.
    """
    lead, found, rest = markdown.partition(f"\n\n{separator}\n\n")
    if not found or separator in lead or MAY_GO_ON.search(lead) or REACHES_BACK.search(rest):
        return markdown
    return lead + found


def has_addresses(source: str) -> bool:
    """Tell whether an excerpt's HTML may hold addresses, which differ from list to list."""
    return "[" in source or source.count("<") > 1  # one is the separator's
