"""The colors stand in one file, tokens.css; where one must stand again, it is the same."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
STYLES = ROOT / "overrides/assets/stylesheets"
TOKENS = (STYLES / "tokens.css").read_text(encoding="utf-8")
BLOCK = re.compile(r"(?P<selector>:root[^\s{]*) \{(?P<inside>[^}]*)\}")
TOKEN = re.compile(r"(--ip-[\w-]+|color-scheme): ([^;]+);")
DARK, DEVICE = ':root[data-theme="dark"]', ':root:not([data-theme="light"])'


def palette(selector: str) -> dict[str, str]:
    found = [block for block in BLOCK.finditer(TOKENS) if block["selector"] == selector]
    assert len(found) == 1
    return dict(TOKEN.findall(found[0]["inside"]))


def test_the_dark_colors_are_the_same_by_choice_and_by_device() -> None:
    assert palette(DARK) == palette(DEVICE)


def test_each_color_is_there_in_light_and_in_dark() -> None:
    assert palette(":root").keys() == palette(DARK).keys()


def test_each_token_that_a_style_uses_is_there() -> None:
    for file in sorted(STYLES.glob("*.css")):
        text = file.read_text(encoding="utf-8")
        own = set(re.findall(r"(--ip-[\w-]+):", text))
        assert set(re.findall(r"var\((--ip-[\w-]+)\)", text)) <= own | palette(":root").keys()


def test_browser_bars_and_the_home_screen_have_the_color_of_the_page() -> None:
    meta = (ROOT / "overrides/partials/meta.html").read_text(encoding="utf-8")
    bars = dict(re.findall(r'theme-color" content="(#\w+)" media="\(.*?: (\w+)\)', meta))
    assert {scheme: color for color, scheme in bars.items()} == {
        "light": palette(":root")["--ip-paper"],
        "dark": palette(DARK)["--ip-paper"],
    }
    manifest = (ROOT / "overrides/site.webmanifest").read_text(encoding="utf-8")
    colors = re.findall(r'"(?:theme|background)_color": "(#\w+)"', manifest)
    assert colors == [palette(":root")["--ip-paper"]] * 2
