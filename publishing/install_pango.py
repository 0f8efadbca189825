"""`install_pango`: brings the libraries that draw the PDFs to a runner with macOS or Windows.

For the runners of GitHub alone, whose machine is thrown away afterwards: nobody's own computer
gets programs by this. (On Linux run.py does it, where that needs no password.)
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
    """Install; return 0 in any case, as what cannot be drawn then is left out and told."""
    command = COMMANDS.get(platform)
    if not command:
        print("Nothing to do on this system.")
    elif not shutil.which(command[0]):
        print(f"Note: {command[0]} is not here, so neither is Pango. The PDFs are left out.")
    elif subprocess.run(command).returncode:
        print("Note: Pango could not be installed. The PDFs are left out.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
