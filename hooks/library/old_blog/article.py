"""Turns an old post into an article: its top block, the short answer, the text below."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import yaml

from library.common.slug import slug_of
from library.content.schema import MORE, POST
from library.old_blog.clean import Cleaned, Picture, clean, words_of
from library.old_blog.export import Entry
from library.old_blog.markdown import Resolve, as_address, escaped, plain, write

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
SENTENCE = re.compile(r"(?<=[.!?])[\"”’')*]*\s+(?=[\"“‘'(]*[A-Z0-9])")
SHORT_ANSWER = 25  # words; fewer above the mark would be a poor short answer
MOST_ABOVE = 3  # paragraphs
RESERVED = frozenset({"index", "page", "category", "archive"})  # names the blog itself uses

Place = Callable[[Picture, int], str]  # what replaces a picture: Markdown, or a note to staff


@dataclass
class Article:
    """A new article, not yet written to a file."""

    slug: str
    entry: Entry
    text: str  # the whole file
    notes: list[str] = field(default_factory=list)  # what a person must look at
    pictures: list[Picture] = field(default_factory=list)


def name_of(entry: Entry) -> str:
    """Return the slug for an old post: its old one, or one made from its title."""
    last = entry.name.rstrip("/").rpartition("/")[2] or entry.path.rstrip("/").rpartition("/")[2]
    last = re.sub(r"\.html?$", "", last)
    if not SLUG.fullmatch(last):
        last = slug_of(entry.title or last)
    name = last[:60].strip("-")
    return f"about-{name}" if name in RESERVED or name.isdigit() else name


def make_article(
    entry: Entry,
    cleaned: Cleaned,
    slug: str,
    *,
    topics: Mapping[str, str],
    spare_topic: str,
    today: date,
    exact: bool,
    resolve: Resolve,
    place: Place,
) -> Article:
    """Return the article of a post whose text is `cleaned`.

    `topics` are our categories by `topic_key`; `spare_topic` is for posts where none fits. `exact`
    also writes the time of day. `resolve` returns the new address of a link, `place` what replaces
    a picture.
    """
    notes = [*cleaned.notes]
    above, below = _parts(cleaned, resolve, place)
    if entry.about and (about := as_address(entry.about)):
        below.append(f"[Read the page that this is about]({about})")
    if above and not below:
        above, below = _halved(above)
    if not below:
        notes.append("all of it is one sentence: write more below the line <!-- more -->")
    title = _title(entry, slug, notes)
    description = _description(entry, title, [plain(part) for part in [*above, *below]], notes)
    if not above:  # only pictures or a list
        above = [escaped(description)]
        notes.append("its description is above the line <!-- more -->: write a short answer")
    categories = _categories(entry, topics, spare_topic, notes)
    day = entry.day or today
    if entry.day is None:
        notes.append("it had no date; it now has the day of the import")
    when = entry.moment.replace(" ", "T") if exact and len(entry.moment) == 19 else day.isoformat()
    # Nobody has checked the facts today: they were last checked when the post was written.
    top = "\n".join(
        [
            *_yaml("title", title),
            *_yaml("slug", slug),
            f"date: {when}",
            *_yaml("description", description),
            "categories:",
            *(f"  - {name}" for name in categories),
            f"checked: {min(day, today).isoformat()}",
            "draft: true",
        ]
    )
    body = "\n\n".join([*above, MORE, *below])
    return Article(slug, entry, f"---\n{top}\n---\n\n{body}\n", notes, cleaned.pictures)


def _title(entry: Entry, slug: str, notes: list[str]) -> str:
    """Return a title that the check accepts; a note tells if it is not the post's own."""
    title = re.sub(r"^[“‘](.*)[”’]$", r'"\1"', entry.title)  # the check takes them for YAML's
    most = _limit("title")
    if not 3 <= len(title) <= most:
        title = _shorter(title, most) if title else slug.replace("-", " ").capitalize()
        notes.append(f'the title was missing, too short, or too long; it is now "{title}"')
    return title


def _categories(
    entry: Entry, topics: Mapping[str, str], spare_topic: str, notes: list[str]
) -> list[str]:
    """Return at most three of our categories; a note tells if none fits."""
    chosen = [topics[key] for key in map(topic_key, entry.topics) if key in topics]
    if not chosen:
        had = f" (it had: {', '.join(entry.topics)})" if entry.topics else ""
        notes.append(f'none of our categories fits{had}; it is now "{spare_topic}": choose')
    return list(dict.fromkeys(chosen or [spare_topic]))[:3]


def topic_key(name: str) -> str:
    """Return a category's name in a form for comparing."""
    return slug_of(name.replace("&", " and "))


def _parts(cleaned: Cleaned, resolve: Resolve, place: Place) -> tuple[list[str], list[str]]:
    """Return the blocks above and below the mark: paragraphs only above, pictures below."""
    blocks = list(cleaned.blocks)
    texts = [
        place(cleaned.pictures[int(str(block["n"]))], int(str(block["n"])))
        if block.name == "picture-here"
        else write(block, resolve)
        for block in blocks
    ]
    names = [block.name for block in blocks]
    first = next((names.index(name) for name in ("p", "blockquote") if name in names), None)
    if first is None:
        return [], [text for text in texts if text]
    chosen = [first]
    most = cleaned.more - first if cleaned.more is not None else MOST_ABOVE
    for number in range(first + 1, len(blocks)):
        words = sum(len(words_of(blocks[n]).split()) for n in chosen)
        enough = words >= SHORT_ANSWER and cleaned.more is None
        if enough or blocks[number].name != "p" or len(chosen) >= most:
            break
        chosen.append(number)
    if len(chosen) == sum(bool(text) for text in texts) > 1:
        chosen.pop()  # something must be below
    rest = [n for n in range(len(blocks)) if n not in chosen and texts[n]]
    if first and blocks[first - 1].name[0] == "h":  # its paragraph has moved up, away from it
        after = chosen[-1] + 1
        if after >= len(blocks) or blocks[after].name[0] == "h":
            rest.remove(first - 1)
    return [texts[n] for n in chosen], [texts[n] for n in rest]


def _halved(above: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return a single paragraph as two, if it has at least two sentences."""
    if len(above) != 1:
        return list(above), []
    for found in SENTENCE.finditer(above[0]):
        start, rest = above[0][: found.start()], above[0][found.end() :]
        whole = not re.search(r"[\[(*`<]", above[0])  # never in the middle of a link
        if whole and len(start.split()) >= 5:
            return [start + found[0].rstrip()], [rest]
    return list(above), []


def _description(entry: Entry, title: str, texts: Sequence[str], notes: list[str]) -> str:
    least, most = POST.key("description"), _limit("description")
    fewest = least.least if least and least.least else 0
    given = " ".join(words_of(block) for block in clean(entry.excerpt).blocks)
    for source in (given, " ".join([given, *texts]).strip(), " ".join(texts)):
        text = ""
        for sentence in SENTENCE.split(" ".join(source.split())):
            if len(text) + len(sentence) + 1 > most:
                break
            text = f"{text} {sentence}".strip()
        if len(text) >= fewest and "<" not in text:
            return text
    text = " ".join((given or " ".join(texts)).replace("<", " ").split())
    if len(text) > most:
        notes.append("its description is cut off in a sentence: write one or two whole sentences")
        return _shorter(text, most)
    notes.append("its description is made from its title: write what a reader finds here")
    day = f" of {entry.day:%B} {entry.day.day}, {entry.day.year}" if entry.day else ""
    return f"{_shorter(title, 80)}: an article{day} from our blog, on our old website."


def _limit(name: str) -> int:
    key = POST.key(name)
    return key.most if key and key.most else 10_000


def _shorter(text: str, most: int) -> str:
    """Return a text of at most `most` characters, cut after a word."""
    if len(text) <= most:
        return text
    cut = text[: most - 3].rpartition(" ")[0] or text[: most - 3]
    return cut.rstrip(" .,;:") + "..."


def _yaml(name: str, value: Any) -> list[str]:
    dumped: str = yaml.safe_dump({name: value}, allow_unicode=True, width=10_000)
    return dumped.rstrip("\n").split("\n")
