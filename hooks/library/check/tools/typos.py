"""Misspellings: found by `typos`, explained in plain words."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from library.check.problem import Problem, Rule
from library.check.rules.avoided_words import right_words
from library.check.tools.tool import Tool

CONFIG = Path(__file__).with_name("typos.toml")

MISSPELLING = Rule(
    "misspelling",
    '"{typo}"{where} looks misspelled. {advice} If it is right, such as a name, ask an engineer to '
    "add it to words.yml.",
)


# No tag can stand at the top of a page, nor in a letter.
SPANISH = re.compile(r' If it is Spanish, write <span lang="es">[^<]*</span>\.')


def without_tag(problem: Problem) -> Problem:
    """Return the problem of a misspelling without the advice that has a tag in it."""
    return replace(problem, message=SPANISH.sub("", problem.message))


def start_typos(root: Path, paths: Sequence[str], without: Sequence[str] = ()) -> Tool:
    """Start typos on files or folders, except those in `without`. Raises ToolMissing."""
    arguments = ["--isolated", "--config", str(CONFIG), "--format", "json"]
    arguments += [part for path in without for part in ("--exclude", path)]
    return Tool("typos", [*arguments, *paths], root, read_typos)


def read_typos(output: str) -> Iterator[Problem]:
    """Yield the findings in typos' output (one JSON object per line) as problems."""
    for line in output.splitlines():
        found = json.loads(line) if line.startswith("{") else {}
        typo = str(found.get("typo", ""))
        if found.get("type") != "typo" or typo.casefold() in right_words():
            continue
        better = " or ".join(f'"{word}"' for word in found.get("corrections") or ())
        path = str(found["path"]).replace("\\", "/").removeprefix("./")
        advice = f"Write {better}." if better else "Correct it."
        number = found.get("line_num")
        if number and path.endswith(".md"):  # typos.toml leaves these words out
            advice += f' If it is Spanish, write <span lang="es">{typo}</span>.'
        where = "" if number else " in the name of this file"
        yield MISSPELLING.at(path, int(number or 1), typo=typo, where=where, advice=advice)
