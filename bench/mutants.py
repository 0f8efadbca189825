"""Finds changes to a room's code that no test notices: makes them one at a time and prints them.

    .venv/bin/python bench/mutants.py ROOM [--limit 60] [--seed 1] [--only PART] [--wider TEST ...]

ROOM is a folder in hooks/library, such as `check`. From all places where its code could be wrong by
one token (a comparison, and/or, a lost `not`, a number, a string, a value not returned, a call not
made), --limit are drawn by --seed; the same seed draws the same ones. Each is tried on a copy of
the project, never in the checkout, against the room's own tests: first those that name its module,
then all in tests/library/ROOM except the slow ones, then those of --wider. A test that fails, or
does not end, kills the mutant. Two run at a time. A survivor is a line that no test needs: write
the test, or delete the line. Some survivors are equivalent: no test could tell them apart.

--only   mutate only modules whose path contains this
--wider  more test files for what the room's own tests miss, such as tests/hooks/test_kept.py
"""

from __future__ import annotations

import argparse
import ast
import copy
import os
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import Queue

ROOT = Path(__file__).resolve().parent.parent
LIBRARY = "hooks/library"
OURS = ("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
PYTEST = (sys.executable, "-m", "pytest", "-x", "-q", "-n0", "-p", "no:cacheprovider")
JOBS = 2
ENOUGH = 600  # CPU seconds for all tests of a room
PATIENCE = 3600  # seconds for a run that waits and does nothing
PASSED, NOTHING_TO_RUN = 0, 5  # exit codes of pytest
SWAPS: dict[type, type] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.And: ast.Or, ast.Or: ast.And,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult, ast.Mod: ast.Add, ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr,
}  # fmt: skip

UNSEEN = ("annotation", "returns", "decorator_list", "msg")  # parts of the tree
# Of these calls the arguments by their place and by their name: see `changes`.
EXPLAINED: dict[str, tuple[tuple[int, ...], tuple[str, ...]]] = {
    "Key": ((2, 3), ("label",)),
    "Kind": ((), ("help", "body")),
    "_title": ((0,), ()),
    "_description": ((0,), ()),
}


@dataclass(frozen=True)
class Mutant:
    """One change: the bytes from `start` to `end` of a file become `new`."""

    path: str  # from the project's root
    line: int
    start: int
    end: int
    old: str
    new: str

    def __str__(self) -> str:
        old, new = (" ".join(text.split()) for text in (self.old, self.new))
        return f"{self.path}:{self.line}: {old[:90]}  ->  {new[:90]}"


def mutants_of(path: str, source: str) -> list[Mutant]:
    """Return all mutants of a module, in the order of its lines."""
    starts = [0]
    for line in source.encode().splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    found = []
    for node, new in changes(ast.parse(source)):
        start = starts[node.lineno - 1] + node.col_offset  # ast counts bytes, too
        end = starts[(node.end_lineno or node.lineno) - 1] + (node.end_col_offset or 0)
        old = source.encode()[start:end].decode()
        found.append(Mutant(path, node.lineno, start, end, old, new.replace("$", old)))
    return sorted(found, key=lambda mutant: (mutant.start, mutant.end, mutant.new))


def changed(source: str, mutant: Mutant) -> str:
    """Return a module with one place changed."""
    data = source.encode()
    return (data[: mutant.start] + mutant.new.encode() + data[mutant.end :]).decode()


def changes(tree: ast.AST) -> Iterator[tuple[ast.expr | ast.stmt, str]]:
    """Yield each node to change and its new text; "$" stands for its old one.

    Left out is what says nothing at run time, or costs only time: types, decorators, docstrings,
    the message of an `assert`, the call of a `main`. So are words for staff that no program reads:
    the help, the example and the label of a line of front matter, and what a new page starts with
    (EXPLAINED). What stands inside an f-string has no place of its own in the tree; it is changed
    as a whole. A pattern of `match` takes no brackets.
    """
    if isinstance(tree, ast.JoinedStr | ast.pattern):
        return
    called = ast.unparse(tree.func) if isinstance(tree, ast.Call) else ""
    places, names = EXPLAINED.get(called, ((), ()))
    for name, value in ast.iter_fields(tree):
        if name in UNSEEN:
            continue
        for place, node in enumerate(value if isinstance(value, list) else [value]):
            is_docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
            is_words = (name == "args" and place in places) or getattr(node, "arg", "") in names
            is_type = called in ("cast", "TypeVar") or is_literal(node)
            is_main = isinstance(node, ast.If) and "__main__" in ast.unparse(node.test)
            unseen = is_docstring or is_type or is_words or is_main
            if isinstance(node, ast.AST) and not unseen:
                if isinstance(node, ast.expr | ast.stmt):
                    yield from ((node, new) for new in new_texts(node))
                    if name in ("test", "ifs"):
                        yield node, "(not ($))"
                yield from changes(node)


def is_literal(node: object) -> bool:
    """Tell whether a node is a type of certain words, such as `Literal["a", "b"]`."""
    return isinstance(node, ast.Subscript) and ast.unparse(node.value) == "Literal"


def new_texts(node: ast.expr | ast.stmt) -> Iterator[str]:
    """Yield what may stand in the place of a node."""
    match node:
        case ast.Compare(ops=[operator]) | ast.BoolOp(op=operator) | ast.BinOp(op=operator):
            if type(operator) in SWAPS:
                other = copy.deepcopy(node)
                swapped = SWAPS[type(operator)]()
                if isinstance(other, ast.Compare):
                    other.ops = [swapped]
                else:
                    other.op = swapped
                yield f"({ast.unparse(other)})"
        case ast.UnaryOp(op=ast.Not()):
            yield f"({ast.unparse(node.operand)})"
        case ast.AugAssign(op=ast.Add()):
            yield ast.unparse(ast.AugAssign(node.target, ast.Sub(), node.value))
        case ast.Constant(value=bool() as value):
            yield str(not value)
        case ast.Constant(value=int() | float() as value):
            yield f"({value + 1})"
        case ast.Constant(value=str() as value) if value:
            yield f"({'XX' + value!r})"
        case ast.Constant(value=bytes() as value) if value:
            yield f"({b'XX' + value!r})"
        case ast.JoinedStr():
            yield '("XX" + $)'
        case ast.Return(value=ast.expr() as value) if ast.unparse(value) != "None":
            yield "return None"
        case ast.Expr(value=ast.Call()) | ast.AugAssign():
            yield "pass"
        case ast.Break():
            yield "continue"
        case ast.Continue():
            yield "break"


def copy_project(folder: Path) -> None:
    """Copy the files of the project, as they are in the checkout, into a new folder."""
    listed = subprocess.run(OURS, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).exists():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, folder / name)


def tests_for(tree: Path, room: str, mutant: Mutant, wider: list[str]) -> list[list[str]]:
    """Return the arguments of pytest, run after run, that may kill a mutant."""
    own = f"tests/library/{room}"
    module = mutant.path.removeprefix("hooks/").removesuffix(".py").replace("/", ".")
    name = re.compile(rf"\b{re.escape(module.removesuffix('.__init__'))}\b")
    files = sorted((tree / own).glob("test_*.py"))
    naming = [str(file) for file in files if name.search(file.read_text(encoding="utf-8"))]
    first = naming or [own, "-k", Path(mutant.path).stem]
    return [[*first, "-m", "not slow"], [own, "-m", "not slow"], *([wider] if wider else [])]


def survives(tree: Path, mutant: Mutant, runs: list[list[str]], longest: int) -> bool:
    """Tell whether all tests pass with a mutant in this copy of the project."""
    file = tree / mutant.path
    source = file.read_text(encoding="utf-8")
    file.write_text(changed(source, mutant), encoding="utf-8")
    try:
        return all(passes(tree, arguments, longest) for arguments in runs)
    finally:
        file.write_text(source, encoding="utf-8")


def passes(tree: Path, arguments: list[str], longest: int) -> bool:
    """Run pytest in a copy of the project; a run that takes too long does not pass.

    `longest` is in seconds of CPU time, so that a busy machine changes nothing.
    """
    # Files changed twice in a second would be taken from stale bytecode.
    environment = os.environ | {"PYTHONDONTWRITEBYTECODE": "1"}
    limited = ("sh", "-c", f'ulimit -t {longest}; exec "$@"', "sh", *PYTEST, *arguments)
    with subprocess.Popen(
        limited, cwd=tree, env=environment, start_new_session=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    ) as run:  # fmt: skip
        try:
            return run.wait(PATIENCE) in (PASSED, NOTHING_TO_RUN)
        except subprocess.TimeoutExpired:
            os.killpg(run.pid, 9)  # its own group: what it has started ends too
            return False


def main() -> int:
    """Draw, try, print; return 1 where the tests fail without any mutant."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("room")
    parser.add_argument("--limit", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="")
    parser.add_argument("--wider", nargs="*", default=[])
    options = parser.parse_args()
    mutants: list[Mutant] = []
    for file in sorted((ROOT / LIBRARY / options.room).rglob("*.py")):
        path = file.relative_to(ROOT).as_posix()
        if options.only in path:
            mutants += mutants_of(path, file.read_text(encoding="utf-8"))
    number = min(options.limit, len(mutants))
    drawn = random.Random(options.seed).sample(mutants, number)
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        trees: Queue[Path] = Queue()
        for job in range(JOBS):
            tree = Path(folder, str(job))
            copy_project(tree)
            trees.put(tree)
        everything = [f"tests/library/{options.room}", *options.wider, "-m", "not slow"]
        if not passes(tree, everything, ENOUGH):
            print("These tests do not pass without any mutant.", file=sys.stderr)
            return 1
        taken = resource.getrusage(resource.RUSAGE_CHILDREN)
        longest = 20 + 3 * round(taken.ru_utime + taken.ru_stime)

        def attempt(mutant: Mutant) -> bool:
            tree = trees.get()
            runs = tests_for(tree, options.room, mutant, options.wider)
            lives = survives(tree, mutant, runs, longest)
            trees.put(tree)
            print(f"{'SURVIVED' if lives else 'killed  '} {mutant}", flush=True)
            return lives

        with ThreadPoolExecutor(JOBS) as pool:
            lived = sum(pool.map(attempt, sorted(drawn, key=lambda m: (m.path, m.start))))
    share = 100 * lived / max(1, number)
    print(
        f"{options.room}: {lived} of {number} survived ({share:.1f} %), of {len(mutants)} possible"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
