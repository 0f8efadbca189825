"""The form editor, as part of the readers' site or as a site on its own host name.

The editor keeps a writer's token in the browser, where every page of the same origin (the part of
an address from https:// to the next slash) can read it. On its own origin, no reader's page and no
other site on the same host ever can.

`python -m library.authoring.editor_site FOLDER`, in the project's folder, writes that second site.
"""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from library.authoring.form_data import data_collections
from library.authoring.form_editor import POLICY, SETTINGS, editor_page, editor_settings
from library.authoring.form_fields import page_titles
from library.check.settings import MKDOCS, load_settings, parse_settings
from library.common.web_address import origin
from library.site.host_files import FRAMES, headers_file
from library.site.page_policy import written

FOLDER = "admin"  # of either site
READY = "ready"  # machine/editor.py writes it last
SHARED_HOST = ".github.io"  # https://owner.github.io/one/ and .../two/ are one origin
START = """\
<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'">
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url=admin/">
<title>Write</title>
<p><a href="admin/">Write</a></p>
</html>
"""


@dataclass(frozen=True)
class EditorSite:
    """What the editor needs to know about the project."""

    name: str
    site_url: str  # of the readers' site
    repository: str  # "owner/name" on GitHub
    editor_url: str = ""  # of its own site; "" for none

    @property
    def is_apart(self) -> bool:
        """Return whether the editor has its own origin."""
        return bool(self.editor_url) and origin(self.editor_url) != origin(self.site_url)

    @property
    def warning(self) -> str:
        """Return a warning for writers if the editor shares its origin with other pages."""
        if self.is_apart:
            return ""
        host = urlsplit(self.site_url).netloc
        others = f" and with every other site at {host}" if host.endswith(SHARED_HOST) else ""
        return (
            f"This form shares its address with the readers' site{others}: a script on any page "
            "there could read your token."
        )


def made_files(root: Path, site: EditorSite) -> dict[str, str]:
    """Return the editor's files that are made from the settings of the project in `root`."""
    settings = load_settings(root)
    title = f"{site.name}: write"
    pages = page_titles(root / "docs")
    return {
        "index.html": editor_page(title, site.repository, settings.branch, site.warning),
        SETTINGS: editor_settings(
            repository=site.repository,
            branch=settings.branch,
            title=site.name,
            site_url=site.site_url,
            pages=pages,
            lists={"categories": settings.categories, "authors": settings.authors},
            data=data_collections(root / "docs", pages),
        ),
    }


def fetched_files(root: Path) -> list[Path]:
    """Return the editor's third-party files; none if they have not been fetched."""
    folder = root / ".cache" / "editor"
    if not (folder / READY).is_file():
        return []
    return sorted(path for path in folder.iterdir() if path.name != READY)


def write_editor_site(root: Path, target: Path) -> None:
    """Write a site that is only the editor, replacing the folder `target`.

    Raises ValueError, in words for the owner, if the editor has not been fetched or shares the
    readers' address.
    """
    config = parse_settings((root / MKDOCS).read_text(encoding="utf-8"))
    extra = config.get("extra") or {}
    site = EditorSite(
        str(config.get("site_name") or ""),
        str(config.get("site_url") or ""),
        str(extra.get("repository") or ""),
        str(extra.get("editor_url") or ""),
    )
    if not site.is_apart:
        raise ValueError(
            'First write the address of the second site as "editor_url" in mkdocs.yml; its host '
            "name must differ from that of site_url. See OWNER.md."
        )
    fetched = fetched_files(root)
    if not fetched:
        raise ValueError("The form editor has not been fetched.")
    shutil.rmtree(target, ignore_errors=True)
    inside = target / FOLDER
    shutil.copytree(root / "overrides" / FOLDER, inside)
    for path in fetched:
        shutil.copy(path, inside)
    mark = target / "assets" / "images" / "mark.svg"
    mark.parent.mkdir(parents=True)
    shutil.copy(root / "overrides" / "assets" / "images" / "mark.svg", mark)
    policies = [
        ("/", f"default-src 'none'; {FRAMES}"),
        (f"/{FOLDER}/*", f"{written(POLICY)}; {FRAMES}"),
    ]
    texts = {
        "index.html": START,
        "robots.txt": "User-agent: *\nDisallow: /\n",
        "_headers": headers_file(policies, []),
        **{f"{FOLDER}/{name}": text for name, text in made_files(root, site).items()},
    }
    for name, text in texts.items():
        (target / name).write_text(text, encoding="utf-8", newline="\n")


def main(arguments: list[str]) -> int:
    """Write the editor's own site; return 1 with one line if it cannot be."""
    try:
        write_editor_site(Path.cwd(), Path(arguments[0]))
    except ValueError as error:
        print(error)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
