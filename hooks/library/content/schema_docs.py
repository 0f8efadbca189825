"""What is made from the schema: reference table, templates, "new page" links."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from urllib.parse import quote, urlencode

import yaml

from library.content.schema import KINDS, Key, Kind

TABLE_START = "<!-- reference: made from hooks/library/content/schema.py; do not edit by hand -->"
TABLE_END = "<!-- end of reference -->"
A_DAY = "YYYY-MM-DD"  # for the writer to replace; the check says how

WORDS = frozenset({"text", "long text", "texts", "slug"})  # types that YAML must read as words

TYPE_IN_WORDS = {
    "text": "words",
    "long text": "words",
    "slug": "lowercase-with-hyphens",
    "day": "a date",
    "moment": "a date, or a date and time",
    "number": "a whole number",
    "yes or no": "true or false",
    "texts": "a list",
    "choices": "a list",
    "reminders": "a list of entries",
    "page names": "a file name without .md, or a list of them",
    "choice": "one of a list",
    "records": "a list of entries",
    "free": "",
}


def reference_table() -> str:
    """Return the Markdown of the table of all keys of all kinds, for CONTRIBUTING."""
    parts = []
    for kind in KINDS:
        place = f"`docs/{kind.folder}/`" if kind.folder else "anywhere else in `docs/`"
        parts += [f"### {kind.label}: {place}", "", kind.help, ""]
        parts += [
            "| Write | In the form | Required? | What it is | Example |",
            "|---|---|---|---|---|",
        ]
        for key in kind.keys:
            if key.staff:
                need = "yes" if key.required else "optional"
                parts.append(
                    f"| `{key.name}` | {key.called} | {need} | {key.help}{_limits(key)} "
                    f"| {_in_table(key)} |"
                )
        parts.append("")
    return "\n".join(parts).rstrip() + "\n"


def with_table(text: str) -> str:
    """Return CONTRIBUTING's text with a new table between its two marks.

    Raises ValueError if the marks are missing.
    """
    if TABLE_START not in text or TABLE_END not in text:
        raise ValueError(f"the marks are missing: {TABLE_START} and {TABLE_END}")
    before, _, rest = text.partition(TABLE_START)
    after = rest.partition(TABLE_END)[2]
    return f"{before}{TABLE_START}\n\n{reference_table()}\n{TABLE_END}{after}"


def template(kind: Kind) -> str:
    """Return docs/<folder>/_template.md: a page to copy, with a line of help above each key."""
    lines = ["---"]
    for key in kind.keys:
        if not key.staff:
            continue
        need = "" if key.required else " (optional)"
        lines.append(f"# {key.help}{_limits(key)}{need}")
        lines += _example_lines(key)
    return "\n".join([*lines, "---", "", kind.body])


def new_page(kind: Kind, title: str, slug: str, day: str) -> str:
    """Return a new page that passes the check once its text is written.

    It has the required keys: title, slug and day filled in, and examples for the rest.
    """
    known: dict[str, str | tuple[str, ...]] = {"title": title, "slug": slug}
    lines = ["---"]
    for key in kind.keys:
        if not key.required:
            continue
        if key.type in ("day", "moment"):
            known[key.name] = day
        value = known.get(key.name, key.example)
        lines += _yaml_lines(key.name, value, words=key.type in WORDS)
    return "\n".join([*lines, "---", "", kind.body])


def example_title(kind: Kind) -> str:
    """Return the title of a page that starts from the link, for the writer to replace."""
    return f"Title of the {kind.label.lower()}"


def new_page_link(kind: Kind, repository: str, branch: str) -> str:
    """Return the address that opens GitHub's web editor with a new page filled in.

    `repository` is "owner/name". The file name and the days are for the writer to change: the
    link never changes, so no day in it would be right for long.
    """
    text = new_page(kind, example_title(kind), f"new-{kind.name}", A_DAY)
    query = urlencode(
        {"filename": f"docs/{kind.folder}/new-{kind.name}.md", "value": text}, quote_via=quote
    )
    return f"https://github.com/{repository}/new/{quote(branch)}?{query}"


def _limits(key: Key) -> str:
    """Return the limits that the help does not mention, as words in parentheses."""
    words = []
    if kind_words := TYPE_IN_WORDS[key.type]:
        words.append(kind_words)
    if key.type in ("text", "slug") and key.most:
        words.append(f"at most {key.most} characters")
    if key.type in ("texts",) and key.most:
        words.append(f"at most {key.most}")
    return f" ({', '.join(words)})" if words else ""


def _in_table(key: Key) -> str:
    """Return an example as the lines to write: what staff copy from the table must be right."""
    return "<br>".join(f"`{line}`" for line in _example_lines(key)).replace("|", "\\|")


def _example_lines(key: Key) -> list[str]:
    if key.type in ("reminders", "records"):  # multi-line entries, written as they are
        return "\n".join([f"{key.name}:", *(f"  - {entry}" for entry in key.example)]).split("\n")
    return _yaml_lines(key.name, key.example, words=key.type in WORDS)


def _yaml_lines(name: str, value: str | Iterable[str], *, words: bool) -> list[str]:
    """Return the lines of one key, quoted where YAML would read words as something else."""
    if isinstance(value, str):
        return [f"{name}: {_scalar(value, words=words)}"]
    return [f"{name}:", *(f"  - {_scalar(entry, words=True)}" for entry in value)]


def _scalar(text: str, *, words: bool) -> str:
    try:
        value = yaml.safe_load(f"key: {text}")["key"]
    except (yaml.YAMLError, ValueError):
        value = None
    if value == text or (not words and isinstance(value, (int, date))):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def pages_to_copy() -> dict[str, str]:
    """Return the pages that staff copy, by their paths: "docs/letters/_template.md"."""
    return {f"docs/{kind.folder}/_template.md": template(kind) for kind in KINDS if kind.body}
