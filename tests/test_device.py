"""One script alone reads and writes what a device keeps, and readers are told of all of it."""

from __future__ import annotations

import re
from pathlib import Path

OVERRIDES = Path(__file__).resolve().parents[1] / "overrides"
SCRIPTS = OVERRIDES / "assets" / "javascripts"
DEVICE = (SCRIPTS / "device.js").read_text(encoding="utf-8")


def test_no_other_script_touches_the_storage() -> None:
    scripts = [*SCRIPTS.rglob("*.js"), OVERRIDES / "sw.js"]
    used = {
        script.name
        for script in scripts
        if re.search(r"(?:local|session)Storage", script.read_text(encoding="utf-8"))
    }
    assert used == {"device.js"}


def test_each_entry_is_on_the_page_about_privacy() -> None:
    keys = re.findall(r'[`"](ip-[\w-]+:?)', DEVICE)
    assert len(keys) == len({*keys}) > 5
    page = (OVERRIDES / "privacy.html").read_text(encoding="utf-8")
    told = re.findall(r'\("\w+", "(ip-[\w-]+:?)\*?", "\w+"\)', page)
    assert sorted(keys) == sorted(told)


def test_no_other_script_names_an_entry() -> None:
    keys = re.findall(r'[`"](ip-[\w-]+:?)', DEVICE)
    for script in SCRIPTS.rglob("*.js"):
        text = script.read_text(encoding="utf-8")
        named = [key for key in keys if f'"{key}"' in text or f"`{key}" in text]
        assert script.name == "device.js" or not named, script
