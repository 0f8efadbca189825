"""The short look before publishing: it finds what is wrong with a site, and nothing else."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from library.site.built_site import BuiltSite
from machine.browser import find_browser
from publishing import look
from publishing.support.site_faults import read_pages, site_faults

SITE = "https://www.example.org/"
PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width"><meta name="description" content="About it.">
<link rel="canonical" href="{address}"><link rel="icon" href="data:,"></head>
<body><main><h1>{title}</h1>{body}</main></body></html>"""
MOVED = """<!doctype html><html lang="en"><head><title>Moved</title>
<meta http-equiv="refresh" content="0; url=../new/#part"></head><body></body></html>"""
NEEDS_BROWSER = pytest.mark.skipif(not find_browser(), reason="no browser; run.py test brings one")
Write = Callable[..., None]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site of four pages and a redirect, with nothing wrong."""
    folder = tmp_path / "site"
    write(folder, "", '<p><a href="articles/">All</a> <a href="new/#part">New</a></p>')
    write(folder, "articles/", '<p><a href="../articles/one/">One</a></p>')
    write(folder, "articles/one/", '<p><a href="../../old/">An old link</a></p>')
    write(folder, "new/", '<h2 id="part">Part</h2><p>Words.</p>')
    put(folder, "old/index.html", MOVED)
    write(folder, "404.html", "<p>Not here.</p>")
    put(folder, "admin/index.html", "<a href=nowhere>x</a>")
    listed = ("", "articles/", "articles/one/", "new/")
    put(folder, "sitemap.xml", "".join(f"<loc>{SITE}{address}</loc>" for address in listed))
    return folder


def put(folder: Path, path: str, text: str) -> None:
    """Write a file of the site."""
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_text(text, encoding="utf-8")


def write(folder: Path, address: str, body: str, title: str = "") -> None:
    """Write a page of the site."""
    path = address if address.endswith(".html") else f"{address}index.html"
    html = PAGE.format(title=title or f"Page {address}", address=SITE + address, body=body)
    put(folder, path, html)


def test_a_site_that_is_in_order(site: Path) -> None:
    assert site_faults(site, SITE) == []


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ('<a href="../gone/">x</a>', "/new/: a link leads nowhere: /gone/"),
        ('<a href="/gone.pdf">x</a>', "/new/: a link leads nowhere: /gone.pdf"),
        (f'<a href="{SITE}gone/">x</a>', "/new/: a link leads nowhere: /gone/"),
        ('<img src="a.png" srcset="b.png 2x" alt="">', "/new/: a link leads nowhere: /new/b.png"),
        ('<a href="../#no">x</a>', "/new/: there is no place #no on /"),
        ('<p id="part">x</p><p id="part">y</p>', "/new/: two places are called #part"),
    ],
)
def test_what_leads_nowhere_is_named(site: Path, body: str, fault: str) -> None:
    write(site, "new/", f'<h2 id="{"x" if "part" in body else "part"}">x</h2>{body}')
    assert fault in site_faults(site, SITE)


@pytest.mark.parametrize(
    ("path", "old", "new", "fault"),
    [
        ("new/index.html", ' lang="en"', "", "/new/: the page has no language"),
        ("new/index.html", 'content="About it."', "", "/new/: the page has no description"),
        ("new/index.html", "Page new/", "", "/new/: the page has no title"),
        ("new/index.html", f"{SITE}new/", SITE, f"/new/: the page says that its address is {SITE}"),
        ("sitemap.xml", f"<loc>{SITE}new/</loc>", "", "/new/: 0 times in sitemap.xml"),
        ("sitemap.xml", f"{SITE}new/", f"{SITE}articles/", "/articles/: 2 times in sitemap.xml"),
        ("sitemap.xml", f"{SITE}new/", f"{SITE}x/", f"a page that is not there: {SITE}x/"),
        ("old/index.html", "../new/", "../newer/", "/old/: a link leads nowhere: /newer/"),
        ("old/index.html", "#part", "#parts", "/old/: there is no place #parts on /new/"),
        ("articles/one/index.html", "Page articles/one/", "Page articles/", "the same title"),
    ],
)
def test_what_a_page_lacks_is_named(site: Path, path: str, old: str, new: str, fault: str) -> None:
    text = (site / path).read_text(encoding="utf-8")
    assert old in text
    put(site, path, text.replace(old, new))
    assert any(fault in found for found in site_faults(site, SITE)), site_faults(site, SITE)


def test_the_pages_to_open_are_the_changed_ones_home_and_their_lists(site: Path) -> None:
    pages = read_pages(BuiltSite(site))
    chosen = look.pages_to_open(pages, ["new/", "articles/one/", "old/", "gone/"], SITE)
    assert chosen == ["new/", "articles/one/", "", "articles/"]


def test_no_more_pages_are_opened_than_there_is_time_for(site: Path) -> None:
    many = [f"articles/p{number}/" for number in range(100)]
    for address in many:
        write(site, address, "<p>Words.</p>")
    chosen = look.pages_to_open(read_pages(BuiltSite(site)), many, SITE)
    assert len(chosen) == look.MOST and "" in chosen


def test_a_changed_picture_is_looked_at_where_it_is_shown(tmp_path: Path) -> None:
    top = "---\ntitle: T\nslug: {}\ndate: 2026-01-01\n---\n\n"
    put(tmp_path, "docs/articles/posts/a.md", top.format("one") + "![x](../../images/team.jpg)\n")
    put(tmp_path, "docs/articles/posts/b.md", top.format("two") + "Words.\n")
    put(tmp_path, "docs/letters/c.md", "---\ntitle: T\n---\n")
    files = ["docs/images/team.jpg", "docs/letters/c.md", "docs/articles/posts/gone.md"]
    assert look.changed_addresses(tmp_path, files) == ["articles/one/", "letters/c/"]


@NEEDS_BROWSER
def test_a_browser_finds_what_only_it_can_see(site: Path) -> None:
    write(site, "console/", '<script>console.error("lost")</script><p>Words.</p>')
    write(site, "throws/", "<script>nothing.here()</script><p>Words.</p>")
    write(site, "pale/", '<p style="color: #ccc">Pale words.</p>')
    write(site, "paper/", "<style>@media print { main { display: none } }</style><p>Words.</p>")
    write(site, "wide/", '<div style="width: 60rem"><p>Words.</p></div>')
    write(site, "picture/", '<img src="gone.png" alt="A picture">')
    found = look.browser_faults(
        site, ["new/", "console/", "throws/", "pale/", "paper/", "wide/", "picture/"]
    )
    told = {address: [f for f in found if f.startswith(f"/{address}: ")] for address in
            ("new/", "console/", "throws/", "pale/", "paper/", "wide/", "picture/")}  # fmt: skip
    assert told["new/"] == []
    assert told["console/"] == ["/console/: lost"]
    assert "nothing is not defined" in told["throws/"][0]
    assert any("color-contrast" in fault for fault in told["pale/"])
    assert told["paper/"] == ["/paper/: nothing of it is printed"]
    assert any("pixels too wide for a sheet of paper" in fault for fault in told["wide/"])
    assert any("404" in fault for fault in told["picture/"])


def test_without_a_site_it_says_what_to_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert look.main(["site"]) == 2
    assert "python3 run.py build" in capsys.readouterr().out


def test_a_revision_that_git_does_not_know_is_named(
    site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    git = ["git", "-c", "user.name=Robin", "-c", "user.email=robin@example.org"]
    for command in (["init", "-q"], ["commit", "-q", "--allow-empty", "-m", "First"]):
        subprocess.run([*git, *command], cwd=site.parent, check=True)
    assert look.changed_files(site.parent, "HEAD^1") == []  # there is no earlier version
    subprocess.run([*git, "commit", "-q", "--allow-empty", "-m", "Next"], cwd=site.parent)
    monkeypatch.chdir(site.parent)
    assert look.main(["site", "--base", "mian"]) == 2
    assert capsys.readouterr().out == (
        "Git does not know the revision mian. Write --base with a branch or a commit that "
        "`git log` shows.\n"
    )
