"""Markdown that breaks on the page: found by `rumdl`, explained in plain words."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from library.check.problem import Problem, Rule
from library.check.tools.tool import Tool

CONFIG = Path(__file__).with_name("rumdl.toml")

FOUND = Rule("markdown-breaks", "{what}")
# What each rule in rumdl.toml means to a writer.
MEANING = {
    "MD007": "This list item belongs under the one above it, but would be shown on the same level. "
    "Start it with four spaces for each step to the right.",
    "MD011": "The brackets of this link are the wrong way round. Write [the words](address).",
    "MD032": "A list needs a blank line above and below it; without them it runs into the text "
    "around it. Add a blank line.",
    "MD037": "The stars for bold or italic words have a space inside, so they would be shown. "
    "Write **like this**, with no space next to the stars. For multiplication, write × instead "
    "of a star.",
    "MD056": "This row of the table has more or fewer columns than its heading. Count the | signs.",
    "MD058": "A table needs a blank line above and below it. Add one.",
    "MD062": "The address of this link has a space at its start or end. Delete the space.",
    "MD066": "This footnote mark and its text do not match: one of the two is missing or empty.",
    "MD069": "This line has two list marks, such as - -. Keep one.",
    "MD075": "These lines look like a table but have no heading row with a line of | --- | below "
    "it. Add both, or delete the | signs.",
    "MD077": "This text belongs to the list item above it, but would be shown outside it. Start "
    "it with four spaces.",
}


def start_rumdl(root: Path, paths: Sequence[str], without: Sequence[str] = ()) -> Tool:
    """Start rumdl on files or folders, except those in `without`. Raises ToolMissing."""
    arguments = ["check", "--config", str(CONFIG), "--no-cache"]
    arguments += ["--exclude", ",".join(without)] if without else ["--no-exclude"]
    arguments += ["--output-format", "json-lines", *paths]
    return Tool("rumdl", arguments, root, read_rumdl)


def read_rumdl(output: str) -> Iterator[Problem]:
    """Yield the findings in rumdl's output (one JSON object per line) as problems."""
    for line in output.splitlines():
        if not line.startswith("{"):
            continue
        found = json.loads(line)
        rule = str(found.get("rule"))
        if rule in MEANING:
            path = str(found["file"]).replace("\\", "/").removeprefix("./")
            yield FOUND.at(path, int(found["line"]), what=MEANING[rule])
