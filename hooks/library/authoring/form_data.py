"""The forms of the files of data that staff may change: path, clocks, binder, and IEP year.

What each key may hold is checked by library/path/table.py, library/clock/table.py,
library/binder/table.py and library/clock/year.py; here is what the form calls it.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from library.binder import table as binder
from library.clock import table as clocks
from library.clock import year
from library.content.front_matter import read_yaml
from library.content.kinds import is_index, kind_of
from library.content.schema import CHECKLIST, LETTER, Kind
from library.path import table as path

Words = Mapping[str, tuple[str, str]]  # a label and a hint, by key

COLLECTION = "data"
LONG = 90  # characters; a text that may have more gets a field of several lines
ID = ["^[a-z][a-z0-9-]{1,40}$", "Lowercase letters, digits, and hyphens only"]
# What the form calls each key, and the hint below it.
WORDS = {
    "title": ("Title", ""),
    "description": ("Summary", "One or two sentences for search results."),
    "updated": ("Changed on", "The day of the last change."),
    "asked": ("What parents type", "In their own words, when the path is what they need."),
    "questions": ("Questions", "The first one is the start. At most five questions on a way."),
    "leaves": ("Leaves", "A leaf is the page at the end of a way: what to do today."),
    "id": ("ID", "Part of the page's address; never change it once it is on the site."),
    "ask": ("Question", "Ask about a fact that a parent knows, in a parent's words."),
    "hint": ("Hint", "A line below the question, if it needs one."),
    "urgent": ("Urgent", "What cannot wait, in a frame: In danger? Call 911."),
    "answers": ("Answers", "Two to five."),
    "go": ("Leads to", "The ID of the question or the leaf that comes next."),
    "do": ("Do this today", "One thing."),
    "say": ("Say this", "A sentence to say or to write."),
    "law": ("What the law says", "Only what a rule says, with the rule in parentheses."),
    "letter": ("Letter", "The letter to send."),
    "fills": (
        "Filled in in the letter",
        "What goes along to the letter; the parent can change it.",
    ),
    "field": ("Blank", "As it stands between the letter's square brackets."),
    "text": ("Text", "In a clock, {start} and {due} become days."),
    "sheet": ("Checklist", "The checklist to use."),
    "clock": ("Clock", "The time limit that counts."),
    "page": ("Page to read", "Where to read more."),
    "help": ("Who can help", "A page below docs, and a heading on it: get-help.md#parent-center"),
    "team": ("How to stay a team", "One or two sentences."),
    "clocks": ("Clocks", "Each is law: it says only what its rules say."),
    "group": ("Heading", "The heading it is under."),
    "name": ("Name", "What has to happen."),
    "who": ("Who has to act", ""),
    "start": ("The day to type", ""),
    "zero": ("Why that day is day 0", ""),
    "number": ("Number", "How many; without it, write what to ask instead."),
    "unit": ("Unit", ""),
    "way": ("Before or after", "Leave it empty for a limit that runs after the day."),
    "due": ("What is done by the last day", ""),
    "state": ("What a state may change", ""),
    "moves": ("What moves the day", "What stops, ends, or changes the clock."),
    "rules": ("Rules", "One on each line, such as 34 CFR 300.301(c)(1)."),
    "holidays_count": ("Holidays count", "Only for business days, where the rule says so."),
    "sets": ("Ready sets", "Sheets that go together."),
    "about": ("About", "One sentence on when a family needs it."),
    "pages": ("Pages", "Checklists, letters, and guides, in the order of the binder."),
    "also": ("Other pages", "What can be put into a binder besides those."),
    "log_letter": ("Letter for the weekly log", "It takes the sums of the log."),
    "log_field": ("Blank in that letter", "As it stands between its square brackets."),
    "log_date": (
        "Blank for the day it began",
        "The log gives it the first week with missing help.",
    ),
    "checked": ("Checked on", "The day somebody last compared all moments with the guide."),
    "guide": ("Guide", "The page that tells the year."),
    "moments": ("Moments", "Days that come each year: our advice, never a legal limit."),
    "when": ("When", "first Monday of August, last Friday of May, or August 15."),
    "first_counts": ("The first day is day 1", "Only where the rule says how long it may last."),
}
# Where the same key has another job.
ANSWER_WORDS = {"say": ("Answer", "What a parent would say.")}
MOMENT_WORDS = {
    "id": ("ID", "Calendars know it by that; never change it once it is on the site."),
    "title": ("Title", "What the calendar shows, in a few words, without names."),
    "say": ("Say", "What to do, and the federal rule if there is one."),
    "page": ("Page", "The sheet, letter, or guide that helps."),
}
SET_WORDS = {
    "id": ("ID", "Part of the page's address; never change it once it is on the site."),
    "name": ("Name", "What the set is for, in a few words."),
}
CLOCK_WORDS = {
    "ask": ("Without a number: what to ask", "What the law says instead, and what to ask for."),
    "say": ("Say this", "A kind reminder; {start} and {due} become days."),
}


def data_collections(docs: Path, pages: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return the collection of the files of data in the folder `docs`; none if it has none.

    `pages` holds the title of every page by its path from there.
    """
    made = {
        path.FILE: _path_file(pages, clock_names(docs)),
        clocks.FILE: _clocks_file(pages),
        binder.FILE: _binder_file(pages),
        year.FILE: _year_file(pages),
    }
    files = [
        {"name": _name(file), "file": f"docs/{file}", "format": _format(file), **made[file]}
        for file in made
        if (docs / file).is_file()
    ]
    collection = {
        "name": COLLECTION,
        "label": "Path, clocks, and more",
        "label_singular": "File",
        "description": "The path, the time limits, the sets of the binder, and the IEP year.",
        "publish": False,  # merging is done on GitHub
        "files": files,
    }
    return [collection] if files else []


def clock_names(docs: Path) -> dict[str, str]:
    """Return the name of every clock by its id; what cannot be read is left out."""
    try:
        held = read_yaml((docs / clocks.FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError, yaml.YAMLError):
        return {}
    table, _ = clocks.read_table(held)
    return {clock.id: clock.name for clock in table.clocks}


def data_formats() -> dict[str, dict[str, Any]]:
    """Return what overrides/admin/form.js needs to write each file, by the name of its format."""
    needed = {
        path.FILE: [*path.PATH_TEXTS, "updated", "questions", "leaves"],
        clocks.FILE: ["clocks"],
        binder.FILE: ["sets"],
        year.FILE: ["checked", "guide", "moments"],
    }
    return {
        _format(file): {
            "extension": "yml",
            "order": keys,
            "days": ["updated", "checked"],
            "needed": {key: WORDS[key][0] for key in keys},
        }
        for file, keys in needed.items()
    }


def _name(file: str) -> str:
    return file.removesuffix(".yml")


def _format(file: str) -> str:
    return f"{_name(file)}-data"


def _path_file(pages: Mapping[str, str], clock_names: Mapping[str, str]) -> dict[str, Any]:
    answer = [_text("say", path.ANSWER_TEXTS, ANSWER_WORDS), _id("go")]
    question = [
        _id("id"),
        _text("ask", path.QUESTION_TEXTS),
        _optional(_text("hint", path.QUESTION_MAY)),
        _optional(_text("urgent", path.QUESTION_MAY)),
        _list("answers", "answer", answer, "{{say}}")
        | {"min": path.FEWEST_ANSWERS, "max": path.MOST_ANSWERS},
    ]
    texts = path.LEAF_TEXTS | path.LEAF_MAY
    leaf = [
        _id("id"),
        _text("title", texts),
        _optional(_text("urgent", texts)),
        *(_text(key, texts) for key in ("do", "say")),
        _optional(_text("law", texts)),
        _optional(_choice("letter", _of_kind(LETTER, pages))),
        _fills(),
        _optional(_choice("sheet", _of_kind(CHECKLIST, pages))),
        _optional(_choice("clock", clock_names)),
        _choice("page", pages),
        *(_text(key, texts) for key in ("help", "team")),
    ]
    return {
        "label": "What do I do now?",
        "fields": [
            *(_text(key, path.PATH_TEXTS) for key in path.PATH_TEXTS),
            _day("updated"),
            _list("questions", "question", question, "{{id}}: {{ask}}"),
            _list("leaves", "leaf", leaf, "{{id}}: {{title}}"),
            _optional(_texts("asked", "search")),
        ],
    }


def _clocks_file(pages: Mapping[str, str]) -> dict[str, Any]:
    """Return the file of the clocks; the holidays in it are for engineers."""
    clock = [
        _id("id"),
        *(_field(key, widget="string") for key in ("group", "name", "who")),
        *(_optional(_field(key, widget="text")) for key in ("start", "zero")),
        _optional(_field("number", widget="number", value_type="int")),
        _optional(_choice("unit", dict.fromkeys(clocks.UNITS))),
        _optional(_choice("way", dict.fromkeys(clocks.WAYS))),
        *(_optional(_field(key, widget="boolean")) for key in clocks.SWITCHES),
        _optional(_field("due", widget="text")),
        _optional(_field("ask", CLOCK_WORDS, widget="text")),
        _optional(_field("state", widget="text")),
        _optional(_texts("moves", "sentence", widget="text")),
        _texts("rules", "rule"),
        _field("say", CLOCK_WORDS, widget="text"),
        _optional(_choice("letter", _of_kind(LETTER, pages))),
        _fills(),
        _choice("page", pages),
    ]
    return {"label": "Clocks", "fields": [_list("clocks", "clock", clock, "{{id}}: {{name}}")]}


def _binder_file(pages: Mapping[str, str]) -> dict[str, Any]:
    one = [
        _id("id", SET_WORDS),
        *(_text(key, binder.SET_TEXTS, SET_WORDS) for key in ("name", "about")),
        _pages("pages", pages),
    ]
    return {
        "label": "Ready sets of the binder",
        "fields": [
            _list("sets", "set", one, "{{name}}"),
            _optional(_pages("also", pages)),
            _optional(_choice("log_letter", _of_kind(LETTER, pages))),
            _optional(_field("log_field", widget="string")),
            _optional(_field("log_date", widget="string")),
        ],
    }


def _year_file(pages: Mapping[str, str]) -> dict[str, Any]:
    texts = (_text(key, year.TEXTS, MOMENT_WORDS) for key in ("when", "title", "say"))
    moment = [_id("id", MOMENT_WORDS), *texts, _choice("page", pages, MOMENT_WORDS)]
    return {
        "label": "The IEP year",
        "fields": [
            _day("checked"),
            _choice("guide", pages),
            _list("moments", "moment", moment, "{{when}}: {{title}}"),
        ],
    }


def _pages(key: str, pages: Mapping[str, str]) -> dict[str, Any]:
    """Return a list of pages, each chosen from all."""
    entry = {**_choice("page", pages), "name": "entry"}
    return _field(key, widget="list", label_singular="page", field=entry)


def _day(key: str) -> dict[str, Any]:
    """Return a day without a time, as overrides/admin/form.js writes it."""
    return _field(key, widget="datetime", format="YYYY-MM-DD", time_format=False)


def _fills() -> dict[str, Any]:
    fill = [_field("field", widget="string"), _field("text", widget="text")]
    return _optional(_list("fills", "text", fill, "{{field}}: {{text}}"))


def _of_kind(kind: Kind, pages: Mapping[str, str]) -> dict[str, str]:
    return {at: title for at, title in pages.items() if kind_of(at) is kind and not is_index(at)}


def _field(key: str, words: Words = WORDS, **widget: object) -> dict[str, Any]:
    label, hint = words.get(key) or WORDS[key]
    return {"name": key, "label": label, "hint": hint, "required": True, **widget}


def _optional(field: dict[str, Any]) -> dict[str, Any]:
    return field | {"required": False}


def _id(key: str, words: Words = WORDS) -> dict[str, Any]:
    return _field(key, words, widget="string", pattern=ID)


def _text(key: str, longest: Mapping[str, int], words: Words = WORDS) -> dict[str, Any]:
    most = longest[key]
    return _field(key, words, widget="string" if most <= LONG else "text", maxlength=most)


def _texts(key: str, one: str, widget: str = "string") -> dict[str, Any]:
    entry = {"name": "entry", "label": one.capitalize(), "widget": widget}
    return _field(key, widget="list", label_singular=one, field=entry)


def _list(key: str, one: str, fields: list[dict[str, Any]], summary: str) -> dict[str, Any]:
    """Return a field of entries that are folded to a line; `one` is what one of them is called."""
    return _field(
        key, widget="list", label_singular=one, collapsed=True, summary=summary, fields=fields
    )


def _choice(key: str, options: Mapping[str, str | None], words: Words = WORDS) -> dict[str, Any]:
    named = [{"label": label or value, "value": value} for value, label in options.items()]
    return _field(key, words, widget="select", options=named)
