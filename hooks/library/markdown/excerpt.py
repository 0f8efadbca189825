"""The excerpt of an article: cut from the finished article, or made from the part it needs."""

from __future__ import annotations

import re

from markdown.extensions.toc import slugify

from library.markdown.typography import typographic

# A glossary term, which lists show without its link. It is left alone next to quotes or dashes:
# those may come out differently where the words are one text.
TERM = re.compile(
    r'(?<=[\s>(])<span class="ip-term"><a [^>]*>([^<]*)</a>'
    r'<span class="ip-meaning"[^>]*>[^<]*</span></span>(?=[\s.,;:?!)<])'
)
# The marks of rules and the numbers of addresses, which lists do without; and a rule's link.
MARK = re.compile(
    r'<p class="ip-ref-line">.*?</p>\n?|<sup class="ip-ref">.*?</sup>|(?<=") data-n="\d+"'
)
CITE = re.compile(r'<a class="ip-cite" [^>]*>([^<]*)</a>')
# What differs in a list: headings, pictures, notes, ids, addresses on this site.
DIFFERS = re.compile(r'<h\d|<img|<sup| id="| href="(?!https?://)|ip-term')
MARKUP = re.compile(r"[*_`\[<>&\\{#]")  # in a title
# Markdown that may affect text above the separator: link and footnote definitions, attributes.
REACHES_BACK = re.compile(r"\]:|\{|<[a-zA-Z]")
# Markdown that may contain the separator: a block of code or of HTML.
MAY_GO_ON = re.compile(r"```|~~~|<")


def finished_excerpt(html: str, title: str, address: str, separator: str) -> str | None:
    """Return the excerpt of a finished post, as the blog plugin would convert it.

    `html` is the post's; `address` leads to it from the list. None if a list would show the part
    before the separator differently from the post.
    """
    lead, found, _ = html.partition(separator)
    lead = CITE.sub(r"\1", TERM.sub(r"\1", MARK.sub("", lead)))
    heading = typographic(title)
    name = slugify(heading, "-")
    taken = f' id="{name}"' in html  # by a heading: Markdown adds a number to one of the two
    if not found or not name or taken or DIFFERS.search(lead) or MARKUP.search(title):
        return None
    return f'<h2 id="{name}"><a class="toclink" href="{address}">{heading}</a></h2>\n{lead}'


def excerpt_source(markdown: str, separator: str) -> str:
    """Return Markdown with the same HTML as `markdown` up to the separator.

    That is the part up to and including the separator, or all of `markdown` if what follows may
    change how that part looks: footnotes, link definitions, ids, open blocks.
    """
    lead, found, rest = markdown.partition(f"\n\n{separator}\n\n")
    if not found or separator in lead or MAY_GO_ON.search(lead) or REACHES_BACK.search(rest):
        return markdown
    return lead + found
