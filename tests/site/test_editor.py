"""The form editor on the built site, /admin/, has everything it loads."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

from library.authoring.form_editor import SETTINGS


def test_the_form_has_its_files_and_a_place_for_every_page(site_dir: Path) -> None:
    admin = site_dir / "admin"
    if not admin.exists() and not os.environ.get("CI"):
        pytest.skip("the form editor was not fetched")
    page = (admin / "index.html").read_text("utf-8")
    loaded = re.findall(r' (?:src|href)="(?!https:)([^"]+)"', page)
    assert {"form.js", "form.css", "js-yaml.js", "sveltia-cms.js", SETTINGS} <= set(loaded)
    assert [path for path in loaded if not (admin / path).is_file()] == []
    collections = json.loads((admin / SETTINGS).read_text("utf-8"))["collections"]
    assert {"articles", "checklists", "letters", "glossary-terms", "pages", "about"} <= {
        collection["name"] for collection in collections
    }
    formats = json.loads(page.partition('id="formats">')[2].partition("</script>")[0])
    parts = [part for each in collections for part in (each, *each.get("files", ()))]
    assert {part["format"] for part in parts if "format" in part} == set(formats)
