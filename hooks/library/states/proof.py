"""Whether a time limit of a state carries its proof. What does not is never published.

One answer for the check, which tells writers, and for the build, which leaves the limit out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from library.content.schema import TOPICS
from library.states.hosts import FILE as HOSTS
from library.states.hosts import host_of, state_of
from library.states.names import STATES
from library.states.record import Limit, State

ONES = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
WORDS = {word: number for number, word in enumerate(ONES, 1)}
WORDS |= {word: number * 10 for number, word in enumerate(TENS, 2)}
ORDINALS = {"first": 1, "second": 2, "third": 3, "fifth": 5, "eighth": 8, "ninth": 9, "twelfth": 12}
# What stands between a number and its days, as in "sixty (60) calendar days", "45th school day",
# "60-calendar days", "45-school working days".
WORD = rf"(?:{'|'.join(TENS)})[ -](?:{'|'.join(ONES[:9])})|[a-z]+"
SPAN = re.compile(
    rf"(?<![\w-])(?P<number>\d+(?:st|nd|rd|th)?|{WORD})[\s-]*(?:\((?P<again>\d+)\)[\s-]*)?"
    r"(?P<kind>(?:consecutive[\s-]+)?(?:calendar|school(?:[\s-]+working)?|business|working"
    r"|instructional|instruction)?)[\s-]*(?P<unit>day|month|year)s?\b"
)
STRUCK = re.compile(r"\[[^\[\]]*\]")  # in a bill, what it took out of the law
KINDS = {
    "": "days",
    "calendar": "calendar days",
    "school": "school days",
    "business": "business days",
    "working": "business days",
    "instructional": "instructional days",
    "instruction": "instructional days",
}
DAY, MONTH, YEAR = 1, 30, 365  # calendar days, at least
WEEK, SCHOOL_WEEK = 7, 5


@dataclass(frozen=True)
class Floor:
    """A federal right that has a number: no state may shorten it."""

    days: int  # calendar days
    is_most: bool  # True: the state may allow the school no more; False: the parent no less
    cite: str


# A state's own limit takes the place of the federal one for a first evaluation (34 CFR
# 300.301(c)(1)(ii)) and for asking for a hearing (34 CFR 300.511(e)), so these are not here.
FLOORS: Mapping[str, Floor] = {
    "first-meeting": Floor(30, True, "34 CFR 300.323(c)(1)"),
    "records": Floor(45, True, "34 CFR 300.613(a)"),
    "reevaluation": Floor(3 * YEAR, True, "34 CFR 300.303(b)(2)"),
    "state-complaint": Floor(YEAR, False, "34 CFR 300.153(c)"),
    "state-decision": Floor(60, True, "34 CFR 300.152(a)"),
    "hearing-decision": Floor(45, True, "34 CFR 300.515(a)"),
}


@dataclass(frozen=True)
class Doubt:
    """What is wrong with a limit: the line of its entry, and what to do about it."""

    line: str  # "quote"
    rule: str  # a short and lasting name
    message: str


@dataclass(frozen=True)
class Shown:
    """A state as its page shows it."""

    state: State
    limits: tuple[Limit, ...]  # proved, and read within a year
    old: tuple[Limit, ...]  # proved once, and read too long ago

    @property
    def ordered(self) -> list[Limit]:
        """Return its limits in the order in which a parent meets them."""
        return sorted(self.limits, key=lambda limit: TOPICS.index(limit.topic))

    @property
    def compared(self) -> bool:
        """Return whether a person has compared each with the page itself."""
        return all(limit.compared for limit in self.limits)

    def about(self, topic: str) -> list[Limit]:
        """Return the limits on one topic."""
        return [limit for limit in self.limits if limit.topic == topic]


def shown_states(states: Sequence[State], hosts: Mapping[str, str], today: date) -> list[Shown]:
    """Return what may be published of each state. `hosts`: the state of each official host."""
    doubted = {(code, number) for code, number, _ in doubts_of_all(states, hosts)}
    found = []
    for state in states:
        proved = [
            limit
            for number, limit in enumerate(state.limits)
            if (state.code, number) not in doubted and limit.topic in TOPICS
        ]
        found.append(
            Shown(
                state,
                tuple(limit for limit in proved if limit.counts_on(today)),
                tuple(limit for limit in proved if limit.is_old(today)),
            )
        )
    return found


def doubts_of_all(
    states: Sequence[State], hosts: Mapping[str, str]
) -> Iterator[tuple[str, int, Doubt]]:
    """Yield every doubt, with the code of its state and the number of its limit, from 0."""
    quoted: dict[str, set[str]] = {}
    for state in states:
        for limit in state.limits:
            quoted.setdefault(_letters(limit.quote), set()).add(state.code)
    for state in states:
        for number, limit in enumerate(state.limits):
            for doubt in doubts(limit, state, hosts):
                yield state.code, number, doubt
            words = _letters(limit.quote)
            if words and (others := quoted[words] - {state.code}):
                other = STATES.get(min(others), min(others))
                message = (
                    f"These words are the quote of {other}, too, and no two states have the same. "
                    "Copy this state's own words from its page."
                )
                yield state.code, number, Doubt("quote", "state-quote", message)


def doubts(limit: Limit, state: State, hosts: Mapping[str, str]) -> Iterator[Doubt]:
    """Yield what is wrong with one limit, apart from its age."""
    yield from _in_quote(limit)
    yield from _nothing_added(limit)
    yield from _on_its_host(limit, state, hosts)
    yield from _right_kept(limit)
    named = [name for code, name in STATES.items() if code != state.code and name in limit.quote]
    if others := [name for name in named if name not in STATES.get(state.code, "")]:
        message = (
            f"The quote names {others[0]}. It must be from a rule of {state.name}. Copy the words "
            "of this state's own rule."
        )
        yield Doubt("quote", "state-quote", message)
    for other in state.limits:
        if other is not limit and _clash(limit, other):
            message = (
                f"There is another limit for {limit.topic} here: {other.number} {other.unit}, and "
                f"this one is {limit.number} {limit.unit}. Keep the one that the rule says today. "
                "If the rule says both, give both entries the same quote, with both numbers in it."
            )
            yield Doubt("topic", "state-clash", message)
            break


def said_in(quote: str) -> set[tuple[int, str]]:
    """Return every span of time that a text names: {(60, "calendar days")}."""
    found = set()
    text = STRUCK.sub(" ", quote).casefold().replace("schoolday", "school day")
    for match in SPAN.finditer(text):
        kind = match["kind"].removeprefix("consecutive").strip(" -\n\t").split()
        unit = KINDS[kind[0] if kind else ""] if match["unit"] == "day" else f"{match['unit']}s"
        numbers = {_number(match["number"]), int(match["again"]) if match["again"] else None}
        numbers.discard(None)
        if len(numbers) == 1:  # "sixty (45) days" names none
            found.add((numbers.pop(), unit))
    return {(number, unit) for number, unit in found if number}


def _number(word: str) -> int | None:
    if digits := re.fullmatch(r"(\d+)(?:st|nd|rd|th)?", word):
        return int(digits[1])
    tens, _, ones = word.replace(" ", "-").partition("-")
    if ones:
        return WORDS[tens] + WORDS[ones]
    return WORDS.get(word) or ORDINALS.get(word) or _ordinal(word)


def _ordinal(word: str) -> int | None:
    """Return the number of "sixtieth" or "fifteenth"."""
    if word.endswith("ieth"):
        return WORDS.get(f"{word.removesuffix('ieth')}y")
    return WORDS.get(word.removesuffix("th")) if word.endswith("th") else None


def _in_quote(limit: Limit) -> Iterator[Doubt]:
    said = said_in(limit.quote)
    if (limit.number, limit.unit) in said:
        return
    named = ", ".join(f"{number} {unit}" for number, unit in sorted(said)) or "no span of time"
    numbers = {number for number, _ in said}
    what = "unit" if limit.number in numbers else "number"
    message = (
        f"The limit is {limit.number} {limit.unit}, and its quote says {named}. Number and unit "
        "must be the rule's own: correct them, or copy the words that have them."
    )
    yield Doubt(what, "state-quote", message)


def _nothing_added(limit: Limit) -> Iterator[Doubt]:
    """Yield a doubt for each line that names a number, in figures, that the quote lacks."""
    words = re.findall(rf"{WORD}|\d+", STRUCK.sub(" ", limit.quote).casefold())
    quoted = {_number(word) for word in words}
    for line, text in (("starts", limit.starts), ("exceptions", limit.exceptions)):
        if added := [number for number in re.findall(r"\d+", text) if int(number) not in quoted]:
            message = (
                f'"{line}" names {added[0]}, and the quote does not. Copy the words of the rule '
                "that have it into the quote, or leave it out."
            )
            yield Doubt(line, "state-quote", message)


def _on_its_host(limit: Limit, state: State, hosts: Mapping[str, str]) -> Iterator[Doubt]:
    host, owner = host_of(limit.address), state_of(limit.address, hosts)
    if not host:
        message = f'"{limit.address[:60]}" is not the address of a page. Write it with https://.'
    elif owner is None:
        message = (
            f"{host} is no official host that we know. Find these words on a page of the state. If "
            f"the state itself runs this host, add it to docs/{HOSTS} with the reason."
        )
    elif owner != state.code:
        message = (
            f"{host} is a host of {STATES.get(owner, owner)}, not of {state.name}. Give the page "
            "of this state's own rule."
        )
    else:
        return
    yield Doubt("address", "state-host", message)


def _right_kept(limit: Limit) -> Iterator[Doubt]:
    floor = FLOORS.get(limit.topic)
    if floor is None:
        return
    days = _calendar_days(limit)
    if (days > floor.days) if floor.is_most else (days < floor.days):
        span = f"{floor.days} calendar days"
        than = "no more" if floor.is_most else "no less"
        message = (
            f"{limit.number} {limit.unit} would shorten a federal right: {floor.cite} allows "
            f"{than} than {span}. Read the rule again; if it says so, ask before you publish it."
        )
        yield Doubt("number", "state-floor", message)


def _calendar_days(limit: Limit) -> int:
    """Return how many calendar days a limit has at least."""
    match limit.unit:
        case "years":
            return limit.number * YEAR
        case "months":
            return limit.number * MONTH
        case "days" | "calendar days":
            return limit.number * DAY
    weeks, rest = divmod(limit.number, SCHOOL_WEEK)
    return weeks * WEEK + rest


def _clash(one: Limit, other: Limit) -> bool:
    if one.topic != other.topic:
        return False
    both = _letters(one.quote) == _letters(other.quote)
    return not both or (one.number, one.unit) == (other.number, other.unit)


def _letters(text: str) -> str:
    return re.sub(r"\W+", " ", text.casefold()).strip()
