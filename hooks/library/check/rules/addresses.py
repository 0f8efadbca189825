"""Rules on addresses: each belongs to one page or file, and never to something the build makes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from library.check.problem import Problem, Rule
from library.check.rules.redirects import address_of
from library.check.source import Source
from library.content.docs_files import is_taken, part_of
from library.content.schema import POST

TAKEN_BY_BUILD = Rule(
    "address-taken",
    "The build itself makes what is at the address /{address}, so nothing else can be there. "
    "Change the {what}.",
    builds=False,
)
TAKEN_BY_PAGE = Rule(
    "address-taken",
    "This page would have the address of docs/{other}: /{address}. One of the two would be lost. "
    "Rename one, or combine them into one page.",
    builds=False,
)


def check_addresses(files: Iterable[str], pages: Mapping[str, Source]) -> Iterator[Problem]:
    """Compare all addresses of the library; `files` and the keys of `pages` are from docs/."""
    taken: dict[str, str] = {}
    for inside in files:
        if part_of(inside) not in ("text", "picture", "document"):
            continue
        page = pages.get(inside)
        if inside.endswith(".md") and not page:
            continue  # cannot be read: reported elsewhere
        address = address_of(page) if page else inside
        is_post = page is not None and page.kind is POST
        if is_post and page and not page.value("slug"):
            continue
        line = page.line_of("slug") if page and is_post else 1
        what = "slug" if is_post else "name of the file"
        if is_taken(address) and not (
            page and not is_post and inside.startswith(f"{POST.folder}/")
        ):
            yield TAKEN_BY_BUILD.at(f"docs/{inside}", line, address=address, what=what)
        elif address in taken and not is_post:  # two posts: see SAME_SLUG
            other = taken[address]
            yield TAKEN_BY_PAGE.at(f"docs/{inside}", line, address=address, other=other)
        taken.setdefault(address, inside)
