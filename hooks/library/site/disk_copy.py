"""A site that opens from a disk or a USB stick, where no server finds index.html."""

from __future__ import annotations

import hashlib
import json
import re
import struct
import zlib
from collections.abc import Callable, Mapping
from datetime import date
from posixpath import relpath
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZIP_STORED

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
# Not `zipfile`, which takes no data that was packed before. The records of a zip file, from its
# specification (APPNOTE.TXT 6.3, 4.3.7, 4.3.12 and 4.3.16); "<" is the order of bytes there.
LOCAL, CENTRAL, END = (struct.Struct(f"<4s{f}") for f in ("5H3L2H", "4B4H3L5H2L", "4H2LH"))
VERSION = 20  # 2.0: folders and Deflate
UNIX = 3  # whatever builds it
READABLE = 0o644 << 16
UTF_8 = 1 << 11  # a flag: so is the name
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


class Packed(NamedTuple):
    """What a file has become in a zip file."""

    method: int  # ZIP_STORED or ZIP_DEFLATED
    check: int  # CRC-32 of what it was
    size: int  # bytes that it had
    data: bytes


def packed(path: str, content: bytes) -> Packed:
    """Return a file for a zip file; what is packed already, by the end of its name, stays as is."""
    check, size = zlib.crc32(content), len(content)
    if path.endswith(PACKED):
        return Packed(ZIP_STORED, check, size, content)
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return Packed(ZIP_DEFLATED, check, size, packer.compress(content) + packer.flush())


class Packer:
    """Packs the files of a site, except those that it packed for the last build."""

    def __init__(self, kept: bytes = b"") -> None:
        """Take what `to_keep` returned to the same code; without it, nothing is packed yet."""
        self._known: dict[str, Packed] = {}
        self._used: dict[str, Packed] = {}
        head, _, data = kept.partition(b"\n")
        start = 0
        for digest, method, check, size, length in json.loads(head or b"[]"):
            self._known[digest] = Packed(method, check, size, data[start : start + length])
            start += length

    def pack(self, path: str, content: bytes, made: Callable[[], bytes]) -> Packed:
        """Return what `made` returns, packed; it depends on path, `content`, and code alone."""
        digest = hashlib.sha256(path.encode() + b"\0" + content).hexdigest()
        self._used[digest] = self._known.get(digest) or packed(path, made())
        return self._used[digest]

    def to_keep(self) -> bytes:
        """Return what the next build needs: the files of this one only, so it never grows."""
        head = [[digest, *each[:3], len(each.data)] for digest, each in self._used.items()]
        return json.dumps(head).encode() + b"\n" + b"".join(e.data for e in self._used.values())


def zip_file(files: Mapping[str, Packed], *, day: date, folder: str) -> bytes:
    """Return a zip file with one folder that has these files by their path.

    The same files give the same bytes: they are sorted, and each has the date `day`.
    """
    parts: list[bytes] = []
    directory: list[bytes] = []
    place = 0
    moment = (0, (day.year - 1980) << 9 | day.month << 5 | day.day)  # midnight, as MS-DOS has it
    for path, (method, check, size, data) in sorted(files.items()):
        name = f"{folder}/{path}".encode()
        same = (0 if name.isascii() else UTF_8, method, *moment, check, len(data), size, len(name))
        parts += [LOCAL.pack(b"PK\3\4", VERSION, *same, 0), name, data]
        about = (VERSION, UNIX, VERSION, 0, *same, 0, 0, 0, 0, READABLE, place)
        directory += [CENTRAL.pack(b"PK\1\2", *about), name]
        place += LOCAL.size + len(name) + len(data)
    size = sum(map(len, directory))
    end = END.pack(b"PK\5\6", 0, 0, len(files), len(files), size, place, 0)
    return b"".join([*parts, *directory, end])
