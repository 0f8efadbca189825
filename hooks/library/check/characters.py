"""Characters that nobody sees or that look like others, as Word, mail and the web leave them."""

from __future__ import annotations

import re

HARD_SPACES = "\u00a0\u2007\u202f"
ZERO_WIDTH = "\u200b\u200c\u2060\ufeff\u00ad\u200e\u200f"
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
INVISIBLE = re.compile(f"{CONTROL.pattern}|[{HARD_SPACES}{ZERO_WIDTH}]")
# Bullets of Word, Google Docs and mail programs. Word's Symbol font keeps its own in U+F000 to
# U+F0FF, which no other font uses.
BULLETS = "•·‣▪●○◦∙⁃\uf000-\uf0ff"
EMPTY_BOXES = "☐❏❑"
LONG_DASH = "\u2010-\u2015\u2212"  # for a pattern
_DASH_LINE = re.compile(rf"(?:[-{LONG_DASH}]{{2,}}|[\u2013-\u2015])[ \t]*")


def is_word_fence(line: str) -> bool:
    """Return whether a line is a row of dashes as Word makes them of `---`."""
    return line.rstrip(" \t") != "---" and _DASH_LINE.fullmatch(line) is not None
