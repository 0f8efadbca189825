"""The structure of the code: rooms never import upward, and mkdocs.yml lists what runs."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
import yaml
from living_library import reading_the_living_library

ROOT = Path(__file__).resolve().parent.parent
HOOKS = ROOT / "hooks"
LIBRARY = sorted((HOOKS / "library").rglob("*.py"))
# The rooms from the ground up: each may import from those on floors below its own.
FLOORS = (
    {"common"},
    {"content"},
    {"binder", "clock", "letters", "markdown", "path", "pictures", "search", "states"},
    {"figures", "site"},
    {"sheets"},
    {"check"},
    {"authoring", "old_blog"},
)
BUILDERS = {"mkdocs", "material", "properdocs", "jinja2"}  # what another builder would not have


def imported(code: str) -> set[str]:
    """Return the packages that a module imports, wherever in it."""
    names = []
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names.append("library" if node.level else node.module or "")
    return {name.split(".")[0] for name in names}


def floor(room: str) -> int:
    """Return which floor a room is on, counted from the ground."""
    return next(number for number, rooms in enumerate(FLOORS) if room in rooms)


def rooms_imported(code: str) -> set[str]:
    """Return the rooms of the library that a module imports from."""
    names = [
        name
        for node in ast.walk(ast.parse(code))
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [f"{node.module}.{alias.name}" for alias in node.names]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    ]
    return {name.split(".")[1] for name in names if name.startswith("library.")}


@pytest.mark.parametrize("room", sorted({room for rooms in FLOORS for room in rooms}))
def test_no_room_imports_from_its_own_floor_or_from_above(room: str) -> None:
    upward = {
        f"{file.name} imports from {other}"
        for file in (HOOKS / "library" / room).rglob("*.py")
        for other in rooms_imported(file.read_text(encoding="utf-8")) - {room}
        if floor(other) >= floor(room)
    }
    assert not upward


def test_every_module_of_the_library_is_in_a_room() -> None:
    rooms = {room for rooms in FLOORS for room in rooms}
    outside = {file.relative_to(HOOKS / "library").parts[0] for file in LIBRARY} - rooms
    assert outside == {"__init__.py"}


@pytest.mark.parametrize("file", LIBRARY, ids=lambda file: str(file.relative_to(HOOKS)))
def test_the_library_never_imports_the_builder_or_a_hook(file: Path) -> None:
    hooks = {hook.stem for hook in HOOKS.glob("*.py")}
    assert imported(file.read_text(encoding="utf-8")) & (BUILDERS | hooks) == set()


@pytest.mark.parametrize(
    "file", [*HOOKS.glob("*.py"), *HOOKS.glob("support/*.py")], ids=lambda file: str(file.name)
)
def test_no_hook_is_imported(file: Path) -> None:
    """MkDocs loads each hook under a special name: an imported one would be loaded twice."""
    hooks = {hook.stem for hook in HOOKS.glob("*.py")}
    assert imported(file.read_text(encoding="utf-8")) & hooks == set()


def test_imports_are_found_wherever_they_stand() -> None:
    code = (
        "import os.path, mkdocs.utils as u\ndef f():\n  from material.x import y\n  from . import z"
    )
    assert imported(code) == {"os", "mkdocs", "material", "library"}


def test_mkdocs_yml_lists_every_hook_once_and_says_what_it_does() -> None:
    with reading_the_living_library():  # for its list of hooks, which is ours
        text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    listed = re.findall(r"^ +- (hooks/\w+\.py) +# \S.+$", text, re.MULTILINE)
    hooks = {f"hooks/{file.name}" for file in HOOKS.glob("*.py")}
    assert sorted(listed) == sorted(hooks)
    assert yaml.safe_load(text)["hooks"] == listed
