"""Every link, picture and script on the site leads somewhere, and nothing loads from elsewhere."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from bs4 import BeautifulSoup
from site_pages import Pages, addresses

# <link> elements that only say where something is; a browser does not load them.
SAYS = {"canonical", "alternate", "prev", "next", "author", "license", "me"}


def targets(pages: Pages, site_url: str) -> list[tuple[str, str]]:
    """Every address of the site that a page names, as (page, whole address)."""
    return [
        (address, urljoin(site_url + address, value))
        for address, page in pages.items()
        for _, _, value in addresses(page)
        if urljoin(site_url + address, value).startswith(site_url)
    ]


def test_links_and_files_are_there(pages: Pages, site_dir: Path, site_url: str) -> None:
    found = targets(pages, site_url)
    assert len(found) > 300
    broken = []
    for page, target in found:
        path = unquote(urlsplit(urldefrag(target).url).path).removeprefix("/")
        file = site_dir / path / "index.html" if path.endswith("/") or not path else site_dir / path
        if not file.is_file():
            broken.append(f"{page} -> {path}")
    assert broken == []


def test_anchors_are_there(pages: Pages, site_url: str) -> None:
    names = {address: names_of(page) for address, page in pages.items()}
    broken = [
        f"{page} -> {target}"
        for page, target in targets(pages, site_url)
        for url, anchor in [urldefrag(target)]
        if anchor and anchor not in names.get(urlsplit(url).path.removeprefix("/"), set())
    ]
    assert broken == []


def names_of(page: BeautifulSoup) -> set[str]:
    return {str(element["id"]) for element in page.select("[id]")}


def test_ids_are_unique(pages: Pages) -> None:
    for address, page in pages.items():
        ids = [element["id"] for element in page.select("[id]")]
        assert sorted(ids) == sorted(set(ids)), address


def test_labels_and_references_name_something(pages: Pages) -> None:
    lost = [
        f"{address}: {name}={word}"
        for address, page in pages.items()
        for name in ("for", "aria-labelledby", "aria-describedby", "aria-controls")
        for element in page.select(f"[{name}]")
        for word in str(element[name]).split()
        if word not in names_of(page)
    ]
    assert lost == []


def test_nothing_loads_from_another_host(pages: Pages) -> None:
    foreign = [
        f"{address}: <{element.name} {name}={value}>"
        for address, page in pages.items()
        for element, name, value in addresses(page)
        if element.name != "a"
        and not (element.name == "link" and SAYS & set(element.get("rel") or []))
        and urlsplit(value).netloc
    ]
    assert foreign == []


def test_no_style_or_script_names_another_host(site_dir: Path) -> None:
    ours = [*site_dir.glob("assets/stylesheets/*.css"), *site_dir.glob("assets/javascripts/*.js")]
    assert len(ours) >= 6
    loads = re.compile(
        r"""(url\(|@import |fetch\(|importScripts\(|import\()\s*["'`]?(https?:)?//"""
    )
    for file in ours:
        assert loads.findall(file.read_text(encoding="utf-8")) == [], file.name


def test_nothing_is_written_into_the_page_that_a_strict_policy_forbids(pages: Pages) -> None:
    for address, page in pages.items():
        for element in page.find_all(True):
            handlers = [name for name in element.attrs if name.lower().startswith("on")]
            assert handlers == [], f"{address}: {element.name} {handlers}"
            assert not str(element.get("href", "")).lower().startswith("javascript:"), address
