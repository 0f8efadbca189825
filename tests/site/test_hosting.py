"""What nginx answers with the configuration we ship, kind of file by kind; and `_headers`."""

from __future__ import annotations

import gzip
import re
from http.client import HTTPConnection, HTTPMessage
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import brotli
import pytest

from library.host_files import CACHE, HTTPS_ONLY, SECURITY

PAGE = "about/"
SHEET = "checklists/first-day.pdf"
WORD = "letters/ask-to-meet.docx"
TYPES = {
    "": "text/html; charset=utf-8",
    "404.html": "text/html; charset=utf-8",
    "robots.txt": "text/plain; charset=utf-8",
    "sitemap.xml": "text/xml; charset=utf-8",
    "articles/feed.xml": "application/rss+xml; charset=utf-8",
    "articles/feed.json": "application/feed+json; charset=utf-8",
    "search/en/index.json": "application/json; charset=utf-8",
    "assets/images/mark.svg": "image/svg+xml",
    "assets/images/share.png": "image/png",
    WORD: ("application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    SHEET: "application/pdf",
}


class Answer(NamedTuple):
    """An answer of the server, as it came."""

    status: int
    headers: HTTPMessage
    body: bytes


def ask(hosted: str, path: str, method: str = "GET", **headers: str) -> Answer:
    """Ask the server; `If_None_Match` is the header If-None-Match."""
    connection = HTTPConnection(urlsplit(hosted).netloc, timeout=30)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, f"/{path}", headers=named)
    with connection.getresponse() as answer:
        return Answer(answer.status, answer.headers, answer.read())


def some(site_dir: Path, pattern: str) -> str:
    """Return a file of the site by a pattern."""
    return next(site_dir.glob(pattern)).relative_to(site_dir).as_posix()


@pytest.mark.parametrize("path", [*TYPES, "no-such-page/", "about"])
def test_every_answer_is_as_safe_as_a_header_makes_it(hosted: str, path: str) -> None:
    answer = ask(hosted, path)
    assert {name: answer.headers[name] for name in SECURITY} == SECURITY
    assert answer.headers["Set-Cookie"] is None
    assert answer.headers["Server"] == "nginx", "no version"
    assert answer.headers["Strict-Transport-Security"] is None, "over https only"
    policy = answer.headers["Content-Security-Policy"]
    if path == SHEET:
        assert policy is None, "Safari would not open it"
    else:
        assert policy.startswith("default-src 'none'") and "unsafe" not in policy
        assert policy.endswith("; frame-ancestors 'none'")


def test_the_editor_has_a_policy_of_its_own(hosted: str, site_dir: Path) -> None:
    if not (site_dir / "admin").exists():
        pytest.skip("the form editor is not here")
    policy = ask(hosted, "admin/").headers["Content-Security-Policy"]
    assert "connect-src 'self' blob: data: https://api.github.com;" in policy
    assert "unsafe-eval" not in policy and "script-src 'self';" in policy
    assert "api.github.com" not in ask(hosted, "").headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", TYPES)
def test_every_kind_of_file_is_called_what_it_is(hosted: str, path: str) -> None:
    answer = ask(hosted, path)
    assert answer.status == 200
    assert answer.headers["Content-Type"] == TYPES[path]


def test_how_long_a_browser_may_keep_it(hosted: str, site_dir: Path) -> None:
    index = some(site_dir, "search/en/pages-*.json")
    kept = {
        "": "fresh",
        "about/": "fresh",
        "no-such-page/": "fresh",
        "sw.js": "fresh",
        "sitemap.xml": "fresh",
        "articles/feed.xml": "fresh",
        "search/en/index.json": "fresh",
        index: "forever",
        "assets/no-such-file.0a1b2c3d.css": "fresh",  # a page that is missing
        SHEET: "day",
        WORD: "day",
        "assets/images/share.png": "day",
    }
    found = {path: ask(hosted, path).headers.get_all("Cache-Control") for path in kept}
    assert found == {path: [CACHE[name]] for path, name in kept.items()}


def test_files_named_by_their_content_are_kept_for_ever(hosted: str, site_dir: Path) -> None:
    hashed = [
        file for file in site_dir.glob("assets/*/*") if re.search(r"\.[0-9a-f]{8}\.\w+$", file.name)
    ]
    for file in hashed:
        answer = ask(hosted, file.relative_to(site_dir).as_posix())
        assert answer.headers["Cache-Control"] == CACHE["forever"]


@pytest.mark.parametrize("path", ["", PAGE, SHEET, "assets/images/mark.svg"])
def test_what_has_not_changed_is_not_sent_again(hosted: str, path: str) -> None:
    tag = ask(hosted, path).headers["ETag"]
    again = ask(hosted, path, If_None_Match=tag)
    assert (again.status, again.body) == (304, b"")
    assert again.headers["Cache-Control"]
    assert ask(hosted, path, If_None_Match='"other"').status == 200


def test_a_part_of_a_sheet(hosted: str, site_dir: Path) -> None:
    whole = (site_dir / SHEET).read_bytes()
    part = ask(hosted, SHEET, Range="bytes=100-199")
    assert (part.status, part.body) == (206, whole[100:200])
    assert part.headers["Content-Range"] == f"bytes 100-199/{len(whole)}"
    assert ask(hosted, SHEET, Range=f"bytes={len(whole)}-").status == 416


@pytest.mark.parametrize("path", [PAGE, "guides/"], ids=["beforehand", "while sending"])
def test_texts_are_sent_small(hosted: str, site_dir: Path, path: str) -> None:
    whole = (site_dir / path / "index.html").read_bytes()
    plain = ask(hosted, path)
    assert plain.body == whole and plain.headers["Content-Encoding"] is None
    packed = ask(hosted, path, Accept_Encoding="gzip")
    assert packed.headers["Content-Encoding"] == "gzip"
    assert packed.headers["Vary"] == plain.headers["Vary"] == "Accept-Encoding"
    assert gzip.decompress(packed.body) == whole and len(packed.body) < len(whole) / 2
    if path == PAGE:
        smallest = ask(hosted, path, Accept_Encoding="gzip, br")
        assert smallest.headers["Content-Encoding"] == "br"
        assert brotli.decompress(smallest.body) == whole
        assert len(smallest.body) < len(packed.body)
        tag = smallest.headers["ETag"]
        assert ask(hosted, path, Accept_Encoding="br", If_None_Match=tag).status == 304


def test_an_address_without_its_last_slash_leads_on(hosted: str) -> None:
    answer = ask(hosted, "about/privacy")
    assert (answer.status, answer.headers["Location"]) == (301, "/about/privacy/")


def test_what_is_missing_is_told_on_our_own_page(hosted: str, site_dir: Path) -> None:
    answer = ask(hosted, "articles/no-such-article/")
    assert (answer.status, answer.body) == (404, (site_dir / "404.html").read_bytes())


@pytest.mark.parametrize("path", ["_headers", "_nginx.conf", "assets/", "../etc/passwd"])
def test_nothing_else_is_given_away(hosted: str, path: str) -> None:
    assert ask(hosted, path).status in (400, 403, 404)


def test_nothing_can_be_written(hosted: str) -> None:
    for method in ("POST", "PUT", "DELETE"):
        assert ask(hosted, PAGE, method).status == 405


def rules(site_dir: Path) -> dict[str, dict[str, str]]:
    """Return the rules of `_headers`: path pattern -> its headers."""
    found: dict[str, dict[str, str]] = {}
    path = ""
    for line in (site_dir / "_headers").read_text(encoding="utf-8").splitlines():
        assert len(line) <= 2000, "what Cloudflare Pages reads"
        if line.startswith("/"):
            path = line
            assert path not in found
            found[path] = {}
        elif not line.startswith("#"):
            name, _, value = line.strip().partition(": ")
            found[path][name] = value
    assert len(found) <= 100, "what Cloudflare Pages reads"
    return found


def test_hosts_that_read_headers_get_the_same(site_dir: Path, hosted: str) -> None:
    found = rules(site_dir)
    assert found["/*"] == SECURITY | HTTPS_ONLY
    for path in ("", "glossary/", "admin/"):
        if (site_dir / path).exists():
            pattern = f"/{path}*" if path else "/"
            sent = ask(hosted, path).headers["Content-Security-Policy"]
            assert found[pattern]["Content-Security-Policy"] == sent


def test_no_file_meets_two_rules_for_one_header(site_dir: Path) -> None:
    found = rules(site_dir)
    patterns = {path: re.compile(re.escape(path).replace(r"\*", ".*") + r"\Z") for path in found}
    for file in site_dir.rglob("*"):
        address = "/" + file.relative_to(site_dir).as_posix().removesuffix("index.html")
        met = [
            name for path, named in found.items() if patterns[path].match(address) for name in named
        ]
        assert len(met) == len(set(met)), address
        if address.endswith(".pdf"):
            policies = [
                named["Content-Security-Policy"]
                for path, named in found.items()
                if patterns[path].match(address) and "Content-Security-Policy" in named
            ]
            assert all(policy == "frame-ancestors 'none'" for policy in policies)
