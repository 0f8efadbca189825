"""What search engines, feed readers and people who share a page are told about it."""

from __future__ import annotations

import json
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path
from urllib.parse import urljoin

import yaml
from bs4 import BeautifulSoup
from project_settings import OWNER
from schema_org import problems_of
from site_pages import Pages, is_article, one

from library.content.front_matter import Loader

NAME = OWNER["site_name"]
ROOT = Path(__file__).resolve().parents[2]
WORDS = yaml.load((ROOT / "overrides/words/en.yml").read_text(encoding="utf-8"), Loader)


def content(page: BeautifulSoup, name: str) -> str:
    """The content of the one <meta> of this name or property."""
    return str(one(page, f"meta[name='{name}'], meta[property='{name}']")["content"])


def test_titles_are_unique_and_end_in_the_name_of_the_site(pages: Pages) -> None:
    titles = {address: one(page, "head title").text for address, page in pages.items()}
    assert {title: n for title, n in Counter(titles.values()).items() if n > 1} == {}
    assert titles.pop("") == f"{NAME}: {WORDS['site']['tagline']}"
    for address, title in titles.items():
        assert title.endswith(f" - {NAME}"), address
        heading = " ".join(one(pages[address], "h1").text.split())
        part = re.fullmatch(r".*/page/(\d+)/", address)
        wanted = f"{heading}, page {part[1]}" if part else heading
        if address.startswith(("articles/category/", "articles/archive/")):
            wanted += " - Articles"
        assert title.removesuffix(f" - {NAME}") == wanted, address


def test_each_page_has_one_heading_and_no_level_is_left_out(pages: Pages) -> None:
    for address, page in pages.items():
        levels = [int(heading.name[1]) for heading in page.select("h1, h2, h3, h4, h5, h6")]
        assert levels[0] == 1 and levels.count(1) == 1, f"{address}: {levels}"
        jumps = [(a, b) for a, b in pairwise(levels) if b > a + 1]
        assert jumps == [], f"{address}: {levels}"


def test_every_page_has_language_and_description(pages: Pages) -> None:
    for address, page in pages.items():
        assert one(page, "html")["lang"] == "en", address
        least = 20 if address.startswith("glossary/") else 50  # there it is the meaning of a word
        assert least <= len(content(page, "description")) <= 160, address
        assert one(page, "meta[charset]")["charset"] == "utf-8", address
        assert "width=device-width" in content(page, "viewport"), address


def test_descriptions_of_written_pages_are_unique(pages: Pages) -> None:
    made = re.compile(r"404\.html|.*/page/\d+/|articles/(archive|category)/.*")
    written = [page for address, page in pages.items() if not made.fullmatch(address)]
    said = Counter(content(page, "description") for page in written)
    assert {text: n for text, n in said.items() if n > 1} == {}


def test_the_canonical_address_is_the_pages_own(pages: Pages, site_url: str) -> None:
    for address, page in pages.items():
        links = [link["href"] for link in page.select("link[rel=canonical]")]
        assert links == ([] if address == "404.html" else [site_url + address]), address


def test_a_shared_page_has_title_text_and_picture(
    pages: Pages, site_dir: Path, site_url: str
) -> None:
    for address, page in pages.items():
        for family in ("og", "twitter"):
            assert content(page, f"{family}:title") in one(page, "head title").text, address
            assert content(page, f"{family}:description") == content(page, "description"), address
            picture = content(page, f"{family}:image")
            assert picture.startswith(site_url), address
            assert (site_dir / picture.removeprefix(site_url)).is_file(), address
        assert content(page, "og:site_name") == NAME, address
        assert content(page, "og:locale") == "en_US", address
        if is_article(page):
            assert content(page, "og:title") == one(page, "h1").text, address
        kind = "article" if is_article(page) else "website"
        assert content(page, "og:type") == kind, address
        if address != "404.html":
            assert content(page, "og:url") == site_url + address


def test_structured_data_keeps_to_schema_org(pages: Pages, site_url: str) -> None:
    for address, page in pages.items():
        if address == "404.html":
            continue
        data = json.loads(one(page, "script[type='application/ld+json']").text)
        assert problems_of(data) == [], address
        kinds = [part["@type"] for part in data["@graph"]]
        wanted = ["Organization"] + ["BreadcrumbList"] * (address != "")
        assert kinds == wanted + ["BlogPosting"] * is_article(page), address
        for part in data["@graph"]:
            if part["@type"] == "BlogPosting":
                assert part["url"] == site_url + address
                assert part["headline"] == one(page, "h1").text
                assert part["datePublished"] == one(page, ".ip-facts time")["datetime"]


def test_the_icon_and_feeds_are_there(pages: Pages, site_dir: Path, site_url: str) -> None:
    for address, page in pages.items():
        base = urljoin(site_url, address)
        icon = urljoin(base, str(one(page, "link[rel~=icon]")["href"]))
        assert icon == f"{site_url}assets/images/mark.svg", address
        feeds = [urljoin(base, str(link["href"])) for link in page.select("link[rel~=alternate]")]
        assert feeds == [f"{site_url}articles/feed.{kind}" for kind in ("xml", "json")], address
    mark = (site_dir / "assets/images/mark.svg").read_text(encoding="utf-8")
    assert mark.lstrip().startswith("<svg") and "<script" not in mark and len(mark) < 2000


def test_every_page_begins_with_a_way_past_its_frame(pages: Pages) -> None:
    for address, page in pages.items():
        assert page.select("body a[href]")[0]["href"] == "#main", address
        main = one(page, "main#main[tabindex='-1']")  # keys go on from there
        assert main.h1, address
