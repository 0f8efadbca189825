"""How wide words are in the site's font, so that a drawing knows where a line must end.

A drawing cannot wrap its own text. The widths are those of Atkinson Hyperlegible, in thousandths
of its size; a test compares them with the font. A device that shows another font, because ours has
not come, finds a few percent of room kept free.
"""

from __future__ import annotations

CHARACTERS = "".join(map(chr, range(0x20, 0x7F))) + "‘’“”–—…½§·é"
REGULAR = tuple(
    map(
        int,
        """280 281 301 655 594 927 705 160 300 300 433 602 205 368 205 377 648 402 549 574 614
        583 598 510 615 598 205 205 553 602 553 520 780 626 619 656 673 567 548 710 690 414
        510 627 539 820 689 727 601 753 618 596 558 690 589 840 623 595 607 315 377 315 552
        396 268 526 566 500 564 539 311 560 546 278 254 490 239 841 546 552 566 576 340 471
        324 536 441 654 461 429 460 319 233 319 555 235 235 398 398 480 800 696 812 530 235
        539""".split(),
    )
)
BOLD = tuple(
    map(
        int,
        """320 283 410 783 619 977 702 222 366 366 434 618 243 374 243 442 652 448 586 605 626
        612 632 543 625 561 243 243 573 618 573 614 754 690 639 673 686 580 544 719 679 458
        560 659 537 842 700 764 626 781 654 619 617 663 656 883 699 687 621 333 442 333 589
        430 314 553 596 520 596 566 367 597 572 315 259 567 314 886 572 573 596 601 372 534
        379 570 526 723 533 518 516 370 234 370 533 277 277 498 498 508 842 803 856 578 301
        566""".split(),
    )
)
WIDTHS = {
    False: dict(zip(CHARACTERS, REGULAR, strict=True)),
    True: dict(zip(CHARACTERS, BOLD, strict=True)),
}
UNKNOWN = 700  # of a character that is not in the table: a wide letter
KEPT_FREE = 1.03


def width(words: str, size: float, *, bold: bool = False) -> float:
    """Return how wide a line of words is, in the unit of `size`."""
    widths = WIDTHS[bold]
    return sum(widths.get(sign, UNKNOWN) for sign in words) * size * KEPT_FREE / 1000


def wrap(words: str, size: float, room: float, *, bold: bool = False) -> list[str]:
    """Return words as lines that are at most `room` wide; a single longer word stays whole."""
    lines: list[str] = []
    for word in words.split():
        if lines and width(f"{lines[-1]} {word}", size, bold=bold) <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def balanced(words: str, size: float, room: float, *, bold: bool = False) -> list[str]:
    """Return as many lines as `wrap` does, of about the same width."""
    best = wrap(words, size, room, bold=bold)
    while (tighter := room * 0.96) > size:
        lines = wrap(words, size, tighter, bold=bold)
        if len(lines) > len(best):
            break
        best, room = lines, tighter
    return best
