"""Rules on the file itself: name, kind, size, encoding, invisible characters."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from pathlib import PurePosixPath

from library.check.characters import CONTROL, HARD_SPACES, ZERO_WIDTH
from library.check.fixes import trailing_blanks
from library.check.problem import Problem, Rule
from library.check.settings import CheckSettings
from library.common.slug import slug_of
from library.content.docs_files import DRAWING, PHOTOS, is_litter, part_of

NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9]+)+")
FOLDER = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
IMAGES = frozenset((*PHOTOS, DRAWING))
CAMERA = re.compile(
    r"(?:(?:img|dsc|dscn|dscf|pxl|mvimg|image|photo|picture|screen[-_ ]?shot|unnamed|untitled|"
    r"scan|whatsapp[-_ ]image|bild)(?![a-z])|(?=\d))"
    r"(?:[-_ .()\d]|wa(?=\d)|\b(?:at|am|pm|copy|edited)\b)*"
)
OTHER_PICTURES = frozenset("heic heif tif tiff bmp jfif psd".split())
CONFLICT = re.compile(r"(?m)^(?:<{7}|>{7})(?: .*)?$")
FIX = "`python3 run.py check --fix` repairs it for you."

OTHER_PICTURE = Rule(
    "file-kind",
    "Browsers cannot show a picture of this kind ({name}). Save it again as .jpg, .png or .webp.",
    builds=False,
)
HIDDEN_NAME = Rule(
    "file-kind",
    "A file or folder whose name starts with a dot or with _ cannot be in docs/, since it "
    "configures some web servers. Delete it, or give it another name.",
    builds=False,
)
OTHER_KIND = Rule(
    "file-kind",
    "A file of this kind ({name}) cannot be published from docs/. Pages are .md files, pictures "
    ".png, .jpg, .webp or .svg, handouts .pdf files in docs/files/. Save it as one of these, or "
    "paste its text into a new .md file.",
    builds=False,
)
NO_PDF = Rule(
    "file-kind",
    "This file is not a PDF, despite its name. Save it again as a PDF.",
    builds=False,
)
LINK_ELSEWHERE = Rule(
    "file-kind",
    "This is not a file but a link to one in another place, which cannot be published. Delete it, "
    "and put the file itself here.",
    builds=False,
)
CANNOT_BE_READ = Rule(
    "file-unreadable",
    "The computer does not let this be read ({reason}), so it was not checked. Give yourself the "
    "right to read it, or put a copy in its place.",
    builds=False,
)
FILE_NAME = Rule(
    "file-name",
    "The name becomes part of the page's address, so it may have only lowercase letters, digits, "
    'and hyphens. Rename the file to "{name}".',
)
FILE_NAME_TAKEN = Rule(
    "file-name",
    "The name becomes part of the page's address, so it may have only lowercase letters, digits, "
    'and hyphens. "{name}" is there already: if both are the same, delete this one. If not, give '
    "this one another name.",
)
TOO_LARGE = Rule(
    "file-too-large",
    "This file has {size}; at most {limit} is allowed. {advice}",
    builds=False,
)
NOT_UTF8 = Rule(
    "not-utf8",
    "The file is not saved as UTF-8, so some letters would come out wrong. {detail} In your "
    'editor, choose "Save with encoding", then UTF-8. From Word, copy the text into a new file.',
    builds=False,
)
EMPTY_FILE = Rule(
    "empty-file", "The file is empty. Write the page, or delete the file.", builds=False
)
HARMLESS = f"This does no harm; {FIX}"
BYTE_ORDER_MARK = Rule(
    "byte-order-mark", f"The file starts with an invisible mark. {HARMLESS}", level="hint"
)
LINE_ENDS = Rule("line-ends", f"The file mixes different line endings. {HARMLESS}", level="hint")
TRAILING_BLANKS = Rule(
    "trailing-blanks", f"{{where}} in spaces that do nothing. {HARMLESS}", level="hint"
)
CONTROL_CHARACTER = Rule(
    "control-character",
    "There is an invisible control character here, often from copying out of a PDF. Delete the "
    "word around it and type it again.",
    builds=False,
)
MERGE_CONFLICT = Rule(
    "merge-conflict",
    "Two people changed the same text at once, which left this line. Choose one of the two "
    "versions around it, and delete the lines of <<<, === and >>>.",
)
HARD = "hard spaces (they look like a space but are not one)"
HARD_SPACE = Rule(
    "hard-space",
    f"This line has {HARD}, and the page would come out wrong. {FIX}",
    builds=False,
)
HARD_SPACE_INSIDE = Rule("hard-space", f"The text has {HARD}{{where}}. {HARMLESS}", level="hint")
ZERO = "invisible characters without width"
ZERO_WIDTH_FOUND = Rule(
    "zero-width",
    f"This line has {ZERO}, and the page would come out wrong. {FIX}",
    builds=False,
)
ZERO_WIDTH_INSIDE = Rule("zero-width", f"The text has {ZERO}{{where}}. {HARMLESS}", level="hint")


def check_name(path: str, inside: str, files: Collection[str] = ()) -> Iterator[Problem]:
    """Check a path under docs/: `inside` is the path from docs/, `files` are all that are there."""
    *folders, name = PurePosixPath(inside).parts
    if is_litter(name) or part_of(inside) in ("register", "settings"):
        return
    suffix = name.rpartition(".")[2].lower()
    if suffix in OTHER_PICTURES:
        yield OTHER_PICTURE.at(path, 1, name=name)
        return
    if any(part.startswith((".", "_")) for part in (*folders, name)):
        yield HIDDEN_NAME.at(path, 1)
        return
    if part_of(inside.lower()) is None:
        yield OTHER_KIND.at(path, 1, name=name)
        return
    if suffix in IMAGES and is_camera_name(name):
        return  # the picture rule reports it with better advice
    good = FOLDER.fullmatch(name.removesuffix(".md")) if suffix == "md" else NAME.fullmatch(name)
    if not good or not all(FOLDER.fullmatch(folder) for folder in folders):
        better = _plain_path(folders, name)
        yield (FILE_NAME_TAKEN if better in files else FILE_NAME).at(path, 1, name=better)


def check_document(path: str, data: bytes) -> Iterator[Problem]:
    """Check the first bytes of a PDF: a browser must not take it for something else."""
    if not data.startswith(b"%PDF-"):
        yield NO_PDF.at(path, 1)


def is_camera_name(name: str) -> bool:
    """Return whether a picture has a name from a camera or a program ("IMG_1234.jpg")."""
    return CAMERA.fullmatch(name.rpartition(".")[0].lower()) is not None


def check_size(path: str, size: int, settings: CheckSettings) -> Iterator[Problem]:
    """Check the size of any file in docs/, in bytes."""
    text = path.endswith(".md")
    limit = settings.page_bytes if text else settings.file_bytes
    if size > limit:
        advice = (
            "Split it into several pages, and keep pictures in files of their own."
            if text
            else "Make it smaller."
        )
        yield TOO_LARGE.at(path, 1, size=_megabytes(size), limit=_megabytes(limit), advice=advice)


def decode(path: str, raw: bytes) -> tuple[str | None, list[Problem]]:
    """Return a Markdown file's text, or None and why it cannot be read."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in raw[:2]:
        return None, [NOT_UTF8.at(path, 1, detail='It is saved as "Unicode" (UTF-16).')]
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        wrong = raw[error.start : error.start + 1].decode("cp1252", "replace")
        line = before.count(b"\n") + 1
        detail = f'The first letter that cannot be read is "{wrong}".'
        return None, [NOT_UTF8.at(path, line, detail=detail)]
    if not text.strip("\ufeff \t\r\n"):
        return None, [EMPTY_FILE.at(path, 1)]
    return text, []


def check_characters(path: str, text: str, top_end: int) -> Iterator[Problem]:
    """Check for invisible characters; `top_end` is the line that closes the top block."""
    if text.startswith("\ufeff"):
        yield BYTE_ORDER_MARK.at(path, 1)
        text = text[1:]
    if "\r" in text:  # Windows line ends throughout are fine: they mean the same
        windows = text.count("\r\n")
        text = text.replace("\r\n", "\n")
        if "\r" in text or windows < text.count("\n"):
            yield LINE_ENDS.at(path, 1)
        text = text.replace("\r", "\n")
    if CONTROL.search(text):
        for line in _lines(text, CONTROL):
            yield CONTROL_CHARACTER.at(path, line)
    for characters, wrong, inside in (
        (HARD_SPACES, HARD_SPACE, HARD_SPACE_INSIDE),
        (ZERO_WIDTH, ZERO_WIDTH_FOUND, ZERO_WIDTH_INSIDE),
    ):
        if any(character in text for character in characters):
            yield from _invisible(path, text, top_end, characters, wrong, inside)
    if " \n" in text or "\t\n" in text:
        yield from _trailing(path, text)
    if "<<<<<<<" in text or ">>>>>>>" in text:
        for match in CONFLICT.finditer(text):
            yield MERGE_CONFLICT.at(path, text.count("\n", 0, match.start()) + 1)


def _invisible(
    path: str, text: str, top_end: int, characters: str, wrong: Rule, inside: Rule
) -> Iterator[Problem]:
    """Report an error where they change the meaning: in the top block, at the start of a line."""
    lines = _lines(text, re.compile(f"[{characters}]"))
    starts = re.compile(rf"(?m)^[ \t]*(?:[-*+#>|]+|\d+[.)])?[ \t]*[{characters}]")
    hard = sorted({line for line in lines if line <= top_end} | set(_lines(text, starts)))
    for line in hard:
        yield wrong.at(path, line)
    soft = [line for line in lines if line not in hard]
    if soft:
        where = f" (in {len(soft)} lines)" if len(soft) > 1 else ""
        yield inside.at(path, soft[0], where=where)


def _trailing(path: str, text: str) -> Iterator[Problem]:
    lines = trailing_blanks(text)
    if lines:
        where = "This line ends" if len(lines) == 1 else f"{len(lines)} lines end"
        yield TRAILING_BLANKS.at(path, lines[0], where=where)


def _lines(text: str, pattern: re.Pattern[str]) -> list[int]:
    """Return the lines that match a pattern, each once, in order."""
    return list(
        dict.fromkeys(text.count("\n", 0, match.end() - 1) + 1 for match in pattern.finditer(text))
    )


def plain_name(name: str) -> str:
    """Return a file name as it should be: "My Photo (1).JPG" becomes "my-photo-1.jpg"."""
    stem, dot, suffix = name.rpartition(".")
    while suffix and stem.lower().endswith(f".{suffix.lower()}"):  # "x.md.md"
        stem = stem[: -len(dot + suffix)]
    return f"{slug_of(stem)}{dot}{suffix.lower()}"


def _plain_path(folders: list[str], name: str) -> str:
    return "/".join([*(plain_name(f"{folder}.x")[:-2] for folder in folders), plain_name(name)])


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{size // 1000} kB"
