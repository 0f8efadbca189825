"""The answers to a pull request: suggestions, labels, the preview's comment."""

from __future__ import annotations

import json
import struct
import subprocess
import zlib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from bs4.element import Tag
from fake_host import Host, article, propose
from hypothesis import example, given, settings
from hypothesis import strategies as st

from library.check.fixes import fix_text
from library.common.days import Clock, zone_named
from publishing import show_preview, suggest_repairs, tidy_previews
from publishing.support import preview_files
from publishing.support.git_host import GitHost, escaped, pull_request_of
from publishing.support.page_facts import PageFacts, page_facts
from publishing.support.pull_files import MOST, ChangedFile, changed_files, for_engineer

RUN = "https://github.com/run/1"
FIRST = "docs/articles/posts/first.md"
MAY = Clock(datetime(2026, 5, 1, 12, tzinfo=UTC), zone_named(None))
NEW = "docs/articles/posts/new.md"
TABLE_TAGS = frozenset("table thead tbody tr th td".split())


def png() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"\0\0")
    start = preview_files.PNG
    return start + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def test_safe_repairs_become_suggestions(host: Host, make_event):
    text = article("First", "first", "Words\u00a0with a hard space.\n\nAnd a fence ``` here.  \n")
    number = propose(host, "typo", {FIRST: text.encode()})
    make_event("typo")
    assert suggest_repairs.main() == 0
    (review,) = host.reviews[number]
    assert review["event"] == "COMMENT" and review["commit_id"] == host.head("typo")
    hard, fence = review["comments"][0], review["comments"][-1]
    assert (hard["path"], hard["line"]) == (FIRST, 7)
    assert "```suggestion\nWords with a hard space.\n```" in hard["body"]
    assert len(review["comments"]) == 1 or "````suggestion" in fence["body"]
    assert host.unknown == []


def test_a_review_is_posted_once_per_state(host: Host, make_event):
    text = article("First", "first", "Words\u00a0with a hard space.\n")
    number = propose(host, "typo", {FIRST: text.encode()})
    host.reviews[number] = [{"user": {"login": "stranger"}, "body": "<!-- safe repairs"}]
    make_event("typo")
    for _ in range(3):
        suggest_repairs.main()
    assert len(host.reviews[number]) == 2
    other = propose(host, "typo2", {FIRST: text.replace("with", "with\u00a0").encode()})
    host.reviews[other] = host.reviews[number]
    make_event("typo2")
    suggest_repairs.main()
    assert len(host.reviews[other]) == 3, "another state has another review"


def test_a_strangers_comment_with_our_mark_is_left_alone(host: Host, api: GitHost):
    theirs = {"id": 1, "user": {"login": "stranger"}, "body": "<!-- preview -->\nmine"}
    nobodys = {"id": 2, "user": None, "body": "<!-- preview -->"}
    host.comments[1] = [theirs, nobodys]
    api.say_once(1, "preview", "ours")
    api.say_once(1, "preview", "ours, renewed")
    assert [comment["body"].partition("\n")[2] for comment in host.comments[1]] == [
        *("mine", "", "ours, renewed"),
    ]


def test_line_ends_are_repaired_by_command(host: Host, make_event):
    text = article("First", "first", "Words.\n").replace("\n", "\r\n")
    number = propose(host, "windows", {FIRST: text.encode()})
    make_event("windows")
    suggest_repairs.main()
    (comment,) = host.comments[number]
    assert f"python3 run.py check --fix {FIRST}" in comment["body"]
    suggest_repairs.main()
    assert len(host.comments[number]) == 1, "a second run renews the comment"


def test_clean_text_gets_no_review(host: Host, make_event):
    number = propose(host, "fine", {NEW: article("New", "new", "Fine.\n").encode()})
    make_event("fine")
    suggest_repairs.main()
    assert number not in host.reviews and number not in host.comments
    assert number not in host.labels


def test_not_utf8_is_left_to_the_check(host: Host, make_event):
    number = propose(host, "latin", {NEW: b"---\ntitle: caf\xe9\n---\n"})
    make_event("latin")
    assert suggest_repairs.main() == 0
    assert number not in host.reviews


def test_a_branch_that_moved_on_is_left_alone(host: Host, make_event, api: GitHost):
    propose(host, "moved", {FIRST: b"\xc2\xa0"})
    make_event("moved", commit="0" * 40)
    assert suggest_repairs.main() == 0
    assert host.reviews == {}
    assert pull_request_of(api, api.repository.split("/")[0], "moved", "0" * 40) is None


@pytest.mark.parametrize(
    "path",
    [
        *("hooks/x.py", ".github/workflows/check.yml", "run.py", "machine/x.py", "mkdocs.yml"),
        *("hosting/nginx.conf", ".gitattributes", "sitecustomize.py"),
    ],
)
def test_code_is_marked_for_an_engineer(host: Host, make_event, path: str):
    number = propose(host, "code", {path: b"x\n", FIRST: b"---\ntitle: x\n---\n"})
    make_event("code")
    suggest_repairs.main()
    assert host.labels[number] == ["for an engineer"]


@pytest.mark.parametrize(
    "files",
    [
        [ChangedFile("docs/x.md", "renamed", frozenset(), before="hooks/x.py")],
        [ChangedFile("docs/x.md", "added", frozenset())] * MOST,
    ],
    ids=["code renamed to a text", "more files than are looked at"],
)
def test_code_cannot_hide(host: Host, api: GitHost, files: list[ChangedFile]):
    suggest_repairs.mark(api, 1, files)
    assert host.labels[1] == ["for an engineer"]


def test_texts_are_not_marked():
    texts = [FIRST, "docs/images/run.py.png", "docs/regulations.yml", "README.md"]
    assert for_engineer(texts) == []


@pytest.mark.parametrize(
    "path",
    """run.py hooks/x.md docs/_evil.html docs/_evil.xml docs/about/_evil.xhtml docs/_worker.js
    docs/_redirects docs/CNAME docs/.well-known/x.md docs/x.pdf docs/x.js docs/letters/.meta.yml
    docs/articles/.authors.yml docs/about/_x.md docs/X.MD docs/.md""".split(),
)
def test_all_else_is_for_an_engineer(path: str):
    assert for_engineer([FIRST, path]) == [path]


def test_changed_lines_are_those_of_the_diff(host: Host, api: GitHost):
    before = host.file("main", FIRST).decode()
    number = propose(
        host, "line", {FIRST: before.replace("Words.", "Other.").encode(), NEW: b"x\n"}
    )
    files = {file.path: file for file in changed_files(api, number)}
    assert 7 in files[FIRST].lines and 99 not in files[FIRST].lines
    assert files[NEW].lines == {1} and files[NEW].is_page


def test_facts_of_a_page():
    prose = "The team meets at school. You can bring a friend. " * 15
    facts = page_facts(NEW, article("New", "new-page", prose), MAY)
    assert (facts.title, facts.address, facts.words, facts.waits) == (
        "New",
        "articles/new-page/",
        150,
        "",
    )
    assert facts.grade == pytest.approx(0.39 * 5 + 11.8 * 33 / 30 - 15.59, abs=3)
    later = page_facts(NEW, article("New", "n", "Short.", "2026-06-01"), MAY)
    assert later.waits == "June 1, 2026, New York time" and later.grade is None
    draft = page_facts(NEW, article("New", "n", "Short.", more="draft: true\n"), MAY)
    assert draft.waits == 'its line "draft: true" is deleted'


@pytest.mark.parametrize("text", ["`" * 70_000, "[" * 70_000, "\u201c" * 70_000, "a. " * 90_000])
def test_facts_and_repairs_of_a_text_made_to_last_for_hours(text: str):
    whole = article("New", "new-page", text)
    assert page_facts(NEW, whole, MAY).title == "New"
    assert fix_text(whole)


def test_preview_is_stored_and_commented(host: Host, make_event, tmp_path: Path, monkeypatch):
    number = propose(host, "page", {NEW: article("New *page*", "new", "Fine.\n").encode()})
    preview = tmp_path / "preview"
    (preview / "pictures").mkdir(parents=True)
    (preview / "site" / "admin").mkdir(parents=True)
    (preview / "pictures" / "articles-new.png").write_bytes(png())
    (preview / "pictures" / "evil.png").write_bytes(b"<script>")
    (preview / "pictures" / "link.png").symlink_to("/etc/hostname")
    (preview / "site" / "index.html").write_text("page", "utf-8")
    (preview / "site" / "admin" / "index.html").write_text("editor", "utf-8")
    (preview / "site" / "secret").symlink_to("/etc/hostname")
    make_event("page")
    monkeypatch.setenv("PREVIEW_URL", "https://previews.example.org/")
    assert show_preview.main([str(preview)]) == 0
    stored = host.git("ls-tree", "-r", "--name-only", "previews").decode().split()
    assert [path for path in stored if path.startswith("pr-")] == [
        f"pr-{number}/index.html",
        f"pr-{number}/pictures/articles-new.png",
    ]
    (comment,) = host.comments[number]
    assert "[`New *page*`](" in comment["body"]
    assert f"https://previews.example.org/pr-{number}/articles/new/" in comment["body"]
    assert f"/blob/previews/pr-{number}/pictures/articles-new.png?raw=true" in comment["body"]
    show_preview.main([str(preview)])
    assert len(host.comments[number]) == 1
    assert host.git("rev-list", "--count", "previews").strip() == b"1"
    host.pulls[number - 1]["state"] = "closed"
    assert tidy_previews.main() == 0
    assert "pr-" not in host.git("ls-tree", "-r", "--name-only", "previews").decode()
    assert host.unknown == []


def test_preview_without_a_host_of_its_own_links_to_the_archive():
    page = PageFacts(NEW, "New", "articles/new/", 200, 9.14, "Article", "")
    text = show_preview.comment([page], {}, [], "", RUN)
    assert "| `New`<br>Article, 200 words | as soon as this is merged | 9.1 (hard) |" in text
    assert f"[The built site]({RUN})" in text and "To fix" not in text
    assert "changes no text" in show_preview.comment([], {}, [], "", RUN)


def test_a_preview_tells_of_each_page_when_it_appears():
    later = page_facts(NEW, article("New", "n", "Short.", "2026-06-01"), MAY)
    draft = page_facts(NEW, article("New", "n", "Short.", more="draft: true\n"), MAY)
    text = show_preview.comment([later, draft], {}, [], "https://previews.example.org/pr-1/", RUN)
    assert "| stays off until June 1, 2026, New York time |" in text
    assert '| stays off until its line "draft: true" is deleted |' in text
    assert text.count("](https://previews.example.org/pr-1/articles/n/)") == 2


def problems_file(folder: Path, content: object) -> Path:
    file = folder / "problems.json"
    file.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
    return file


def test_the_problems_are_told_with_the_preview(host: Host, make_event, tmp_path: Path):
    number = propose(host, "slip", {NEW: b"---\ntitle: x\n"})
    write(tmp_path / "preview/site", "index.html")
    told = [{"path": NEW, "line": 3, "message": "Write it so: @team, #12, https://x.example"}]
    problems_file(tmp_path / "preview", told)
    make_event("slip")
    assert show_preview.main([str(tmp_path / "preview")]) == 0
    (comment,) = host.comments[number]
    assert "To fix before this can be published" in comment["body"]
    assert f"\n- `{NEW}:3` `Write it so: @team, #12, https://x.example`\n" in comment["body"]
    assert "How it will look" in comment["body"]


def test_a_site_that_cannot_be_built_is_told(host: Host, make_event, tmp_path: Path):
    number = propose(host, "code", {"hooks/x.py": b"1/0\n", NEW: b"---\ntitle: x\n---\n"})
    make_event("code")
    assert show_preview.main([str(tmp_path / "nothing-was-made")]) == 0
    (comment,) = host.comments[number]
    assert "could not be built" in comment["body"]


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[[[",
        "[" * 90_000,
        "null",
        {"path": "x"},
        [1, None, "x", [], {}, {"path": 1, "line": 1, "message": "x"}],
        [{"path": "x", "line": "1", "message": "x"}, {"path": "x", "line": True, "message": "x"}],
        [{"path": "x", "line": 1, "message": "x" * 200_000}],
    ],
    ids="empty broken deep null no-list no-entries wrong-types too-large".split(),
)
def test_a_list_of_problems_that_is_none(tmp_path: Path, content: object):
    assert preview_files.preview_problems(problems_file(tmp_path, content)) == []


def test_a_list_of_problems_is_bounded_and_no_link(tmp_path: Path):
    entry = {"path": "docs/x.md", "line": 1, "message": "m" * 900}
    file = problems_file(tmp_path, [entry] * 200)
    found = preview_files.preview_problems(file)
    assert len(found) == preview_files.PROBLEMS
    text = show_preview.comment([], {}, found, "", RUN)
    assert text.count("\n- `docs/x.md:1`") == 20 and "\n- and 80 more" in text
    assert len(text) < 65_536, "the most that GitHub takes"
    (tmp_path / "link.json").symlink_to(file)
    assert preview_files.preview_problems(tmp_path / "link.json") == []
    assert preview_files.preview_problems(tmp_path / "nothing.json") == []


@pytest.mark.parametrize(
    "text", ["`x` @team", "a\n\n# b", "<img src=x>", "| x |", "[x](https://x)"]
)
def test_the_words_of_a_problem_stay_words(text: str):
    told = preview_files.ReportedProblem(text, 1, text)
    (line,) = show_preview.comment([], {}, [told], "", RUN).split("\n\n")[1].splitlines()
    assert line.startswith("- `") and line.count("`") == 4 and line.endswith("`")


def test_previews_stored_at_the_same_time_are_both_kept(host: Host, tmp_path: Path, monkeypatch):
    real = show_preview._git
    calls: list[int] = []

    def meddling(*arguments: str, check: bool = True) -> str:
        if "push" in arguments and not calls:
            calls.append(1)
            show_preview.store(str(host.folder), 8, tmp_path / "b", True, None)
        return real(*arguments, check=check)

    for name in "ab":
        (tmp_path / name / "site").mkdir(parents=True)
        (tmp_path / name / "site" / "index.html").write_text(name, "utf-8")
    show_preview.store(str(host.folder), 7, tmp_path / "a", True, None)
    monkeypatch.setattr(show_preview, "_git", meddling)
    show_preview.store(str(host.folder), 9, tmp_path / "a", True, None)
    stored = host.git("ls-tree", "-r", "--name-only", "previews").decode()
    assert all(f"pr-{number}/index.html" in stored for number in (7, 8, 9))


def stored_files(host: Host, number: int) -> set[str]:
    listed = host.git("ls-tree", "-r", "--name-only", "-z", "previews").decode().split("\0")
    start = f"pr-{number}/"
    return {path.removeprefix(start) for path in listed if path.startswith(start)}


def write(folder: Path, *paths: str, content: bytes = b"x") -> None:
    for path in paths:
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)


@pytest.mark.parametrize(
    "path",
    [
        *(".git/config", "about/.git/HEAD", ".gitattributes", ".gitmodules", ".GIT/config"),
        *("_headers", "_redirects", "_worker.js", "_routes.json", "about/_evil.html", "CNAME"),
        *(".well-known/x.json", ".htaccess", "vercel.json", "netlify.toml", "package.json"),
        *(
            "web.config",
            "run.exe",
            "index.php",
            "evil.xhtml",
            "a b.html",
            "git~1/config",
            "x.html ",
        ),
        *("admin/index.html", "new\nline.html", "noending", "-x.html"),
    ],
)
def test_a_preview_holds_no_file_that_gives_orders(host: Host, tmp_path: Path, path: str):
    write(tmp_path / "site", "index.html", "about/index.html", "assets/a.0123abcd.js", path)
    stored = show_preview.store(str(host.folder), 5, tmp_path, True, None)
    assert stored.site
    assert stored_files(host, 5) == {"index.html", "about/index.html", "assets/a.0123abcd.js"}


@pytest.mark.parametrize("name", ["site", "pictures"])
def test_a_preview_follows_no_link(host: Host, tmp_path: Path, name: str):
    outside, preview = tmp_path / "outside", tmp_path / "preview"
    write(outside, "secret.txt")
    write(outside, "secret.png", content=png())
    write(preview / "other", "x.txt")
    (preview / name).symlink_to(outside)
    stored = show_preview.store(str(host.folder), 5, preview, True, None)
    assert stored == (frozenset(), False) and stored_files(host, 5) == set()
    (preview / name).unlink()
    write(preview / name, "index.html")
    (preview / name / "inside").symlink_to(outside)
    (preview / name / "one.txt").symlink_to(outside / "secret.txt")
    show_preview.store(str(host.folder), 5, preview, True, None)
    assert stored_files(host, 5) <= {"index.html"}


def test_a_preview_has_at_most_twenty_pictures(host: Host, tmp_path: Path):
    write(tmp_path / "pictures", *(f"p{n:03}.png" for n in range(200)), content=png())
    write(tmp_path / "pictures", "a-large.png", content=png() + bytes(3_000_000))
    write(tmp_path / "pictures", "deeper/x.png", content=png())
    stored = show_preview.store(str(host.folder), 5, tmp_path, True, None)
    assert stored.pictures == {f"p{n:03}" for n in range(20)}
    assert len(stored_files(host, 5)) == 20


@pytest.mark.parametrize("bound", ["SITE_FILES", "SITE_BYTES", "BRANCH_BYTES"])
def test_a_preview_that_is_too_large_is_not_shown(
    host: Host, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bound: str
):
    write(tmp_path / "site", "index.html", "more/index.html", content=bytes(100))
    write(tmp_path / "pictures", "home.png", content=png())
    place = preview_files if bound == "SITE_FILES" else show_preview
    monkeypatch.setattr(place, bound, 1 if bound == "SITE_FILES" else 350)
    assert show_preview.store(str(host.folder), 4, tmp_path, True, None).site == (
        bound != "SITE_FILES"
    )
    write(tmp_path / "site", "third/index.html", content=bytes(200))
    again = show_preview.store(str(host.folder), 5, tmp_path, True, None)
    assert again == (frozenset({"home"}), False), "the picture stays"
    assert stored_files(host, 5) == {"pictures/home.png"}


def test_push_that_is_refused_is_told(tmp_path: Path, monkeypatch):
    monkeypatch.setattr(show_preview, "ATTEMPTS", 1)
    with pytest.raises(subprocess.CalledProcessError):
        show_preview.store(str(tmp_path / "nowhere"), 1, tmp_path, True, None)


STRANGERS = [
    *("www.evil.example/login", "evil@phish.example", "xmpp:a@b.example", "mailto:a@b.example"),
    *("https://evil.example", "ftp://evil.example/x", "<https://evil.example>", "//evil.example"),
    *("[x](https://evil.example)", "![x](https://evil.example/x.png)", "[x]: https://evil.example"),
    *("@octocat", "@github/security", "#12", "GH-12", "example/repo#1", "octocat#1"),
    *("0d4b591", "0d4b591f" * 5, f"octocat@{'0d4b591f' * 5}", "example/repo@0d4b591"),
    *("<img src=x onerror=alert(1)>", "<!-- x -->", "<a href=x>x</a>", "&lt;b&gt; &#64;octocat"),
    *("`@octocat`", "``@octocat", "@octocat`", "\\`@octocat", "@octocat\\", "a | @octocat | b"),
    *("@octocat \\| @octocat", "one\n\n# @octocat", "x\r\n- @octocat", "$`@octocat`$", ":+1:"),
    *("\u2028@octocat", "\u202e@octocat", "\0@octocat", "*a* _b_ ~c~ **d**", "[^1]", "- [ ] @a"),
]


def strangers_text(html: str) -> tuple[str, list[Tag]]:
    """What is in code, where GitHub looks for no names, numbers or commits; all other tags."""
    soup = BeautifulSoup(html, "html.parser")
    codes = [code.extract().get_text() for code in soup.find_all("code")]
    assert len(codes) == 1, html
    return codes[0], soup.find_all(True)


@given(st.one_of(st.sampled_from(STRANGERS), st.text(st.sampled_from("`\\|@#<>[]()\n\r a1*_&;:"))))
@example("`").via("only what would end the span")
@settings(deadline=None)
def test_a_strangers_words_stay_words(text: str):
    """Rendered by GitHub's own Markdown, in each place where a comment of ours holds them."""
    cmarkgfm = pytest.importorskip("cmarkgfm")
    words = escaped(text)
    if not words.startswith("`"):
        assert words == "(no words)" and not text.strip()
        return
    head = "| Page | Grade |\n|---|---|\n| "
    for place in (f"- {words} (docs)", f"{head}{words} | 9 |", f"{head}[{words}](/x/) | 9 |"):
        found, tags = strangers_text(cmarkgfm.github_flavored_markdown_to_html(place))
        assert len(found) <= 200
        assert {tag.name for tag in tags} <= {"ul", "li", *TABLE_TAGS, "a"}
        assert [tag["href"] for tag in tags if tag.name == "a"] == ["/x/"] * ("](/x/)" in place)
        assert sum(tag.name == "td" for tag in tags) in (0, 2), "no cell of the stranger's"


@pytest.mark.parametrize("text", ["Who's on the team?", "IEP & 504: what differs", "¿Qué es?"])
def test_a_usual_title_is_shown_as_it_is(text: str):
    assert escaped(text) == f"`{text}`"
