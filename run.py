#!/usr/bin/env python3
"""Shows, builds and tests this site. Needs Python 3.11.2 or newer with pip, nothing else.

machine/ sets up a fresh machine. Both use only the standard library and must also *parse* on Python
3.7, so that an old Python prints our one clear line instead of a SyntaxError: no match, no walrus,
no `X | Y` outside annotations.
"""

from __future__ import annotations

import argparse
import contextlib
import errno
import os
import re
import signal
import socket
import subprocess
import sys
import time

from machine.browser import debian_package, find_browser, playwright_browser
from machine.checkers import provide_checkers
from machine.editor import provide_editor
from machine.packages import SITE_LOCK, TEST_LOCK, set_up, too_old
from machine.programs import ROOT, Problem, run_deaf, run_here, say, start_tied, stop
from machine.site_folder import SITE, fresh_folder, only_build, publish
from machine.site_stamp import hash_inputs, is_up_to_date, remember
from machine.system_libraries import other_readers, provide
from machine.way_out import provide_way_out
from machine.web_server import provide_nginx

EDITOR_SITE = "editor-site"
# A worker that is done with its own tests takes some of another's.
SPREAD = "--dist=worksteal"
# Tests in a browser wait now and then: two workers more than cores use that time.
MORE = f"--numprocesses={(os.cpu_count() or 1) + 2}"
# Even where Python is told not to: otherwise each worker compiles all tests, which takes seconds.
COMPILED = {"PYTHONDONTWRITEBYTECODE": ""}
# Style, types, layers, pure functions, and one small site; no browser, nothing that takes seconds.
QUICK = (
    "tests/test_python_code.py",
    "tests/test_code_layers.py",
    "tests/library",
    "tests/hooks/test_order_posts.py",
    "-m=not slow",
)
# What nobody writes: a hundred nested lists or brackets.
TOO_DEEP = re.compile(r"(?:[\[{]\s*(?:\w+:\s*)?){100}|(?:[-?:] ){100}|^ {500}", re.MULTILINE)
SOURCES = ("docs", "overrides", "hooks", "mkdocs.yml")  # a change here may fix a broken build


def check_port(port: int) -> None:
    """Raise Problem when the site cannot be served on this port."""
    if not 1 <= port <= 65535:
        raise Problem(f"a port is a number from 1 to 65535, not {port}")
    with socket.socket() as probe:
        if os.name != "nt":  # like MkDocs: a port that was just released may be reused
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            if error.errno == errno.EACCES:
                raise Problem(f"port {port} is not allowed; try --port 8000") from error
            other = port + 1 if port < 65535 else 8000
            raise Problem(
                f"port {port} is in use, perhaps by this site: http://127.0.0.1:{port}/ "
                f"(to use another: python3 run.py serve --port {other})"
            ) from error


def check_settings() -> None:
    """Raise Problem when mkdocs.yml would overwhelm MkDocs, which then says nothing useful."""
    settings = ROOT / "mkdocs.yml"
    found = settings.is_file() and TOO_DEEP.search(settings.read_text("utf-8", errors="replace"))
    if found:
        line = found.string.count("\n", 0, found.start()) + 1
        raise Problem(
            f"mkdocs.yml, line {line}: lists or brackets are nested far too deep. Undo the last "
            "change there; python3 run.py check says more"
        )


def snapshot(*names: str) -> dict[str, float]:
    """Return when each of these files, and each file under these folders, was last changed."""
    times = {}
    for top in (ROOT / name for name in names):
        for path in [top] if top.is_file() else top.rglob("*"):
            with contextlib.suppress(OSError):  # deleted meanwhile
                if path.is_file() and "__pycache__" not in path.parts:
                    times[str(path)] = path.stat().st_mtime
    return times


def note_editor() -> None:
    """Fetch the form editor. Without it, the site has everything except /admin/."""
    notice = provide_editor()
    if notice:
        say(f"Note: the form editor could not be fetched ({notice}), so the site has no /admin/.")


def serve(arguments: list[str]) -> int:
    """Show the site on this machine, and follow every change you save. Ctrl+C ends it."""
    parser = argparse.ArgumentParser(prog="run.py serve", description=serve.__doc__)
    parser.add_argument("--port", type=int, default=8000, help="default: 8000")
    port: int = parser.parse_args(arguments).port
    check_port(port)
    check_settings()
    set_up(SITE_LOCK)
    notice = provide("the PDF sheets")
    if notice:
        say(f"Note: {notice}. Until then, the site is shown without them.")
    note_editor()
    while True:
        check_port(port)
        say(
            f"Building; the first time takes a few minutes. Then open http://127.0.0.1:{port}/ "
            "(leave this running; Ctrl+C ends it)"
        )
        sources, hooks = snapshot(*SOURCES), snapshot("hooks")
        # --livereload: some releases of click turn MkDocs' own default off.
        process = start_tied("mkdocs", "serve", "--livereload", "--dev-addr", f"127.0.0.1:{port}")
        try:
            while process.poll() is None and snapshot("hooks") == hooks:
                time.sleep(0.5)
            if process.poll() is None:
                say("A hook has changed: starting again.")  # MkDocs never reloads hooks
                stop(process)
                continue
        finally:
            stop(process, patience=2)
        say("The site can't be built. Fix the problem above and save; the preview then restarts.")
        while snapshot(*SOURCES) == sources:
            time.sleep(0.5)


def build(arguments: list[str]) -> int:
    """Write the site to site/. Any warning stops the build, and site/ stays as it was."""
    parser = argparse.ArgumentParser(prog="run.py build", description=build.__doc__)
    parser.add_argument("--fresh", action="store_true", help="build even if nothing has changed")
    parser.add_argument("--compress", action="store_true", help="add .gz and .br for nginx")
    parser.add_argument("--editor", action="store_true", help="write the form editor's own site")
    options = parser.parse_args(arguments)
    if options.editor:
        return build_editor()
    check_settings()
    with only_build() as lock:
        set_up(SITE_LOCK)
        notice = provide("the PDF sheets")
        if notice:
            raise Problem(notice)
        note_editor()
        inputs = hash_inputs()
        if options.compress:
            inputs += inputs and " compressed"
        if is_up_to_date(inputs) and not options.fresh:
            say("Nothing has changed; the site in site/ is up to date.")
            return 0
        with fresh_folder() as fresh:
            where = ("--strict", "--site-dir", str(fresh))
            code = run_deaf("mkdocs", "build", *where, inherit=lock, SITE_BEFORE=str(SITE))
            if code == 0 and options.compress:
                code = run_deaf(
                    "library.site.compressed", str(fresh), inherit=lock, PYTHONPATH="hooks"
                )
            if code == 0:
                publish(fresh)
        if code == 0:
            # Now that the old site is gone: files of the new one may have been links to its files,
            # and how many links a file has changes its ctime.
            remember(inputs)
        kept = "site/ is unchanged" if SITE.exists() else "no site was written"
        say(f"The build failed; {kept}. See above." if code else "The site is in site/.")
    return code


def build_editor() -> int:
    """Write the form editor as its own site; see OWNER.md."""
    set_up(SITE_LOCK)
    notice = provide_editor()
    if notice:
        raise Problem(f"the form editor could not be fetched ({notice})")
    code = run_here("library.authoring.editor_site", EDITOR_SITE, PYTHONPATH="hooks")
    if code == 0:
        say(f"The form editor's own site is in {EDITOR_SITE}/.")
    return code


def test(arguments: list[str]) -> int:
    """Run all tests, style and types of the code included. Arguments go to pytest."""
    set_up(SITE_LOCK, TEST_LOCK)
    if "--quick" in arguments:
        others = (argument for argument in arguments if argument != "--quick")
        return run_here("pytest", "--numprocesses=auto", SPREAD, *QUICK, *others, **COMPILED)
    notice = provide(
        "the browser tests", "the PDF sheets", also=(*debian_package(), *other_readers())
    )
    if notice:
        raise Problem(notice)
    notice = provide_nginx()
    if notice:
        say(f"Note: {notice}. The tests of the web server are skipped.")
    notice = provide_checkers()
    if notice:
        say(f"Note: {notice}. Only axe-core checks the pages.")
    notice = provide_way_out()
    if notice:
        say(f"Note: {notice}. The build with MaterialX is skipped.")
    note_editor()
    browser = find_browser() or playwright_browser()
    # The tests start this browser.
    return run_here("pytest", MORE, SPREAD, *arguments, CHROME_PATH=browser, **COMPILED)


def check(arguments: list[str]) -> int:
    """List every problem in the texts; `--fix` fixes what is always safe to fix."""
    set_up(SITE_LOCK)
    return run_here("library.check", *arguments, PYTHONPATH="hooks")


def new(arguments: list[str]) -> int:
    """Start a new page: `new article "Title"`, or checklist, letter, term."""
    set_up(SITE_LOCK)
    return run_here("library.authoring.new", *arguments, PYTHONPATH="hooks")


def move_in(arguments: list[str]) -> int:
    """Import an old blog: a Squarespace or WordPress export becomes articles, as drafts."""
    set_up(SITE_LOCK)
    return run_here("library.old_blog", *arguments, PYTHONPATH="hooks")


COMMANDS = {
    "serve": serve,
    "build": build,
    "test": test,
    "check": check,
    "new": new,
    "import": move_in,
}
USAGE = """\
python3 run.py serve [--port 8000]   show the site here and follow every change you save
python3 run.py build [--fresh]       write the site to site/; any warning stops it
                     [--compress]    add compressed files for nginx: see README, Deploy
                     [--editor]      write the form editor as its own site
python3 run.py check [file ...]      list every problem in the texts (--fix fixes the safe ones)
                     [--owner]       list the settings that are still examples, for the owner
python3 run.py new article "Title"   start a new page; also: new checklist, letter, term
python3 run.py import FILE           import an old blog, as drafts (a Squarespace export)
python3 run.py test [for pytest]     run all tests, with a real browser
                    [--quick]        about a minute: no browser, one small site

The first run sets up .venv/, which takes a minute or two; after that, each starts at once."""


def main(arguments: list[str]) -> int:
    """Run one command and report each expected failure in one line. Returns the exit code."""
    name, rest = (arguments[0], arguments[1:]) if arguments else ("--help", [])
    try:
        old = too_old(sys.version_info[:3])
        if old:
            raise Problem(old)
        if name in COMMANDS:
            return COMMANDS[name](rest)
        if name not in ("-h", "--help", "help"):
            raise Problem(f"there is no command {name!r}; the commands are: {', '.join(COMMANDS)}")
        say(USAGE)
        return 0
    except KeyboardInterrupt as interrupt:
        print("\nStopped.", file=sys.stderr)
        return interrupt.args[0] if interrupt.args else 0 if name == "serve" else 130
    except Problem as problem:
        print(f"run.py: {problem}", file=sys.stderr)
    except subprocess.CalledProcessError as error:
        print(f"run.py: this failed: {' '.join(map(str, error.cmd))}", file=sys.stderr)
    except OSError as error:  # disk full, no permission, a file of the project missing
        print(f"run.py: {error.strerror or error}: {error.filename}", file=sys.stderr)
    return 1


def unwind(number: int, _frame: object) -> None:
    """On SIGTERM, also end what was started here."""
    raise KeyboardInterrupt(128 + number)


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        getattr(stream, "reconfigure", lambda **_: None)(errors="replace")
    signal.signal(signal.SIGTERM, unwind)
    # A shell that starts this in the background makes it, and all it starts, ignore Ctrl+C.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    sys.exit(main(sys.argv[1:]))
