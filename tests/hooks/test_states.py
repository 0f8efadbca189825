"""The pages of the states: what they show is in a record, proved, and read within a year."""

from __future__ import annotations

import random
import re

import pytest
from bs4 import BeautifulSoup
from site_pages import Pages, one
from small_project import Project

from library.states.names import STATES
from library.states.proof import said_in

SEED = 20261129
DAY = "1764331200"  # noon UTC on November 28, 2025, as SOURCE_DATE_EPOCH
RULE = re.compile(r"\d+ CFR [\d.]+(?:\([a-z0-9]+\))*")
UNITS = ("days", "calendar days", "school days", "business days", "instructional days")


def record(chance: random.Random, code: str) -> str:
    """Return a record with up to four limits; some are old, or lack a proof."""
    lines = [f"title: {STATES[code]}", f"description: {STATES[code]} in a sentence long enough."]
    topics = chance.sample(["evaluation", "report", "answer-to-request", "plan-copy"], 4)
    limits = []
    for topic in topics[: chance.randint(0, 4)]:
        number, unit = chance.randint(2, 90), chance.choice(UNITS)
        said = number if chance.random() < 0.8 else number + 1  # a slip of the pen
        limits += [
            f"  - topic: {topic}",
            f"    number: {number}",
            f"    unit: {unit}",
            "    starts: the day of your request",
            f"    cite: Rule {code.upper()}",
            f"    quote: In {STATES[code]} it takes at most {said} {unit} to do the {topic}",
            f"    address: https://{code}.example.gov/rule",
            f"    read: {chance.choice(['2025-11-28', '2024-11-28', '2024-11-27', '2025-11-29'])}",
            "    by: research",
        ]
    return "\n".join(["---", *lines, *(["limits:", *limits] if limits else []), "---", ""])


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Pages:
    """Twenty states at random, built on a fixed day; the check is left out, as in a preview."""
    chance = random.Random(SEED)
    project = Project(tmp_path_factory.mktemp("states"))
    hosts = ""
    for code in chance.sample(sorted(STATES), 20):
        project.write(f"states/{code}.md", record(chance, code))
        hosts += f"- host: {code}.example.gov\n  state: {code}\n  why: Its own.\n"
    about = "template: states.html\ntitle: Your state\ndescription: All of them."
    project.write("states/index.md", f"---\n{about}\n---\n")
    project.write("states/.meta.yml", "template: state.html\n")
    project.write("hosts.yml", hosts)
    hooks = project.settings["hooks"]
    project.settings["hooks"] = [hook for hook in hooks if "check_content" not in hook]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", DAY)
        project.build()
    return {path: page for path, page in project.pages().items() if path.startswith("states/")}


def test_every_number_on_a_page_is_in_its_own_quote(built: Pages) -> None:
    shown = 0
    for page in built.values():
        for limit in page.select(".ip-limit"):
            number, unit = one(limit, ".ip-limit-span").text.split(None, 1)
            assert (int(number), unit.strip()) in said_in(one(limit, "blockquote").text)
            day = one(limit, ".ip-limit-proof").text
            assert "November 28, 2025" in day or "November 28, 2024" in day
            shown += 1
    assert shown > 10


def test_a_page_names_no_number_that_is_not_in_a_limit_that_it_shows(built: Pages) -> None:
    for address, found in built.items():
        page = BeautifulSoup(str(found), "html.parser")  # not the page that other tests read
        for part in page.select(
            ".ip-limits, #same, [aria-labelledby=same], .ip-state-none, script"
        ):
            part.extract()
        main = one(page, "main")
        for part in main.select(".ip-state-old"):
            assert re.findall(r"\d+", part.text) == ["27", "2024"]
            part.extract()
        if address != "states/":
            text = RULE.sub("", main.text)
            assert not re.findall(r"\d+", text), address


def test_an_old_number_is_gone_and_its_rule_still_has_its_link(built: Pages) -> None:
    old = [part for page in built.values() for part in page.select(".ip-state-old")]
    assert old
    for part in old:
        assert "November 27, 2024" in part.text
        assert str(one(part, "a")["href"]).endswith(".example.gov/rule")


def test_the_list_counts_what_the_pages_show(built: Pages) -> None:
    counted = {
        str(one(entry, "a")["href"]): int(
            (one(entry, "small").text if entry.small else "0").split()[0]
        )
        for entry in built["states/"].select(".ip-states-list li")
    }
    assert counted == {
        f"{address.split('/')[1]}/": len(page.select(".ip-limit"))
        for address, page in built.items()
        if address != "states/"
    }
    total = sum(counted.values())
    told = one(built["states/"], ".ip-states-list ~ .ip-states-sum")  # the states come first
    said = re.findall(r"\d+", told.text)
    assert [int(number) for number in said[:2]] == [total, sum(map(bool, counted.values()))]


def test_the_map_is_the_list_once_more(built: Pages) -> None:
    page = built["states/"]
    assert {str(link["href"]) for link in page.select(".ip-map svg a")} == {
        str(link["href"]) for link in page.select(".ip-states-list a")
    }
