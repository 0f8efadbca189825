"""What looks like a child's data. It must not even be saved, since everybody can read the files.

The rules read the whole file, notes and code too. Only what is certain enough is an error.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from library.check.problem import Problem, Rule
from library.check.source import Source, lower

MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?[ ]\d{1,2},?[ ]\d{4}"
DAY = rf"(?:\d{{1,2}}[/.-]\d{{1,2}}[/.-](?:\d{{4}}|\d{{2}})|\d{{4}}-\d{{2}}-\d{{2}}|{MONTH})"
# Social Security numbers: never 000, 666 or 9.. at the start, never 00 or 0000 after it
# (https://www.ssa.gov/employer/randomization.html).
NUMBER = re.compile(  # looks back from the end of the first digits, which are found quickly
    r"\d\d\d(?P<gap>[- ])(?<![\d-].{4})(?<!000.)(?<!666.)(?<!9...)"
    r"(?!00)\d{2}(?P=gap)(?!0000)\d{4}(?![\d-])"
)
NAMED_NUMBER = re.compile(r"\b(?:SSN|[Ss]ocial [Ss]ecurity [Nn]umber)\b[^\n]{0,12}?\b\d{9}\b")
BIRTH = re.compile(
    r"\b(?:D\.?O\.?B\b\.?|(?:date of birth|birth ?date|birthday|born)(?! on or | before| after))"
    rf"[^\n.]{{0,20}}?\b{DAY}",
    re.IGNORECASE,
)
STUDENT = re.compile(r"student(?:'s|’s)? (?:id|number)\b[^\n\w]{0,4}(?:is )?\d{5,}")  # lowercase
MAIL = re.compile(
    r"[\w.+-]+@(?:gmail|yahoo|hotmail|outlook|live|aol|icloud|comcast)\.(?:com|net)\b",
    re.IGNORECASE,
)
# Not toll-free numbers, which offices have, nor 555-01.., which nobody has.
PHONE = re.compile(
    r"(?<![\d-])\(?(?!8(?:00|33|44|55|66|77|88)\b)[2-9]\d\d\)?[-. ][ ]?(?!555[-. ]01)"
    r"[2-9]\d\d[-. ]\d{4}(?![\d-])"
)
PHONE_END = re.compile(r"\d\d[-. ]\d{4}")  # found sooner, and in few texts
PRIVATE = Rule(
    "private-data",
    "This looks like {what}. This site and its files are public, drafts and notes too, so nobody's "
    "data may be in them. Delete it, tell the owner if it was already saved, and write a "
    "placeholder such as {instead}.",
)
OWN = Rule(
    "private-data",
    "This looks like a personal {what}. If it is a parent's, delete it: everybody can read this "
    "page.",
    level="hint",
)


def check_private(source: Source) -> Iterator[Problem]:
    """Check the whole file."""
    text = source.text
    found: list[tuple[re.Match[str], str, str]] = []
    found += [(m, "a Social Security number", '"[number]"') for m in NUMBER.finditer(text)]
    if "SSN" in text or "ecurity" in text:
        found += [
            (m, "a Social Security number", '"[number]"') for m in NAMED_NUMBER.finditer(text)
        ]
    small = lower(text)
    if "born" in small or "birth" in small or "dob" in small or "d.o.b" in small:
        found += [
            (m, "the day a child was born", '"[date of birth]"') for m in BIRTH.finditer(text)
        ]
    if "student" in small:
        found += [(m, "a student's number", '"[number]"') for m in STUDENT.finditer(small)]
    for match, what, instead in found:
        yield source.problem(PRIVATE, _line(text, match), what=what, instead=instead)
    if "@" in text:
        for match in MAIL.finditer(text):
            yield source.problem(OWN, _line(text, match), what="email address")
    for match in PHONE.finditer(text) if PHONE_END.search(text) else ():
        yield source.problem(OWN, _line(text, match), what="phone number")


def _line(text: str, match: re.Match[str]) -> int:
    return text.count("\n", 0, match.start()) + 1
