"""Which hosts speak for which state, and what is wrong with their list."""

from __future__ import annotations

from typing import Any

import pytest

from library.states.hosts import host_of, read_hosts, state_of
from library.states.names import STATES

HOSTS = {"ohio.gov": "oh", "law.example.com/ohio": "oh", "law.example.com/texas": "tx"}
FINE = {"host": "codes.ohio.gov", "state": "oh", "why": "Its own."}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"why": " "}, 'It has no "why". Each entry has host, state and why.'),
        ({"since": 3}, '"since" does not belong here. Each entry has host, state and why.'),
        ({"host": "ohio"}, '"ohio" is not a host. Write it like codes.ohio.gov.'),
        ({"state": "ohio"}, 'There is no state "ohio". Write its two letters, such as oh.'),
    ],
)
def test_an_entry_with_a_fault_is_told_and_counts_for_nothing(
    change: dict[str, Any], said: str
) -> None:
    hosts, [fault] = read_hosts([FINE | change])
    assert (fault.entry, fault.message) == ((FINE | change)["host"], said)
    assert hosts == {}


def test_a_list_is_read_and_a_host_is_there_once() -> None:
    assert read_hosts([FINE]) == ({"codes.ohio.gov": "oh"}, [])
    hosts, [fault] = read_hosts([FINE, FINE | {"state": "tx"}])
    assert (hosts, fault.message) == (
        {"codes.ohio.gov": "oh"},
        "codes.ohio.gov appears twice. Keep one.",
    )
    assert read_hosts({"host": "a"})[1][0].message == (
        "This file has no list of hosts. Undo the last change."
    )
    assert [fault.message for fault in read_hosts(["x"])[1]] == [
        'It has no "host". Each entry has host, state and why.'
    ]


@pytest.mark.parametrize(
    ("address", "host", "state"),
    [
        ("https://codes.ohio.gov/rule-1", "codes.ohio.gov", "oh"),
        ("http://ohio.gov", "ohio.gov", "oh"),
        ("https://law.example.com/ohio/1", "law.example.com", "oh"),
        ("https://law.example.com/texas", "law.example.com", "tx"),
        ("https://law.example.com/iowa/1", "law.example.com", None),
        ("https://myohio.gov/", "myohio.gov", None),
        ("ftp://ohio.gov/", "", None),
        ("ohio.gov", "", None),
    ],
)
def test_a_page_speaks_for_the_state_of_its_host(
    address: str, host: str, state: str | None
) -> None:
    assert (host_of(address), state_of(address, HOSTS)) == (host, state)


def test_the_states_have_their_names() -> None:
    some = {"de": "Delaware", "mn": "Minnesota", "nj": "New Jersey", "wy": "Wyoming"}
    assert {code: STATES[code] for code in some} == some
    assert all(name.replace(" ", "").isalpha() and name[0].isupper() for name in STATES.values())
    assert not any(name.startswith("X") for name in STATES.values())
    assert len(STATES) == len({*STATES.values()}) >= 51
