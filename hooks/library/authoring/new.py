"""`python -m library.authoring.new article "Title"`: writes a new page from the schema."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from library.check.settings import owner_clock
from library.common.slug import slug_of
from library.content.kinds import path_of
from library.content.schema import KINDS, Kind
from library.content.schema_docs import new_page

STARTABLE = {kind.in_search: kind for kind in KINDS if kind.body}  # by what the site calls it
CURLY_QUOTES = "“”"


def write_new(root: Path, kind: Kind, title: str, today: date) -> Path:
    """Write docs/<folder>/<slug>.md and return its path; FileExistsError if it exists."""
    slug = slug_of(title)
    path = root / "docs" / path_of(kind, slug)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(new_page(kind, title, slug, today.isoformat()))
    return path


def main(arguments: list[str]) -> int:
    """Run the command; return the exit code."""
    name, *words = arguments or [""]
    title = " ".join(" ".join(words).split()).strip(CURLY_QUOTES + " ")
    if name not in STARTABLE or not title:
        print(f'Write: new KIND "Title", where KIND is one of: {", ".join(STARTABLE)}.')
        return 2
    if len(words) > 1:
        print(f'Put straight quotes around the title: new {arguments[0]} "{title}"')
        return 2
    try:
        path = write_new(Path.cwd(), STARTABLE[name], title, owner_clock(Path.cwd()).today)
    except FileExistsError as error:
        name = Path(error.filename).relative_to(Path.cwd()).as_posix()
        print(f"{name} already exists. Choose another title, or edit that file.")
        return 1
    print(path.relative_to(Path.cwd()).as_posix())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
