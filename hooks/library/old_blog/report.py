"""Reports in plain words what became of an old blog, and what needs a person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from library.check.problem import Problem
from library.old_blog.article import Article
from library.old_blog.export import Entry

POSTS = "docs/articles/posts"
HOW = """\
Go through the drafts one by one, in any order. Read each one, check the facts and put that day
after `checked:`, choose the category, write the description, then delete the line `draft: true`.
Delete an article that is no longer true, and let its line under `redirects:` in mkdocs.yml lead to
another page. `python3 run.py check` says what is left to fix."""


@dataclass
class Outcome:
    """What an import did and did not do."""

    written: list[Article] = field(default_factory=list)
    there: list[str] = field(default_factory=list)  # names of articles that already existed
    left: list[tuple[Entry, str]] = field(default_factory=list)  # and why
    pages: list[Entry] = field(default_factory=list)
    redirects: dict[str, str] = field(default_factory=dict)  # added to mkdocs.yml
    refused: dict[str, str] = field(default_factory=dict)  # old address -> why it has none
    links: dict[str, set[str]] = field(default_factory=dict)  # dead link -> articles
    fetch: Mapping[str, str] = field(default_factory=dict)  # picture -> why it is missing
    taken: int = 0  # pictures written
    problems: list[Problem] = field(default_factory=list)  # what the check says about the articles


def summary(outcome: Outcome) -> str:
    """Return the few lines for the screen."""
    errors = sum(problem.level == "error" for problem in outcome.problems)
    lines = [f"{_count(len(outcome.written), 'article')} written to {POSTS}/, each a draft."]
    if outcome.there:
        lines.append(f"{_count(len(outcome.there), 'article')} already there, left alone.")
    if outcome.left:
        lines.append(f"{_count(len(outcome.left), 'post')} left out.")
    if outcome.redirects:
        many = _count(len(outcome.redirects), "old address", "old addresses")
        lines.append(f"{many} added to mkdocs.yml, each with the page it leads to.")
    if outcome.taken or outcome.fetch:
        lines.append(
            f"{_count(outcome.taken, 'picture')} imported; {len(outcome.fetch)} left for you."
        )
    if outcome.written:
        lines.append(f"The check finds {_count(errors, 'problem')} to fix in the new articles.")
    return "\n".join(lines)


def report(outcome: Outcome) -> str:
    """Return the whole report, as Markdown."""
    own = {f"{POSTS}/{article.slug}.md" for article in outcome.written}
    rest = [p for p in outcome.problems if p.path not in own and p.level == "error"]
    sections = {
        "Articles that need a person": "\n\n".join(
            filter(None, (_of_article(article, outcome.problems) for article in outcome.written))
        ),
        "Pictures": _list(f"{address}: {why}" for address, why in outcome.fetch.items()),
        "Links to pages of the old site that did not move (their words stay)": _list(
            f"{link}: in {', '.join(sorted(names))}" for link, names in outcome.links.items()
        ),
        "Pages of the old site: rewrite the ones you need (OWNER.md, A new page)": _list(
            f"{entry.path or '(no address)'}: {entry.title}" for entry in outcome.pages
        ),
        "Posts that were left out": _list(
            f"{entry.title or entry.path}: {why}" for entry, why in outcome.left
        ),
        "Articles that already existed, left alone": _list(
            f"{POSTS}/{name}.md" for name in outcome.there
        ),
        "Old addresses that lead nowhere": _list(
            f"{old}: {why}" for old, why in outcome.refused.items()
        ),
        "Other problems": _list(map(str, rest)),
    }
    parts = ["# What became of the old blog", summary(outcome), HOW]
    for title, text in sections.items():
        if text:
            parts += [f"## {title}", text]
    return "\n\n".join(parts) + "\n"


def _of_article(article: Article, problems: Iterable[Problem]) -> str:
    path = f"{POSTS}/{article.slug}.md"
    notes = list(article.notes)
    if article.entry.comments:
        notes.append(f"its {_count(article.entry.comments, 'comment')} did not move")
    notes += [
        f"line {problem.line}: {problem.message}"
        for problem in problems
        if problem.path == path and problem.level == "error"
    ]
    return f"### {path}\n\n{_list(map(_sentence, notes))}" if notes else ""


def _list(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _sentence(note: str) -> str:
    return note[:1].upper() + note[1:] + ("" if note[-1:] in ".!?" else ".")


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"
