"""What the comment on a pull request says about a page: title, reading grade, words."""

from __future__ import annotations

from dataclasses import dataclass

from library.check.rules.dates import wait_of
from library.check.rules.parser_limits import check_limits
from library.check.rules.reading import FEWEST_WORDS, Syllables, reading_grade, sentences
from library.check.rules.redirects import address_of
from library.check.source import read_source
from library.common.days import Clock


@dataclass(frozen=True)
class PageFacts:
    """One page of a pull request."""

    path: str  # "docs/letters/x.md"
    title: str
    address: str  # below the site's: "letters/x/"
    words: int  # of running prose
    grade: float | None  # Flesch-Kincaid; None under 100 words
    kind: str  # "Article"
    waits: str  # until when it stays off the site, in words; "" if it does not

    @property
    def picture(self) -> str:
        """Name of its picture, without ending."""
        return self.address.strip("/").replace("/", "-") or "home"


def page_facts(path: str, text: str, clock: Clock) -> PageFacts:
    """Return the facts of a page by its path from the project's folder, and its text."""
    source = read_source(path, path.removeprefix("docs/"), text)
    too_much = any(check_limits(source))  # the check reports it
    found = [] if too_much else sentences(source)
    words = sum(len(sentence.words) for sentence in found)
    grade = reading_grade(found, Syllables()) if words >= FEWEST_WORDS else None
    wait = wait_of(source, clock)
    return PageFacts(
        path,
        source.value("title") or path,
        address_of(source),
        words,
        grade,
        source.kind.label if source.kind else "",
        wait.say(clock) if wait else "",
    )
