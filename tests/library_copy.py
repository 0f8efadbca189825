"""A library in its own folder, under Git, to change as people change it, then to judge."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Iterable
from contextlib import redirect_stdout
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from typing import Any

import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
from small_project import heard

from library.check.__main__ import main as check
from publishing.support.site_faults import site_faults

GIT = ["git", "-c", "user.name=Robin", "-c", "user.email=robin@example.org"]
REDIRECT = re.compile(r'"redirects:".*?: (?P<old>/\S+): (?P<new>\S+\.md)$')
TASK = r"  - text: .*\n    page: \S*{name}\n"
LINK = r"\[(?P<words>[^\[\]]*)\]\((?:[^()\s]*/)?{name}(?:#[^()\s]*)?\)"


@dataclass
class Library:
    """A project with docs/ and mkdocs.yml; its branch main holds what was there at first."""

    root: Path
    said: str = ""  # by the last command
    note: dict[str, str] = field(default_factory=dict)  # what a change did, to be looked at later

    def start(self) -> None:
        """Put everything that is there on the branch main."""
        (self.root / ".gitignore").write_text(".cache\nsite\n", encoding="utf-8")
        for command in (["init", "-q", "-b", "main"], ["add", "-A"], ["commit", "-qm", "Start"]):
            subprocess.run([*GIT, *command], cwd=self.root, check=True)

    @property
    def settings(self) -> dict[str, Any]:
        """What mkdocs.yml holds now."""
        found: dict[str, Any] = yaml.safe_load((self.root / "mkdocs.yml").read_text("utf-8"))
        return found

    def set(self, change: Callable[[dict[str, Any]], None]) -> None:
        """Change the settings in mkdocs.yml."""
        settings = self.settings
        change(settings)
        text = yaml.safe_dump(settings, sort_keys=False, allow_unicode=True)
        (self.root / "mkdocs.yml").write_text(text, encoding="utf-8")

    @property
    def blog(self) -> dict[str, Any]:
        """The settings of the blog plugin now."""
        return blog_of(self.settings)

    def path(self, inside: str) -> Path:
        """Return the path of a file by its path in docs/."""
        return self.root / "docs" / inside

    def write(self, inside: str, text: str) -> None:
        """Write a file of docs/."""
        self.path(inside).parent.mkdir(parents=True, exist_ok=True)
        self.path(inside).write_text(text, encoding="utf-8")

    def replace(self, inside: str, pattern: str, new: str) -> None:
        """Replace the words that a pattern finds, which must be there."""
        text, number = re.subn(pattern, new, self.path(inside).read_text("utf-8"), flags=re.M)
        assert number, f"{inside}: {pattern}"
        self.write(inside, text)

    def texts(self) -> Iterable[Path]:
        """Return all texts except templates and hidden files."""
        return sorted(self.root.joinpath("docs").rglob("[!_.]*.md"))

    def link_elsewhere(self, old: str, new: str) -> None:
        """Let all links to a file lead to another of the same folder; its names tell them."""
        for path in self.texts():
            text = path.read_text("utf-8")
            path.write_text(re.sub(rf"\b{re.escape(old)}\b", new, text), encoding="utf-8")

    def data_elsewhere(self, old: str, new: str) -> None:
        """Let files of data lead to another file of docs/, as the check asks."""
        for data in map(self.path, ("clocks.yml", "now.yml", "binder.yml", "iep-year.yml")):
            if data.exists():
                data.write_text(data.read_text("utf-8").replace(old, new), encoding="utf-8")

    def redirect_elsewhere(self, old: str, new: str) -> None:
        """Let redirects to a file of docs/ lead to another, as the check asks."""

        def change(settings: dict[str, Any]) -> None:
            redirects = settings["extra"].get("redirects") or {}
            for address, page in redirects.items():
                if page.partition("#")[0] == old:
                    redirects[address] = new

        self.set(change)

    def unlink(self, name: str) -> None:
        """Remove all links to a file, keeping their words, and its task on the home page."""
        for path in self.texts():
            text = re.sub(LINK.format(name=re.escape(name)), r"\g<words>", path.read_text("utf-8"))
            text = re.sub(TASK.format(name=re.escape(name)), "", text)
            path.write_text(text, encoding="utf-8")

    def check(self) -> bool:
        """Run the check as a person does; return whether it is green."""
        with redirect_stdout(StringIO()) as said:
            code = check([], root=self.root)
        self.said = said.getvalue()
        return code == 0

    def follow_advice(self) -> int:
        """Do exactly what the last check says about redirects; return how many it asked for."""
        asked = [found for line in self.said.splitlines() if (found := REDIRECT.search(line))]
        for one in asked:
            self.add_redirect(one["old"], one["new"])
        return len(asked)

    def add_redirect(self, old: str, new: str) -> None:
        """Let an old address lead to a page."""

        def change(settings: dict[str, Any]) -> None:
            extra = settings.setdefault("extra", {})
            extra["redirects"] = {**(extra.get("redirects") or {}), old: new}

        self.set(change)

    def build(self) -> bool:
        """Build it as published, in this process; return whether the strict build is green."""
        with heard() as messages:
            try:
                config = load_config(str(self.root / "mkdocs.yml"), strict=True)
                config.plugins.on_startup(command="build", dirty=False)
                build(config)
            except Abort as stop:
                messages.append(stop.message)
                return False
            finally:
                self.said = "\n".join(messages)
        return True

    def faults(self) -> list[str]:
        """Return what is wrong with the built site."""
        return site_faults(self.root / "site", self.site_url)

    @property
    def site_url(self) -> str:
        """Address of the site; ends in a slash."""
        return str(self.settings["site_url"]).rstrip("/") + "/"

    def page(self, address: str) -> str:
        """Return the HTML of a page of the built site, "" if it is not there."""
        file = self.root / "site" / address / "index.html"
        return file.read_text("utf-8") if file.is_file() else ""


def blog_of(settings: dict[str, Any]) -> dict[str, Any]:
    """Return the settings of the blog plugin, to be changed in place."""
    entries = (entry for entry in settings["plugins"] if isinstance(entry, dict))
    found: dict[str, Any] = next(entry["blog"] for entry in entries if "blog" in entry)
    return found
