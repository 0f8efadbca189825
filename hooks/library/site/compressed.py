"""Makes texts of the built site small beforehand, for servers that send such files as they are.

`python -m library.site.compressed FOLDER` writes page.html.gz and page.html.br beside page.html,
the same bytes from the same file at any time. Servers: hosting/nginx.conf.
"""

from __future__ import annotations

import gzip
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import brotli

TEXTS = {".html", ".css", ".js", ".json", ".xml", ".svg", ".txt", ".webmanifest"}
SMALLEST = 512  # bytes; below that the headers weigh more than what is saved


def compress_site(folder: Path) -> int:
    """Write the small files beside the texts of a built site. Returns how many texts there are."""
    texts = [file for file in sorted(folder.rglob("*")) if file.suffix in TEXTS and file.is_file()]
    with ThreadPoolExecutor() as threads:  # both packers let other threads run
        return sum(threads.map(compress_file, texts))


def compress_file(file: Path) -> bool:
    """Write file.gz and file.br, each only where it saves something. Tells whether it tried."""
    data = file.read_bytes()
    if len(data) < SMALLEST:
        return False
    packed = {".gz": gzip.compress(data, 9, mtime=0), ".br": brotli.compress(data, quality=11)}
    for suffix, small in packed.items():
        if len(small) < len(data):
            file.with_name(file.name + suffix).write_bytes(small)
    return True


def main(arguments: Sequence[str]) -> int:
    """Compress the site in the folder that is named."""
    count = compress_site(Path(arguments[0]))
    print(f"{count} texts are there as gzip and brotli too.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
