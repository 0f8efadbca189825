"""Fetches what checks pages and sheets: Equal Access, html-validate, esbuild, pdf.js.

npm brings them into .cache/checkers/ as machine/npm/package-lock.json says; anything else is
refused. (axe-core, the other engine for accessibility, comes with the packages of the tests.)
"""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

from machine.editor import find_npm
from machine.programs import NO_NETWORK, ROOT, environment, run_step

LOCK = ROOT / "machine" / "npm" / "package-lock.json"
FOLDER = ROOT / ".cache" / "checkers"
MODULES = FOLDER / "node_modules"
STAMP = FOLDER / "ready"  # the lock, written last
ENGINE = MODULES / "accessibility-checker-engine" / "ace.js"
ESBUILD = MODULES / "esbuild" / "bin" / "esbuild"
PDF_JS = MODULES / "pdfjs-dist" / "build"  # Firefox's PDF reader, for what is typed into sheets
HTML_RULES = {"root": True, "extends": ["html-validate:standard"]}  # what the HTML standard says


def provide_checkers() -> str:
    """Fetch them if they are missing. Returns "" or one line that says why they are missing."""
    if STAMP.is_file() and STAMP.read_bytes() == LOCK.read_bytes():
        return ""
    npm = find_npm()
    if not npm:
        return "npm is missing and could not be fetched"
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(LOCK.with_name(name), FOLDER)
    options = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    title = "Fetching what checks the pages and sheets (half a minute, only this once)"
    code, output = run_step(title, [*npm, *options, "--prefix", str(FOLDER)])
    if code:
        return "no network" if NO_NETWORK.search(output) else "npm failed; the lines above say why"
    (FOLDER / "rules.json").write_text(json.dumps(HTML_RULES), "utf-8")
    shutil.copy(LOCK, STAMP)
    return ""


def version(package: str) -> str:
    """Return the version of one of them."""
    about = json.loads((MODULES / package / "package.json").read_text("utf-8"))
    return str(about["version"])


def html_problems(site: Path) -> list[tuple[str, str]]:
    """Return what html-validate finds in the pages under a folder: (file, where and what)."""
    program = MODULES / "html-validate" / "bin" / "html-validate.mjs"
    rules = FOLDER / "rules.json"
    done = subprocess.run(
        [node(), str(program), "--config", str(rules), "--formatter", "json", str(site)],
        stdout=subprocess.PIPE,
        env=environment(),
    )
    return [
        (file["filePath"], f"line {found['line']}: {found['message']} ({found['ruleId']})")
        for file in json.loads(done.stdout.decode("utf-8"))
        for found in file["messages"]
    ]


def node() -> str:
    """Return the Node that runs npm: the one that came with it, or the system's."""
    npm = find_npm()
    return npm[0] if len(npm) == 2 else shutil.which("node") or "node"
