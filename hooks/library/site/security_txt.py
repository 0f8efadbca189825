"""/.well-known/security.txt (RFC 9116): where to report a hole, and until when that is sure.

The day stands in the settings and is not worked out: the same sources give the same bytes, and it
says that a person has looked. RFC 9116 advises less than a year ahead.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from urllib.parse import quote, urlsplit

PLACE = ".well-known/security.txt"
LONGEST = timedelta(days=366)
SOON = timedelta(days=30)


def security_txt(
    contact: Mapping[str, Any], site_url: str, repository: str, today: date
) -> str | None:
    """Return the file's text; None where there is nothing that may be said.

    `contact` is `extra.contact` of the settings: `security`, or `email` in its place, is a mail or
    https address, `security_until` the last day. After it, and without it, there is no file. Nor
    is there one for a site below a path: RFC 9116 lets nobody look for it there.
    """
    address = str(contact.get("security") or contact.get("email") or "")
    until = contact.get("security_until")
    if not address or type(until) is not date or until < today or urlsplit(site_url).path != "/":
        return None
    if not address.startswith("https://"):
        address = f"mailto:{quote(address, safe='@+')}"
    lines = [
        f"Contact: {address}",
        f"Expires: {until.isoformat()}T23:59:59Z",
        f"Canonical: {site_url}{PLACE}",
        f"Policy: https://github.com/{repository}/blob/HEAD/SECURITY.md",
        "Preferred-Languages: en",
    ]
    return "".join(f"{line}\n" for line in lines)


def advice_on_day(until: date, today: date) -> str:
    """Return what to do about the last day of security.txt, "" if nothing."""
    renew = (
        'See whether mail to "contact.security" (else "contact.email") is still read, and '
        "SECURITY.md still right. Then write a day some eleven months ahead as "
        '"contact.security_until".'
    )
    if until < today:
        return f"Security.txt was good until {until} and is off the site now. {renew}"
    if until - today <= SOON:
        return f"Security.txt is good until {until} only. {renew}"
    if until - today > LONGEST:
        return f"{until} is more than a year ahead; nobody can promise that. Write an earlier day."
    return ""
