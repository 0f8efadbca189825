"""Whatever is in a page, the check neither raises nor changes it, and names one of its lines."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown import markdown

from library.check import check_library
from library.check.declared import RULES
from library.check.fixes import fix_bytes, fix_text
from library.check.settings import load_settings
from tests.library.check.corpus import GOOD, NOW, PAGES

EXAMPLES = 200  # bench/fuzz.py tries new ones
PAGE_BYTES = {name: (GOOD / path).read_bytes() for name, path in PAGES.items()}
SNIPPETS = [
    *("---", "\n---\n", "...", "———", ": ", "\n", "\r", "\r\n", "\t", "  ", "\x00", "\x85", "#"),
    *("\u2028", "\u00a0", "\u200b", "\ufeff", "“", "–", "é", "🙂", '"', "'", "[", "]", "{", "}"),
    *("title:", "date: 2026-13-45", "date: !!binary x", "&a *a", "&a [*a]", "<<: *x", "? x", "- "),
    *(
        "!!python/object:os.system x",
        "categories: {a: b}",
        "slug: [x]",
        "draft: maybe",
        "notes: 1e9",
    ),
    *(
        "updated: 0000-00-00",
        "review: 99999-01-01",
        "date: 2026-11-20T99:99:99+99:99",
        "|",
        ">",
        "%",
    ),
    *(
        "<!-- more -->",
        "<!--",
        "-->",
        "```",
        "~~~",
        "`",
        "``",
        "    ",
        "===",
        "!!! note",
        "\n> ",
        "*",
    ),
    *(
        "[a](b)",
        "![](x)",
        "[a][b]",
        "[a]: b",
        "[](",
        "](",
        "[^1]",
        "[x]",
        "- [ ] ",
        "<a@b.c>",
        "#x",
    ),
    *("<script>", "<b onclick=x>", "<img src=x", "javascript:", "&#106;avascript:", "{: onx=1}"),
    *(
        "http://[::1",
        "](http://[x)",
        "](//)",
        "](%ff%00)",
        "](\\)",
        "](a/../../../../b.md)",
        "](#)",
    ),
    *("34 CFR 300.323", "must", "The school must", "34 C.F.R. 1.2", "<<<<<<< x", "suffers from"),
    *("[" * 300, "(" * 300, "<" * 300, "![" * 200, "{:" * 200, "*_" * 200, "a " * 300, "-\n" * 200),
]


@st.composite
def mutated(draw: st.DrawFn) -> tuple[str, bytes]:
    """A page of the good library after one to six cuts, doublings and insertions."""
    name = draw(st.sampled_from(sorted(PAGE_BYTES)))
    raw = PAGE_BYTES[name]
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(raw)))
        end = draw(st.integers(start, min(len(raw), start + draw(st.sampled_from([0, 1, 9, 99])))))
        new = draw(
            st.sampled_from(SNIPPETS).map(str.encode)
            | st.text(max_size=9).map(lambda text: text.encode("utf-8", "surrogatepass"))
            | st.binary(max_size=4)
            | st.just(raw[start:end] * 2)
            | st.just(b"")
        )
        raw = raw[:start] + new + raw[end:]
    return name, raw


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("fuzz") / "library"
    shutil.copytree(GOOD, root)
    return root


@pytest.mark.slow
@settings(
    max_examples=EXAMPLES,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(mutated())
def test_the_check_never_raises_never_writes_and_names_a_line(library, page):
    name, raw = page
    path = library / PAGES[name]
    path.write_bytes(raw)
    try:
        found = check_library(library, now=NOW, settings=load_settings(library), tools=False)
        assert path.read_bytes() == raw
    finally:
        path.write_bytes(PAGE_BYTES[name])
    assert found == sorted(found)
    for problem in found:
        text = (library / problem.path).read_bytes() if problem.path != PAGES[name] else raw
        lines = re.split(rb"\r\n|\r|\n", text)
        if not raw.startswith((b"\xff\xfe", b"\xfe\xff")):
            assert 1 <= problem.line <= len(lines), problem
        assert problem.rule in RULES
        assert problem.level in ("error", "hint")
        assert "\n" not in str(problem), problem
        assert len(problem.message) < 700, problem
    bad = not raw.strip(b"\xef\xbb\xbf \t\r\n")
    assert not bad or any(problem.rule == "empty-file" for problem in found)


@pytest.mark.slow
@settings(max_examples=EXAMPLES)
@given(mutated())
def test_fix_is_done_in_one_run_and_loses_no_word(page):
    _, raw = page
    once = fix_bytes(raw)
    assert fix_bytes(once) == once
    assert _words(once) == _words(raw)


@pytest.mark.slow
@settings(max_examples=EXAMPLES)
@given(
    st.sampled_from(sorted(PAGE_BYTES)),
    st.lists(st.tuples(st.integers(0, 60), st.sampled_from([" ", "  ", "   ", "\t", " \t"]))),
    st.lists(
        st.tuples(st.integers(0, 60), st.sampled_from(["- ", "## ", "a  ", "```", "", "==="]))
    ),
)
def test_cutting_trailing_spaces_changes_nothing_a_reader_sees(name, trailing, added):
    lines = PAGE_BYTES[name].decode().split("\n---\n", 1)[1].split("\n")
    for number, text in added:
        lines.insert(number % len(lines), text)
    for number, spaces in trailing:
        lines[number % len(lines)] += spaces
    body = "\n".join(["Words.", "", *lines])
    top = "---\ntitle: A\n---\n"
    assert _rendered(fix_text(top + body).removeprefix(top)) == _rendered(body)


def _rendered(body: str) -> str:
    found = markdown(body, extensions=["admonition", "tables", "attr_list", "fenced_code"])
    return re.sub(r"[ \t]+(?=\n|<|$)", "", found)


def _words(raw: bytes) -> str:
    """All letters and digits, and all dashes made one: what --fix must keep, in its order."""
    text = raw.decode("utf-8", "replace")
    return "".join(character for character in text if character.isalnum())
