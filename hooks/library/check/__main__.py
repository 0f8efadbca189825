"""`python -m library.check [PATH ...]`: prints the problems of the library."""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from library.check import DOCS, check_library
from library.check.fixes import fix_bytes
from library.check.problem import Problem, folded
from library.check.rules.interface_words import FOLDER as WORDS
from library.check.rules.owner import owner_summary, owner_tasks
from library.check.rules.picture_file import is_picture
from library.check.rules.redirects import changed_since, usual_base
from library.check.settings import MKDOCS, load_settings, owner_clock
from library.common.days import present
from library.common.nearest import did_you_mean
from library.pictures.hidden_place import says_place, without_place


def main(arguments: Sequence[str] | None = None, root: Path | None = None) -> int:
    """Run the command in the project's folder; return 1 if there are errors, else 0."""
    options, unknown = _parser().parse_known_args(arguments)
    if unknown:
        print(_not_understood(unknown[0]))
        return 2
    root = (root or Path.cwd()).resolve()
    if options.owner:
        return _tell_owner(root)
    try:
        paths = _project_paths(root, options.path) or None
    except ValueError as error:
        print(error)
        return 2
    if options.fix:
        for path in _fix(root, paths or [DOCS]):
            print(f"{path}: repaired")
    problems = check_library(
        root,
        paths,
        now=present(),
        settings=load_settings(root),
        base=options.base or usual_base(root),
    )
    if options.base:  # a proposal: its writer need not care about what it leaves alone
        changed = changed_since(root, options.base)
        problems = [found for found in problems if found.level == "error" or found.path in changed]
    problems = folded(problems)
    for problem in problems:
        print(problem.github() if options.format == "github" else problem)
    print(summary(problems))
    return 1 if any(problem.level == "error" for problem in problems) else 0


def _tell_owner(root: Path) -> int:
    """List what still has example values; return 1 if something must be filled in, else 0."""
    tasks = [*load_settings(root).problems, *owner_tasks(root, owner_clock(root).today)]
    for task in tasks:
        print(task)
    print(owner_summary(tasks))
    return 1 if any(task.level == "error" for task in tasks) else 0


def summary(problems: Sequence[Problem]) -> str:
    """Return the last line of the report."""
    errors = sum(problem.level == "error" for problem in problems)
    hints = len(problems) - errors
    if not problems:
        return "All is well: no problem found."
    if not errors:
        return f"Ready to publish. {_count(hints, 'hint')} to think about."
    tail = f", and {_count(hints, 'hint')}" if hints else ""
    return (
        f"{_count(errors, 'problem')} to fix before publishing{tail}. Each line above says where "
        "and how."
    )


def _count(number: int, word: str) -> str:
    return f"{number} {word}" + ("" if number == 1 else "s")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="run.py check", description="Check the texts: all problems, with what to do."
    )
    parser.add_argument("path", nargs="*", help="files or folders in docs/ (default: all)")
    parser.add_argument("--fix", action="store_true", help="make the repairs that are always safe")
    parser.add_argument(
        "--owner", action="store_true", help="list what still has example values, for the owner"
    )
    parser.add_argument("--format", choices=("text", "github"), default="text")
    parser.add_argument(
        "--base",
        help="Git revision (default: main): pages moved since then need a redirect; if given, "
        "hints are shown only for changed pages",
    )
    return parser


def _not_understood(word: str) -> str:
    """Return what to say about an option that there is not."""
    known = [name for action in _parser()._actions for name in action.option_strings]
    return (
        f'"{word}" is not an option of this command.{did_you_mean(word, known)} '
        "`python3 run.py check --help` lists all."
    )


def _project_paths(root: Path, given: Iterable[str]) -> list[str]:
    """Return paths from the project's folder; ValueError, with a message, for a missing one."""
    found = []
    for name in given:
        path = next((p for p in (root / name, Path(name).absolute()) if p.exists()), None)
        if path is None:
            like = sorted(
                p.relative_to(root).as_posix() for p in (root / DOCS).rglob(Path(name).name)
            )
            advice = f" Did you mean {like[0]}?" if like else ""
            raise ValueError(f"{name}: there is no such file or folder.{advice}")
        try:
            inside = path.resolve().relative_to(root).as_posix()
        except ValueError:
            inside = ""
        if not f"{inside}/".startswith((f"{DOCS}/", f"{WORDS}/", f"{MKDOCS}/")):
            raise ValueError(f"{name}: only {DOCS}/, {WORDS}/ and {MKDOCS} are checked.")
        found.append(inside)
    return found


def _fix(root: Path, paths: Iterable[str]) -> list[str]:
    """Repair texts and photos in place and return the paths of those that changed."""
    changed = []
    for name in paths:
        start = root / name
        for path in sorted(start.rglob("*")) if start.is_dir() else [start]:
            if path.is_symlink() or not path.is_file():
                continue
            raw = fixed = path.read_bytes()
            if path.suffix == ".md":
                fixed = fix_bytes(raw)
            elif is_picture(path.name) and says_place(raw):
                fixed = without_place(raw)
            if fixed != raw:
                path.write_bytes(fixed)
                changed.append(path.relative_to(root).as_posix())
    return changed


if __name__ == "__main__":
    gc.disable()  # a short run that uses nearly everything it makes until it ends
    code = main()
    gc.freeze()  # else Python would look through all of it as it ends
    sys.exit(code)
