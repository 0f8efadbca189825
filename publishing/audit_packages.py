"""`audit_packages`: fails if one of our packages has a known vulnerability; says what fixes it.

It asks osv.dev, which has the advisories of both PyPI and npm. A few lines of our own instead of
pip-audit, which brings 28 packages and does not know what we take from npm.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Sequence
from http.client import HTTPException
from pathlib import Path
from typing import Any
from urllib.parse import quote
from urllib.request import Request, urlopen

from publishing.support.locked_packages import LockedPackage, all_packages

SERVICE = "https://api.osv.dev/v1"  # https://google.github.io/osv.dev/api/
ECOSYSTEMS = {"pypi": "PyPI", "npm": "npm"}
SECONDS = 60
NO_COMMANDS = str.maketrans("#:[]", "    ")  # in a workflow's log, "::" and "##[" begin commands


def weaknesses(packages: Sequence[LockedPackage], service: str = SERVICE) -> list[str]:
    """Return a line for each known vulnerability of a package. Raises OSError if it cannot ask."""
    queries = [{"package": _named(package), "version": package.version} for package in packages]
    answers = _ask(f"{service}/querybatch", {"queries": queries})["results"]
    if len(answers) != len(packages):
        raise OSError(f"{len(answers)} answers to {len(packages)} questions")
    lines = []
    for package, answer in zip(packages, answers, strict=True):
        for found in answer.get("vulns", []):
            about = _ask(f"{service}/vulns/{quote(found['id'], safe='')}")
            if not about.get("withdrawn"):
                lines.append(_line(package, about))
    return sorted(set(lines))


def _line(package: LockedPackage, about: dict[str, Any]) -> str:
    fixed = ", ".join(dict.fromkeys(_fixed_in(package, about)))
    summary = (about.get("summary") or "no summary").translate(NO_COMMANDS)
    advice = f"Fixed in {fixed}." if fixed else "No release fixes it yet."
    return (
        f"{package.lock}: {package.name} {package.version}: {about['id']}: "
        f"{' '.join(summary.split())[:200]}. {advice} "
        f"https://osv.dev/vulnerability/{about['id']}"
    )


def _fixed_in(package: LockedPackage, about: dict[str, Any]) -> Iterator[str]:
    for affected in about.get("affected", []):
        if affected.get("package") == _named(package):
            for span in affected.get("ranges", []):
                if span.get("type") != "GIT":
                    yield from (e["fixed"] for e in span.get("events", []) if "fixed" in e)


def _named(package: LockedPackage) -> dict[str, str]:
    return {"name": package.name, "ecosystem": ECOSYSTEMS[package.kind]}


def _ask(address: str, body: object = None) -> Any:
    data = None if body is None else json.dumps(body).encode()
    request = Request(address, data=data, headers={"Content-Type": "application/json"})
    with urlopen(request, timeout=SECONDS) as answer:
        return json.load(answer)


def main() -> int:
    """Ask about all packages of all locks."""
    packages = all_packages(Path.cwd())
    try:
        lines = weaknesses(packages, os.environ.get("OSV_API", SERVICE))
    except (OSError, HTTPException, ValueError) as error:
        print(f"osv.dev did not answer ({error}), so nothing is known. Run this again.")
        return 2
    print("\n".join(lines) or f"No known vulnerability in {len(packages)} packages.")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
