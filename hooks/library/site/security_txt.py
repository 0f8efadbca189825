"""/.well-known/security.txt (RFC 9116): where to report a vulnerability, and until when it holds.

The day is a setting, not computed: the same sources give the same bytes, and it shows that a person
has looked. RFC 9116 advises less than a year ahead.
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
    """Return the file's text; None if there is nothing to publish.

    `contact` is the setting `extra.contact`: `security`, or else `email`, is an email or https
    address, `security_until` the last day. Without that day, or after it, there is no file. Nor is
    there one for a site below a path, where nobody looks for it (RFC 9116).
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
        'Make sure that someone still reads email to "contact.security" (or "contact.email"), and '
        "that SECURITY.md is still right. Then write a day about eleven months ahead as "
        '"contact.security_until".'
    )
    if until < today:
        return f"Security.txt was good until {until} and is off the site now. {renew}"
    if until - today <= SOON:
        return f"Security.txt is good only until {until}. {renew}"
    if until - today > LONGEST:
        return f"{until} is more than a year ahead; nobody can promise that. Write an earlier day."
    return ""
