"""security.txt: what RFC 9116 requires, from the settings, and only while it is valid."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from library.site.security_txt import advice_on_day, security_txt

TODAY = date(2026, 11, 28)
CONTACT = {"email": "us@iep.info", "security_until": date(2027, 10, 31)}
SITE = "https://www.iep.info/"


def text_of(site: str = SITE, today: date = TODAY, **more: Any) -> str | None:
    return security_txt({**CONTACT, **more}, site, "rivera/library", today)


def test_the_file_is_as_rfc_9116_asks() -> None:
    assert text_of() == (
        "Contact: mailto:us@iep.info\n"
        "Expires: 2027-10-31T23:59:59Z\n"
        "Canonical: https://www.iep.info/.well-known/security.txt\n"
        "Policy: https://github.com/rivera/library/blob/HEAD/SECURITY.md\n"
        "Preferred-Languages: en\n"
    )


def test_a_contact_of_its_own_comes_first() -> None:
    assert "Contact: mailto:holes@iep.info\n" in str(text_of(security="holes@iep.info"))
    assert "Contact: https://iep.info/report\n" in str(text_of(security="https://iep.info/report"))


@pytest.mark.parametrize(
    "change",
    [
        {"today": date(2027, 11, 1)},
        {"security_until": None},
        {"security_until": "soon"},
        {"email": ""},
        {"site": "https://rivera.github.io/library/"},
        {"site": ""},
    ],
    ids=str,
)
def test_there_is_none_where_nothing_may_be_said(change: dict[str, Any]) -> None:
    assert text_of(today=date(2027, 10, 31)), "on the last day there is"
    assert text_of(**change) is None


RENEW = (
    'Make sure that someone still reads email to "contact.security" (or "contact.email"), and that '
    "SECURITY.md is still right. Then write a day about eleven months ahead as "
    '"contact.security_until".'
)


@pytest.mark.parametrize(
    ("days", "says"),
    [
        (-1, f"Security.txt was good until 2026-11-27 and is off the site now. {RENEW}"),
        (0, f"Security.txt is good only until 2026-11-28. {RENEW}"),
        (30, f"Security.txt is good only until 2026-12-28. {RENEW}"),
        (31, ""),
        (366, ""),
        (
            367,
            "2027-11-30 is more than a year ahead; nobody can promise that. Write an earlier day.",
        ),
    ],
)
def test_the_check_says_when_to_look_again(days: int, says: str) -> None:
    assert advice_on_day(TODAY + timedelta(days), TODAY) == says


def test_an_address_is_written_so_that_any_program_reads_it() -> None:
    text = str(text_of(security="a+b c@iep.info"))
    assert text.startswith("Contact: mailto:a+b%20c@iep.info\n")
