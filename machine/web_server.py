"""Runs the built site under nginx with the configuration we ship, for tests and benchmarks.

It uses an installed nginx that has what hosting/nginx.conf asks for. Otherwise, where there is
apt-get, it unpacks Debian's packages into .cache/nginx/: nothing is installed, so no web server
starts on the machine.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from machine.programs import ROOT, Problem, environment, run_step
from machine.system_libraries import root_prefix

SHIPPED = ROOT / "hosting" / "nginx.conf"
FOLDER = ROOT / ".cache" / "nginx"
PACKAGES = ("nginx", "nginx-common", "libnginx-mod-http-brotli-static", "libbrotli1")
MODULE = "usr/lib/nginx/modules/ngx_http_brotli_static_module.so"
# What the shipped file says about its machine, each exactly as often as listed here.
PLACE = "/srv/iep-partner/site"
LISTEN = {"listen 80;": 1, "listen [::]:80;": 1, PLACE + ";": 1, PLACE + "/": 1}
FRAME = """\
daemon off;
{user}
worker_processes {workers};
pid {folder}/pid;
error_log stderr warn;
load_module {tree}/{module};
events {{ worker_connections 1024; }}
http {{
    include {tree}/etc/nginx/mime.types;
    default_type application/octet-stream;
    access_log off;
    sendfile on;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/site.conf;
}}
"""


class Nginx(NamedTuple):
    """A usable nginx."""

    program: Path
    tree: Path  # "/", or the folder with the unpacked packages


def find_nginx() -> Nginx | None:
    """Return an nginx that has all that the shipped configuration asks for, or None."""
    for tree in (Path("/"), FOLDER):
        found = Nginx(tree / "usr/sbin/nginx", tree)
        files = (found.program, tree / MODULE, tree / "etc/nginx/mime.types")
        if all(file.is_file() for file in files):
            return found
    return None


def provide_nginx() -> str:
    """Unpack Debian's nginx if there is none. Returns "" or one line that says why not."""
    if find_nginx():
        return ""
    if not shutil.which("apt-get") or not shutil.which("dpkg-deb"):
        return "there is no nginx with brotli here, and no apt-get to fetch Debian's"
    FOLDER.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=FOLDER.parent, prefix="nginx-") as folder:
        fresh = Path(folder)
        fresh.chmod(0o755)  # apt-get as root fetches as another user
        code = _download(fresh)
        if code and root_prefix() is not None:  # the lists of packages may be missing or old
            apt = [*(root_prefix() or []), "apt-get", "-q", "update"]
            run_step("Reading apt's list of packages (10 s)", apt)
            code = _download(fresh)
        if code:
            return "Debian's nginx could not be fetched"
        tree = fresh / "tree"
        for package in sorted(fresh.glob("*.deb")):
            subprocess.run(["dpkg-deb", "-x", str(package), str(tree)], check=True)
        shutil.rmtree(FOLDER, ignore_errors=True)
        tree.rename(FOLDER)
    return "" if find_nginx() else "Debian's nginx was fetched but is not complete"


def _download(folder: Path) -> int:
    command = ["sh", "-c", f"cd '{folder}' && apt-get -q download {' '.join(PACKAGES)}"]
    return run_step("Fetching Debian's nginx for the tests (10 s, once)", command)[0]


@contextlib.contextmanager
def served(site: Path, workers: int = 1) -> Iterator[str]:
    """Serve a built site on this machine; yields its address, which ends in a slash.

    Raises Problem when nginx does not start.
    """
    nginx = find_nginx()
    if not nginx:
        raise Problem("there is no nginx here")
    with tempfile.TemporaryDirectory(prefix="iep-nginx-") as name:
        folder = Path(name)
        for _ in range(5):  # another program may take a free port before nginx does
            with socket.socket() as probe:
                probe.bind(("127.0.0.1", 0))
                port = probe.getsockname()[1]
            _configure(folder, nginx, site.resolve(), port, workers)
            process = _start(folder, nginx)
            try:
                if _answers(process, port):
                    yield f"http://127.0.0.1:{port}/"
                    return
            finally:
                process.terminate()
                process.wait()
        raise Problem(f"nginx does not start: {(folder / 'log').read_text('utf-8').strip()}")


def _configure(folder: Path, nginx: Nginx, site: Path, port: int, workers: int) -> None:
    text = SHIPPED.read_text(encoding="utf-8")
    server = text[text.index("server {") :]
    for line, times in LISTEN.items():
        if server.count(line) != times:
            raise Problem(f"{SHIPPED.name} should contain {line!r} {times} time(s)")
    server = server.replace("listen 80;", f"listen 127.0.0.1:{port};")
    server = server.replace("listen [::]:80;", "").replace(PLACE, str(site))
    (folder / "site.conf").write_text(text[: text.index("server {")] + server, encoding="utf-8")
    frame = FRAME.format(
        # Workers of another user could not read the folders of tests.
        user="user root;" if hasattr(os, "geteuid") and os.geteuid() == 0 else "",
        workers=workers,
        folder=folder,
        tree=str(nginx.tree).rstrip("/"),
        module=MODULE,
    )
    (folder / "nginx.conf").write_text(frame, encoding="utf-8")


def _start(folder: Path, nginx: Nginx) -> subprocess.Popen[bytes]:
    libraries = [str(path.parent) for path in nginx.tree.glob("usr/lib/*/libbrotlicommon.so.1")]
    variables = dict(environment())
    if nginx.tree != Path("/"):
        variables["LD_LIBRARY_PATH"] = ":".join(libraries)
    with (folder / "log").open("wb") as log:
        return subprocess.Popen(
            [str(nginx.program), "-e", "stderr", "-p", str(folder), "-c", "nginx.conf"],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            env=variables,
        )


def _answers(process: subprocess.Popen[bytes], port: int) -> bool:
    """Wait until nginx takes connections; False when it ended instead."""
    while process.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return process.poll() is None
        time.sleep(0.05)
    return False
