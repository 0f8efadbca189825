"""Reads front matter and the other YAML files of the content, within limits.

A few bytes of YAML can become gigabytes (repeated aliases), crash the interpreter (nested
brackets) or take minutes (numbers with many digits). So the text is checked before it is parsed.
"""

from __future__ import annotations

import marshal
import pickle
import re
from typing import Any

import yaml

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # C where the wheel has it: 15 times faster

DEEPEST = 30  # nested lists and maps; ours have four
# Each list or map starts with one of these.
MAY_NEST = re.compile(r"[\[{]|[-?:](?=\s|\Z)")
LONG_NUMBER = re.compile(r"[\d_:.]{100}")  # longer than any number, time or date


class KeptYaml:
    """What YAML texts say, kept from one build to the next: to copy that takes a tenth as long."""

    def __init__(self, kept: bytes = b"") -> None:
        """Take what `to_keep` returned, with the same code."""
        self.begin(kept)

    def begin(self, kept: bytes) -> None:
        """Take what `to_keep` returned, with the same code, and forget all else."""
        self._known: dict[tuple[str, str, bool], bytes] = marshal.loads(kept) if kept else {}
        self._used: dict[tuple[str, str, bool], bytes] = {}

    def read(self, text: str, loader: Any = Loader, *, bounded: bool = False) -> Any:
        """Return the data in a text, for the caller to change at will. Raises yaml.YAMLError.

        If it is to be `bounded`, raises what `check_bounds` does, too.
        """
        key = (text, f"{loader.__module__}.{loader.__qualname__}", bounded)
        said = self._used.get(key) or self._known.get(key)
        if said is None:
            if bounded:
                check_bounds(text)
            said = pickle.dumps(yaml.load(text, loader))
        self._used[key] = said
        return pickle.loads(said)

    def loader(self, text: str) -> KeptLoader:
        """Return what `yaml.load` needs as its loader to read by `read`."""
        return KeptLoader(self, text)

    def to_keep(self) -> bytes:
        """Return what the next build needs: the texts of this one only, so it never grows."""
        return marshal.dumps(self._used)


class KeptLoader:
    """The part of a loader of PyYAML that `yaml.load` calls."""

    def __init__(self, kept: KeptYaml, text: str) -> None:
        """Take the text that `kept` is to read."""
        self._kept, self._text = kept, text

    def get_single_data(self) -> Any:
        """Return the data in the text."""
        return self._kept.read(self._text)

    def dispose(self) -> None:
        """Do nothing: there is no parser to free."""


KEPT = KeptYaml()  # of this process: the check, the build, and the form each read the same files


class TooMuch(yaml.MarkedYAMLError):
    """A text with more than anybody writes; `problem_mark` says where."""


def read_yaml(text: str, loader: Any = Loader) -> Any:
    """Return the data in a YAML text, the caller's own. Raises yaml.YAMLError, ValueError."""
    return KEPT.read(text, loader, bounded=True)


def compose_yaml(text: str, loader: Any = Loader, *, known: bool = False) -> yaml.Node | None:
    """Return a YAML text's values with their lines. Raises yaml.YAMLError, ValueError.

    Of a `known` text the same code has found before that it is within bounds.
    """
    if not known:
        check_bounds(text)
    node: yaml.Node | None = yaml.compose(text, Loader=loader)
    return node


def check_bounds(text: str) -> None:
    """Raise TooMuch for a text that is nested too deep, has an alias or too long a number."""
    if number := LONG_NUMBER.search(text):
        line = text.count("\n", 0, number.start())
        raise TooMuch(problem="It has a number that is far too long.", problem_mark=_mark(line))
    if "*" not in text and len(MAY_NEST.findall(text)) <= DEEPEST:
        return
    depth = 0
    for event in yaml.parse(text, Loader=Loader):
        line = event.start_mark.line if event.start_mark else 0
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        elif isinstance(event, yaml.AliasEvent):
            raise TooMuch(
                problem="It uses one of its parts again by name (& and *).",
                problem_mark=_mark(line),
            )
        if depth > DEEPEST:
            raise TooMuch(
                problem=f"Its lists are nested more than {DEEPEST} deep.",
                problem_mark=_mark(line),
            )


def _mark(line: int) -> yaml.Mark:
    return yaml.Mark("", 0, line, 0, None, 0)
