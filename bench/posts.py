"""Makes posts of about 700 words for the measurements: real sentences, our categories, links."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "docs" / "articles" / "posts"
WORDS_A_POST = 700
SECTIONS = ("What you can do", "Words you can use", "If it is still not working", "Your state")
NEWEST = date(2026, 10, 1)
DAYS_APART = 3  # a thousand posts are eight years


def categories() -> list[str]:
    """Return the closed list of categories of mkdocs.yml."""
    settings = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    blog = next(p["blog"] for p in settings["plugins"] if isinstance(p, dict) and "blog" in p)
    return list(blog["categories_allowed"])


def write_posts(folder: Path, count: int) -> None:
    """Write post-0.md ... into a folder; the same count always makes the same posts."""
    folder.mkdir(parents=True, exist_ok=True)
    known, stages = _sentences(), categories()
    for number in range(count):
        text = _post(number, count, known, stages)
        (folder / f"post-{number}.md").write_text(text, encoding="utf-8")


def _sentences() -> list[str]:
    """Return sentences of the site's own posts, so that words and punctuation are real."""
    text = " ".join(
        line
        for path in sorted(SAMPLE.glob("[a-z]*.md"))
        for line in path.read_text(encoding="utf-8").split("---", 2)[2].splitlines()
        if line and line[0].isalpha()
    )
    return [
        f"{part.strip()}."
        for part in text.split(". ")
        if 5 < len(part.split()) < 25
        and not {*"[]()*"} & {*part}
        and " must " not in part  # statements of law need their rule next to them
    ]


def _post(number: int, count: int, known: list[str], stages: list[str]) -> str:
    chance = random.Random(number)
    lead = " ".join(chance.choices(known, k=4))
    body, words = [], len(lead.split())
    for at, section in enumerate(SECTIONS, start=1):
        body.append(f"## {section}")
        while words < WORDS_A_POST * at / len(SECTIONS):
            chosen = chance.choices(known, k=3)
            words += sum(len(sentence.split()) for sentence in chosen)
            body.append(" ".join(chosen))
        other = chance.randrange(count)
        body.append(f"See [another post](post-{other}.md#what-you-can-do).")
        body.append("- The school must do it (34 CFR 300.323(a)).\n- You can ask.")
    top = {
        "title": f"Post number {number}",
        "slug": f"post-{number}",
        "date": NEWEST - timedelta(days=DAYS_APART * number),
        "description": f"What to tell each person at school about your child: part {number}.",
        "categories": sorted({chance.choice(stages), chance.choice(stages)}),
        "checked": NEWEST,
        "questions": ["What do I do?", "Who do I ask?"],
    }
    return (
        f"---\n{yaml.safe_dump(top, sort_keys=False)}---\n\n{lead}\n\n<!-- more -->\n\n"
        + "\n\n".join(body)
        + "\n"
    )
