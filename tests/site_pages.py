"""The built site as a reader of its HTML finds it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bs4 import BeautifulSoup, Tag


class Pages(dict[str, BeautifulSoup]):
    """The pages by their addresses: "articles/why/"; "" is home, "404.html" itself."""

    def __repr__(self) -> str:
        """Keep it short: pytest shows it where a test fails, above what went wrong."""
        return f"<{len(self)} pages>"


def read_pages(folder: Path) -> Pages:
    """Return every HTML page of a built site by its address below the site's own.

    Not admin/, the editor for staff: a program of others in a page of its own. Not sw-reset/: it
    has nothing of the frame, so that it works when all else is broken (tests/browser/test_offline).
    Not the pages of moved ones, which only lead on (`read_redirects`).
    """
    return Pages((address, page) for address, page in _all_pages(folder) if not _is_redirect(page))


def read_redirects(folder: Path) -> Pages:
    """Return the pages at old addresses that lead to the new ones."""
    return Pages((address, page) for address, page in _all_pages(folder) if _is_redirect(page))


def _all_pages(folder: Path) -> Iterator[tuple[str, BeautifulSoup]]:
    for file in sorted(folder.rglob("*.html")):
        if not {"admin", "sw-reset"} & set(file.relative_to(folder).parts):
            text = file.read_text(encoding="utf-8")
            yield address_of(file.relative_to(folder)), BeautifulSoup(text, "html.parser")


def _is_redirect(page: BeautifulSoup) -> bool:
    return page.select_one("meta[http-equiv=refresh]") is not None


def address_of(file: Path) -> str:
    """Return the address of a file of the site: a folder's index.html is the folder."""
    return file.as_posix().removesuffix("index.html")


def files_of(folder: Path) -> dict[str, bytes]:
    """Return what every file below a folder holds, by its path there."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file()
    }


def is_article(page: BeautifulSoup) -> bool:
    """Return whether this is the page of one blog article."""
    return page.select_one("meta[property='article:published_time']") is not None


def one(page: BeautifulSoup | Tag, selector: str) -> Tag:
    """Return the only element that a CSS selector finds."""
    found = page.select(selector)
    assert len(found) == 1, f"{selector}: {len(found)} found, not one"
    return found[0]


def plain(element: Tag) -> str:
    """Return the words of an element without the meanings of terms that unfold in it."""
    copy = BeautifulSoup(str(element), "html.parser")
    for meaning in copy.select(".ip-meaning"):
        meaning.decompose()
    return " ".join(copy.text.split())


def texts(page: BeautifulSoup | Tag, selector: str) -> list[str]:
    """Return the words of each element that a CSS selector finds."""
    return [" ".join(found.text.split()) for found in page.select(selector)]


def addresses(page: BeautifulSoup | Tag) -> Iterator[tuple[Tag, str, str]]:
    """Yield each element of a page that names an address, the attribute, and the address."""
    for element in page.find_all(True):
        for name in ("href", "src", "action", "poster", "data", "formaction", "xlink:href"):
            if element.has_attr(name):
                yield element, name, str(element[name])
        for part in str(element.get("srcset", "")).split(","):
            if part.strip():
                yield element, "srcset", part.split()[0]
