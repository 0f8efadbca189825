"""Rules on a file as such: name, kind, size, encoding, invisible characters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from library.check.problem import Problem
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
HARD_SPACES = "\u00a0\u2007\u202f"
ZERO_WIDTH = "\u200b\u200c\u2060\ufeff\u00ad\u200e\u200f"
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
DASHES = re.compile(r"(?:[-\u2010-\u2015\u2212]{2,}|[\u2013-\u2015])[ \t]*")
CONFLICT = re.compile(r"(?m)^(?:<{7}|>{7})(?: .*)?$")
FIX = "`python3 run.py check --fix` repairs it for you."


def check_name(path: str, inside: str) -> Iterator[Problem]:
    """Rules on a path under docs/: `inside` is the path from docs/."""
    *folders, name = PurePosixPath(inside).parts
    if is_litter(name) or part_of(inside) in ("register", "settings"):
        return
    suffix = name.rpartition(".")[2].lower()
    if suffix in OTHER_PICTURES:
        yield _kind(
            path,
            f"Browsers cannot show a picture of this kind ({name}). Save it again as .jpg, .png or "
            ".webp.",
        )
        return
    if any(part.startswith((".", "_")) for part in (*folders, name)):
        yield _kind(
            path,
            "A file or folder whose name starts with a dot or with _ cannot be in docs/, since it "
            "may tell the web server what to do. Delete it, or give it another name.",
        )
        return
    if part_of(inside.lower()) is None:
        yield _kind(
            path,
            f"A file of this kind ({name}) cannot be published from docs/. Texts are .md files, "
            "pictures .png, .jpg, .webp or .svg, handouts .pdf files in docs/files/. Save it as "
            "one of these, or paste its text into a new .md file.",
        )
        return
    if suffix in IMAGES and is_camera_name(name):
        return  # the picture rule says it with more help
    good = FOLDER.fullmatch(name.removesuffix(".md")) if suffix == "md" else NAME.fullmatch(name)
    if not good or not all(FOLDER.fullmatch(folder) for folder in folders):
        yield Problem(
            path,
            1,
            "error",
            "file-name",
            "The name becomes part of the page's address, so it may hold only small letters, "
            f'digits, and hyphens. Rename the file to "{_plain_path(folders, name)}".',
        )


def _kind(path: str, message: str) -> Problem:
    return Problem(path, 1, "error", "file-kind", message)


def check_document(path: str, data: bytes) -> Iterator[Problem]:
    """Look at the first bytes of a PDF: a browser must not take it for something else."""
    if not data.startswith(b"%PDF-"):
        yield _kind(path, "This file is no PDF, whatever its name says. Save it again as a PDF.")


def is_camera_name(name: str) -> bool:
    """Tell whether a picture has the name a camera or a program gave it ("IMG_1234.jpg")."""
    return CAMERA.fullmatch(name.rpartition(".")[0].lower()) is not None


def check_size(path: str, size: int, settings: CheckSettings) -> Iterator[Problem]:
    """Rules on the size of any file in docs/, in bytes."""
    text = path.endswith(".md")
    limit = settings.page_bytes if text else settings.file_bytes
    if size > limit:
        advice = (
            "Split it into several pages, and keep pictures in files of their own."
            if text
            else "Make it smaller."
        )
        yield Problem(
            path,
            1,
            "error",
            "file-too-large",
            f"This file has {_megabytes(size)}; at most {_megabytes(limit)} is allowed. {advice}",
        )


def decode(path: str, raw: bytes) -> tuple[str | None, list[Problem]]:
    """Return a Markdown file's text, or None and why it cannot be read."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in raw[:2]:
        return None, [_not_utf8(path, 1, 'It is saved as "Unicode" (UTF-16).')]
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        wrong = raw[error.start : error.start + 1].decode("cp1252", "replace")
        line = before.count(b"\n") + 1
        return None, [_not_utf8(path, line, f'The first letter that cannot be read is "{wrong}".')]
    if not text.strip("\ufeff \t\r\n"):
        message = "The file is empty. Write the page, or delete the file."
        return None, [Problem(path, 1, "error", "empty-file", message)]
    return text, []


def _not_utf8(path: str, line: int, detail: str) -> Problem:
    return Problem(
        path,
        line,
        "error",
        "not-utf8",
        f"The file is not saved as UTF-8, so letters would come out wrong. {detail} In your "
        'editor choose "Save with encoding", then UTF-8. In Word, copy the text into a new file.',
    )


def check_characters(path: str, text: str, top_end: int) -> Iterator[Problem]:
    """Rules on invisible characters; `top_end` is the line that closes the top block."""
    if text.startswith("\ufeff"):
        yield _hint(path, 1, "byte-order-mark", "The file starts with an invisible mark.")
        text = text[1:]
    if "\r" in text:  # all of them as Windows has them: nothing to say, they mean the same
        windows = text.count("\r\n")
        text = text.replace("\r\n", "\n")
        if "\r" in text or windows < text.count("\n"):
            yield _hint(path, 1, "line-ends", "The lines end in ways of several systems.")
        text = text.replace("\r", "\n")
    if CONTROL.search(text):
        for line in _lines(text, CONTROL):
            message = (
                "An invisible control character is here, often left by copying from a PDF. "
                "Delete the word around it and type it again."
            )
            yield Problem(path, line, "error", "control-character", message)
    for characters, rule, what in (
        (HARD_SPACES, "hard-space", "hard spaces (they look like a space and are not one)"),
        (ZERO_WIDTH, "zero-width", "invisible characters without width"),
    ):
        if any(character in text for character in characters):
            yield from _invisible(path, text, top_end, characters, rule, what)
    if " \n" in text or "\t\n" in text:
        yield from _trailing(path, text)
    if "<<<<<<<" in text or ">>>>>>>" in text:
        for match in CONFLICT.finditer(text):
            message = (
                "This line was left by two people changing the same text at once. Choose one "
                "of the two versions around it and delete the lines of <<<, === and >>>."
            )
            line = text.count("\n", 0, match.start()) + 1
            yield Problem(path, line, "error", "merge-conflict", message)


def _invisible(
    path: str, text: str, top_end: int, characters: str, rule: str, what: str
) -> Iterator[Problem]:
    """In the top block and at the start of a line they change the meaning: an error there."""
    lines = _lines(text, re.compile(f"[{characters}]"))
    starts = re.compile(rf"(?m)^[ \t]*(?:[-*+#>|]+|\d+[.)])?[ \t]*[{characters}]")
    hard = sorted({line for line in lines if line <= top_end} | set(_lines(text, starts)))
    for line in hard:
        message = f"This line holds {what}, and the page would come out wrong. {FIX}"
        yield Problem(path, line, "error", rule, message)
    soft = [line for line in lines if line not in hard]
    if soft:
        where = f" (in {len(soft)} lines)" if len(soft) > 1 else ""
        yield _hint(path, soft[0], rule, f"The text holds {what}{where}.")


def _trailing(path: str, text: str) -> Iterator[Problem]:
    from library.check.fixes import trailing_blanks  # fixes knows what is a wanted line break

    lines = trailing_blanks(text)
    if lines:
        where = "This line ends" if len(lines) == 1 else f"{len(lines)} lines end"
        yield _hint(path, lines[0], "trailing-blanks", f"{where} in spaces that do nothing.")


def _hint(path: str, line: int, rule: str, what: str) -> Problem:
    return Problem(path, line, "hint", rule, f"{what} It does no harm; {FIX}")


def _lines(text: str, pattern: re.Pattern[str]) -> list[int]:
    """Return the lines in which a pattern is found, each once, in order."""
    return list(
        dict.fromkeys(text.count("\n", 0, match.end() - 1) + 1 for match in pattern.finditer(text))
    )


def plain_name(name: str) -> str:
    """Return a file name as it should be: "My Photo (1).JPG" becomes "my-photo-1.jpg"."""
    stem, dot, suffix = name.rpartition(".")
    return f"{slug_of(stem)}{dot}{suffix.lower()}"


def _plain_path(folders: list[str], name: str) -> str:
    return "/".join([*(plain_name(f"{folder}.x")[:-2] for folder in folders), plain_name(name)])


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{size // 1000} kB"
