"""A page's address as a QR code: pure black, drawn as SVG, with a name for screen readers.

Every page has one, so an address is encoded here in a few steps that Python does at once for the
whole code; segno, which does it module by module, says once for each size what the steps are. The
terms are those of ISO/IEC 18004. tests/library/sheets/test_parts.py compares both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from html import escape
from itertools import chain, zip_longest
from operator import itemgetter
from typing import Any

import segno
from segno import consts, encoder

QUIET_ZONE = 4  # modules of white on each side; ISO/IEC 18004 asks for 4
# The pattern laid over the data, one of the eight of ISO/IEC 18004. A code says which it has, so
# readers read them all alike. The standard's search for the most even one takes longer than all the
# rest; of the eight, this one is the most even on addresses like ours.
MASK = 2
BLACK = re.compile("1+")
LEVELS = "MQH"  # of error correction: at least the first, and the highest that needs no more room
# What is encoded here: what neither a denser mode of the standard takes nor a longer count needs.
OURS = re.compile(r"(?=[^a-z]*[a-z])[\x20-\x7e]{1,200}")
LARGEST = 9  # version up to which the count of bytes has eight bits
CONSTANTS = {"M": consts.ERROR_LEVEL_M, "Q": consts.ERROR_LEVEL_Q, "H": consts.ERROR_LEVEL_H}
ECC: Any = consts.ECC
DRAW: Any = encoder  # without types
BYTES = 0b0100  # the mode
PADS = bytes((0b11101100, 0b00010001)) * 100


def qr_svg(address: str, *, title: str) -> str:
    """Return the QR code of an absolute address as an inline `<svg>`.

    In: the address to encode, and words that say what the code is (PDF/UA requires them for every
    picture). Out: one `<svg>` element without a size (the stylesheet sets it); neighboring black
    modules in a row are drawn as one rectangle, all in a single path.
    """
    modules, side = _modules(address)
    starts, lengths = _drawn(side)
    path = "".join(
        [starts[run.start()] + lengths[run.end() - run.start()] for run in BLACK.finditer(modules)]
    )
    whole = side + 2 * QUIET_ZONE
    return (
        f'<svg class="ip-qr-code" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {whole} {whole}" '
        f'role="img"><title>{escape(title)}</title><path fill="#000" d="{path}"/></svg>'
    )


def _modules(address: str) -> tuple[str, int]:
    """Return the modules of an address, and how many are in a row.

    A string of "1" (black) and "0", row by row, each row with one "0" more at its end.
    """
    if OURS.fullmatch(address) and (size := _size(len(address))):
        symbol = _symbol(*size)
        return symbol.modules(address), symbol.side
    code = segno.make(address, error=LEVELS[0], micro=False, mask=MASK)
    return _rows(code.matrix), len(code.matrix)


def _rows(matrix: tuple[bytearray, ...]) -> str:
    """Return segno's modules as a string."""
    return "".join("".join(map(str, row)) + "0" for row in matrix)


@cache
def _drawn(side: int) -> tuple[list[str], list[str]]:
    """Return how a run of black modules is drawn: by its place in the string, by its length."""
    starts = [
        f"M{column + QUIET_ZONE} {row + QUIET_ZONE}h"
        for row in range(side)
        for column in range(side + 1)
    ]
    return starts, [f"{length}v1h-{length}z" for length in range(side + 1)]


@cache
def _size(length: int) -> tuple[int, str] | None:
    """Return the smallest version for so many bytes, and the highest level there, or None."""
    for version in range(1, LARGEST + 1):
        fitting = [level for level in LEVELS if _room(version, level) >= length]
        if fitting:
            return version, fitting[-1]
    return None


def _room(version: int, level: str) -> int:
    """Return how many bytes of text fit: of the data, mode, count and end take two."""
    return sum(count * data for count, _, data in _blocks(version, level)) - 2


def _blocks(version: int, level: str) -> list[tuple[int, ...]]:
    """Return the blocks of a symbol: how many, their codewords, and how many of those are data."""
    return [tuple(info) for info in ECC[version][CONSTANTS[level]]]


@cache
def _symbol(version: int, level: str) -> _Symbol:
    return _Symbol(version, level)


class _Symbol:
    """All codes of one version and level: they differ only by their codewords."""

    def __init__(self, version: int, level: str) -> None:
        """Ask segno for one such code; it tells where codewords are, and what all others share."""
        blocks = _blocks(version, level)
        self._parts = [data for count, _, data in blocks for _ in range(count)]
        self._data = sum(self._parts)
        self._correction = blocks[0][1] - blocks[0][2]  # codewords of each block
        self._table = _multiples(self._correction)
        text = "a" * _room(version, level)
        one = segno.make(
            text, mode="byte", version=version, error=level, boost_error=False, mask=MASK
        )
        self.side = len(one.matrix)
        self._places = itemgetter(*self._order(version))
        self._shared = 0  # what is black in each, unless a codeword inverts it
        self._shared = int(self.modules(text), 2) ^ int(_rows(one.matrix), 2)

    def modules(self, text: str) -> str:
        """Return the modules of a text, as `_modules` does."""
        head = BYTES << 8 | len(text)
        shown = (head << 8 * len(text) | int.from_bytes(text.encode(), "big")) << 4
        # segno has an empty codeword between text and padding; the count says where the text ends.
        data = (shown.to_bytes(len(text) + 2, "big") + b"\0" + PADS)[: self._data]
        words = [data]
        start = 0
        for length in self._parts:
            words.append(self._correct(data[start : start + length]))
            start += length
        # Ahead a one that keeps all other bits, and at the end a zero for all that is no codeword.
        bits = format(int.from_bytes(b"\x01" + b"".join(words), "big") << 1, "b")
        placed = int("".join(self._places(bits)), 2) ^ self._shared
        return f"{placed:0{self.side * (self.side + 1)}b}"

    def _correct(self, data: bytes) -> bytes:
        """Return the codewords that correct errors in a block: what is left after a division."""
        top, table, left = 8 * (self._correction - 1), self._table, 0
        low = (1 << top) - 1
        for byte in data:
            left = (left & low) << 8 ^ table[byte ^ left >> top]
        return left.to_bytes(self._correction, "big")

    def _order(self, version: int) -> list[int]:
        """Return for each module the place of its bit in what `modules` makes."""
        matrix = [[*row] for row in DRAW.make_matrix(self.side, self.side)]
        DRAW.add_finder_patterns(matrix, self.side, self.side)
        DRAW.add_alignment_patterns(matrix, self.side, self.side)
        # Instead of bits, segno draws where each is; 0, 1 and 2 mean something to it.
        DRAW.add_codewords(matrix, [place + 2 for place in self._in_turn()], version)
        return [place - 2 if place > 2 else -1 for row in matrix for place in (*row, 0)]

    def _in_turn(self) -> Iterator[int]:
        """Yield the places of bits as they are drawn: a codeword of each block in turn."""
        start = 0
        data, correction = [], []
        for length in self._parts:
            data.append(range(start, start + length))
            start += length
        for _ in self._parts:
            correction.append(range(start, start + self._correction))
            start += self._correction
        for word in chain(*zip_longest(*data), *zip(*correction, strict=True)):
            if word is not None:  # of a shorter block
                yield from range(1 + 8 * word, 9 + 8 * word)


def _multiples(degree: int) -> list[int]:
    """Return what each codeword, as the first of a division, adds to the rest."""
    factors, exponents, logs = consts.GEN_POLY[degree], consts.GALIOS_EXP, consts.GALIOS_LOG
    rows = (bytes(exponents[logs[word] + each] for each in factors) for word in range(1, 256))
    return [0, *(int.from_bytes(row, "big") for row in rows)]
