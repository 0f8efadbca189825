"""axe finds nothing to complain of: one page per template, both widths, light and dark.

The rules are those of WCAG 2.0, 2.1 and 2.2, levels A and AA, and axe's best practices. No rule
is switched off and no part of a page is left out.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, expect

OpenPage = Callable[..., Page]
OVERRIDES = Path(__file__).resolve().parents[2] / "overrides"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = f"""axe.run({{
  runOnly: {json.dumps(TAGS)}, resultTypes: ["violations"],
}}).then(found => found.violations.flatMap(rule => rule.nodes.map(node =>
  `${{rule.id}}: ${{node.target}} (${{(node.any[0] || node.all[0] || node.none[0]).message}})`)))"""
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
TEMPLATES = {  # template -> a page of it
    "home.html": "",
    "blog-post.html": "articles/advocacy-is-teamwork/",
    "blog.html": "articles/",
    "blog.html, a topic": "articles/category/working-together/",
    "checklist.html": "checklists/back-to-school/",
    "section.html": "checklists/",
    "letter.html": "letters/introduce-my-child/",
    "section.html, letters": "letters/",
    "glossary.html": "glossary/",
    "term.html": "glossary/prior-written-notice/",
    "guides.html": "guides/",
    "guide.html": "guides/the-iep-year/",
    "main.html": "about/",
    "contact.html": "about/contact/",
    "offline.html": "about/offline/",
    "schools.html": "about/schools/",
    "privacy.html": "about/privacy/",
    "search.html": "search/",
    "404.html": "no-such-page/",
}


def violations(page: Page) -> list[str]:
    """What axe finds on this page in light and in dark."""
    found = []
    page.evaluate(AXE_SCRIPT)
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        found += [f"{scheme}: {violation}" for violation in page.evaluate(RUN)]
    return found


def test_every_template_is_in_the_list() -> None:
    here = {file.name for file in OVERRIDES.glob("*.html")}
    assert here == {template.split(",")[0] for template in TEMPLATES}


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("template", TEMPLATES)
def test_a_page_of_each_template(open_page: OpenPage, template: str, width: int) -> None:
    page = open_page(TEMPLATES[template], width=width)
    assert violations(page) == []


@pytest.mark.parametrize("width", [390, 1280])
def test_with_search_results_open(open_page: OpenPage, width: int) -> None:
    page = open_page("about/", width=width)
    page.keyboard.press("/")
    page.keyboard.type("what is an iep")
    expect(page.locator("[data-search-results] li").first).to_be_visible()
    assert violations(page) == []


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("query", ["evlauation takes too long", "fape", "zzqqxxjj"])
def test_with_results_on_the_search_page(open_page: OpenPage, query: str, width: int) -> None:
    page = open_page(f"search/?q={query}", width=width)
    expect(page.locator("[data-ip-status]")).not_to_be_empty()
    page.wait_for_load_state("networkidle")  # the matches in context
    assert violations(page) == []


def test_axe_sees_what_is_wrong(open_page: OpenPage) -> None:
    page = open_page("about/")
    page.evaluate(
        """() => {
            const main = document.querySelector("main");
            main.insertAdjacentHTML("beforeend", "<p>pale</p><input><h6>deep</h6>");
            const pale = [...main.querySelectorAll("p")].at(-1);
            pale.style.color = "#999"; // the page's policy allows no style attribute in HTML
            pale.style.background = "#fff";
        }"""
    )
    rules = {violation.split(": ")[1] for violation in violations(page)}
    assert {"color-contrast", "label", "heading-order"} <= rules
