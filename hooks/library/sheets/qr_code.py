"""A page's address as a QR code: pure black, drawn as SVG, with a name for screen readers."""

from __future__ import annotations

import re
from html import escape

QUIET_ZONE = 4  # modules of white on each side; ISO/IEC 18004 asks for 4
# The pattern laid over the data, one of the eight of ISO/IEC 18004. A code says which it has, so
# readers read them all alike. The standard's search for the most even one takes longer than all the
# rest; of the eight, this one is the most even on addresses like ours.
MASK = 2
BLACK = re.compile(rb"\x01+")


def qr_svg(address: str, *, title: str) -> str:
    """Return the QR code of an absolute address as an inline `<svg>`.

    In: the address to encode, and words that say what the code is (PDF/UA requires them for every
    picture). Out: one `<svg>` element without a size (the stylesheet sets it); neighboring black
    modules in a row are drawn as one rectangle, all in a single path.
    """
    import segno  # late: nearly every build has the code cached

    code = segno.make(address, error="m", micro=False, mask=MASK)
    side = code.symbol_size(scale=1, border=QUIET_ZONE)[0]
    path = "".join(
        f"M{start + QUIET_ZONE} {row + QUIET_ZONE}h{length}v1h-{length}z"
        for row, modules in enumerate(code.matrix)
        for start, length in _black_runs(modules)
    )
    return (
        f'<svg class="ip-qr-code" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" '
        f'role="img"><title>{escape(title)}</title><path fill="#000" d="{path}"/></svg>'
    )


def _black_runs(modules: bytes | bytearray) -> list[tuple[int, int]]:
    """Return the start and length of each run of black modules in a row."""
    return [(run.start(), run.end() - run.start()) for run in BLACK.finditer(modules)]
