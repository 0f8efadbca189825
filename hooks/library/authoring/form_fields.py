"""The forms of the form editor (Sveltia CMS's "collections"), made from the schema of the pages.

Every page in docs/ has a form. A collection is a folder, either of a kind of page that staff start
or of other pages.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from library.content.kinds import is_index, kind_of
from library.content.schema import KINDS, PAGE, TERM, Key, Kind

PICTURES = "images"  # under docs/
INDEX = "lists"  # the collection of index pages alone in their folders
OTHER = "pages"  # the collection of the pages in docs/ itself
TITLE = re.compile(r"^title:\s*(.*\S)", re.MULTILINE)
NOT_EMPTY = frozenset(kind.name for kind in KINDS if kind.body)  # kinds whose pages need a text

# An entry has only the lines of its kind: library/letters/before_sending.py.
_FIELD_NAMES = {"widget": "list", "required": False, "field": {"name": "entry", "widget": "string"}}
REMINDER: list[dict[str, Any]] = [
    {"name": "ask", "label": "A question, with yes or no", "widget": "string", "required": False},
    {"name": "if_no", "label": "What to do if no", "widget": "string", "required": False},
    {"name": "needs", "label": "Or: fields that are needed"} | _FIELD_NAMES,
    {
        "name": "within",
        "label": "Or: the time to send it in",
        "hint": "Such as 1 year, or 10 days",
        "widget": "string",
        "required": False,
    },
    {"name": "of", "label": "Counted from these dates in the letter"} | _FIELD_NAMES,
    {
        "name": "why",
        "label": "Why: for needed fields and a time",
        "widget": "string",
        "required": False,
    },
]


def form_collections(
    pages: Mapping[str, str], lists: Mapping[str, Sequence[str]]
) -> list[dict[str, Any]]:
    """Return the collections in the editor's order.

    `pages` holds the title of every existing page by its path from docs/ ("about/contact.md");
    `lists` the entries of the closed lists "categories" and "authors".
    """
    found = [
        _collection(kind, kind.folder, _name(kind), kind.plural, pages, lists)
        for kind in KINDS
        if kind.body
    ]
    others = [path for path in pages if (kind := kind_of(path)) and not kind.body]
    folders = {_folder(path) for path in others if not is_index(path)}
    for folder in sorted({"", *folders}):  # staff can always start a page in docs/ itself
        name = folder.replace("/", "-") or OTHER
        label = folder.rpartition("/")[2].replace("-", " ").capitalize() or "Pages"
        kind = next((kind for kind in KINDS if kind.folder == folder), PAGE)
        found.append(_collection(kind, folder, name, label, pages, lists))
    shown = {collection["folder"].removeprefix("docs").lstrip("/") for collection in found}
    left = [path for path in sorted(others) if _folder(path) not in shown]
    return [*found, _index_pages(left, pages, lists)] if left else found


def page_titles(docs: Path) -> dict[str, str]:
    """Return the title of every page below `docs`, by its path from there.

    A page with an unreadable top block goes by its file name.
    """
    found = {}
    for path in sorted(docs.rglob("*.md")):
        inside = path.relative_to(docs).as_posix()
        if kind_of(inside):
            title = TITLE.search(path.read_text(encoding="utf-8", errors="replace"))
            found[inside] = title[1].strip("\"' ") if title else path.stem
    return found


def form_formats() -> dict[str, dict[str, Any]]:
    """Return what overrides/admin/form.js needs to write a page, by the name of its format.

    "order" lists the keys in the order of a new page, "days" those that hold a day, and "needed"
    has the labels of required ones, by name.
    """
    found = {}
    for kind in KINDS:
        keys = [key for key in kind.keys if key.staff]
        needed = {key.name: key.called for key in keys if key.required}
        if kind.name in NOT_EMPTY:
            needed["body"] = "Text"
        found[_format(kind)] = {
            "extension": "md",
            "order": [key.name for key in keys],
            "days": [key.name for key in keys if key.type in ("day", "moment")],
            "needed": needed,
        }
    return found


def _folder(path: str) -> str:
    return path.rpartition("/")[0]


def _format(kind: Kind) -> str:
    """Return the name of the format that overrides/admin/form.js reads and writes.

    The editor accepts only such an ending for .md files.
    """
    return f"{kind.name}-frontmatter"


def _name(kind: Kind) -> str:
    return kind.plural.lower().replace(" ", "-")


def _keys(kind: Kind, path: str = "") -> list[Key]:
    """Return the keys that staff see; the page at `path` may have extra keys."""
    return [key for key in kind.keys if key.staff and key.only in ("", path)]


def _collection(
    kind: Kind,
    folder: str,
    name: str,
    label: str,
    pages: Mapping[str, str],
    lists: Mapping[str, Sequence[str]],
) -> dict[str, Any]:
    """Return the collection of a folder, its index page (if any) first."""
    index = f"{folder}/index.md".lstrip("/")
    first = {
        "name": "index",
        "label": pages.get(index, "") if folder else "Home",
        "format": _format(PAGE),
        "fields": _fields(PAGE, lists, index),
    }
    return {
        "name": name,
        "label": label,
        "label_singular": kind.label,
        "description": kind.help,
        "folder": f"docs/{folder}".rstrip("/"),
        "filter": {"field": "slug", "pattern": "^(?!_)"},  # no template
        "create": True,
        "publish": False,  # merging is done on GitHub, with the check and the preview in view
        "extension": "md",
        "format": _format(kind),
        "slug": "{{fields.slug}}" if kind.key("slug") else "{{slug}}",
        "identifier_field": "title",
        "summary": "{{title}}",
        "sortable_fields": ["date", "title"] if kind.key("date") else ["title"],
        "fields": _fields(kind, lists),
        **({"index_file": first} if index in pages else {}),
        **_picture_places(folder),
    }


def _index_pages(
    paths: Sequence[str], pages: Mapping[str, str], lists: Mapping[str, Sequence[str]]
) -> dict[str, Any]:
    """Return the collection of index pages in folders with no other page."""
    return {
        "name": INDEX,
        "label": "Lists of pages",
        "label_singular": "List of pages",
        "description": "The text above a list of pages.",
        "publish": False,
        "format": _format(PAGE),
        "files": [
            {
                "name": _folder(path).replace("/", "-"),
                "label": pages[path],
                "file": f"docs/{path}",
                "fields": _fields(PAGE, lists, path),
                **_picture_places(_folder(path)),
            }
            for path in paths
        ],
    }


def _picture_places(folder: str) -> dict[str, str]:
    up = "../" * (folder.count("/") + 1 if folder else 0)  # from the page's folder to docs/
    return {"media_folder": f"/docs/{PICTURES}", "public_folder": f"{up}{PICTURES}"}


def _fields(kind: Kind, lists: Mapping[str, Sequence[str]], path: str = "") -> list[dict[str, Any]]:
    """Return the fields: first the required ones, then the text, then all others."""
    keys = _keys(kind, path)
    body = {
        "name": "body",
        "label": "Text",
        "widget": "markdown",
        "hint": "The page itself. Do not write the title again.",
        "required": kind.name in NOT_EMPTY,
        "default": kind.body,
        # The text stays as typed: rich text would rewrite `*so*` to `_so_`. Writers can switch
        # rich text on to add a picture that is saved with the page.
        "modes": ["raw"] if kind.is_sheet or kind is TERM else ["raw", "rich_text"],
    }
    # The editor fails on a choice without entries. Without a field, a page keeps its value.
    keys = [key for key in keys if key.type != "choices" or lists.get(key.source)]
    needed = [_field(key, lists) for key in keys if key.required]
    return [*needed, body, *(_field(key, lists) for key in keys if not key.required)]


def _field(key: Key, lists: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": key.name,
        "label": key.called,
        "hint": key.help,
        "required": key.required,
    }
    return field | _widget(key, lists)


def _widget(key: Key, lists: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    match key.type:
        case "text":
            return {"widget": "string"} | _length(key)
        case "long text":
            return {"widget": "text"} | _length(key)
        case "slug":
            pattern = ["^[a-z0-9]+(-[a-z0-9]+)*$", "Lowercase letters, digits, and hyphens only"]
            return {"widget": "string", "pattern": pattern} | _length(key)
        case "day" | "moment":  # overrides/admin/form.js keeps a time that is in the file
            return {"widget": "datetime", "format": "YYYY-MM-DD", "time_format": False}
        case "number":
            return {"widget": "number", "value_type": "int"} | _count(key)
        case "yes or no":
            return {"widget": "boolean"}
        case "texts":
            return {"widget": "list", "field": {"name": "entry", "widget": "string"}} | _count(key)
        case "choices":
            return {
                "widget": "select",
                "multiple": True,
                "options": list(lists.get(key.source, ())),
            } | _count(key)
        case "reminders":
            return {
                "widget": "list",
                "collapsed": True,
                "summary": "{{ask}}{{needs}}{{within}}",
                "fields": REMINDER,
            } | _count(key)
        case "choice":
            return {"widget": "select", "options": list(key.options)}
        case "records":
            return {
                "widget": "list",
                "collapsed": True,
                "summary": " ".join(f"{{{{{part.name}}}}}" for part in key.parts[:3]),
                "fields": [_field(part, lists) for part in key.parts],
            } | _count(key)
        case "page names":
            return {
                "widget": "relation",
                "collection": next(_name(kind) for kind in KINDS if kind.name == key.source),
                "multiple": True,
                "value_field": "{{slug}}",
                "search_fields": ["title"],
                "display_fields": ["title"],
            }
        case "free":
            raise ValueError(f"the key {key.name} is for engineers and has no field")


def _length(key: Key) -> dict[str, int]:
    found = {"minlength": key.least, "maxlength": key.most}
    return {name: value for name, value in found.items() if value is not None}


def _count(key: Key) -> dict[str, int]:
    found = {"min": key.least, "max": key.most}
    return {name: value for name, value in found.items() if value is not None}
