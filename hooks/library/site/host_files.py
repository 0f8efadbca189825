"""Headers for the web servers of the built site, in the files that hosts read.

Netlify and Cloudflare Pages read `_headers`; `_nginx.conf` has the same values for
hosting/nginx.conf, which says where each belongs. Both are part of the site, so that the policy and
the pages it was made from are always from one build.
"""

from __future__ import annotations

from collections.abc import Iterable
from posixpath import splitext

# Cameras, places, payments: none of our pages needs these, so no script may ever use them.
FEATURES = """
accelerometer camera display-capture geolocation gyroscope hid idle-detection magnetometer
microphone midi payment publickey-credentials-get serial usb xr-spatial-tracking
""".split()
SECURITY = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",  # what frame-ancestors says, for browsers that do not know it
    "Referrer-Policy": "no-referrer",  # which page a parent reads is nobody's business
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in FEATURES),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
HTTPS_ONLY = {"Strict-Transport-Security": "max-age=31536000"}
# Header only: a meta tag may not say who shows the page in a frame.
FRAMES = "frame-ancestors 'none'"
CACHE = {
    "fresh": "no-cache",  # kept, but asked for by its ETag each time: an update shows at once
    "day": "public, max-age=86400",
    "forever": "public, max-age=31536000, immutable",  # other content has another name
}

# What a host may not know by its ending. With it, a phone opens the file in its calendar.
TYPES = {".ics": "text/calendar; charset=utf-8"}


def headers_file(
    policies: Iterable[tuple[str, str]], forever: Iterable[str], paths: Iterable[str] = ()
) -> str:
    """Return the text of `_headers`.

    `policies` are path patterns with their policies, `forever` the patterns of files that never
    change, `paths` the files of the site, of which some have one of TYPES. No path may match two
    rules for one header: hosts join them with a comma, and then both policies apply. By default,
    both hosts revalidate files without a rule by their ETag.
    """
    rules = [("/*", {**SECURITY, **HTTPS_ONLY})]
    rules += [(path, {"Content-Security-Policy": policy}) for path, policy in policies]
    rules += [(path, {"Cache-Control": CACHE["forever"]}) for path in forever]
    rules += [
        (f"/{path}", {"Content-Type": TYPES[ending]})
        for path in paths
        if (ending := splitext(path)[1]) in TYPES
    ]
    lines = ["# Made by the build (hooks/guard_pages.py)."]
    for path, headers in rules:
        lines += [path, *(f"  {name}: {value}" for name, value in headers.items())]
    return "\n".join(lines) + "\n"


def nginx_values(page_policy: str, editor_policy: str) -> str:
    """Return the text of `_nginx.conf`: the headers of every response, and values to choose."""
    values = {
        "page_policy": f"{page_policy}; {FRAMES}",
        "editor_policy": f"{editor_policy}; {FRAMES}",
        **{f"cache_{name}": value for name, value in CACHE.items()},
    }
    lines = ["# Made by the build (hooks/guard_pages.py); included by hosting/nginx.conf."]
    lines += [f'set ${name} "{value}";' for name, value in values.items()]
    lines += [f'add_header {name} "{value}" always;' for name, value in SECURITY.items()]
    return "\n".join(lines) + "\n"
