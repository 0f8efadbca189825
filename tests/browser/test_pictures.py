"""Pictures in a real browser: the text never moves, the small file is chosen, distant ones wait."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect
from small_project import Project

from library.markdown.picture_elements import COLUMN
from machine.quiet_host import QuietServer
from tests.browser.conftest import StaticHost

FAR = "Words, words, words.\n\n" * 400  # many screens: farther than a browser looks ahead
TEXT = f"""Short answer.

<!-- more -->

## More

![First](../../images/first.jpg)

{FAR}

![Last](../../images/last.jpg)
"""
ADDRESS = "articles/so-it-is/"


def photo(corner: float) -> bytes:
    """Return a photo-like picture, the same each time."""
    out = BytesIO()
    Image.effect_mandelbrot((1000, 500), (corner, -1, corner + 3, 1), 100).save(out, "JPEG")
    return out.getvalue()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a small site with two pictures, the second far down."""
    project = Project(tmp_path_factory.mktemp("pictures"))
    for name, corner in (("first", -2), ("last", -1.9)):
        file = project.root / "docs/images" / f"{name}.jpg"
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(photo(corner))
    project.post("so-it-is", text=TEXT)
    folder: Path = project.build()
    handler = partial(StaticHost, directory=str(folder))
    with QuietServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(params=[390, 1280])
def page(request: pytest.FixtureRequest, browser: Browser, site: str) -> Iterator[Page]:
    """The article, before it is opened."""
    context = browser.new_context(viewport={"width": request.param, "height": 800})
    yield context.new_page()
    context.close()


def test_the_modern_file_is_chosen_and_the_far_one_waits(page: Page, site: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site + ADDRESS)
    first, last = page.get_by_alt_text("First"), page.get_by_alt_text("Last")
    expect(first).to_have_js_property("complete", True)
    assert str(first.evaluate("image => image.currentSrc")).endswith(".avif")
    assert first.evaluate("image => image.naturalWidth") > 0, "the browser could show it"
    assert not [address for address in asked if "/last-" in address]
    with page.expect_response(lambda response: "/last-" in response.url) as response:
        last.scroll_into_view_if_needed()
    assert response.value.url.endswith(".avif")


def test_the_place_of_a_picture_is_kept_while_it_is_on_its_way(page: Page, site: str) -> None:
    page.route("**/assets/pictures/**", lambda route: None)  # they never come
    page.goto(site + ADDRESS, wait_until="domcontentloaded")
    image = page.get_by_alt_text("First")
    expect(image).to_have_css("max-width", "100%")  # our styles are there
    box = image.bounding_box()
    assert box
    if page.viewport_size and page.viewport_size["width"] == 1280:
        assert box["width"] == pytest.approx(COLUMN, abs=40), "as wide as `sizes` tells browsers"
    assert box["width"] > 300 and box["height"] == pytest.approx(box["width"] / 2, abs=1)
    width = page.evaluate("document.documentElement.clientWidth")
    assert box["x"] >= 0 and box["x"] + box["width"] <= width, "no sideways scrolling"
