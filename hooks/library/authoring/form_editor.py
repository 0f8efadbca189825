"""The form editor's page and settings (Sveltia CMS), made from the schema of the pages."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any
from urllib.parse import quote

from library.authoring.form_data import data_formats
from library.authoring.form_fields import PICTURES, form_collections, form_formats
from library.pictures.images import WIDEST

API = "https://api.github.com"
HOST = "https://github.com"
SETTINGS = "settings.json"
SCRIPTS = ("js-yaml.js", "sveltia-cms.js", "form.js")  # in this order; the last one is ours
STYLE = "form.css"

# Nothing is fetched from or sent to any host except this site and the Git host's API.
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

PICTURE_QUALITY = 80  # of the WebP made from a phone's photo, WIDEST wide: well under 300 kB
PICTURE_BYTES = 20_000_000  # the largest file it accepts


def editor_page(title: str, repository: str, branch: str, warning: str = "") -> str:
    """Return the HTML of /admin/: our bar, and the editor below it.

    `title` is plain text, `repository` "owner/name" on GitHub. `warning` is a line for writers on
    who else could read the token, "" if nobody can.
    """
    policy = "; ".join(f"{name} {value}" for name, value in POLICY.items())
    proposals = f"{HOST}/{quote(repository)}/pulls?q={quote('is:pr author:@me sort:updated-desc')}"
    advice = f"{HOST}/{quote(repository)}/blob/{quote(branch)}/OWNER.md"
    more = f'<a href="{escape(advice)}" target="_blank">What the owner can do</a>'
    told = f"<p>{escape(warning)} {more}</p>\n" if warning else ""
    guide = f"{HOST}/{quote(repository)}/blob/{quote(branch)}/CONTRIBUTING.md"
    owner, _, name = repository.partition("/")
    formats = json.dumps(form_formats() | data_formats(), ensure_ascii=False).replace(
        "<", "\\u003c"
    )
    scripts = "\n".join(f'<script src="{script}" defer></script>' for script in SCRIPTS)
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
<link rel="stylesheet" href="{STYLE}">
<link rel="cms-config-url" href="{SETTINGS}" type="application/json">
{scripts}
<script type="application/json" id="formats">{formats}</script>
<header class="bar">
<details>
<summary>First time here?</summary>
<div>
<p>You sign in with a token, a long password that GitHub makes for you. You do this once.</p>
<ol>
<li>Open <a href="{HOST}/settings/personal-access-tokens/new" target="_blank">New fine-grained token
on GitHub</a> and sign in.</li>
<li><b>Token name:</b> Writing. <b>Resource owner:</b> {escape(owner)}. <b>Expiration:</b> 90 days.
After that, make a new one.</li>
<li><b>Repository access:</b> <i>Only select repositories</i>, then {escape(name)} and no
other.</li>
<li><b>Permissions:</b> add <i>Contents</i> and <i>Pull requests</i>. Set both to <i>Read and
write</i>. Add nothing else.</li>
<li>Choose <i>Generate token</i> and copy it. Keep it like a password, and never send it to
anyone.</li>
<li>Below, choose <i>Sign In Using Access Token</i>, paste it, and choose <i>Sign In</i>. On a
shared computer, sign out when you are done.</li>
</ol>
{told}</div>
</details>
<a href="{escape(proposals)}" target="_blank">Your proposals, and what the check said</a>
<a href="{escape(guide)}" target="_blank">How to write</a>
</header>
<div id="nc-root"></div>
</html>
"""


def editor_settings(
    repository: str,
    branch: str,
    title: str,
    site_url: str,
    pages: Mapping[str, str],
    lists: Mapping[str, Sequence[str]],
    data: Sequence[Mapping[str, Any]],
) -> str:
    """Return the editor's settings as JSON.

    `repository` is "owner/name" on GitHub. `pages` and `lists` are what form_collections takes,
    `data` what data_collections returns.
    """
    settings = {
        "backend": {
            "name": "github",
            "repo": repository,
            "branch": branch,
            "auth_methods": ["token"],  # no sign-in server, ours or anyone's
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
        "media_folder": f"docs/{PICTURES}",
        "public_folder": "/images",
        "media_libraries": {
            "default": {"config": _pictures()},
            "stock_assets": {"providers": []},  # no search on other hosts
        },
        "slug": {"encoding": "ascii", "clean_accents": True},
        "editor": {"preview": False},  # a pull request shows the page as it will really look
        "show_preview_links": False,
        "collections": [*form_collections(pages, lists), *data],
    }
    # Without indents, which Python writes ten times as slowly: this names every page of the site.
    return json.dumps(settings, ensure_ascii=False, separators=(",", ":")) + "\n"


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
