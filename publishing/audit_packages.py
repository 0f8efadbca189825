"""`audit_packages`: fails when a package of ours has a known weakness; says what mends it.

It asks osv.dev, which holds the advisories of PyPI and npm alike. Our own few lines and not
pip-audit: that brings 28 packages of its own, and does not know what we take from npm.
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

from publishing.locked_packages import LockedPackage, all_packages

SERVICE = "https://api.osv.dev/v1"  # https://google.github.io/osv.dev/api/
ECOSYSTEMS = {"pypi": "PyPI", "npm": "npm"}
SECONDS = 60
NO_COMMANDS = str.maketrans("#:[]", "    ")  # in a workflow's log, "::" and "##[" begin commands


def weaknesses(packages: Sequence[LockedPackage], service: str = SERVICE) -> list[str]:
    """Return one line for each known weakness of a package. Raises OSError if it cannot ask."""
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
    mended = ", ".join(dict.fromkeys(_mended(package, about)))
    summary = (about.get("summary") or "no summary").translate(NO_COMMANDS)
    advice = f"Mended in {mended}." if mended else "No release mends it yet."
    return (
        f"{package.lock}: {package.name} {package.version}: {about['id']}: "
        f"{' '.join(summary.split())[:200]}. {advice} "
        f"https://osv.dev/vulnerability/{about['id']}"
    )


def _mended(package: LockedPackage, about: dict[str, Any]) -> Iterator[str]:
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
        print(f"osv.dev could not be asked ({error}), so nothing is known. Run this again.")
        return 2
    print("\n".join(lines) or f"No known weakness in {len(packages)} packages.")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
