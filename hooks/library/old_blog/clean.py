"""Turns a post's HTML, as Squarespace and WordPress write it, into a few plain blocks.

The result has only p, h2 to h6, ul, ol, table, blockquote, pre and pictures, one after another,
and inside them only strong, em, a, br, code, sub and sup.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PageElement, PreformattedString

BLOCKS = frozenset("p h1 h2 h3 h4 h5 h6 ul ol table blockquote pre picture-here".split())
KEPT = BLOCKS | set("li tr td th strong em a br code sub sup".split())
RENAMED = {"b": "strong", "i": "em", "kbd": "code", "samp": "code", "tt": "code", "dt": "strong"}
GONE = "script style svg template input select textarea button nav link meta hr noscript title"
# Parts of a Squarespace page that cannot be text, and what the report calls each.
PARTS = {
    "form, .form-block, .newsletter-block, .sqs-block-form, .sqs-block-newsletter": "a form",
    ".sqs-svg-icon--list, .sqs-block-socialaccountlinks-v2": "links to social media",
    ".summary-item-list, .summary-block-wrapper, .sqs-block-summary-v2": "a list of other pages",
    ".sqs-search-ui, .sqs-block-search": "a search field",
    ".sqs-block-map, .map-block": "a map",
    ".sqs-block-product, .product-block": "a product",
    ".sqs-block-calendar, .calendar-block": "a calendar",
}
FRAMES = "iframe, embed, object, video, audio"
SOURCES = ("data-src", "src", "data", "data-image")
FILMS = {"youtube": "YouTube", "youtu.be": "YouTube", "vimeo": "Vimeo"}
SHORTCODE = re.compile(
    r"\[/?(?:caption|gallery|embed|youtube|vimeo|video|audio|playlist|contact-form[\w-]*|wpforms|"
    r"gravityform|vc_\w+|et_pb_\w+)\b[^\[\]]*\]"
)
INVISIBLE = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b-\u200f\u2060\ufeff\u00ad]"  # controls, zero width
)
HARD_SPACE = re.compile("[\u00a0\u2007\u202f\u2028\u2029]")
BULLET = re.compile(r"\s*(?:[•·‣▪●○◦§\uf0b7➢✓☐–—*-])\s+(?=\S)")
NUMBER = re.compile(r"\s*\(?\d{1,2}[.)]\s+(?=\S)")
LONGEST_HEADING = 120  # characters; more is a paragraph in large letters
PIXEL = 3  # pixels: an image this small counts visits
MORE = "more-here"


@dataclass
class Picture:
    """A picture in an old post."""

    address: str
    alt: str = ""
    caption: str = ""


DEEPEST = 200  # nested tags: an editor makes a dozen, and every step below walks all of them


@dataclass
class Cleaned:
    """A post's text as plain blocks."""

    blocks: list[Tag]
    pictures: list[Picture] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)  # what a person must look at
    more: int | None = None  # blocks above the old "read more" mark


def _bound_depth(soup: BeautifulSoup) -> None:
    """Raise RecursionError if more than DEEPEST tags are nested."""
    level: list[Tag] = [soup]
    for _ in range(DEEPEST):
        level = [child for tag in level for child in tag.children if isinstance(child, Tag)]
        if not level:
            return
    raise RecursionError


def clean(text: str, title: str = "") -> Cleaned:
    """Return a post's HTML as plain blocks. A heading that only repeats the title is left out.

    Raises RecursionError if tags are nested so deeply that nobody wrote them by hand.
    """
    found = Cleaned([])
    if SHORTCODE.search(text):
        found.notes.append("a block of the old system in square brackets was left out")
        text = SHORTCODE.sub("", text)
    text = re.sub(r"<!--\s*more\b.*?-->", f"<{MORE}></{MORE}>", text)
    soup = BeautifulSoup(_paragraphs(text), "html.parser")
    _bound_depth(soup)
    for comment in soup.find_all(string=lambda one: isinstance(one, PreformattedString)):
        comment.extract()
    for words in soup.find_all(string=True):
        words.replace_with(HARD_SPACE.sub(" ", INVISIBLE.sub("", words)))
    _take_parts(soup, found)
    _take_films(soup, found)
    _take_pictures(soup, found)
    for gone in soup.select(", ".join(GONE.split())):
        gone.decompose()
    _rename(soup)
    _flatten_tables(soup)
    _unwrap(soup)
    _tidy_lists(soup)
    _tidy_inline(soup)
    _lift_pictures(soup)
    blocks = [block for top in _top_level(soup) for block in _split(soup, top)]
    blocks = _listed(soup, [block for block in blocks if _says_something(block)])
    _rank_headings(blocks, title)
    for block in blocks:
        if block.name == MORE and found.more is None:
            found.more = blocks.index(block)
    found.blocks = [block for block in blocks if block.name != MORE]
    inside = (tag for block in blocks for tag in block.find_all(True))
    if any(sum(1 for _ in tag.parents) > DEEPEST for tag in inside):
        raise RecursionError
    return found


def words_of(block: Tag) -> str:
    """Return the words of a block on one line."""
    return " ".join(block.get_text(" " if block.name in ("ul", "ol", "table") else "").split())


def _paragraphs(text: str) -> str:
    """WordPress stores blank lines, and turns them into paragraphs when it shows a post."""
    if re.search(r"<(?:p|div)\b", text, re.IGNORECASE) or "\n\n" not in text.replace("\r", ""):
        return text
    parts = re.split(r"\n[ \t]*\n+", text.replace("\r\n", "\n").strip())
    block = re.compile(
        r"\s*<(?:/?(?:h[1-6]|ul|ol|li|table|blockquote|pre|figure)\b|more-here)", re.I
    )
    return "".join(
        part if block.match(part) else f"<p>{part.strip().replace(chr(10), '<br>')}</p>"
        for part in parts
    )


def _take_parts(soup: BeautifulSoup, found: Cleaned) -> None:
    for selector, what in PARTS.items():
        for part in soup.select(selector):
            if not part.decomposed:
                part.decompose()
                found.notes.append(f"{what} was left out")


def _take_films(soup: BeautifulSoup, found: Cleaned) -> None:
    """Replace a video, or a part of another site, with a link."""
    for holder in soup.select("[data-html]"):
        inner = BeautifulSoup(str(holder["data-html"]), "html.parser")
        if not holder.select(FRAMES) and inner.select(FRAMES):
            holder.append(inner)
    for frame in soup.select(FRAMES):
        if frame.decomposed:
            continue
        source = frame.select_one("source[src]") or frame
        address = next((str(source[name]) for name in SOURCES if source.get(name)), "")
        link = watch_address(html.unescape(address))
        if not link:
            frame.decompose()
            found.notes.append("something of another site was left out, and has no address")
            continue
        host = urlsplit(link).netloc.removeprefix("www.")
        film = next((name for part, name in FILMS.items() if part in host), "")
        place, anchor = soup.new_tag("p"), soup.new_tag("a", href=link)
        anchor.string = f"Watch the video on {film}" if film else f"Open this on {host}"
        place.append(anchor)
        frame.replace_with(place)
        found.notes.append(f"a video or a part of another site is now a link: {link}")


def watch_address(source: str) -> str:
    """Return the page where people watch what a frame shows; "" if not a web address."""
    source = "https:" + source if source.startswith("//") else source
    parts = urlsplit(source)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return ""
    inside = parse_qs(parts.query).get("url") or parse_qs(parts.query).get("src")
    if "embedly" in parts.netloc and inside:
        return watch_address(inside[0])
    if film := re.search(r"youtube(?:-nocookie)?\.com/(?:embed|v)/([\w-]+)", source):
        return f"https://www.youtube.com/watch?v={film[1]}"
    if film := re.search(r"player\.vimeo\.com/video/(\d+)", source):
        return f"https://vimeo.com/{film[1]}"
    return source


def _take_pictures(soup: BeautifulSoup, found: Cleaned) -> None:
    for unseen in soup.select("noscript"):
        around = unseen.parent
        if around and [image for image in around.select("img") if unseen not in image.parents]:
            unseen.decompose()
    for image in soup.select("img"):
        address = next(
            (str(image[name]) for name in ("data-image", "data-src", "src") if image.get(name)), ""
        )
        address = "https:" + address if address.startswith("//") else address
        size = [str(image.get(side, "")) for side in ("width", "height")]
        tiny = all(side.isdigit() and int(side) <= PIXEL for side in size)
        if tiny or not address.startswith(("http://", "https://", "/")):
            image.decompose()
            continue
        figure = image.find_parent("figure") or image.find_parent(
            class_="image-block-outer-wrapper"
        )
        caption = figure.select_one("figcaption, .image-caption") if figure else None
        picture = Picture(address, str(image.get("alt") or ""))
        if caption:
            picture.caption = " ".join(caption.get_text(" ").split())
            caption.decompose()
        if found.pictures and found.pictures[-1].address == address:
            image.decompose()  # the same one for another size of screen
            continue
        found.pictures.append(picture)
        image.replace_with(soup.new_tag("picture-here", n=str(len(found.pictures) - 1)))


def _rename(soup: BeautifulSoup) -> None:
    for tag in soup.find_all(True):
        tag.name = RENAMED.get(tag.name, tag.name)
        if tag.name == "dd" or (tag.name == "strong" and tag.find(BLOCKS)):
            tag.name = "div"
    for term in soup.select("dl > strong"):
        term.wrap(soup.new_tag("p"))


def _flatten_tables(soup: BeautifulSoup) -> None:
    """Take apart layout tables: those with one row or column, or with tables inside."""
    for table in soup.select("table"):
        rows = [row.find_all(["td", "th"], recursive=False) for row in table.select("tr")]
        if table.select("table") or len(rows) < 2 or max(map(len, rows)) < 2:
            for part in [
                *table.select("tr, td, th, thead, tbody, tfoot, caption, colgroup"),
                table,
            ]:
                part.name = "div"


def _unwrap(soup: BeautifulSoup) -> None:
    """Leave only the tags we keep; what was its own block stays a paragraph."""
    for tag in reversed(soup.find_all(True)):
        if tag.name in KEPT or tag.name == MORE:
            continue
        own = tag.name in ("div", "section", "article", "figure", "center", "address", "summary")
        if own and not tag.find([*BLOCKS, MORE]) and not tag.find_parent(BLOCKS - {"blockquote"}):
            tag.name = "p"
        else:
            if own and not tag.find(BLOCKS) and tag.next_sibling and tag.find_parent(["td", "li"]):
                tag.insert_after(" ")
            tag.unwrap()
    for tag in soup.find_all(True):
        kept = {"a": ("href",), "ol": ("start",), "picture-here": ("n",), "td": ("colspan",)}
        tag.attrs = {name: tag[name] for name in kept.get(tag.name, ()) if tag.has_attr(name)}


def _tidy_lists(soup: BeautifulSoup) -> None:
    for inner in soup.select("ul > ul, ul > ol, ol > ul, ol > ol"):
        before = inner.find_previous_sibling("li")
        (before.append(inner) if before else inner.unwrap())
    for item in soup.select("li"):
        if item.find_parent(["ul", "ol"]) is None:
            item.name = "p"
            continue
        for heading in item.find_all(re.compile("h[1-6]$")):
            heading.name = "strong"
        if not item.get_text(strip=True) and not item.select("picture-here"):
            item.decompose()
    for cell in soup.select("td, th"):
        for inner in cell.select("p, li, h1, h2, h3, h4, h5, h6, br"):
            inner.insert_after(" ")
            inner.unwrap()
        for inner in cell.select("ul, ol, blockquote, pre"):
            inner.unwrap()


def _tidy_inline(soup: BeautifulSoup) -> None:
    for tag in soup.select("strong strong, em em, a a, h1 strong, h2 strong, h3 strong, "
                           "h4 strong, h5 strong, h6 strong, th strong, a strong, code strong, "
                           "code em, code a, pre *"):  # fmt: skip
        tag.unwrap()
    for tag in soup.find_all(["strong", "em", "a", "code"]):
        if tag.parent is None:
            continue  # merged into the one before
        if not tag.get_text(strip=True) and not tag.select("picture-here"):
            tag.unwrap()  # it may contain a space
            continue
        after = tag.next_sibling
        while isinstance(after, Tag) and after.name == tag.name and after.attrs == tag.attrs:
            tag.extend(list(after.contents))
            after.extract()
            after = tag.next_sibling
    soup.smooth()


def _lift_pictures(soup: BeautifulSoup) -> None:
    """Put each picture below the paragraph, list or table that contained it."""
    for picture in reversed(soup.select("picture-here")):
        around = [tag for tag in picture.parents if tag is not soup]
        if around:
            around[-1].insert_after(picture.extract())


def _top_level(soup: BeautifulSoup) -> Iterator[Tag]:
    """Yield the blocks of a text; words between them become paragraphs."""
    loose: list[PageElement] = []

    def paragraph() -> Iterator[Tag]:
        if loose:
            made = soup.new_tag("p")
            made.extend(loose.copy())
            loose.clear()
            yield made

    for element in list(soup.contents):
        if isinstance(element, Tag) and (element.name in BLOCKS or element.name == MORE):
            yield from paragraph()
            yield element
        else:
            loose.append(element)
    yield from paragraph()


def _split(soup: BeautifulSoup, block: Tag) -> Iterator[Tag]:
    """Yield a paragraph's parts: two line breaks start a new one; blocks inside become separate."""
    if block.name != "p":
        yield block
        return
    part = soup.new_tag("p")
    breaks = 0
    for child in list(block.contents):
        name = child.name if isinstance(child, Tag) else ""
        breaks = breaks + 1 if name == "br" else breaks if not str(child).strip() else 0
        if name in BLOCKS or name == MORE or breaks > 1:
            yield part
            part = soup.new_tag("p")
            if name != "br" and isinstance(child, Tag):
                yield from _split(soup, child)
            continue
        part.append(child)
    yield part


def _says_something(block: Tag) -> bool:
    for edge in (block.contents, list(reversed(block.contents))):
        for child in list(edge) if block.name == "p" else ():
            if (isinstance(child, Tag) and child.name == "br") or not str(child).strip():
                child.extract()
            else:
                break
    if block.name in ("picture-here", MORE):
        return True
    text = block.get_text()
    return any(letter.isalnum() or ord(letter) > 0x2190 for letter in text)


def _listed(soup: BeautifulSoup, blocks: list[Tag]) -> list[Tag]:
    """Turn paragraphs whose lines all start with a bullet or a number into lists."""
    made: list[Tag] = []
    for block in blocks:
        for name, mark in (("ul", BULLET), ("ol", NUMBER)) if block.name == "p" else ():
            lines = _lines(block)
            if all(mark.match(_start(line)) for line in lines) and (len(lines) > 1 or name == "ul"):
                items = soup.new_tag(name)
                for line in lines:
                    item = soup.new_tag("li")
                    item.extend(line)
                    _cut_start(item, mark)
                    items.append(item)
                if made and made[-1].name == name and made[-1].get("made"):
                    made[-1].extend(list(items.contents))
                else:
                    items["made"] = "yes"
                    made.append(items)
                break
        else:
            made.append(block)
    return made


def _lines(block: Tag) -> list[list[PageElement]]:
    lines: list[list[PageElement]] = [[]]
    for child in block.contents:
        if isinstance(child, Tag) and child.name == "br":
            lines.append([])
        else:
            lines[-1].append(child)
    return lines


def _start(line: Iterable[PageElement]) -> str:
    return "".join(child.get_text() for child in line)


def _cut_start(item: Tag, mark: re.Pattern[str]) -> None:
    text = item.find(string=lambda one: bool(one and one.strip()))
    whole = item.get_text()
    found = mark.match(whole)
    if isinstance(text, NavigableString) and found:
        text.replace_with(str(text).lstrip()[len(found[0].lstrip()) :])


def _is_heading(block: Tag) -> bool:
    return bool(re.fullmatch("h[1-6]", block.name))


def _rank_headings(blocks: list[Tag], title: str) -> None:
    """Number the headings from 2 on, without gaps, whatever sizes they had."""
    for block in [block for block in blocks if _is_heading(block)]:
        if len(words_of(block)) > LONGEST_HEADING:
            block.name = "p"
    if blocks and _is_heading(blocks[0]) and _same(words_of(blocks[0]), title):
        del blocks[0]
    while blocks and _is_heading(blocks[-1]):
        blocks[-1].name = "p"  # a heading with nothing below it
    levels = sorted({block.name for block in blocks if _is_heading(block)})
    before = 1
    for block in blocks:
        if _is_heading(block):
            before = min(levels.index(block.name) + 2, before + 1)
            block.name = f"h{before}"
            for line_end in block.select("br"):
                line_end.replace_with(" ")


def _same(one: str, other: str) -> bool:
    return re.sub(r"\W+", "", one).casefold() == re.sub(r"\W+", "", other).casefold()
