"""Makes the numbers in what cannot wait ones to tap."""

from __future__ import annotations

import re

# Of the US: emergencies, and the national crisis line, which takes texts, too.
CALL = re.compile(r"\b(?:call (?:or text )?)?(?P<number>911|988)\b", re.IGNORECASE)


def with_calls(text: str) -> str:
    """Return a plain text as HTML where each "Call 911", or a number alone, is a link that calls.

    The text has none of <, >, and &, as any text of the path (table.py).
    """
    return CALL.sub(r'<a href="tel:\g<number>">\g<0></a>', text)
