"""Rules on the HTML that Markdown makes of a text, as a browser would read it.

The other rules look for what people write, and know its line. This one sees the result, including
what looked like code or plain words to them, so that the build finds nothing new.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from markdown import Markdown

from library.check.problem import Problem, Rule
from library.check.rules.links import Link
from library.check.source import Source
from library.site.page_html import links_of, strange_in_text

# Those in mkdocs.yml (a test compares the two); ours only add what they make themselves.
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
MAY_LEAD = re.compile(r"\]:|\]\[|<[a-z]")  # definitions, references to them, tags
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)

HTML_IN_RESULT = Rule(
    "raw-html",
    "HTML such as {what} cannot be used in a text, and here it would not be shown as code. Delete "
    "it. If a reader should see the character <, write &lt; instead.",
)


def check_rendered(source: Source) -> Iterator[Problem]:
    """Report the first thing in the text's HTML that is not allowed."""
    if not any(sign in COMMENT.sub("", source.body) for sign in "<{"):
        return
    for element, attribute, value in strange_in_text(_html(source)):
        position = _find(source, value.lower(), attribute, f"<{element}")
        what = f'"{attribute[:30]}" for <{element[:30]}>' if attribute else f"<{element[:30]}>"
        yield source.problem_at(HTML_IN_RESULT, position, what=what)
        return


def unseen_links(source: Source, links: Sequence[Link]) -> Iterator[Link]:
    """Yield links to our pages that Markdown makes and the rules on links have not seen.

    For example, one with a line end in its address, or one in what looked like code.
    """
    body = source.body
    if body.count("](") == sum(link.in_line for link in links) and not MAY_LEAD.search(body):
        return
    seen = {_plain(link.target) for link in links}
    for image, target, words in links_of(_html(source)):
        if _plain(target) not in seen:
            yield Link(image, words, target, _find(source, target.lower(), words.lower()))


def _plain(target: str) -> str:
    return html.unescape(target).replace("\\", "").strip()


def _find(source: Source, *texts: str) -> int:
    """Return where the first of these texts that is in the body starts."""
    # Two letters may be anywhere, but not "<u".
    telling = [text for text in texts if len(text) > 2 or text.startswith("<")]
    found = (source.lowered.find(text) for text in telling)
    return next((at for at in found if at >= 0), 0)


@lru_cache(maxsize=1)  # asked for twice, one page after the other
def _html(source: Source) -> str:
    return _markdown().reset().convert(source.body)


@cache
def _markdown() -> Markdown:
    return Markdown(extensions=list(EXTENSIONS))
