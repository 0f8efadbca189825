#!/usr/bin/env python3
"""The site under load: `.venv/bin/python bench/load.py [--seconds 30] [--connections 100]`.

nginx with the configuration we ship serves site/ (build it with `run.py build --compress`), and wrk
requests a mix of pages on this machine. The target: not a single error.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from machine.programs import Problem  # noqa: E402
from machine.web_server import provide_nginx, served  # noqa: E402

# Each connection asks for one address after the other, as browsers do: packed.
SCRIPT = """\
local paths = { %s }
local turn = 0
request = function()
  turn = turn %% #paths + 1
  return wrk.format("GET", paths[turn], { ["Accept-Encoding"] = "gzip, br" })
end
done = function(summary, latency)
  local e = summary.errors
  local wrong = e.connect + e.read + e.write + e.status + e.timeout
  print(string.format("%%.0f answers a second; half within %%.1f ms, 99 of 100 within %%.1f ms",
    summary.requests / summary.duration * 1e6,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000))
  print(string.format("%%d answers, %%d errors (target 0)", summary.requests, wrong))
end
"""


def main() -> int:
    """Print the figures; return 1 when there was an error or something is missing."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--seconds", type=int, default=30)
    parser.add_argument("--connections", type=int, default=100)
    options = parser.parse_args()
    site = ROOT / "site"
    pages = ["/" + file.relative_to(site).as_posix() for file in sorted(site.rglob("index.html"))]
    paths = [path.removesuffix("index.html") for path in pages if "/admin/" not in path]
    missing = "" if paths else "there is no site; write: python3 run.py build --compress"
    if not shutil.which("wrk"):
        missing = "wrk is not installed (Debian: apt install wrk)"
    missing = missing or provide_nginx()
    if missing:
        print(f"bench/load.py: {missing}")
        return 1
    with tempfile.TemporaryDirectory() as folder, served(site, workers=2) as address:
        script = Path(folder) / "mix.lua"
        script.write_text(SCRIPT % ", ".join(f'"{path}"' for path in paths), encoding="utf-8")
        command = ["wrk", "-t2", f"-c{options.connections}", f"-d{options.seconds}s"]
        print(f"{len(paths)} pages, {options.connections} connections, {options.seconds} s")
        done = subprocess.run(
            [*command, "-s", str(script), address], capture_output=True, text=True
        )
    print(done.stdout[done.stdout.rfind("Transfer/sec") :].strip() or done.stderr.strip())
    return 0 if " 0 errors" in done.stdout else 1


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Problem as problem:
        sys.exit(f"bench/load.py: {problem}")
