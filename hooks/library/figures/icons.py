"""The signs that an entry of a picture may carry, each a line drawing of 24 by 24.

A new one is a line here: a path drawn with a round pen two wide, between 2 and 22. Its name is
what staff write in parentheses, so it says what is seen.
"""

from __future__ import annotations

SIZE = 24

ICONS = {
    "balance": "M12 4v16M7 20h10M5 7h14M5 7l-3 7h6zM19 7l-3 7h6z",
    "book": "M12 6c-2-1.5-5-2-9-2v14c4 0 7 .5 9 2 2-1.5 5-2 9-2V4c-4 0-7 .5-9 2v14",
    "bus": "M4 4h16v13H4zM4 11h16M7 20v-3M17 20v-3M7.5 14h.01M16.5 14h.01",
    "calendar": "M4 5h16v15H4zM4 10h16M8 3v4M16 3v4",
    "chart": "M4 4v16h16M8 15l4-5 3 2 5-7",
    "check": "M5 13l5 5 9-12",
    "clock": "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M12 7v5l3.5 2",
    "cross": "M6 6l12 12M18 6L6 18",
    "door": "M6 21V3h12v18M3 21h18M14 12h.01",
    "ear": "M7 9a5 5 0 0 1 10 0c0 4-4 4.5-4 8a3 3 0 0 1-5 2M10 9.5a2 2 0 0 1 4 0c0 1.5-1.5 2-2 3",
    "eye": "M2 12c3-5 6-7 10-7s7 2 10 7c-3 5-6 7-10 7s-7-2-10-7M12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6",
    "flag": "M6 21V4h12l-3 4 3 4H6",
    "globe": "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M3 12h18M12 3c5 6 5 12 0 18-5-6-5-12 0-18",
    "hat": "M2 10l10-5 10 5-10 5zM6 12v5c4 3 8 3 12 0v-5M22 10v6",
    "health": "M9 3h6v6h6v6h-6v6H9v-6H3V9h6z",
    "heart": "M12 20C5 15 3 11 3 8.5a4.5 4.5 0 0 1 9-1 4.5 4.5 0 0 1 9 1c0 2.5-2 6.5-9 11.5",
    "house": "M3 12l9-8 9 8M6 10v10h12V10",
    "key": "M8 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8M12 12h9v4M17 12v3",
    "letter": "M3 6h18v12H3zM3 7l9 7 9-7",
    "lens": "M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14M15 15l6 6",
    "list": "M9 6h11M9 12h11M9 18h11M4 6h.01M4 12h.01M4 18h.01",
    "paper": "M6 3h8l5 5v13H6zM14 3v5h5M9 13h7M9 17h7",
    "pencil": "M4 20l1-5L16 4l4 4L9 19zM14 6l4 4",
    "people": (
        "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7M2 20c0-4 3-6 7-6s7 2 7 6"
        "M16 4.5a3.5 3.5 0 0 1 0 6.5M18 14.5c2.5.7 4 2.5 4 5.5"
    ),
    "person": "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8M4 21c0-4 3.5-6 8-6s8 2 8 6",
    "phone": "M7 3h10v18H7zM11 18h2",
    "school": "M3 21h18M5 21V11l7-5 7 5v10M10 21v-5h4v5M12 6V2h4v2h-4",
    "stop": "M8 3h8l5 5v8l-5 5H8l-5-5V8zM12 8v5M12 16.5h.01",
    "talk": "M4 5h16v11h-9l-5 4v-4H4z",
}
