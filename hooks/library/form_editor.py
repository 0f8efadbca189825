"""The form editor's page and settings (Sveltia CMS), made from the schema of the pages."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from library.images import WIDEST
from library.schema import KINDS, Kind
from library.schema_docs import cms_collections

API = "https://api.github.com"
SCRIPT = "sveltia-cms.js"
SETTINGS = "settings.json"

# Nothing is fetched from, or sent to, any host but this site and the Git host's API.
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self' 'unsafe-inline'",  # the editor makes its styles while it runs
    "font-src": "'self'",
    "img-src": "'self' blob: data:",
    "media-src": "blob:",
    "connect-src": f"'self' blob: data: {API}",
    "worker-src": "blob:",
    "base-uri": "'none'",
    "form-action": "'none'",
}

PICTURE_QUALITY = 80  # of the WebP, WIDEST, that a phone's photo becomes: well under 300 kB
PICTURE_BYTES = 20_000_000  # the largest file that is taken at all
PICTURES = "docs/images"

# The order of the keys in our pages. The editor writes them in the order of its fields, so with
# another order every edit would move lines.
ORDER = "title slug date updated description categories purpose subject fields notes body".split()
LAST = "questions authors draft".split()


def editor_page(title: str) -> str:
    """Return the HTML of /admin/, which starts the editor beside it; `title` is plain text."""
    policy = "; ".join(f"{name} {value}" for name, value in POLICY.items())
    return f"""\
<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="referrer" content="no-referrer">
<title>{escape(title)}</title>
<link rel="icon" href="../assets/images/mark.svg" type="image/svg+xml">
<link rel="cms-config-url" href="{SETTINGS}" type="application/json">
<script src="{SCRIPT}" defer></script>
</html>
"""


def editor_settings(
    repository: str,
    branch: str,
    title: str,
    site_url: str,
    lists: Mapping[str, Sequence[str]],
) -> str:
    """Return the editor's settings as JSON.

    `repository` is "owner/name" on GitHub; `lists` holds the entries of the closed lists
    "categories" and "authors".
    """
    settings = {
        "backend": {
            "name": "github",
            "repo": repository,
            "branch": branch,
            "auth_methods": ["token"],  # no sign-in server of ours or of anyone
            "cms_label_prefix": "text/",
            "squash_merges": True,
            "commit_messages": {
                "create": "Add {{collection}}: {{slug}}",
                "update": "Edit {{collection}}: {{slug}}",
                "delete": "Remove {{collection}}: {{slug}}",
                "uploadMedia": "Add picture: {{path}}",
                "deleteMedia": "Remove picture: {{path}}",
            },
        },
        "publish_mode": "editorial_workflow",
        "app_title": title,
        "site_url": site_url,
        "logo": {"src": "../assets/images/mark.svg"},
        "media_folder": PICTURES,
        "public_folder": "/images",
        "media_libraries": {
            "default": {"config": _pictures()},
            "stock_assets": {"providers": []},  # no search on other hosts
        },
        "slug": {"encoding": "ascii", "clean_accents": True},
        "editor": {"preview": False},  # a pull request shows the page as it will really look
        "show_preview_links": False,
        "output": {
            # An empty `updated: ''` would stop the build. Quotes only where YAML needs them, as
            # our pages are written: so an edit changes no other line.
            "omit_empty_optional_fields": True,
            "yaml": {"quote": "none", "indent_size": 2, "indent_sequences": True},
        },
        "collections": [_with_places(c) for c in cms_collections(lists)],
    }
    return json.dumps(settings, ensure_ascii=False, indent=2) + "\n"


def _rank(kind: Kind, name: str) -> int:
    if name == "updated" and not kind.key("date"):
        return len(ORDER) + 1  # the version of a sheet stands at the end
    if name in ORDER:
        return ORDER.index(name)
    return len(ORDER) + (2 + LAST.index(name) if name in LAST else 0)


def _pictures() -> dict[str, Any]:
    return {
        "max_file_size": PICTURE_BYTES,
        "slugify_filename": True,
        "transformations": {
            "raster_image": {
                "format": "webp",
                "quality": PICTURE_QUALITY,
                "width": WIDEST,
            },
            "svg": {"optimize": True},
        },
    }


def _with_places(collection: dict[str, Any]) -> dict[str, Any]:
    """Return a collection with its files told apart, and its pictures' place."""
    folder = collection["folder"]
    up = "../" * folder.count("/")  # from the page's folder to docs/
    kind = next(kind for kind in KINDS if folder == f"docs/{kind.folder}")
    collection |= {
        "filter": {"field": "slug", "pattern": "^(?!_|index$)"},  # no index page, no template
        "media_folder": f"/{PICTURES}",
        "public_folder": f"{up}images",
        "summary": "{{title}}",
        "sortable_fields": ["title"] if not kind.key("date") else ["date", "title"],
        "identifier_field": "title",
    }
    collection["fields"].sort(key=lambda field: _rank(kind, field["name"]))
    # The text stays as it is typed: rich text would rewrite `*so*` to `_so_`. Articles can be
    # switched to rich text, which is how a picture is put in and saved with the article.
    for field in collection["fields"]:
        if field["widget"] == "markdown":
            field["modes"] = ["raw", "rich_text"] if kind.name == "post" else ["raw"]
    return collection
