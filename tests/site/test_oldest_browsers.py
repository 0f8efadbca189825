"""What the site sends works in the oldest browsers it serves."""

from __future__ import annotations

import re
import subprocess
from difflib import ndiff
from pathlib import Path

import pytest

from machine.checkers import ESBUILD, node
from machine.programs import environment

# The oldest browsers that the site serves whole: phones of 2014 (the last iOS 14) and 2021. Chrome
# 90 is the same as 91 for all that we write: esbuild counts optional chaining from 91 on because of
# one form of it (`a?.(...b)`), which 90 got wrong.
OLDEST = ("safari14.1", "ios14.5", "chrome91", "firefox90")
# Later than iOS 14.5 or Chrome 90, and not told by syntax: https://caniuse.com, by these names.
LATER = re.compile(
    r"""\.at\(|\.findLast|\.toSorted|\.toReversed|\.with\(|Object\.(?:hasOwn|groupBy)|structuredClone
    |randomUUID|showModal|showPopover|requestSubmit|AbortSignal\.|fromAsync|BroadcastChannel
    |Intl\.Segmenter|CompressionStream|navigator\.locks|scheduler\.""",
    re.VERBOSE,
)
UNICODE = re.compile(r"\\p\{")  # in Safari since 11.1; esbuild rewrites it for newer alphabets
pytestmark = pytest.mark.usefixtures("checkers")


def ours(site: Path) -> list[Path]:
    """Return our scripts and styles in a built site; admin/ is for staff, and made by others."""
    files = [*site.glob("*.js"), *site.glob("sw-reset/*.js")]
    files += [*site.glob("assets/javascripts/**/*.js"), *site.glob("assets/stylesheets/*.css")]
    return sorted(files)


def too_new(file: Path) -> list[str]:
    """Return what esbuild would change in a script or stylesheet for `OLDEST`: "- a" or "+ b"."""
    as_is, rewritten = (
        rewritten_by_esbuild(file, *options).splitlines()
        for options in ((), (f"--target={','.join(OLDEST)}",))
    )
    changes = (line for line in ndiff(as_is, rewritten) if line.startswith(("- ", "+ ")))
    return [line[:2] + line[2:].strip() for line in changes]


def rewritten_by_esbuild(file: Path, *options: str) -> str:
    done = subprocess.run(
        [node(), str(ESBUILD), str(file), "--log-level=error", *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=environment(),
    )
    return done.stdout.decode("utf-8")


def test_no_script_or_style_needs_a_newer_browser(site_dir: Path) -> None:
    files = ours(site_dir)
    assert {file.suffix for file in files} == {".js", ".css"} and len(files) > 8
    found = [(file.name, line) for file in files for line in too_new(file)]
    assert [each for each in found if not UNICODE.search(each[1])] == []


def test_no_script_calls_what_came_later(site_dir: Path) -> None:
    scripts = [file for file in ours(site_dir) if file.suffix == ".js"]
    texts = {file.name: file.read_text(encoding="utf-8") for file in scripts}
    assert [(name, LATER.findall(text)) for name, text in texts.items() if LATER.search(text)] == []


def test_what_is_too_new_is_seen(tmp_path: Path) -> None:
    script, style = tmp_path / "a.js", tmp_path / "a.css"
    script.write_text("const a = 1;\nconst b = /(?<=a)b/.test(a);\nconst c = a ?? b;\n")
    style.write_text("a {\n  color: red;\n}\n.b {\n  & a {\n    top: 0;\n  }\n}\n")
    assert "- const b = /(?<=a)b/.test(a);" in too_new(script)
    assert "- & a {" in too_new(style)
