"""Which hosts speak for which state: docs/hosts.yml, a list with a reason for each.

Where several states share a host, an entry names a state's folder on it, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from library.common.fault import Fault
from library.common.web_address import is_address
from library.states.names import STATES

FILE = "hosts.yml"  # below docs/
KEYS = ("host", "state", "why")
HOST = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/[\w-]+)?")


def read_hosts(held: object) -> tuple[dict[str, str], list[Fault]]:
    """Return the state of each host, and what is wrong; `held` is the parsed YAML."""
    if not isinstance(held, list):
        return {}, [Fault("", "This file has no list of hosts. Undo the last change.")]
    hosts: dict[str, str] = {}
    faults = []
    for entry in held:
        said = {str(key): str(value) for key, value in entry.items()} if _is_table(entry) else {}
        name = said.get("host", "")
        if wrong := _wrong(said, hosts):
            faults.append(Fault(name, wrong))
        else:
            hosts[name] = said["state"]
    return hosts, faults


def _is_table(entry: object) -> bool:
    return isinstance(entry, dict)


def _wrong(said: Mapping[str, str], hosts: Mapping[str, str]) -> str:
    """Return what is wrong with an entry, "" if nothing is."""
    if missing := [key for key in KEYS if not said.get(key, "").strip()]:
        return f'It has no "{missing[0]}". Each entry has host, state and why.'
    if other := [key for key in said if key not in KEYS]:
        return f'"{other[0][:40]}" does not belong here. Each entry has host, state and why.'
    if not HOST.fullmatch(said["host"]):
        return f'"{said["host"][:60]}" is not a host. Write it like codes.ohio.gov.'
    if said["state"] not in STATES:
        return f'There is no state "{said["state"][:20]}". Write its two letters, such as oh.'
    return f"{said['host']} appears twice. Keep one." if said["host"] in hosts else ""


def state_of(address: str, hosts: Mapping[str, str]) -> str | None:
    """Return the state for which a page's host speaks; None if we know no such host."""
    host = host_of(address)
    folder = urlsplit(address).path.strip("/").partition("/")[0] if host else ""
    places = (f"{host}/{folder}", *_and_above(host))
    return next((hosts[place] for place in places if place in hosts), None)


def host_of(address: str) -> str:
    """Return the host of a web page; "" for anything else."""
    if not address.startswith(("https://", "http://")) or not is_address(address):
        return ""
    return urlsplit(address).hostname or ""


def _and_above(host: str) -> Iterator[str]:
    """Yield "www.leg.ohio.gov", "leg.ohio.gov", "ohio.gov"."""
    parts = host.casefold().split(".")
    for start in range(len(parts) - 1):
        yield ".".join(parts[start:])
