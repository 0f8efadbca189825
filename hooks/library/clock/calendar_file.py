"""A calendar file (.ics, RFC 5545) of days that come each year, the same for every reader.

The file on the device, with a reader's own days, is made by
overrides/assets/javascripts/clock/calendar_file.js.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from library.clock.holidays import DAY, WEEKDAYS, Holiday
from library.clock.year import Year

PLACE = "iep-year.ics"  # in the site
LONGEST_LINE = 75  # bytes, without the line break (RFC 5545, 3.1)
LINE_BREAK = "\r\n"
ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})  # RFC 5545, 3.3.11
REFRESH = "P7D"  # how often a calendar asks for the file again (RFC 7986, 5.7): a week


@dataclass(frozen=True)
class CalendarWords:
    """What the file says besides its moments."""

    name: str  # of the calendar
    about: str  # below each moment; {} is the address of its page


def calendar_file(year: Year, addresses: Iterable[str], host: str, words: CalendarWords) -> bytes:
    """Return the file with the moments of a year, each as a whole day that repeats.

    `addresses` are those of the moments' pages, in their order; `host` makes the names of the
    moments unique in the world (RFC 5545, 3.8.4.7). The first year is that in which the moments
    were checked, so the file changes only with its texts, never with the day of the build.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//iep-year//EN",
        f"NAME:{_escaped(words.name)}",  # RFC 7986; X-WR-CALNAME for calendars before it
        f"X-WR-CALNAME:{_escaped(words.name)}",
        f"REFRESH-INTERVAL;VALUE=DURATION:{REFRESH}",
        f"X-PUBLISHED-TTL:{REFRESH}",
    ]
    for moment, address in zip(year.moments, addresses, strict=True):
        first = moment.day_in(year.checked.year)
        about = f"{moment.say}\n\n{words.about.format(address)}"
        lines += [
            "BEGIN:VEVENT",
            f"UID:{moment.id}@{host}",
            f"DTSTAMP:{_plain(year.checked)}T000000Z",
            f"DTSTART;VALUE=DATE:{_plain(first)}",
            f"DTEND;VALUE=DATE:{_plain(first + DAY)}",
            f"RRULE:{_repeats(moment.on)}",
            f"SUMMARY:{_escaped(moment.title)}",
            f"DESCRIPTION:{_escaped(about)}",
            f"URL:{address}",
            "TRANSP:TRANSPARENT",  # the day stays free
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return "".join(f"{_folded(line)}{LINE_BREAK}" for line in lines).encode()


def _repeats(on: Holiday) -> str:
    """Return the rule by which a day comes again (RFC 5545, 3.3.10)."""
    if on.day:
        return "FREQ=YEARLY"
    return f"FREQ=YEARLY;BYMONTH={on.month};BYDAY={on.nth}{WEEKDAYS[on.weekday][:2].upper()}"


def _plain(day: date) -> str:
    return day.isoformat().replace("-", "")


def _escaped(text: str) -> str:
    return text.translate(ESCAPES)


def _folded(line: str) -> str:
    """Return a line in pieces that are short enough; each but the first begins with a space."""
    pieces = [""]
    for sign in line:
        if len((pieces[-1] + sign).encode()) > LONGEST_LINE:
            pieces.append(" ")
        pieces[-1] += sign
    return LINE_BREAK.join(pieces)
