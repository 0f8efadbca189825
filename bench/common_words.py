"""Writes how often everyday English uses each word into overrides/words/search_en.yml.

    pip install pyspellchecker==0.9.1
    python bench/common_words.py [--check]

The counts are those of pyspellchecker's English list (MIT license, (c) Tyler Barrus). Words used
ten times or more in a million are kept, under the highest of a few steps that they reach; names
are kept, too, and curses left out. What stands there as `common` is replaced, and words that are
there are no longer listed as `real`. --check only says whether anything would change.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
import textwrap
from importlib.util import find_spec
from pathlib import Path

WORDS = Path(__file__).resolve().parent.parent / "overrides" / "words" / "search_en.yml"
STEPS = (10000, 3000, 1000, 300, 100, 30, 10)
PLAIN = re.compile(r"[a-z]{2,}|[ai]")
CURSE = re.compile(
    r"(mother)?fuck(s|ed|er|ers|ing|in)?|(bull)?shit(s|ty)?|(god)?damn(ed|it)?|ass|asses|assholes?|"
    r"bitch(es|ing)?|bastards?|dicks?|dickhead|pussy|cunt|cocks?|whores?|sluts?|tits|boobs|horny|"
    r"porn|piss(ed)?|crap(py)?|nigg(a|as|er|ers)|fag(s|got|gots)?|hookers?|sex|sexy|sexual|"
    r"raped?|rapist|penis|vagina|naked|nude|screw(ed|ing)?|jerk"
)
PART = re.compile(r"^(real|common):\n(?:(?: .*)?\n)*", re.MULTILINE)


def steps() -> dict[int, list[str]]:
    """Return the words of each step, in order."""
    package = find_spec("spellchecker")
    if package is None or package.origin is None:
        raise SystemExit("First: pip install pyspellchecker==0.9.1")
    packed = (Path(package.origin).parent / "resources" / "en.json.gz").read_bytes()
    counts: dict[str, int] = json.loads(gzip.decompress(packed))
    million = sum(counts.values()) / 1e6
    found: dict[int, list[str]] = {step: [] for step in STEPS}
    for word, count in sorted(counts.items()):
        step = next((step for step in STEPS if count / million >= step), None)
        if step and PLAIN.fullmatch(word) and not CURSE.fullmatch(word):
            found[step].append(word)
    return found


def main() -> None:
    """Write them."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    before = WORDS.read_text(encoding="utf-8")
    found = steps()
    known = {word for row in found.values() for word in row}
    parts = {match[1]: match[0] for match in PART.finditer(before)}
    real = sorted(set(re.findall(r"[^\W\d_]+", parts["real"].partition("\n")[2])) - known)
    wrap = textwrap.TextWrapper(94, break_on_hyphens=False)
    wrap.initial_indent, wrap.subsequent_indent = "  - ", "    "
    made = {"real": f"real:\n{wrap.fill(' '.join(real))}\n"}
    wrap.initial_indent = wrap.subsequent_indent
    rows = [f"  {step}: >-\n{wrap.fill(' '.join(row))}\n" for step, row in found.items()]
    made["common"] = "common:\n" + "".join(rows)
    after = PART.sub("", before).rstrip("\n") + f"\n\n{made['real']}\n{made['common']}"
    if options.check:
        sys.exit(f"{WORDS.name} would change" if after != before else 0)
    WORDS.write_text(after, encoding="utf-8")


if __name__ == "__main__":
    main()
