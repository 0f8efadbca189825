"""Colors, sizes, and spaces are in one file, tokens.css; a color repeated elsewhere is the same."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
STYLES = ROOT / "overrides/assets/stylesheets"
TOKENS = (STYLES / "tokens.css").read_text(encoding="utf-8")
BLOCK = re.compile(r"(?m)^ *(?P<selector>(?:html|:root)[^\s{]*) \{(?P<inside>[^}]*)\}")
TOKEN = re.compile(r"(--ip-[\w-]+|color-scheme): ([^;]+);")
DARK, DEVICE = ':root[data-theme="dark"]', ':root:not([data-theme="light"])'


def palette(selector: str) -> dict[str, str]:
    found = [block for block in BLOCK.finditer(TOKENS) if block["selector"] == selector]
    assert len(found) == 1
    return dict(TOKEN.findall(found[0]["inside"]))


def uses(text: str) -> set[str]:
    return set(re.findall(r"var\((--ip-[\w-]+)\)", text))


def test_the_dark_colors_are_the_same_by_choice_and_by_device() -> None:
    assert palette(DARK) == palette(DEVICE), "write a dark color in tokens.css twice"


def test_each_color_is_there_in_light_and_in_dark() -> None:
    assert palette(":root").keys() == palette(DARK).keys()


def test_each_token_that_a_style_uses_is_there() -> None:
    for file in sorted(STYLES.glob("*.css")):
        text = file.read_text(encoding="utf-8")
        own = set(re.findall(r"(--ip-[\w-]+):", text))
        assert uses(text) <= own | palette(":root").keys() | palette("html").keys()


def test_each_token_is_used() -> None:
    used = set().union(*(uses(file.read_text(encoding="utf-8")) for file in STYLES.glob("*.css")))
    assert (palette(":root").keys() | palette("html").keys()) - used == {"color-scheme"}


def test_no_other_style_for_the_screen_names_a_color() -> None:
    for file in sorted(STYLES.glob("*.css")):
        if file.name not in ("tokens.css", "print.css"):
            text = re.sub(
                r"/\*.*?\*/|@media print \{.*?\n\}",
                "",
                file.read_text(encoding="utf-8"),
                flags=re.S,
            )
            assert not re.search(r"#[0-9a-f]{3,8}\b|rgba?\(|hsl", text), file.name


def test_browser_bars_and_the_home_screen_have_the_color_of_the_page() -> None:
    meta = (ROOT / "overrides/partials/meta.html").read_text(encoding="utf-8")
    bars = dict(re.findall(r'theme-color" content="(#\w+)" media="\(.*?: (\w+)\)', meta))
    assert {scheme: color for color, scheme in bars.items()} == {
        "light": palette(":root")["--ip-paper"],
        "dark": palette(DARK)["--ip-paper"],
    }, "write it in overrides/partials/meta.html too"
    manifest = (ROOT / "overrides/site.webmanifest").read_text(encoding="utf-8")
    colors = re.findall(r'"(?:theme|background)_color": "(#\w+)"', manifest)
    paper = palette(":root")["--ip-paper"]
    assert colors == [paper] * 2, "write it in overrides/site.webmanifest too"
