"""The files besides the pages: feeds, sitemap, robots.txt, 404, sheets, the search index."""

from __future__ import annotations

import gzip
import json
from hashlib import sha256
from pathlib import Path
from xml.etree import ElementTree

import feedparser
import pytest
from feed_rules import json_feed_problems, rss_problems
from fontTools.ttLib import TTFont
from site_pages import Pages, is_article, one

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def test_feeds_hold_the_articles_and_keep_the_rules(
    site_dir: Path, pages: Pages, site_url: str
) -> None:
    rss = (site_dir / "articles/feed.xml").read_text(encoding="utf-8")
    feed = json.loads((site_dir / "articles/feed.json").read_text(encoding="utf-8"))
    assert rss_problems(rss, address=f"{site_url}articles/feed.xml") == []
    assert json_feed_problems(feed) == []
    entries = feedparser.parse(rss).entries
    there = [item["url"].removeprefix(site_url) for item in feed["items"]]
    assert [entry.link.removeprefix(site_url) for entry in entries] == there
    articles = {address for address, page in pages.items() if is_article(page)}
    assert set(there) <= articles and len(there) >= min(20, len(articles))
    for item in feed["items"]:
        page = pages[item["url"].removeprefix(site_url)]
        assert item["title"] == one(page, "h1").text
        assert item["summary"] == one(page, "meta[name=description]")["content"]


def test_the_sitemap_lists_every_page_once(site_dir: Path, pages: Pages, site_url: str) -> None:
    text = (site_dir / "sitemap.xml").read_text(encoding="utf-8")
    entries = ElementTree.fromstring(text).findall(f"{SITEMAP}url")
    listed = [entry.findtext(f"{SITEMAP}loc", "") for entry in entries]
    assert sorted(listed) == sorted(
        site_url + address for address in pages if address != "404.html"
    )
    assert gzip.decompress((site_dir / "sitemap.xml.gz").read_bytes()).decode() == text
    days = {
        entry.findtext(f"{SITEMAP}loc"): entry.findtext(f"{SITEMAP}lastmod") for entry in entries
    }
    assert days[f"{site_url}articles/ready-for-the-first-meeting/"] == "2026-02-20"
    assert days[f"{site_url}articles/"] is None, "the day of the build says nothing"


def test_robots_may_read_all_and_find_the_sitemap(site_dir: Path, site_url: str) -> None:
    lines = (site_dir / "robots.txt").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line] == [
        "User-agent: *",
        "Allow: /",
        f"Sitemap: {site_url}sitemap.xml",
    ]


def test_a_missing_page_offers_search_and_ways_on(pages: Pages) -> None:
    page = pages["404.html"]
    field = one(page, "main form[role=search] input[name=q]")
    assert one(page, f"label[for={field['id']}]").text.strip()
    assert one(page, "main form[role=search]")["action"] == "/search/"
    assert len(page.select(".ip-task-list a")) >= 3
    for link in page.select("a[href]"):
        assert str(link["href"]).startswith(("/", "#", "mailto:")), "it is shown at any depth"


def test_every_checklist_and_letter_comes_as_files(site_dir: Path, pages: Pages) -> None:
    sheets = [a for a in pages if a.startswith(("checklists/", "letters/")) and a.count("/") == 2]
    assert len(sheets) >= 4
    for address in sheets:
        kinds = ["pdf", "-large-print.pdf"] if address.startswith("c") else ["pdf", "docx", "txt"]
        for kind in kinds:
            path = address.rstrip("/") + (kind if kind.startswith("-") else f".{kind}")
            assert (site_dir / path).stat().st_size > 100, path


def test_what_only_the_build_needs_is_not_published(site_dir: Path) -> None:
    names = [
        file.relative_to(site_dir).as_posix() for file in site_dir.rglob("*") if file.is_file()
    ]
    for name in names:
        assert not name.endswith((".md", ".yml", ".py", ".part")), name
        assert "_template" not in name and "print/sheet.css" not in name, name
        assert name.islower() or name.startswith("assets/"), name


@pytest.mark.parametrize("style", ["regular", "bold"])
def test_the_font_has_every_character_of_the_site(site_dir: Path, pages: Pages, style: str) -> None:
    files = [*site_dir.glob(f"assets/fonts/atkinson-{style}*.woff2")]
    assert len(files) == 2
    there = {chr(code) for file in files for code in TTFont(file).getBestCmap()}
    shown = {
        char for page in pages.values() for char in one(page, "body").text if not char.isspace()
    }
    assert sorted(shown - there) == []


def test_the_search_index_holds_every_article_by_its_title(site_dir: Path, pages: Pages) -> None:
    cards = [
        card
        for file in (site_dir / "search/en").glob("pages-*.json")
        for card in json.loads(file.read_text(encoding="utf-8"))
    ]
    titles = {address: title for address, title, *_ in cards}
    assert len(titles) == len(cards) >= 30
    for address, page in pages.items():
        if is_article(page):
            assert titles[address] == one(page, "h1").text
    assert {"", "search/", "404.html"} & titles.keys() == set()


def test_nothing_of_another_search_is_published(site_dir: Path) -> None:
    scripts = [file.as_posix() for file in (site_dir / "assets/javascripts").rglob("*")]
    assert [name for name in scripts if "lunr" in name or "worker" in name] == []
    assert not (site_dir / "search/search_index.json").exists()


def test_every_style_script_and_font_is_used_and_named_after_its_content(
    site_dir: Path, pages: Pages
) -> None:
    texts = "".join(str(page) for page in pages.values())
    sheets = site_dir.glob("assets/stylesheets/*.css")
    texts += "".join(sheet.read_text(encoding="utf-8") for sheet in sheets)
    files = [f for f in (site_dir / "assets").rglob("*") if f.suffix in (".css", ".js", ".woff2")]
    assert len(files) >= 8
    for file in files:
        assert file.name.split(".")[-2] == sha256(file.read_bytes()).hexdigest()[:8], file.name
        assert file.name in texts, f"{file.name}: no page uses it"


def test_nothing_of_the_theme_is_published(site_dir: Path, pages: Pages) -> None:
    for address, page in pages.items():
        assert page.select("[class^=md-], [class*=' md-'], [data-md-component]") == [], address
    assert not list(site_dir.rglob("*.map")) and not list(site_dir.rglob("bundle.*"))
