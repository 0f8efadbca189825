"""What a reader can keep, and the version that changes with any of it."""

from __future__ import annotations

from hashlib import sha256

import pytest

from library.site.offline_files import (
    address_of,
    group_of,
    offline_files,
    version_of,
    with_mark,
    without_mark,
)


@pytest.mark.parametrize(
    ("path", "group"),
    [
        ("index.html", "library"),
        ("articles/a/index.html", "library"),
        ("assets/stylesheets/page.1a2b3c4d.css", "library"),
        ("search/en/index.json", "library"),
        ("images/team.webp", "library"),
        *(
            (f"assets/a.{ending}", "library")
            for ending in (
                "html css js woff2 svg webp avif jpg jpeg png gif json webmanifest ics".split()
            )
        ),
        ("assets/a.zip", None),
        ("assets/images/share.png", None),
        (".well-known/security.txt", None),
        ("articles/feeding/index.html", "library"),
        ("letters/ask.pdf", "sheets"),
        ("letters/ask.docx", "sheets"),
        ("letters/ask.txt", "sheets"),
        ("404.html", None),
        ("admin/index.html", None),
        ("sw-reset/index.html", None),
        ("downloads/iep-partner-sheets.pdf", None),
        ("articles/feed.json", None),
        ("robots.txt", None),
        ("sitemap.xml", None),
        ("index.html.gz", None),
        ("_headers", None),
        ("sw.js", None),
        ("offline.json", None),
    ],
)
def test_what_can_be_kept(path: str, group: str | None) -> None:
    assert group_of(path) == group


def test_the_list_has_addresses_sizes_and_digests_in_order() -> None:
    page = "<p>ä</p>".encode()
    files = offline_files([("b/index.html", page), ("index.html", b""), ("a.pdf", b"%PDF")])
    assert files == {
        "library": {
            "b/": (9, sha256(page).hexdigest()[:12]),
            "": (0, sha256(b"").hexdigest()[:12]),
        },
        "sheets": {"a.pdf": (4, sha256(b"%PDF").hexdigest()[:12])},
    }
    assert list(files["library"]) == ["b/", ""]


def test_the_version_changes_with_any_file_and_with_the_worker() -> None:
    files = [("index.html", b"a"), ("a/index.html", b"b")]
    version = version_of(offline_files(files), "worker")
    assert version == version_of(offline_files(reversed(files)), "worker")
    others = {
        version_of(offline_files(files), "other worker"),
        version_of(offline_files([("index.html", b"a")]), "worker"),
        version_of(offline_files([("index.html", b"A"), files[1]]), "worker"),
    }
    assert len(others - {version}) == 3


def test_a_page_ends_with_a_digest_of_its_address_and_text() -> None:
    html = "<!doctype html><p>ä</p>\n"
    digest = sha256(f"articles/a/{html}".encode()).hexdigest()[:12]
    marked = with_mark(html, "articles/a/")
    assert marked == f"{html}<!--ip {digest}-->"
    assert len("<!--ip 0123456789ab-->") == 22, "as kept.js has it"
    assert without_mark(marked) == without_mark(html) == html
    assert with_mark(marked, "articles/a/") == marked != with_mark(html, "articles/b/")
    assert address_of("articles/a/index.html") == "articles/a/"
    assert address_of("index.html") == "" and address_of("a.pdf") == "a.pdf"
