"""What a build keeps on disk for the next one, in .cache/, and the code that it depends on."""

from __future__ import annotations

import hashlib
import sys
from functools import cache
from pathlib import Path
from typing import Literal, get_args

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from library.common.build_cache import keep, read_kept
from support.purpose import is_public_build

HOOKS = Path(__file__).resolve().parents[1]
Sort = Literal[
    "fonts",
    "letters",
    "pages",
    "pictures",
    "rendered",
    "search",
    "sheets",
    "sound",
    "templates",
    "zip",
]
SORTS: tuple[Sort, ...] = get_args(Sort)


def kept_folder(config: MkDocsConfig, sort: Sort) -> Path:
    """Return the folder in which things of one sort are kept; it may not exist yet."""
    return Path(config.config_file_path).parent / ".cache" / sort


@cache  # `serve` starts afresh when a hook has changed
def code_digest() -> bytes:
    """Return a digest of our code, of all installed packages with their versions, and of Python."""
    digest = hashlib.sha256(sys.version.encode())
    for folder in filter(Path.is_dir, map(Path, sys.path)):  # "jinja2-3.1.6.dist-info"
        digest.update(repr(sorted(path.name for path in folder.glob("*-info"))).encode())
    for file in sorted(HOOKS.rglob("*.*")):
        if file.suffix != ".pyc" and file.is_file():  # data of the check too: words, settings
            digest.update(file.relative_to(HOOKS).as_posix().encode() + file.read_bytes())
    return digest.digest()


def read_kept_by_us(place: Path) -> bytes:
    """Return what `keep_by_us` kept there; b"" if it was other code, or another Python."""
    code = code_digest()
    kept = read_kept(place) or b""
    return kept[len(code) :] if kept.startswith(code) else b""


def keep_by_us(place: Path, data: bytes) -> None:
    """Keep bytes that mean something to the same code alone, where there is only one such file."""
    keep(place, code_digest() + data)


def inputs_of_markdown(config: MkDocsConfig, files: Files) -> bytes:
    """Return a digest of all that a page's HTML depends on, apart from its own text.

    Links look up the files and where they go; terms and rules have their files in docs, the words
    that we add have theirs in overrides, and pictures have their sizes.
    """
    pages = sorted((file.src_uri, file.url, file.inclusion.name) for file in files)
    digest = hashlib.sha256(repr((pages, is_public_build(config))).encode() + code_digest())
    digest.update(Path(config.config_file_path).read_bytes())
    for folder in (Path(config.docs_dir), Path(str(config.theme.custom_dir), "words")):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and (path.suffix != ".md" or path.parent.name == "glossary"):
                digest.update(path.relative_to(folder).as_posix().encode())
                digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.digest()
