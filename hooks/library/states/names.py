"""The 50 states, the District of Columbia and Puerto Rico, and where each stands on the map."""

from __future__ import annotations

STATES = {
    "al": "Alabama",
    "ak": "Alaska",
    "az": "Arizona",
    "ar": "Arkansas",
    "ca": "California",
    "co": "Colorado",
    "ct": "Connecticut",
    "de": "Delaware",
    "dc": "District of Columbia",
    "fl": "Florida",
    "ga": "Georgia",
    "hi": "Hawaii",
    "id": "Idaho",
    "il": "Illinois",
    "in": "Indiana",
    "ia": "Iowa",
    "ks": "Kansas",
    "ky": "Kentucky",
    "la": "Louisiana",
    "me": "Maine",
    "md": "Maryland",
    "ma": "Massachusetts",
    "mi": "Michigan",
    "mn": "Minnesota",
    "ms": "Mississippi",
    "mo": "Missouri",
    "mt": "Montana",
    "ne": "Nebraska",
    "nv": "Nevada",
    "nh": "New Hampshire",
    "nj": "New Jersey",
    "nm": "New Mexico",
    "ny": "New York",
    "nc": "North Carolina",
    "nd": "North Dakota",
    "oh": "Ohio",
    "ok": "Oklahoma",
    "or": "Oregon",
    "pa": "Pennsylvania",
    "pr": "Puerto Rico",
    "ri": "Rhode Island",
    "sc": "South Carolina",
    "sd": "South Dakota",
    "tn": "Tennessee",
    "tx": "Texas",
    "ut": "Utah",
    "vt": "Vermont",
    "va": "Virginia",
    "wa": "Washington",
    "wv": "West Virginia",
    "wi": "Wisconsin",
    "wy": "Wyoming",
}

# One square each, in rows from north to south; "." is none. A map of squares gives a small state
# as large a place to press as a large one.
ROWS = """
ak .  .  .  .  .  .  .  .  .  .  me
.  .  .  .  .  .  .  .  .  .  vt nh
wa id mt nd mn il wi mi .  ny ri ma
or nv wy sd ia in oh pa nj ct .  .
ca ut co ne mo ky wv va md de .  .
.  az nm ks ar tn nc sc dc .  .  .
.  .  .  ok la ms al ga .  .  .  .
hi .  .  tx .  .  .  .  fl .  .  pr
"""


def tiles() -> dict[str, tuple[int, int]]:
    """Return each state's square on the map: column and row, from 0."""
    return {
        code: (column, row)
        for row, line in enumerate(ROWS.strip().split("\n"))
        for column, code in enumerate(line.split())
        if code != "."
    }
