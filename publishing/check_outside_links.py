"""`check_outside_links`: asks once a week whether every link to another site still leads there.

A few lines of our own instead of a link checker: 200 addresses on a handful of government hosts
need patience with each host, not speed, and a host that refuses robots (403, 429) or is down today
is not a broken link. One issue, updated every week, lists what is broken.
"""

from __future__ import annotations

import re
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from publishing.support.git_host import host_from_environment

LABEL = "broken links"
GONE = frozenset({404, 410})
PAUSE = 1.0  # seconds between two requests to one host
SECONDS = 30
AGENT = "Mozilla/5.0 (compatible; weekly link check)"
LINK = re.compile(
    r"\]\(<?(https?://[^\s)>]+)"  # [words](address)
    r"|^\s+(?:url|address):\s*[\"']?(https?://[^\s\"']+)"  # the register, and the states' records
    r"|<(https?://[^\s>]+)>",
    re.MULTILINE,
)


def outside_links(root: Path) -> dict[str, list[str]]:
    """Return where each address of another site is used: {"https://...": ["docs/x.md:3"]}."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in sorted([*root.glob("docs/**/[!_.]*.md"), *root.glob("docs/*.yml")]):
        text = path.read_text("utf-8", "replace")
        for match in LINK.finditer(text):
            address = next(filter(None, match.groups())).partition("#")[0]
            line = text.count("\n", 0, match.end()) + 1
            found[address].append(f"{path.relative_to(root).as_posix()}:{line}")
    return dict(found)


def why_broken(address: str) -> str:
    """Return why an address leads nowhere, "" if it does not or if that cannot be said."""
    request = Request(address, headers={"User-Agent": AGENT, "Accept": "text/html,*/*"})
    try:
        with urlopen(request, timeout=SECONDS):
            return ""
    except HTTPError as error:
        return f"answer {error.code}" if error.code in GONE else ""
    except URLError as error:
        name = isinstance(error.reason, OSError) and "name" in str(error.reason).lower()
        return "no such host" if name else ""
    except (OSError, HTTPException, ValueError):
        return ""


def broken_links(
    links: Mapping[str, list[str]],
    look: Callable[[str], str] = why_broken,
    pause: float = PAUSE,
) -> str:
    """Return the list of broken links as Markdown, "" if there is none."""
    hosts: dict[str, list[str]] = defaultdict(list)
    for address in links:
        hosts[urlsplit(address).netloc].append(address)

    def look_at(addresses: list[str]) -> dict[str, str]:
        found = {}
        for address in addresses:
            if reason := look(address):
                time.sleep(pause)
                reason = look(address) and reason  # a second look: networks stumble
            if reason:
                found[address] = reason
            time.sleep(pause)
        return found

    broken: dict[str, str] = {}
    with ThreadPoolExecutor(8) as pool:
        for found in pool.map(look_at, hosts.values()):
            broken |= found
    lines = [
        f"- [ ] `{address}` ({reason}), used in {', '.join(f'`{p}`' for p in links[address])}"
        for address, reason in sorted(broken.items())
    ]
    return "\n".join(["These links lead nowhere any more:", "", *lines]) if lines else ""


def main() -> int:
    """Check the links, and update the one issue."""
    text = broken_links(outside_links(Path.cwd()))
    print(text or "All links lead somewhere.")
    host_from_environment().report_once(LABEL, "Links that lead nowhere", text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
