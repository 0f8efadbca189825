"""Rules on the top block: is it there, can it be read, does it hold what the schema says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

import yaml

from library.check.fixes import is_word_fence
from library.check.nearest import did_you_mean
from library.check.problem import Problem
from library.check.rules.dates import check_date
from library.check.rules.text_file import CONTROL, FIX, HARD_SPACES, ZERO_WIDTH
from library.check.rules.top_block_words import LIST_LINE, LIST_MARKS, TEMPLATE, explain
from library.check.source import FIRST_LINE, Entry, Source
from library.common.slug import slug_of
from library.content.schema import KINDS, PAGE, POST, Key, Kind

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
TAG = re.compile(r"</?[A-Za-z!][^>]*>?")
OPENING = re.compile(r"(?m)^---[ \t]*$")
INVISIBLE = re.compile(f"{CONTROL.pattern}|[{HARD_SPACES}{ZERO_WIDTH}]")
CURLY = "“”„‘’«»"

NEW_AUTHOR = (
    " For a new author, copy the lines of another one in docs/articles/.authors.yml and change "
    "the name."
)

Lists = Mapping[str, Sequence[str]]  # closed lists by name: "categories", "checklist", ...
Check = Callable[[Source, Key, Entry, Lists], Iterator[Problem]]


def check_front_matter(source: Source, lists: Lists) -> Iterator[Problem]:
    """Check a page's top block. `lists` holds the entries of each closed list by its name."""
    if source.kind is None:
        return
    top = source.top
    if top.state != "read":
        if not INVISIBLE.search(top.text):  # that is said already, and comes first
            yield _unreadable(source)
        return
    yield from _duplicate_keys(source)
    if home := _right_folder(source):
        yield Problem(
            source.path,
            1,
            "error",
            "wrong-folder",
            f"By the block at its top this is {_a(home.label)}. Move the file to "
            f"docs/{home.folder}/ itself, under a name of its own (not index.md).",
        )
        return
    for entry in top.entries:
        key = source.kind.key(entry.name)
        if key is None:
            if not INVISIBLE.search(entry.name):  # that is said already
                yield _unknown(source, source.kind, entry)
            continue
        yield from _check_value(source, key, entry, lists)
    if source.keys_in_body:
        message = (
            "The block at the top ends here, but lines that belong to it follow. Delete this line "
            "of ---."
        )
        yield Problem(source.path, top.end, "error", "front-matter-unreadable", message)
        return
    missing = [key for key in source.kind.keys if key.required and key.name not in top.by_name]
    unknown = {entry.name for entry in top.entries if not source.kind.key(entry.name)}
    for key in missing:
        if did_you_mean(key.name, unknown):
            continue  # the misspelt key is named already
        example = key.example if isinstance(key.example, str) else f"[{key.example[0]}]"
        yield Problem(
            source.path,
            top.end,
            "error",
            "missing-key",
            f'The block at the top has no "{key.name}". {key.help} Add a line like this: '
            f"{key.name}: {example}",
        )


def _right_folder(source: Source) -> Kind | None:
    """Return the kind that a page outside the folders of the kinds was meant to be, or None."""
    if source.kind is not PAGE:
        return None
    if source.inside.startswith(f"{POST.folder}/"):
        return POST  # the blog takes all below its folder for articles
    names = set(source.top.by_name)
    unknown = names - {key.name for key in PAGE.keys}
    for kind in KINDS:
        required = {key.name for key in kind.keys if key.required}
        if unknown and unknown <= {key.name for key in kind.keys} and required <= names:
            return kind
    return None


def _unreadable(source: Source) -> Problem:
    state, first = source.top.state, source.text.partition("\n")[0]
    line, rule = 1, "front-matter-missing"
    if state == "unreadable" and source.top.error:
        line, message = explain(source.top.error, source.top.text)
        rule = "front-matter-unreadable"
    elif state == "no keys":
        rule = "front-matter-unreadable"
        message = (
            "The block at the top holds no lines of the form name: text. Each line needs a "
            f"colon and a space after it. {TEMPLATE}"
        )
    elif state == "not closed":
        message = (
            "The block at the top opens with --- and is never closed. Put a line of three "
            "hyphens (---) below its last line."
        )
    elif is_word_fence(first):
        rule = "word-fence"
        message = (
            f"The first line is a long dash, as Word makes it. It must be three hyphens: ---. {FIX}"
        )
    elif first.strip() == "+++":
        message = (
            "The block at the top stands between lines of +++, as another system writes it. Make "
            "both lines three hyphens (---), and write each line as name: text, so title: Back to "
            'school and not title = "Back to school".'
        )
    elif source.text.lstrip().startswith("---") or (
        source.keys_in_body and OPENING.search(source.text)
    ):
        message = "The first line must be --- itself. Delete what is above it."
    else:
        message = (
            "The page has no block at the top that gives its title and more. Copy the one of "
            "_template.md in this folder: it starts and ends with a line of ---."
        )
    return Problem(source.path, line, "error", rule, message)


def _duplicate_keys(source: Source) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for entry in source.top.entries:
        if entry.name in seen:
            message = (
                f'"{entry.name}" is there twice at the top (also in line {seen[entry.name]}). '
                "Keep one of them."
            )
            yield Problem(source.path, entry.line, "error", "duplicate-key", message)
        seen.setdefault(entry.name, entry.line)


def _unknown(source: Source, kind: Kind, entry: Entry) -> Problem:
    names = [key.name for key in kind.keys]
    guess = did_you_mean(entry.name, names)
    staff = ", ".join(key.name for key in kind.keys if key.staff)
    return Problem(
        source.path,
        entry.line,
        "error",
        "unknown-key",
        f'"{entry.name[:60]}" is not a word we use at the top of {_a(kind.label)}.'
        + (guess or f" Delete the line. Allowed are: {staff}."),
    )


def _a(label: str) -> str:
    return f"{'an' if label[0] in 'AEIOUaeiou' else 'a'} {label.lower()}"


def _check_value(source: Source, key: Key, entry: Entry, lists: Lists) -> Iterator[Problem]:
    if key.type == "free":
        if any(TAG.search(text) for text in _texts(entry.node)):
            yield _html(source, entry)
        return
    if entry.tag == "null":
        yield _problem(
            source,
            entry,
            "empty-value",
            f'"{key.name}" is empty. {key.help} Write it after the colon'
            + ("." if key.required else ", or delete the line."),
        )
        return
    if key.type in ("day", "moment"):
        if isinstance(entry.node, yaml.ScalarNode):
            yield from check_date(source, key, entry)
        else:
            yield _one_value(source, key, entry)
        return
    yield from CHECKS[key.type](source, key, entry, lists)


def _texts(start: yaml.Node) -> Iterator[str]:
    """Give all texts in a value, whatever its shape; a value may hold itself (&a [*a])."""
    waiting, seen = [start], set[int]()
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, yaml.ScalarNode):
            yield str(node.value)
        elif isinstance(node, yaml.SequenceNode):
            waiting += node.value
        elif isinstance(node, yaml.MappingNode):
            waiting += [part for pair in node.value for part in pair]


def _html(source: Source, entry: Entry) -> Problem:
    message = f'"{entry.name}" holds HTML. Only plain words can be here.'
    return _problem(source, entry, "html-in-top-block", message)


def _check_text(source: Source, key: Key, entry: Entry, lists: Lists) -> Iterator[Problem]:
    if not isinstance(entry.node, yaml.ScalarNode):
        yield _one_value(source, key, entry)
        return
    yield from _check_words(source, key, entry)
    text = " ".join(entry.text.split())
    rule = "description-length" if key.name == "description" else "text-length"
    if text and key.least and len(text) < key.least:
        yield _problem(
            source,
            entry,
            rule,
            f'"{key.name}" is too short: {len(text)} characters; it needs at least {key.least}. '
            f"{key.help}",
        )
    if key.most and len(text) > key.most:
        yield _problem(
            source,
            entry,
            rule,
            f'"{key.name}" is too long: {len(text)} characters; at most {key.most} fit. '
            f"Cut {len(text) - key.most}.",
        )


def _check_words(source: Source, key: Key, entry: Entry) -> Iterator[Problem]:
    """Rules on one line of words, of a text or of a list."""
    text = entry.text.strip()
    if str(entry.node.tag).startswith("!"):
        yield _problem(
            source,
            entry,
            "wrong-type",
            f'In "{key.name}" a word starts with !, so the whole text needs straight quotes '
            "around it.",
        )
    elif entry.tag != "str":
        yield _problem(
            source,
            entry,
            "wrong-type",
            f'"{text[:40]}" is read as {_read_as(entry.tag)}, not as text. Put straight quotes '
            f'around it: "{text[:40]}".',
        )
    elif not text:
        yield _problem(source, entry, "empty-value", f'"{key.name}" is empty. {key.help}')
    elif TAG.search(text):
        yield _html(source, entry)
    elif text[0] in CURLY and text[-1] in CURLY and text[0] != text[-1]:
        yield _problem(
            source,
            entry,
            "curly-quotes",
            f'The curly quotes around "{key.name}" would be shown. Delete them, or use '
            'straight ones (").',
        )
    elif _cut_off(source, entry):
        yield _problem(
            source,
            entry,
            "text-cut",
            f'In "{key.name}" all that follows a space and # is dropped. Put straight quotes '
            "around the whole text.",
        )


def _cut_off(source: Source, entry: Entry) -> bool:
    if getattr(entry.node, "style", None):
        return False  # in quotes
    lines = source.top.text.split("\n")
    number = entry.line - FIRST_LINE
    return number < len(lines) and re.search(r"\S[ \t]+#\S", lines[number]) is not None


def _check_slug(source: Source, key: Key, entry: Entry, lists: Lists) -> Iterator[Problem]:
    text = entry.text.strip()
    if not isinstance(entry.node, yaml.ScalarNode):
        yield _one_value(source, key, entry)
    elif not SLUG.fullmatch(text):
        yield _problem(
            source,
            entry,
            "slug-form",
            f'"{key.name}" becomes part of the page\'s address: small letters, digits, and '
            f'hyphens only. Write "{slug_of(text)}".',
        )
    elif entry.tag not in ("str", "null"):
        yield _problem(
            source,
            entry,
            "wrong-type",
            f'"{text}" alone is read as {_read_as(entry.tag)}. Add a word to it: '
            f'"{key.name}: about-{text}".',
        )
    elif key.most and len(text) > key.most:
        yield _problem(
            source,
            entry,
            "text-length",
            f'"{key.name}" is too long: {len(text)} characters; at most {key.most}.',
        )


def _check_number(source: Source, key: Key, entry: Entry, lists: Lists) -> Iterator[Problem]:
    least, most = key.least or 0, key.most if key.most is not None else 10**9
    number = entry.text.strip()
    if entry.tag != "int" or not re.fullmatch(r"\d{1,9}", number):
        yield _problem(
            source,
            entry,
            "wrong-type",
            f'"{key.name}" must be a whole number, such as {key.example}, without quotes.',
        )
    elif not least <= int(number) <= most:
        yield _problem(
            source,
            entry,
            "number-range",
            f'"{key.name}" is {number}; it must be between {least} and {most}.',
        )


def _check_yes_no(source: Source, key: Key, entry: Entry, lists: Lists) -> Iterator[Problem]:
    if entry.tag != "bool":
        yield _problem(
            source, entry, "wrong-type", f'"{key.name}" must be true or false, without quotes.'
        )


def _check_texts(source: Source, key: Key, entry: Entry, lists: Lists) -> Iterator[Problem]:
    if not isinstance(entry.node, yaml.SequenceNode):
        yield _not_a_list(source, key, entry)
        return
    items = entry.items()
    for item in items:
        if isinstance(item.node, yaml.ScalarNode):
            yield from _check_words(source, key, item)
        else:
            yield _not_plain(source, key, item)
    yield from _check_count(source, key, entry, len(items))


def _check_count(source: Source, key: Key, entry: Entry, count: int) -> Iterator[Problem]:
    if key.least and count < key.least:
        yield _problem(
            source, entry, "list-length", f'"{key.name}" needs at least {key.least}. {key.help}'
        )
    if key.most and count > key.most:
        yield _problem(
            source,
            entry,
            "list-length",
            f'"{key.name}" has {count} entries; at most {key.most} are useful. Delete some.',
        )


def _check_choices(source: Source, key: Key, entry: Entry, lists: Lists) -> Iterator[Problem]:
    if not isinstance(entry.node, yaml.SequenceNode):
        yield _not_a_list(source, key, entry)
        return
    known = lists.get(key.source, ())
    one = {"categories": "category", "authors": "author"}.get(key.source, key.source)
    items = entry.items()
    for item in items:
        if not item.text:
            yield _not_plain(source, key, item)
        elif known and item.text not in known and not INVISIBLE.search(item.text):
            yield _problem(
                source,
                item,
                f"unknown-{one}",
                f'"{item.text[:60]}" is not {_a(one)} of this site.'
                f"{did_you_mean(item.text, known)} Choose from: {', '.join(known)}."
                f"{NEW_AUTHOR if one == 'author' else ''}",
            )
    yield from _check_count(source, key, entry, len(items))


def _check_pages(source: Source, key: Key, entry: Entry, lists: Lists) -> Iterator[Problem]:
    known = lists.get(key.source, ())
    for item in entry.items():
        if item.text not in known:
            guess = did_you_mean(item.text.removesuffix(".md"), known)
            yield _problem(
                source,
                item,
                f"unknown-{key.source}",
                f'There is no {key.source} "{item.text[:60]}".{guess} Write the name of its file '
                "without .md, or delete the line.",
            )


def _check_reminders(source: Source, key: Key, entry: Entry, lists: Lists) -> Iterator[Problem]:
    """Check the shape of the list; rules.sheets reads its entries beside the letter."""
    if not isinstance(entry.node, yaml.SequenceNode):
        yield _not_a_list(source, key, entry)
        return
    for item in entry.items():
        if any(TAG.search(text) for text in _texts(item.node)):
            yield _html(source, item)
    yield from _check_count(source, key, entry, len(entry.items()))


CHECKS: dict[str, Check] = {
    "text": _check_text,
    "long text": _check_text,
    "slug": _check_slug,
    "number": _check_number,
    "yes or no": _check_yes_no,
    "texts": _check_texts,
    "choices": _check_choices,
    "reminders": _check_reminders,
    "page names": _check_pages,
}


def _problem(source: Source, entry: Entry, rule: str, message: str) -> Problem:
    return Problem(source.path, entry.line, "error", rule, message)


def _not_plain(source: Source, key: Key, item: Entry) -> Problem:
    return _problem(
        source,
        item,
        "wrong-type",
        f'This line of "{key.name}" is not plain text. It takes one hyphen, a space, and the '
        "words. If they hold a colon, put straight quotes around them.",
    )


def _one_value(source: Source, key: Key, entry: Entry) -> Problem:
    return _problem(
        source,
        entry,
        "wrong-type",
        f'"{key.name}" takes one value, not a list: {key.name}: {key.example}',
    )


def _not_a_list(source: Source, key: Key, entry: Entry) -> Problem:
    if entry.text.startswith(LIST_MARKS):
        return _problem(source, entry, "wrong-type", LIST_LINE)
    entries = entry.text.split(", ") if key.name == "categories" else [entry.text]
    lines = " and ".join(f'"  - {text[:40].strip() or key.example[0]}"' for text in entries)
    return _problem(
        source,
        entry,
        "wrong-type",
        f'"{key.name}" is a list. Write {key.name}: on a line of its own, and below it each '
        f"entry on a line that starts with two spaces, a hyphen, and a space: {lines}.",
    )


def _read_as(tag: str) -> str:
    return {
        "int": "a number",
        "float": "a number",
        "bool": "yes or no",
        "timestamp": "a date",
    }.get(tag, "something else")
