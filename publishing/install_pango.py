"""`install_pango`: installs the libraries that draw the PDFs on a runner with macOS or Windows.

Only for GitHub's runners, which are thrown away afterward: it never installs programs on anybody's
own computer. (On Linux, run.py does it if that needs no password.)
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

MSYS2 = Path("C:/msys64/usr/bin/pacman.exe")  # on GitHub's Windows images, but not in their PATH
COMMANDS = {
    "darwin": ["brew", "install", "--quiet", "pango"],
    "win32": [str(MSYS2), "-S", "--noconfirm", "--needed", "mingw-w64-ucrt-x86_64-pango"],
}


def main(platform: str = sys.platform) -> int:
    """Install; always return 0, since the build leaves out what it cannot draw and says so."""
    command = COMMANDS.get(platform)
    if not command:
        print("Nothing to do on this system.")
    elif not shutil.which(command[0]):
        print(f"Note: {command[0]} is missing, so Pango is too. The PDFs are left out.")
    elif subprocess.run(command).returncode:
        print("Note: Pango could not be installed. The PDFs are left out.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
