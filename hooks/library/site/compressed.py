"""Compresses the built site's text files in advance, for servers that send such files.

`python -m library.site.compressed FOLDER` writes page.html.gz and page.html.br next to page.html;
the same file always gives the same bytes. Servers: hosting/nginx.conf.
"""

from __future__ import annotations

import gzip
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import brotli

TEXTS = {".html", ".css", ".js", ".json", ".xml", ".svg", ".txt", ".webmanifest", ".ics"}
SMALLEST = 512  # bytes; below that, the headers outweigh the savings


def compress_site(folder: Path) -> int:
    """Compress the text files of a built site; return how many there are."""
    texts = [file for file in sorted(folder.rglob("*")) if file.suffix in TEXTS and file.is_file()]
    with ThreadPoolExecutor() as threads:  # both packers let other threads run
        return sum(threads.map(compress_file, texts))


def compress_file(file: Path) -> bool:
    """Write file.gz and file.br, each only if it saves something; return whether it tried."""
    data = file.read_bytes()
    if len(data) < SMALLEST:
        return False
    packed = {".gz": gzip.compress(data, 9, mtime=0), ".br": brotli.compress(data, quality=11)}
    for suffix, small in packed.items():
        if len(small) < len(data):
            file.with_name(file.name + suffix).write_bytes(small)
    return True


def main(arguments: Sequence[str]) -> int:
    """Compress the site in the given folder."""
    count = compress_site(Path(arguments[0]))
    print(f"Compressed {count} text files with gzip and brotli.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
