"""`renew_guide`: updates what CONTRIBUTING.md and docs/ take from the schema of the pages.

That is the table of all keys, the links that open GitHub's editor with a new page filled in, and
the pages to copy, docs/<folder>/_template.md. A test fails if the guide is out of date, and the
check gives a hint if a page to copy is.
"""

from __future__ import annotations

import sys
from pathlib import Path

from library.content.schema import KINDS
from library.content.schema_docs import new_page_link, pages_to_copy, with_table

GUIDE = "CONTRIBUTING.md"
LINKS_START = "<!-- links: made from hooks/library/content/schema.py; do not edit by hand -->"
LINKS_END = "<!-- end of links -->"


def new_page_links() -> str:
    """Return the Markdown list of links, relative to the guide on GitHub."""
    lines = []
    for kind in KINDS:
        if kind.body:
            address = new_page_link(kind, "owner/name", "main")
            address = address.replace("https://github.com/owner/name/", "../../")
            lines.append(f"- [New {kind.label.lower()}]({address})")
    return "\n".join(lines)


def renewed(text: str) -> str:
    """Return the guide with a new table and new links; ValueError if a mark is missing."""
    if LINKS_START not in text or LINKS_END not in text:
        raise ValueError(f"the marks are missing: {LINKS_START} and {LINKS_END}")
    before, _, rest = text.partition(LINKS_START)
    after = rest.partition(LINKS_END)[2]
    return with_table(f"{before}{LINKS_START}\n\n{new_page_links()}\n\n{LINKS_END}{after}")


def main() -> int:
    """Update the files in place, and print the paths of those that changed."""
    root = Path.cwd()
    guide = renewed((root / GUIDE).read_text("utf-8"))
    changed = []
    for name, text in {GUIDE: guide, **pages_to_copy()}.items():
        path = root / name
        if not path.is_file() or path.read_text("utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
            changed.append(name)
    print("\n".join(changed) or "Nothing has changed.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
