"""Rules on the top block: is it there, can it be read, does it say what the schema asks for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

import yaml

from library.check.characters import INVISIBLE, is_word_fence
from library.check.problem import Problem, Rule, in_short
from library.check.rules.dates import DAY, IMPOSSIBLE_DATE, check_date, read_day
from library.check.rules.text_file import FIX
from library.check.rules.top_block_words import (
    BRACKETS,
    LIST_LINE,
    LIST_MARKS,
    SIGNS,
    TEMPLATE,
    as_lines,
    entry_lines,
    explain,
    explain_lines,
    list_lines,
    quoted,
    several,
    straight,
)
from library.check.rules.top_block_words import NOT_A_LIST as NOT_A_LIST_WORDS
from library.check.source import FIRST_LINE, Entry, Source, TopBlock, read_source
from library.common.nearest import did_you_mean
from library.common.slug import slug_of
from library.content.schema import KINDS, PAGE, POST, Key, Kind

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
TAG = re.compile(r"</?[A-Za-z!][^>]*>?")
# A line of a block, or of a list in it, up to its value.
SPOILED = re.compile(r"(?P<start>[A-Za-z_][\w -]*?: +| *- +(?:[a-z_]+: +)?)\S.*")
LATER = "(The rest of this block is checked after that.)"
OPENING = re.compile(r"(?m)^---[ \t]*$")
# A line of a list or a block, and its words.
LINE_START = re.compile(r"[ ]*(?P<start>(?:-[ ]+)?(?:\w+:[ ]+)?)(?P<words>.*?)[ ]*$")
LIST_WORDS = re.compile(r"[ ]*- +(?P<words>[^\s-].*?)[ ]*")
# A link, bold or italic words, code: shown as they are written.
MARKS = re.compile(r"\]\(|\*\*|__|`|(?<!\w)\*\w[^*]*\w\*")
CURLY = "“”„‘’«»"

WRONG_FOLDER = Rule(
    "wrong-folder",
    "Its top block says that this is {kind}. Move the file to docs/{folder}/ itself, and do not "
    "name it index.md.",
    builds=False,
)
ENDS_TOO_EARLY = Rule(
    "front-matter-unreadable",
    "The block at the top ends here, but lines that belong to it follow. Delete this line of ---.",
    builds=False,
)
UNREADABLE = Rule(
    "front-matter-unreadable",
    "{why}",
    builds=False,
)
NO_KEYS = Rule(
    "front-matter-unreadable",
    "The block at the top has no lines of the form name: text. Each line needs a colon and a space "
    f"after it. {TEMPLATE}",
    builds=False,
)
NOT_CLOSED = Rule(
    "front-matter-missing",
    "The block at the top opens with --- and is never closed. Put a line of three hyphens (---) "
    "below its last line.",
    builds=False,
)
WORD_FENCE = Rule(
    "word-fence",
    f"The first line is a long dash, as Word makes it. It must be three hyphens: ---. {FIX}",
    builds=False,
)
OTHER_FENCE = Rule(
    "front-matter-missing",
    "The block at the top is between lines of +++, as another system writes it. Make both lines "
    "three hyphens (---), and write each line as name: text, so title: Back to school and not "
    'title = "Back to school".',
    builds=False,
)
NOT_FIRST = Rule(
    "front-matter-missing",
    "The first line must be --- itself. Move what is above it below the block, or delete it.",
    builds=False,
)
SPACE_BEFORE = Rule(
    "front-matter-missing",
    "The first line must be --- itself. Delete the space before it.",
    builds=False,
)
NO_FIRST_FENCE = Rule(
    "front-matter-missing",
    "The first line must be ---. Add a line of three hyphens above this one.",
    builds=False,
)
NO_BLOCK = Rule(
    "front-matter-missing",
    "The page has no block at the top with its title and more. Copy the one in this folder's "
    "_template.md: it starts and ends with a line of ---.",
    builds=False,
)
MISSING_KEY = Rule(
    "missing-key",
    'The block at the top has no "{key}". {help} Add a line like this: {key}: {example}',
    builds=False,
)
DUPLICATE_KEY = Rule(
    "duplicate-key",
    '"{key}" appears twice at the top (also in line {line}). Keep one of them.',
    builds=False,
)
UNKNOWN_KEY = Rule("unknown-key", '"{key}" is not a word we use at the top of {kind}.{advice}')
DELETE_LINE = " Delete the line."
GOES_ON = " If the line above goes on here, join them in straight quotes; if not, delete the line."
NO_COLON = Rule("unknown-key", "Put a colon after {key}, and quotes around the text: {line}")
EMPTY_ENTRY = Rule(
    "empty-value", "This entry is empty. Write words, or delete the line.", builds=False
)
AFTER_SIGN = "What starts with # is dropped. Put straight quotes around the whole text: {line}"
EMPTY_VALUE = Rule("empty-value", '"{key}" is empty. {advice}', builds=False)
HTML_AT_TOP = Rule("html-in-top-block", '"{key}" has HTML in it. Only plain words can be here.')
TOO_SHORT = '"{key}" is too short: {length} characters; it needs at least {least}. {help}'
TOO_LONG = '"{key}" is too long: {length} characters; at most {most} fit. Cut {more}.'
SHORT_TEXT = Rule("text-length", TOO_SHORT)
LONG_TEXT = Rule("text-length", TOO_LONG)
SHORT_DESCRIPTION = Rule("description-length", TOO_SHORT)
LONG_DESCRIPTION = Rule("description-length", TOO_LONG)
LONG_SLUG = Rule("text-length", '"{key}" is too long: {length} characters; at most {most}.')
STARTS_WITH_SIGN = Rule(
    "wrong-type",
    'In "{key}" a text starts with {sign}, so it needs straight quotes around it: {line}',
    builds=False,
)
NOT_TEXT = Rule(
    "wrong-type",
    '"{text}" is read as {read_as}, not as text. Put straight quotes around it: "{text}".',
    builds=False,
)
CURLY_QUOTES = Rule(
    "curly-quotes",
    'The curly quotes around "{key}" would be shown. Delete them, or use straight ones (").',
)
MARKDOWN_AT_TOP = Rule(
    "markdown-at-top",
    'In "{key}", "{sign}" would be shown as it is. Only plain words can be here: no links, no bold '
    "words.",
)
TEXT_CUT = Rule(
    "text-cut",
    'In "{key}" everything after a space and # is dropped. Put straight quotes around the whole '
    "text: {line}",
)
SLUG_FORM = Rule(
    "slug-form",
    '"{key}" becomes part of the page\'s address: lowercase letters, digits, and hyphens only. '
    'Write "{slug}".',
    builds=False,
)
SLUG_OF_NUMBERS = Rule(
    "wrong-type",
    '"{text}" alone is read as {read_as}. Add a word to it: "{key}: about-{text}".',
    builds=False,
)
NOT_A_NUMBER = Rule(
    "wrong-type",
    '"{key}" must be a whole number, such as {example}, without quotes.',
    builds=False,
)
NUMBER_RANGE = Rule("number-range", '"{key}" is {number}; it must be between {least} and {most}.')
NOT_YES_OR_NO = Rule("wrong-type", '"{key}" must be true or false, without quotes.', builds=False)
SHORT_LIST = Rule("list-length", '"{key}" needs at least {least}. {help}', builds=False)
LONG_LIST = Rule(
    "list-length",
    '"{key}" has {count} entries; the most we use is {most}. Delete some.',
    builds=False,
)
UNKNOWN_CATEGORY = Rule(
    "unknown-category",
    '"{text}" is not a category of this site.{guess} Choose from: {known}. (mkdocs.yml lists them '
    "below categories_allowed.)",
    builds=False,
)
UNKNOWN_AUTHOR = Rule(
    "unknown-author",
    '"{text}" is not an author of this site.{guess} Choose from: {known}. For a new author, copy '
    "another author's lines in docs/articles/.authors.yml and change the name.",
    builds=False,
)
NO_SHEET = (
    'There is no {kind} "{name}".{guess} Write the name of its file without .md, or delete the '
    "line."
)
UNKNOWN_CHECKLIST = Rule("unknown-checklist", NO_SHEET)
UNKNOWN_LETTER = Rule("unknown-letter", NO_SHEET)
NOT_PLAIN = Rule(
    "wrong-type",
    'This line of "{key}" is not plain text. It takes one hyphen, a space, and the words. If they '
    "have a colon in them, put straight quotes around them.",
    builds=False,
)
NEEDS_QUOTES = Rule(
    "wrong-type",
    'This line of "{key}" {what}, so it needs straight quotes around all of it: - {words}',
    builds=False,
)
ONE_VALUE = Rule(
    "wrong-type", '"{key}" takes one value, not a list: {key}: {example}', builds=False
)
QUOTE_OPEN = Rule(
    "wrong-type",
    "The quotation mark in this line is not closed, so the lines below it belong to the same "
    "entry. Write: {line}",
    builds=False,
)
LINES_JOINED = Rule(
    "wrong-type",
    "The line below starts farther to the right, so the page takes both for one entry. Start it "
    'with as many spaces as this one: "{line}".',
    builds=False,
)
ON_TWO_LINES = Rule(
    "wrong-type",
    "This entry goes on in the line below. If they are two entries, start that line with a hyphen, "
    "too; if not, put all of it on one line.",
    level="hint",
)
NOT_A_CHOICE = Rule(
    "wrong-type",
    '"{text}" is no "{key}" that we know.{guess} Choose from: {known}.',
    builds=False,
)
NOT_AN_ENTRY = Rule(
    "wrong-type",
    'This entry of "{key}" has no lines such as {example}. Write a hyphen, a space, and its first '
    "line; put its other lines below that one, two spaces further in.",
    builds=False,
)
MISSING_LINE = Rule(
    "missing-key",
    'This entry of "{key}" has no "{part}". {help} Add a line like this: {part}: {example}',
    builds=False,
)
UNKNOWN_LINE = Rule(
    "unknown-key",
    '"{part}" is not a line of an entry of "{key}".{guess} Its lines are: {known}.',
)
SAME_ENTRY = Rule(
    "entry-twice",
    '"{text}" is here twice{also}. Delete one of the two.',
    level="hint",
)
LIST_MARK = Rule("wrong-type", LIST_LINE + " Write: {lines}.", builds=False)
NOT_A_LIST = Rule("wrong-type", NOT_A_LIST_WORDS, builds=False)
# What is not in a closed list, by the list.
UNKNOWN = {
    "categories": UNKNOWN_CATEGORY,
    "authors": UNKNOWN_AUTHOR,
    "checklist": UNKNOWN_CHECKLIST,
    "letter": UNKNOWN_LETTER,
}

Lists = Mapping[str, Sequence[str]]  # closed lists by name: "categories", "checklist", ...
Check = Callable[[Source, Key, Entry, Lists], Iterator[Problem]]


def check_front_matter(source: Source, lists: Lists) -> Iterator[Problem]:
    """Check a page's top block. `lists` holds the entries of each closed list by its name."""
    if source.kind is None:
        return
    top = source.top
    if top.state != "read":
        if not INVISIBLE.search(top.text):  # already reported, and must be fixed first
            yield from _unreadable(source, lists)
        return
    yield from _duplicate_keys(source)
    if home := _right_folder(source):
        yield source.problem(WRONG_FOLDER, 1, kind=_a(home.label), folder=home.folder)
        return
    for entry in top.entries:
        key = source.kind.key(entry.name)
        if key is None:
            if not INVISIBLE.search(entry.name):  # already reported
                yield _unknown(source, source.kind, entry)
            continue
        yield from _check_value(source, key, entry, lists)
    if source.keys_in_body:
        yield source.problem(ENDS_TOO_EARLY, top.end)
        return
    missing = [key for key in source.kind.keys if key.required and key.name not in top.by_name]
    unknown = {entry.name for entry in top.entries if not source.kind.key(entry.name)}
    for key in missing:
        if did_you_mean(key.name, unknown) or any(name.split()[0] == key.name for name in unknown):
            continue  # the misspelled key, or the one without a colon, is already reported
        example = key.example if isinstance(key.example, str) else f"[{key.example[0]}]"
        yield source.problem(MISSING_KEY, top.end, key=key.name, help=key.help, example=example)


def _right_folder(source: Source) -> Kind | None:
    """Return the kind that a page outside the folders of the kinds was meant to be, or None."""
    if source.kind is not PAGE:
        return None
    if source.inside.startswith(f"{POST.folder}/"):
        return POST  # the blog takes every page below its folder for an article
    names = set(source.top.by_name)
    unknown = names - {key.name for key in PAGE.keys}
    for kind in KINDS:
        required = {key.name for key in kind.keys if key.required}
        if unknown and unknown <= {key.name for key in kind.keys} and required <= names:
            return kind
    return None


def _unreadable(source: Source, lists: Lists) -> Iterator[Problem]:
    """Say why a block cannot be read, and check the rest of it as if that line were mended."""
    if source.top.state != "unreadable" or not source.top.error:
        yield _no_block(source)
        return
    line, why = explain(source.top.error, source.top.text)
    rows = source.text.split("\n")
    rows[line - 1] = SPOILED.sub(r'\g<start>"x"', rows[line - 1])
    mended = read_source(source.path, source.inside, "\n".join(rows))
    if mended.text == source.text or not _is_understood(mended.top):
        yield source.problem(UNREADABLE, line, why=f"{why} {LATER}")
        return
    yield source.problem(UNREADABLE, line, why=why)
    rest = check_front_matter(mended, lists)
    yield from (problem for problem in rest if problem.line != line)


def _is_understood(top: TopBlock) -> bool:
    """Return whether a block can be read, or it is clear which line cannot."""
    lines = top.text.split("\n")
    return top.state == "read" or bool(top.error and explain_lines(top.error, lines))


def _no_block(source: Source) -> Problem:
    state, first = source.top.state, source.text.partition("\n")[0]
    if state == "no keys":
        return source.problem(NO_KEYS, 1)
    if state == "not closed":
        return source.problem(NOT_CLOSED, 1)
    if is_word_fence(first):
        return source.problem(WORD_FENCE, 1)
    if first.strip() == "+++":
        return source.problem(OTHER_FENCE, 1)
    name, colon, _ = first.partition(":")
    if colon and source.kind and source.kind.key(name.strip()):
        return source.problem(NO_FIRST_FENCE, 1)
    if first.strip() == "---":
        return source.problem(SPACE_BEFORE, 1)
    late = source.keys_in_body and OPENING.search(source.text)
    if late or source.text.lstrip().startswith("---"):
        return source.problem(NOT_FIRST, 1)
    return source.problem(NO_BLOCK, 1)


def _duplicate_keys(source: Source) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for entry in source.top.entries:
        if entry.name in seen:
            first = seen[entry.name]
            yield source.problem(DUPLICATE_KEY, entry.line, key=entry.name, line=first)
        seen.setdefault(entry.name, entry.line)


def _unknown(source: Source, kind: Kind, entry: Entry) -> Problem:
    names = [key.name for key in kind.keys]
    name, _, rest = _line(source, entry.line).strip().partition(" ")
    if name in names:
        return source.problem(NO_COLON, entry.line, key=name, line=f"{name}: {quoted(rest)}")
    guess = did_you_mean(entry.name, names)
    staff = ", ".join(key.name for key in kind.keys if key.staff)
    return source.problem(
        UNKNOWN_KEY,
        entry.line,
        key=entry.name[:60],
        kind=_a(kind.label),
        advice=guess or f"{GOES_ON if ' ' in entry.name else DELETE_LINE} Allowed are: {staff}.",
    )


def _a(label: str) -> str:
    return f"{'an' if label[0] in 'AEIOUaeiou' else 'a'} {label.lower()}"


def _check_value(source: Source, key: Key, entry: Entry, lists: Lists) -> Iterator[Problem]:
    if key.type == "free":
        if any(TAG.search(text) for text in _texts(entry.node)):
            yield _html(source, entry)
        return
    if key.type in ("text", "long text") and (sign := _opening_sign(source, entry)):
        yield _starts_with(source, key, entry, sign)
        return
    if entry.tag == "null" and _cut_off(source, entry):
        advice = AFTER_SIGN.format(line=_in_quotes(source, entry))
        yield source.problem(EMPTY_VALUE, entry.line, key=key.name, advice=advice)
        return
    if entry.tag == "null":
        end = "." if key.required else ", or delete the line."
        advice = f"{key.help} Write it after the colon{end}"
        yield source.problem(EMPTY_VALUE, entry.line, key=key.name, advice=advice)
        return
    if key.type in ("day", "moment"):
        if isinstance(entry.node, yaml.ScalarNode):
            yield from check_date(source, key, entry)
        else:
            yield _one_value(source, key, entry)
        return
    yield from CHECKS[key.type](source, key, entry, lists)


def _texts(start: yaml.Node) -> Iterator[str]:
    """Yield every string in a value, whatever its shape; a value may contain itself (&a [*a])."""
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
    return source.problem(HTML_AT_TOP, entry.line, key=entry.name)


def _check_text(source: Source, key: Key, entry: Entry, lists: Lists) -> Iterator[Problem]:
    if not isinstance(entry.node, yaml.ScalarNode):
        yield _one_value(source, key, entry)
        return
    yield from _check_words(source, key, entry)
    text = " ".join(entry.text.split())
    description, length = key.name == "description", len(text)
    if text and key.least and length < key.least:
        rule = SHORT_DESCRIPTION if description else SHORT_TEXT
        yield source.problem(
            rule, entry.line, key=key.name, length=length, least=key.least, help=key.help
        )
    if key.most and length > key.most:
        rule, more = LONG_DESCRIPTION if description else LONG_TEXT, length - key.most
        yield source.problem(
            rule, entry.line, key=key.name, length=length, most=key.most, more=more
        )


def _check_words(source: Source, key: Key, entry: Entry) -> Iterator[Problem]:
    """Check one line of words, alone or in a list."""
    text = entry.text.strip()
    if sign := _opening_sign(source, entry):
        yield _starts_with(source, key, entry, sign)
    elif entry.tag != "str":
        read_as = _read_as(entry.tag)
        yield source.problem(NOT_TEXT, entry.line, text=text[:40], read_as=read_as)
    elif not text:
        yield source.problem(EMPTY_VALUE, entry.line, key=key.name, advice=key.help)
    elif TAG.search(text):
        yield _html(source, entry)
    elif _in_curly_quotes(text):
        yield source.problem(CURLY_QUOTES, entry.line, key=key.name)
    elif marks := MARKS.search(text):
        yield source.problem(MARKDOWN_AT_TOP, entry.line, key=key.name, sign=marks[0][:20])
    elif _cut_off(source, entry):
        yield source.problem(TEXT_CUT, entry.line, key=key.name, line=_in_quotes(source, entry))


def _opening_sign(source: Source, entry: Entry) -> str:
    """Return the sign at the start of a text that YAML takes for its own, or ""."""
    scalar = isinstance(entry.node, yaml.ScalarNode)
    if scalar and "&" not in source.top.text and not str(entry.node.tag).startswith("!"):
        return ""  # as in nearly all of them
    start = LINE_START.match(_line(source, entry.line))
    words = start["words"] if start else ""
    if scalar:
        return words[:1] if words.startswith(("&", "!")) else ""
    closing = BRACKETS.get(words[:1])
    return words[:1] if closing and words.endswith(closing) else ""


def _starts_with(source: Source, key: Key, entry: Entry, sign: str) -> Problem:
    line = _in_quotes(source, entry)
    return source.problem(STARTS_WITH_SIGN, entry.line, key=key.name, sign=sign, line=line)


def _in_curly_quotes(text: str) -> bool:
    return text[:1] in CURLY and text[-1:] in CURLY and text[0] not in text[1:]


def _line(source: Source, number: int) -> str:
    """Return a line of the top block, by its number in the file."""
    lines = source.top.text.split("\n")
    return lines[number - FIRST_LINE] if number - FIRST_LINE < len(lines) else ""


def _cut_off(source: Source, entry: Entry) -> bool:
    if getattr(entry.node, "style", None):
        return False  # in quotes
    if "#" not in source.top.text:
        return False  # as in nearly all of them
    return re.search(r"\S[ \t]+#", _line(source, entry.line)) is not None


def _in_quotes(source: Source, entry: Entry) -> str:
    """Return the line of a text as it should be written: with quotes around all of it."""
    line = _line(source, entry.line)
    start = LINE_START.match(line)
    return f"{start['start']}{straight(start['words'])}" if start else line


def _check_slug(source: Source, key: Key, entry: Entry, lists: Lists) -> Iterator[Problem]:
    text = entry.text.strip()
    if not isinstance(entry.node, yaml.ScalarNode):
        yield _one_value(source, key, entry)
    elif not SLUG.fullmatch(text):
        yield source.problem(
            SLUG_FORM, entry.line, key=key.name, slug=slug_of(text.removesuffix(".md"))
        )
    elif entry.tag not in ("str", "null"):
        read_as = _read_as(entry.tag)
        yield source.problem(SLUG_OF_NUMBERS, entry.line, key=key.name, text=text, read_as=read_as)
    elif key.most and len(text) > key.most:
        length = len(text)
        yield source.problem(LONG_SLUG, entry.line, key=key.name, length=length, most=key.most)


def _check_number(source: Source, key: Key, entry: Entry, lists: Lists) -> Iterator[Problem]:
    least, most = key.least or 0, key.most if key.most is not None else 10**9
    number = entry.text.strip()
    if entry.tag != "int" or not re.fullmatch(r"\d{1,9}", number):
        yield source.problem(NOT_A_NUMBER, entry.line, key=key.name, example=key.example)
    elif not least <= int(number) <= most:
        yield source.problem(
            NUMBER_RANGE, entry.line, key=key.name, number=number, least=least, most=most
        )


def _check_yes_no(source: Source, key: Key, entry: Entry, lists: Lists) -> Iterator[Problem]:
    if entry.tag != "bool":
        yield source.problem(NOT_YES_OR_NO, entry.line, key=key.name)


def check_texts(source: Source, key: Key, entry: Entry) -> Iterator[Problem]:
    """Check a list of words, one line each; a file of data has such lists, too."""
    return _check_texts(source, key, entry, {})


def _check_texts(source: Source, key: Key, entry: Entry, lists: Lists) -> Iterator[Problem]:
    if not isinstance(entry.node, yaml.SequenceNode):
        yield _not_a_list(source, key, entry)
        return
    items = entry.items()
    for item in items:
        if joined := _joined(source, item):
            yield joined
        elif isinstance(item.node, yaml.ScalarNode) and item.text.strip():
            yield from _check_words(source, key, item)
            yield from _goes_on(source, item)
        else:
            yield _needs_quotes(source, key, item) or _not_plain(source, key, item)
    yield from _twice(source, items)
    yield from _check_count(source, key, entry, len(items))


def _needs_quotes(source: Source, key: Key, item: Entry) -> Problem | None:
    """Return the problem of an entry whose words YAML takes for something else: "- he says: no"."""
    line = LIST_WORDS.fullmatch(_line(source, item.line))
    if line is None or item.node.end_mark.line > item.node.start_mark.line + 1:
        return None
    words = line["words"]
    what = (
        f"starts with {words[0]}" if words[0] in SIGNS or words[0] == "#" else "has a colon in it"
    )
    return source.problem(NEEDS_QUOTES, item.line, key=key.name, what=what, words=straight(words))


def _joined(source: Source, item: Entry) -> Problem | None:
    """Return the problem of an entry whose quotation mark is closed only in a later entry."""
    start, end = item.node.start_mark.line, item.node.end_mark.line
    below = range(start + 1 + FIRST_LINE, end + 1 + FIRST_LINE)
    quote = getattr(item.node, "style", None)
    if not quote or not any(_line(source, line).lstrip().startswith("- ") for line in below):
        return None
    line = f"{_line(source, item.line).strip()}{quote}"
    return source.problem(QUOTE_OPEN, item.line, line=line)


def _goes_on(source: Source, item: Entry) -> Iterator[Problem]:
    """Find an entry without quotes that takes in the line below."""
    if getattr(item.node, "style", None) or item.node.end_mark.line == item.node.start_mark.line:
        return
    own, below = _line(source, item.line), _line(source, item.line + 1)
    if below.lstrip().startswith(LIST_MARKS):
        spaces = own[: len(own) - len(own.lstrip())]
        words = below.lstrip("".join(LIST_MARKS) + " ")
        yield source.problem(LINES_JOINED, item.line, line=f"{spaces}- {words}")
    else:
        yield source.problem(ON_TWO_LINES, item.line)


def _twice(source: Source, items: Sequence[Entry]) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for item in items:
        text = " ".join(item.text.casefold().split())
        if text and text in first:
            also = f" (also in line {first[text]})" if first[text] != item.line else ""
            yield source.problem(SAME_ENTRY, item.line, text=in_short(item.text, 60), also=also)
        first.setdefault(text, item.line)


def _check_count(source: Source, key: Key, entry: Entry, count: int) -> Iterator[Problem]:
    if key.least and count < key.least:
        yield source.problem(SHORT_LIST, entry.line, key=key.name, least=key.least, help=key.help)
    if key.most and count > key.most:
        yield source.problem(LONG_LIST, entry.line, key=key.name, count=count, most=key.most)


def _check_choices(source: Source, key: Key, entry: Entry, lists: Lists) -> Iterator[Problem]:
    if not isinstance(entry.node, yaml.SequenceNode):
        yield _not_a_list(source, key, entry)
        return
    known = lists.get(key.source, ())
    items = entry.items()
    for item in items:
        if not item.text:
            yield _not_plain(source, key, item)
        elif several := _several(source, key, item, known):
            yield several
        elif known and item.text not in known and not INVISIBLE.search(item.text):
            yield source.problem(
                UNKNOWN[key.source],
                item.line,
                text=in_short(item.text, 60),
                guess=_spaces(item.text, known) or did_you_mean(item.text, known),
                known=", ".join(known),
            )
    if too_many := [*_check_count(source, key, entry, len(items))]:
        yield from too_many
    else:
        yield from _twice(source, items)


def _spaces(text: str, known: Sequence[str]) -> str:
    """Return what to do about a name that has two spaces where a known one has one, or ""."""
    one = " ".join(text.split())
    return f' It has two spaces in a row. Write "{one}".' if one in known else ""


def _check_pages(source: Source, key: Key, entry: Entry, lists: Lists) -> Iterator[Problem]:
    known = lists.get(key.source, ())
    for item in entry.items():
        if several := _several(source, key, item, known):
            yield several
        elif item.text not in known:
            guess = did_you_mean(item.text.removesuffix(".md"), known)
            yield source.problem(
                UNKNOWN[key.source],
                item.line,
                kind=key.source,
                name=in_short(item.text, 60),
                guess=guess,
            )


def _several(source: Source, key: Key, item: Entry, known: Sequence[str]) -> Problem | None:
    """Return the problem of an entry that is several known ones: "- Meetings, The plan"."""
    parts = several(item.text)
    if item.text in known or len(parts) < 2 or not all(part in known for part in parts):
        return None
    return source.problem(NOT_A_LIST, item.line, key=key.name, lines=list_lines(parts))


def _check_reminders(source: Source, key: Key, entry: Entry, lists: Lists) -> Iterator[Problem]:
    """Check the shape of the list; rules.sheets compares its entries with the letter."""
    if not isinstance(entry.node, yaml.SequenceNode):
        yield _not_a_list(source, key, entry)
        return
    for item in entry.items():
        if any(TAG.search(text) for text in _texts(item.node)):
            yield _html(source, item)
        for name, value in item.node.value if isinstance(item.node, yaml.MappingNode) else ():
            if isinstance(value, yaml.ScalarNode) and _in_curly_quotes(value.value.strip() or "-"):
                line = value.start_mark.line + FIRST_LINE
                yield source.problem(CURLY_QUOTES, line, key=name.value)
    yield from _check_count(source, key, entry, len(entry.items()))


def _check_choice(source: Source, key: Key, entry: Entry, lists: Lists) -> Iterator[Problem]:
    if not isinstance(entry.node, yaml.ScalarNode):
        yield _one_value(source, key, entry)
    elif entry.text not in key.options:
        yield source.problem(
            NOT_A_CHOICE,
            entry.line,
            text=in_short(entry.text, 60),
            key=key.name,
            guess=did_you_mean(entry.text, key.options),
            known=", ".join(key.options),
        )


def _check_records(source: Source, key: Key, entry: Entry, lists: Lists) -> Iterator[Problem]:
    """Check each line of each entry as if it were a line of the block itself."""
    if not isinstance(entry.node, yaml.SequenceNode):
        yield source.problem(NOT_AN_ENTRY, entry.line, key=key.name, example=_example_entry(key))
        return
    parts = {part.name: part for part in key.parts}
    for item in entry.items():
        if not isinstance(item.node, yaml.MappingNode):
            example = _example_entry(key)
            yield source.problem(NOT_AN_ENTRY, item.line, key=key.name, example=example)
            continue
        said: dict[str, int] = {}
        for name, value in item.node.value:
            line = Entry(str(name.value), name.start_mark.line + FIRST_LINE, value)
            part = parts.get(line.name)
            if line.name in said:
                first = said[line.name]
                yield source.problem(DUPLICATE_KEY, line.line, key=line.name, line=first)
            said.setdefault(line.name, line.line)
            if part:
                # The form editor writes a day in an entry with quotes.
                if part.type != "day" or line.tag != "str" or not DAY.fullmatch(line.text):
                    yield from _check_value(source, part, line, lists)
                elif read_day(line.text) is None:
                    text = line.text
                    yield source.problem(IMPOSSIBLE_DATE, line.line, text=text, key=line.name)
                continue
            yield source.problem(
                UNKNOWN_LINE,
                line.line,
                part=line.name[:60],
                key=key.name,
                guess=did_you_mean(line.name, parts),
                known=", ".join(parts),
            )
        for part in key.parts:
            if part.required and part.name not in said:
                example = part.example if isinstance(part.example, str) else part.example[0]
                yield source.problem(
                    MISSING_LINE,
                    item.line,
                    key=key.name,
                    part=part.name,
                    help=part.help,
                    example=example,
                )
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
    "choice": _check_choice,
    "records": _check_records,
}


def _not_plain(source: Source, key: Key, item: Entry) -> Problem:
    if isinstance(item.node, yaml.ScalarNode) and not item.text.strip():
        return source.problem(EMPTY_ENTRY, item.line)
    return source.problem(NOT_PLAIN, item.line, key=key.name)


def _one_value(source: Source, key: Key, entry: Entry) -> Problem:
    return source.problem(ONE_VALUE, entry.line, key=key.name, example=key.example)


def _not_a_list(source: Source, key: Key, entry: Entry) -> Problem:
    """Return what to write instead, with all that is there: one entry a line."""
    node = entry.node
    start, end = node.start_mark.line + FIRST_LINE, node.end_mark.line + FIRST_LINE
    if isinstance(node, yaml.MappingNode):
        end = node.value[-1][1].end_mark.line + FIRST_LINE if node.value else start
        below = (_line(source, line).strip() for line in range(start, end + 1))
        return source.problem(NOT_A_LIST, entry.line, key=key.name, lines=entry_lines(below))
    texts = [entry.text]
    if start > entry.line and not getattr(node, "style", None):
        texts = [_line(source, line).strip() for line in range(start, end + 1)]
    if start > entry.line and texts[0].startswith(LIST_MARKS):
        return source.problem(LIST_MARK, start, lines=list_lines(filter(None, texts)))
    lines = list_lines(texts) if len(texts) > 1 else as_lines(texts[0].strip())
    lines = lines or list_lines([_example_entry(key)])
    return source.problem(NOT_A_LIST, entry.line, key=key.name, lines=lines)


def _example_entry(key: Key) -> str:
    return key.example if isinstance(key.example, str) else key.example[0].partition("\n")[0]


def _read_as(tag: str) -> str:
    return {
        "int": "a number",
        "float": "a number",
        "bool": "yes or no",
        "timestamp": "a date",
    }.get(tag, "something else")
