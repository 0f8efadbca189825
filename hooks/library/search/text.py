"""Text as the search sees it: words without accents and endings, and a page's plain sections.

The browser reads a query by the same rules (overrides/assets/javascripts/search/words.js): what is
changed in `words_of` or `stem` must be changed there too; a test compares both. What is of a
language (its endings) comes from its own file of words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape

from library.common.ascii_words import apart, without_signs
from library.common.text_memo import TextMemo

INITIALS = re.compile(r"[.&](?<=\b\w[.&])(?=\w\b)")  # I.E.P., P&A; the dot first, to be quick
ACCENTS = re.compile(r"[\u0300-\u036f]+")  # what NFKD sets apart from its letter
WORD = re.compile(r"[^\W_]+")
APART = apart()

# Rounds of (ending, what takes its place, letters that must be left before it).
Endings = tuple[tuple[tuple[str, str, int], ...], ...]


@dataclass(frozen=True)
class Section:
    """A part of a page: its heading ("" for the text before the first one) and its text.

    The text has a line for each paragraph, item, and row of a table.
    """

    heading: str
    text: str
    anchor: str = ""  # what leads to it on its page; "" for the top

    def shown(self) -> str:
        """Return the text as a result shows it.

        Without the rules it cites, and without sentences that only lead to another page: a search
        leads there by itself.
        """
        told = MARKS.sub("", LEADING.sub("", CITED.sub("", self.text)))
        return "\n".join(filter(None, map(str.strip, told.split("\n"))))


def words_of(text: str) -> list[str]:
    """Return the words of a text: lower case, no accents, no apostrophes."""
    if not text.isascii():
        text = without_signs(text.replace("\u2019", ""))
    if not text.isascii():
        text = ACCENTS.sub("", unicodedata.normalize("NFKD", text))
    text = INITIALS.sub("", text.lower()).replace("'", "")
    return text.translate(APART).split() if text.isascii() else WORD.findall(text)


def stem(word: str, endings: Endings, figures: Iterable[str] = ()) -> str:
    """Return a word without its endings, the same for all its forms as far as rules can say.

    Of each round the first ending that fits is taken. A number loses only what `figures` names:
    504s.
    """
    if word[0].isdigit():
        return next((n for end in figures if (n := word.removesuffix(end)).isdecimal()), word)
    for round_ in endings:
        for ending, instead, least in round_:
            if word.endswith(ending) and len(word) - len(ending) >= least:
                word = word[: len(word) - len(ending)] + instead
                break
    return word


# What readers see only on request or what is no text of its own.
HIDDEN = re.compile(
    r'<(script|style|svg)\b.*?</\1>|<span class="ip-meaning".*?</span>|'
    r'<p class="ip-ref-line">.*?</p>|<sup class="ip-ref">.*?</sup>',
    re.DOTALL,
)
DESCRIBED = re.compile(r"<desc\b[^>]*>(.*?)</desc>", re.DOTALL)  # what a drawing says in words
HEADING = re.compile(r"<h[2-4]\b([^>]*)>(.*?)</h[2-4]>", re.DOTALL)
ANCHOR = re.compile(r"\bid=[\"']?([^\s\"'>]+)")
CAPTION = re.compile(r"(?<=</strong>)\s*(?=<span>[^<]*</span></figcaption>)")  # its title, its note
CELL = re.compile(r"</t[dh]>\s*<t[dh]\b[^>]*>")
# A citation is kept between two signs that no text has, until it is known what is shown.
CITATION = re.compile(r"<a class=\"ip-cite\"[^>]*>(.*?)</a>", re.DOTALL)
CITED = re.compile(r"\s*\((?:[^()\ue000]*\ue000[^\ue001]*\ue001)+[^()\ue000]*\)")
# So is the text of a link to another page, and then a sentence that does nothing but lead there:
# what it ends in is a link, which is the greater part of it. A term's link stands in its sentence.
LINK = re.compile(
    r'<a (?=[^>]*\bhref="(?![a-z]+:|#))(?![^>]*\baria-describedby)[^>]*>(.*?)</a>', re.DOTALL
)
SENTENCE = re.compile(r"(?<=[.!?])\s+|(?<=[.!?][\ue003\"\u201d)])\s+")
LEADS = re.compile(r"[^\ue002]+\ue002([^\ue003]*)(?:[.!?]\ue003|\ue003[.!?])")
LEADING = re.compile(r" ?\ue002[^\ue003]*\ue003")
MARKS = re.compile(r"[\ue000-\ue003]")
BLOCK = re.compile(
    r"</?(?:p|li|ul|ol|div|td|th|tr|table|blockquote|br|h\d|dd|dt|label|fig\w+)\b[^>]*>"
)
TAG = re.compile(r"<[^>]*>")


def kept_sections(html: str, memo: TextMemo) -> tuple[Section, ...]:
    """Return what `sections_of` returns, found now or by an earlier build."""
    return tuple(Section(*row) for row in memo.of(html, "sections", _rows))


def _rows(html: str) -> tuple[tuple[str, str, str], ...]:
    return tuple((each.heading, each.text, each.anchor) for each in sections_of(html))


def sections_of(html: str) -> tuple[Section, ...]:
    """Return the text of a page's HTML, section by section."""
    marked = CITATION.sub("\ue000\\1\ue001", HIDDEN.sub(_told, MARKS.sub("", html)))
    marked = LINK.sub("\ue002\\1\ue003", marked)
    parts = HEADING.split(marked)
    rows = zip(["", *parts[1::3]], ["", *parts[2::3]], parts[::3], strict=True)
    sections = [
        Section(MARKS.sub("", plain(heading)), _lines(text), _anchor(attributes))
        for attributes, heading, text in rows
    ]
    return tuple(section for section in sections if section.heading or section.text)


def _anchor(attributes: str) -> str:
    found = ANCHOR.search(attributes)
    return found[1] if found else ""


def _lines(html: str) -> str:
    rows = CAPTION.sub("<br>", CELL.sub(" \u00b7 ", html.replace("\n", " ")))
    text = unescape(TAG.sub("", BLOCK.sub("\n", rows)))
    lines = (" ".join(row.split()) for row in text.split("\n"))
    return "\n".join(_marked(line) if "\ue002" in line else line for line in lines if line)


def _marked(line: str) -> str:
    """Return a line in which links are marked with marks about sentences that only lead there."""
    sentences = []
    for sentence in SENTENCE.split(line):
        found = LEADS.fullmatch(sentence)
        bare = sentence.replace("\ue002", "").replace("\ue003", "")
        leads = found and 2 * len(found[1]) >= len(bare)
        sentences.append(f"\ue002{bare}\ue003" if leads else bare)
    return " ".join(sentences)


def _told(hidden: re.Match[str]) -> str:
    """Return what a drawing says in words, "" for anything else that is hidden."""
    words = DESCRIBED.search(hidden[0]) if hidden[1] == "svg" else None
    return f"<p>{words[1]}</p>" if words else ""


def plain(html: str) -> str:
    """Return HTML as one line of text."""
    return " ".join(unescape(TAG.sub("", BLOCK.sub(" ", html))).split())
