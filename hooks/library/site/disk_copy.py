"""A site that opens from a disk or a USB stick, where no server finds index.html."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from io import BytesIO
from posixpath import relpath
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from library.site.offline_files import without_mark
from library.site.page_policy import POLICY_TAG

# Each pattern here begins with plain text, which Python finds far faster than alternatives.
# Links to folders on this site: "a/", ".", "..", "../..".
FOLDERS = [
    re.compile(rf' {name}="(?![/"?#])(?:[^"?#:]*/)?\.{{0,2}}(?=["?#])')
    for name in ("href", "action")
]
SCRIPTS = ' data-scripts="'
# What only a server can do, and what browsers deny a page on a disk: there, a policy with 'self'
# allows no files.
ONLINE_HEAD = (re.compile(r'<link rel="(?:manifest|preload)"[^>]*>'), POLICY_TAG)
KEPT = re.compile(r'<p class="ip-kept".*?</p>', re.DOTALL)
SEARCH = "search/"  # the folder of the search page
INDEX = "search/from-disk.js"
LEVEL = 4  # of zlib: faster than the default 6, for a file that is hardly larger
PACKED = (".pdf", ".docx", ".woff2", ".png", ".jpg", ".jpeg", ".webp", ".avif", ".gif")


def disk_page(html: str, *, path: str) -> str:
    """Return a page of the site, for a disk.

    Links to folders lead to their index.html, and what needs a server is left out. `path` is the
    page's own in the site; the search page loads INDEX first.
    """
    index = relpath(INDEX, path.rpartition("/")[0] or ".")
    head, end, body = without_mark(html).partition("</head>")
    for online in ONLINE_HEAD:
        head = online.sub("", head)
    html = head + end + KEPT.sub("", body)
    html = html.replace(SCRIPTS, f"{SCRIPTS}{index} ")
    for folder in FOLDERS:
        html = folder.sub(_to_file, html)
    return html


def _to_file(link: re.Match[str]) -> str:
    return f"{link[0]}{'' if link[0].endswith('/') else '/'}index.html"


def disk_search(files: dict[str, bytes], script: str) -> str:
    """Return the script with the search index: `files`, JSON, by their path from SEARCH.

    `script` is overrides/disk/search.js; its `{files}` becomes the contents.
    """
    contents = (f'"{name}":{files[name].decode()}' for name in sorted(files))
    return script.replace("{files}", f"{{{','.join(contents)}}}")


def pack(paths: Iterable[str], content: Callable[[str], bytes], *, day: date, folder: str) -> bytes:
    """Return a zip file with one folder that has what `content` returns for each path.

    The same files give the same bytes: they are sorted, and each has the date `day`.
    """
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for path in sorted(paths):
            entry = ZipInfo(f"{folder}/{path}", (day.year, day.month, day.day, 0, 0, 0))
            entry.create_system = 3  # Unix, whatever builds it
            entry.external_attr = 0o644 << 16
            entry.compress_type = ZIP_STORED if path.endswith(PACKED) else ZIP_DEFLATED
            archive.writestr(entry, content(path), compresslevel=LEVEL)
    return out.getvalue()
