"""The excerpt of an article: cut out of the finished article, or made from what it needs."""

from __future__ import annotations

import re

from markdown.extensions.toc import slugify

from library.markdown.typography import typographic

# A term of the glossary, which lists show without its link. Beside quotes or dashes it is left:
# they may look another way where the words are one text.
TERM = re.compile(
    r'(?<=[\s>(])<span class="ip-term"><a [^>]*>([^<]*)</a>'
    r'<span class="ip-meaning"[^>]*>[^<]*</span></span>(?=[\s.,;:?!)<])'
)
# What is not the same in a list: headings, pictures, notes, ids, addresses of this site.
DIFFERS = re.compile(r'<h\d|<img|<sup| id="| href="(?!https?://)|ip-term')
MARKUP = re.compile(r"[*_`\[<>&\\{#]")  # in a title
# Markdown that may reach back over the separator: definitions of links and footnotes, attributes.
REACHES_BACK = re.compile(r"\]:|\{|<[a-zA-Z]")
# Markdown that a separator may stand inside of: a block of code, or of HTML.
MAY_GO_ON = re.compile(r"```|~~~|<")


def finished_excerpt(html: str, title: str, address: str, separator: str) -> str | None:
    """Return the excerpt of a finished post, as the blog plugin would convert it anew.

    `html` is the post's, `address` leads to it from the list. None where a list shows the part
    before the separator otherwise than the post does.
    """
    lead, found, _ = html.partition(separator)
    lead = TERM.sub(r"\1", lead)
    heading = typographic(title)
    name = slugify(heading, "-")
    taken = f' id="{name}"' in html  # by a heading: Markdown numbers one of the two
    if not found or not name or taken or DIFFERS.search(lead) or MARKUP.search(title):
        return None
    return f'<h2 id="{name}"><a class="toclink" href="{address}">{heading}</a></h2>\n{lead}'


def excerpt_source(markdown: str, separator: str) -> str:
    """Return Markdown whose HTML is the same as that of `markdown` up to the separator.

    This is the part before the separator, with the separator, or all of `markdown` where what
    follows may change how that part looks: footnotes, link definitions, ids, open blocks.
    """
    lead, found, rest = markdown.partition(f"\n\n{separator}\n\n")
    if not found or separator in lead or MAY_GO_ON.search(lead) or REACHES_BACK.search(rest):
        return markdown
    return lead + found
