"""All rules of the check, collected from the modules that declare them."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pkgutil import walk_packages

import library.check
from library.check.problem import Rule


def declared() -> Iterator[Rule]:
    """Yield the rules: the constants of all modules of the check."""
    for module in walk_packages(library.check.__path__, f"{library.check.__name__}."):
        if not module.name.endswith("__main__"):
            for value in vars(import_module(module.name)).values():
                if isinstance(value, Rule):
                    yield value


RULES = frozenset(rule.name for rule in declared())
# With one of these, MkDocs, its blog plugin or our sheets cannot be built.
UNBUILDABLE = frozenset(rule.name for rule in declared() if not rule.builds)
