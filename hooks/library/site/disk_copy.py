"""A site that opens from a disk or a USB stick: no server finds index.html for it there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from io import BytesIO
from posixpath import relpath
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from library.site.offline_files import without_mark
from library.site.page_policy import POLICY_TAG

# Here each pattern begins with plain text, which Python looks for far faster than for a choice.
# Links to folders of this site: "a/", ".", "..", "../..".
FOLDERS = [
    re.compile(rf' {name}="(?![/"?#])(?:[^"?#:]*/)?\.{{0,2}}(?=["?#])')
    for name in ("href", "action")
]
SCRIPTS = ' data-scripts="'
# What only a server can give, and what browsers refuse to a page on a disk: a policy that says
# 'self' means no file there.
ONLINE_HEAD = (re.compile(r'<link rel="(?:manifest|preload)"[^>]*>'), POLICY_TAG)
KEPT = re.compile(r'<p class="ip-kept".*?</p>', re.DOTALL)
SEARCH = "search/"  # the folder of the search page
INDEX = "search/from-disk.js"
LEVEL = 4  # of zlib: quicker than the usual 6, for a file that is hardly larger
PACKED = (".pdf", ".docx", ".woff2", ".png", ".jpg", ".jpeg", ".webp", ".avif", ".gif")


def disk_page(html: str, *, path: str) -> str:
    """Return a page of the site for a disk.

    Links to folders lead to the index.html in them, and what needs a server is left out. `path`
    is the page's own in the site; its search loads INDEX first.
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
    """Return the script that gives the search its index: `files`, JSON, by their path from SEARCH.

    `script` is overrides/disk/search.js; its `{files}` becomes the contents.
    """
    contents = (f'"{name}":{files[name].decode()}' for name in sorted(files))
    return script.replace("{files}", f"{{{','.join(contents)}}}")


def pack(paths: Iterable[str], content: Callable[[str], bytes], *, day: date, folder: str) -> bytes:
    """Return a zip file that holds what `content` gives for each path, in one folder.

    The same files give the same bytes: they are sorted, and each bears the date `day`.
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
