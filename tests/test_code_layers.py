"""What holds the code together: hooks/library/ is free of MkDocs, mkdocs.yml says what runs."""

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


@pytest.mark.parametrize("file", LIBRARY, ids=lambda file: str(file.relative_to(HOOKS)))
def test_the_library_never_imports_the_builder_or_a_hook(file: Path) -> None:
    hooks = {hook.stem for hook in HOOKS.glob("*.py")}
    assert imported(file.read_text(encoding="utf-8")) & (BUILDERS | hooks) == set()


def test_imports_are_found_wherever_they_stand() -> None:
    code = (
        "import os.path, mkdocs.utils as u\ndef f():\n  from material.x import y\n  from . import z"
    )
    assert imported(code) == {"os", "mkdocs", "material", "library"}


def test_mkdocs_yml_lists_every_hook_once_and_says_what_it_does() -> None:
    with reading_the_living_library():  # for its list of hooks, which is ours
        text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    listed = re.findall(r"^ +- (hooks/\w+\.py) +# \S.+$", text, re.MULTILINE)
    # Used by hooks, no hooks themselves.
    helpers = ["build_clock", "finished", "material_blog", "preview"]
    shared = {f"hooks/{name}.py" for name in helpers}
    hooks = {f"hooks/{file.name}" for file in HOOKS.glob("*.py")} - shared
    assert sorted(listed) == sorted(hooks)
    assert yaml.safe_load(text)["hooks"] == listed
