"""What can be checked in a built site without a browser: where links lead, what pages say.

It reads every page, in seconds. The check has the rules for texts: what this finds is a fault of a
template or a hook, or of a text that the check should have caught.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from library.site.built_site import BuiltSite

LINKS = frozenset({"href", "src", "action", "poster", "data"})
APART = ("admin/", "sw-reset/")  # staff's editor, and the way out of a bad worker: no frame of ours
NOT_FOUND = "404.html"
LOC = re.compile(r"<loc>([^<]+)</loc>")
REFRESH = re.compile(r"\d+;\s*url=(.+)", re.IGNORECASE)


@dataclass
class SitePage(HTMLParser):
    """One page of the site, as far as the rules look at it."""

    language: str = ""
    title: str = ""
    description: str = ""
    leads_to: str = ""  # of a page at an old address
    canonical: str = ""
    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    _in_title: bool = False

    def __post_init__(self) -> None:
        """Make the parser ready."""
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what a tag says."""
        about = {name: value or "" for name, value in attrs}
        if "id" in about:
            self.ids.append(about["id"])
        if tag == "html":
            self.language = about.get("lang", "")
        elif tag == "title":
            self._in_title = not self.title  # a drawing has titles too
        elif tag == "meta":
            self._handle_meta(about)
        if tag == "link" and about.get("rel") == "canonical":
            self.canonical = about.get("href", "")
        else:
            self.links += [value for name, value in about.items() if name in LINKS and value]
        for part in about.get("srcset", "").split(","):
            self.links += part.split()[:1]

    def _handle_meta(self, about: Mapping[str, str]) -> None:
        content = about.get("content", "")
        if about.get("name") == "description":
            self.description = content
        elif about.get("http-equiv", "").lower() == "refresh":
            found = REFRESH.match(content)
            self.leads_to = found[1] if found else content

    def handle_endtag(self, tag: str) -> None:
        """End the title."""
        if tag == "title":
            self._in_title = False

    def handle_data(self, data: str) -> None:
        """Take the words of the title."""
        if self._in_title:
            self.title += data


def read_pages(site: BuiltSite) -> dict[str, SitePage]:
    """Return the pages by address below the site's, "" for home; redirects among them."""
    pages: dict[str, SitePage] = {}
    for path in site.paths(".html"):
        if not path.startswith(APART):
            page = SitePage()
            page.feed(site.text(path))
            page.close()
            pages[path.removesuffix("index.html")] = page
    return pages


def site_faults(folder: Path, site_url: str) -> list[str]:
    """Return what is wrong with the site in a folder, one line each; `site_url` ends in "/"."""
    site = BuiltSite(folder)
    pages = read_pages(site)
    return [
        *_dead_links(site, pages, site_url),
        *_page_faults(pages),
        *_list_faults(site, pages, site_url),
    ]


def own_pages(pages: Mapping[str, SitePage]) -> dict[str, SitePage]:
    """Return the pages that a reader is meant to find: no redirect, not "not found"."""
    return {a: page for a, page in pages.items() if not page.leads_to and a != NOT_FOUND}


def targets_of(address: str, page: SitePage, site_url: str) -> Iterator[tuple[str, str]]:
    """Yield each address below the site's that a page names, and its anchor or ""."""
    for link in [*page.links, *filter(None, [page.leads_to])]:
        url, anchor = urldefrag(urljoin(site_url + address, link))
        if url.startswith(site_url):
            yield unquote(urlsplit(url.removeprefix(site_url)).path), unquote(anchor)


def _dead_links(site: BuiltSite, pages: Mapping[str, SitePage], site_url: str) -> Iterator[str]:
    files = set(site.paths())
    ids = {address: set(page.ids) for address, page in pages.items()}
    for address, page in pages.items():
        for target, anchor in targets_of(address, page, site_url):
            file = f"{target}index.html" if target.endswith("/") or not target else target
            if file not in files:
                yield f"/{address}: a link leads nowhere: /{target}"
            elif anchor and target in ids and anchor not in ids[target]:
                yield f"/{address}: there is no place #{anchor} on /{target}"


def _page_faults(pages: Mapping[str, SitePage]) -> Iterator[str]:
    for address, page in pages.items():
        for what, said in (("language", page.language), ("title", page.title.strip())):
            if not said:
                yield f"/{address}: the page has no {what}"
        if not page.leads_to and not page.description:
            yield f"/{address}: the page has no description"
        for name, number in Counter(page.ids).items():
            if number > 1:
                yield f"/{address}: two places are called #{name}"


def _list_faults(site: BuiltSite, pages: Mapping[str, SitePage], site_url: str) -> Iterator[str]:
    own = own_pages(pages)
    titles: dict[tuple[str, str], str] = {}  # a letter may be called as an article is
    for address, page in own.items():
        other = titles.setdefault((address.partition("/")[0], page.title), address)
        if other != address:
            yield f"/{address}: /{other} has the same title"
        if page.canonical != site_url + address:
            yield f"/{address}: the page says that its address is {page.canonical or 'none'}"
    listed = Counter(LOC.findall(site.text("sitemap.xml")))
    wanted = {site_url + address: address for address in own}
    for url in sorted(listed.keys() | wanted.keys()):
        if listed[url] != 1:
            yield f"/{wanted[url]}: {listed[url]} times in sitemap.xml"
        elif url not in wanted:
            yield f"sitemap.xml lists a page that is not there: {url}"
