"""Rules on what Markdown makes of a text: the HTML in it as a browser would read it.

The other rules look for what people write, and know its line. This one knows what comes of it,
whatever looked like code or like plain words to them, so that the build finds nothing more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from markdown import Markdown

from library.check.problem import Problem
from library.check.source import Source
from library.page_html import strange_in_text

# Those of mkdocs.yml (a test compares the two); ours only add what they make themselves.
EXTENSIONS = (
    "admonition",
    "attr_list",
    "footnotes",
    "md_in_html",
    "tables",
    "toc",
    "pymdownx.details",
    "pymdownx.superfences",
    "pymdownx.betterem",
)
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


def check_rendered(source: Source) -> Iterator[Problem]:
    """Tell the first thing in the text's HTML that no text may hold."""
    if not any(sign in COMMENT.sub("", source.body) for sign in "<{"):
        return
    html = _markdown().reset().convert(source.body)
    for element, attribute, value in strange_in_text(html):
        looked_for = (value.lower(), attribute, f"<{element}")
        found = (source.lowered.find(text) for text in looked_for if len(text) > 2)
        position = next((at for at in found if at >= 0), 0)
        what = f'"{attribute[:30]}" for <{element[:30]}>' if attribute else f"<{element[:30]}>"
        message = (
            f"HTML such as {what} cannot be used in a text, and here it would not be shown as code "
            "either. Delete it. If a reader should see the sign <, write &lt; instead."
        )
        line = source.line_at(position)
        yield Problem(source.path, line, "error", "raw-html", message)
        return


@cache
def _markdown() -> Markdown:
    return Markdown(extensions=list(EXTENSIONS))
