"""Which files docs/ may hold, and which addresses the build itself uses."""

from __future__ import annotations

import pytest

from library.content.docs_files import is_litter, is_staff_file, is_taken, part_of


@pytest.mark.parametrize(
    ("inside", "part"),
    [
        ("letters/ask.md", "text"),
        ("letters/_template.md", "settings"),
        ("letters/.meta.yml", "settings"),
        (".meta.yml", None),  # for all folders at once
        ("articles/.authors.yml", "settings"),
        ("about/accessibility.yml", "settings"),
        ("hosts.yml", "register"),
        ("about/hosts.yml", None),
        ("a/b.svg", "picture"),
        ("a/b.avif", "picture"),
        ("files/a.pdf", "document"),
        ("_headers", None),
        ("_worker.md", None),
        (".hidden/a.md", None),
        ("_drafts/a.md", None),
        ("a//b.md", None),
        (".md", None),
        ("a.md/", None),
        ("md", None),
        ("a.html", None),
    ],
)
def test_a_file_has_one_use_or_may_not_be_there(inside: str, part: str | None) -> None:
    assert part_of(inside) == part
    assert is_staff_file(inside) == (part in ("text", "picture", "register"))


@pytest.mark.parametrize(
    "address",
    [
        "admin/", "articles/archive/2026/", "articles/category/meetings/", "articles/page/2/",
        "assets/fonts/a.woff2", "assets/images/icon-192.png", "assets/images/mark.svg",
        "assets/javascripts/a.js", "binder/cover.pdf", "checklists/bag.pdf", "disk/search.js",
        "downloads/a.zip", "letters/ask.pdf", "now/all/", "search/en/", "sw-reset/",
    ],
)  # fmt: skip
def test_what_the_build_makes_is_taken(address: str) -> None:
    assert is_taken(address)


@pytest.mark.parametrize("address", ["binder/", "search/", "assets/images/a.png", "letters/ask/"])
def test_other_addresses_are_free(address: str) -> None:
    assert not is_taken(address)


@pytest.mark.parametrize("name", [".DS_Store", ".a.md.swp", ".#a.md", ".gitkeep"])
def test_what_programs_leave_behind_is_litter(name: str) -> None:
    assert is_litter(name)
    assert not is_litter(name[1:])
