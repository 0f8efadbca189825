"""Pictures that explain, as they are seen: large enough, whole, nothing on anything else."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

OpenPage = Callable[..., Page]
ADDRESS = "guides/every-picture/"
# The size of each text as it is seen, in pixels, and its box beside that of its picture.
SEEN = """() => [...document.querySelectorAll(".ip-picture svg")].map((svg) => {
  const whole = svg.getBoundingClientRect()
  const scale = whole.width / svg.viewBox.baseVal.width
  const texts = [...svg.querySelectorAll("text")].map((text) => {
    const box = text.getBoundingClientRect()
    return { words: text.textContent, size: parseFloat(getComputedStyle(text).fontSize) * scale,
             left: box.left - whole.left, right: whole.right - box.right,
             top: box.top, bottom: box.bottom, x: box.left, to: box.right }
  })
  return texts
})"""


@pytest.mark.parametrize("width", [390, 1280])
def test_words_in_pictures_are_large_enough_and_inside(open_page: OpenPage, width: int) -> None:
    page = open_page(ADDRESS, width=width)
    page.evaluate("document.fonts.ready")
    pictures = page.evaluate(SEEN)
    assert len(pictures) > 9
    for text in (text for texts in pictures for text in texts):
        assert text["size"] >= 14, text
        assert text["left"] > -0.5 and text["right"] > -0.5, text


def test_no_words_lie_on_other_words(open_page: OpenPage) -> None:
    page = open_page(ADDRESS, width=390)
    page.evaluate("document.fonts.ready")
    for texts in page.evaluate(SEEN):
        for at, one in enumerate(texts):
            for other in texts[at + 1 :]:
                apart = one["to"] <= other["x"] + 1 or other["to"] <= one["x"] + 1
                above = one["bottom"] <= other["top"] + 4 or other["bottom"] <= one["top"] + 4
                assert apart or above, (one["words"], other["words"])


def test_a_picture_prints_in_black_white_and_gray(open_page: OpenPage) -> None:
    page = open_page(ADDRESS)
    page.emulate_media(media="print")
    colors = page.evaluate(
        """() => [...new Set([...document.querySelectorAll(".ip-picture svg *")].flatMap((one) => {
          const { fill, stroke } = getComputedStyle(one)
          return [fill, stroke]
        }))].filter((color) => color.startsWith("rgb"))"""
    )
    for color in colors:
        red, green, blue = (part.strip() for part in color[4:-1].split(",")[:3])
        assert red == green == blue, color


def test_words_on_a_shape_differ_from_it_on_paper(open_page: OpenPage) -> None:
    page = open_page(ADDRESS)
    page.emulate_media(media="print")
    fill = "one => getComputedStyle(one).fill"
    family = page.locator(".ip-picture-family").first.evaluate(fill)
    assert family != page.locator(".ip-picture-stop").first.evaluate(fill)
    assert family != page.locator("text.ip-picture-on-marigold").first.evaluate(fill)
