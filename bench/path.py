"""How many questions about doing something have a path, and how long the way to its end is.

    .venv/bin/python bench/path.py [--ways]

Looks each question of bench/path_questions.yml up in docs/now.yml, and prints those without a leaf,
the share of those with one, and the longest way from the home page to a leaf: its questions, its
words, and the seconds it takes to read them at 200 words a minute, with 2 seconds for each tap. A
reader reads each question and its hint, and the answers down to the one that fits. Exits with 1
below 95 of 100.

--ways     print the shortest way to each leaf
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "hooks")]

from library.path.table import FILE, GuidedPath, Leaf, Step, read_path  # noqa: E402

AIM = 95  # of 100 questions
SECONDS_A_WORD, SECONDS_A_TAP = 60 / 200, 2
NONE = "none"


def words(*texts: str) -> int:
    """Return the number of words in texts."""
    return sum(len(text.split()) for text in texts)


def read(path: GuidedPath, leaf: Leaf, way: tuple[Step, ...]) -> int:
    """Return the words on a way, from the home page to the title of a leaf."""
    shown = [path.title, path.title, path.description, leaf.title]
    for step in way:
        question = step.question
        last = question.answers.index(step.answer)
        shown += [question.ask, question.hint, question.urgent]
        shown += [one.say for one in question.answers[: last + 1]]
    return words(*shown)


def main() -> int:
    """Print the figures; return the exit code."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--ways", action="store_true")
    options = parser.parse_args()
    path, faults = read_path(yaml.safe_load((ROOT / "docs" / FILE).read_text(encoding="utf-8")))
    for fault in faults:
        print(f"{FILE}: {fault.entry}: {fault.message}")
    labeled = yaml.safe_load((ROOT / "bench/path_questions.yml").read_text(encoding="utf-8"))
    asked = {
        entry["query"]
        for number in (1, 2, 3, 4)
        for entry in yaml.safe_load((ROOT / f"bench/questions_{number}.yml").read_text("utf-8"))
    }
    found, lost = 0, []
    for leaf, questions in labeled.items():
        if unknown := [question for question in questions if question not in asked]:
            print("not among the questions:", *unknown, sep="\n    ")
        there = leaf != NONE and isinstance(path.places.get(leaf), Leaf)
        found += len(questions) * there
        lost += [] if there else questions
    print(*(f"no path: {question}" for question in lost), sep="\n")
    longest = (0.0, "")
    for leaf in path.leaves:
        way = min(path.routes[leaf.id], key=len)
        count, taps = read(path, leaf, way), len(way) + 1  # and the one on the home page
        seconds = count * SECONDS_A_WORD + taps * SECONDS_A_TAP
        line = f"{leaf.id}: {len(way)} questions, {count} words, {seconds:.0f} s"
        longest = max(longest, (seconds, line))
        if options.ways:
            print(line)
    share = 100 * found / (found + len(lost))
    print(f"longest way: {longest[1]}")
    print(f"{found} of {found + len(lost)} questions have a path, {share:.1f} of 100")
    return 0 if share >= AIM and not faults else 1


if __name__ == "__main__":
    sys.exit(main())
