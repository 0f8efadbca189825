"""`tidy_previews`: removes the previews of closed pull requests from the branch `previews`."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from publishing.show_preview import store
from publishing.support.git_host import host_from_environment


def main() -> int:
    """Keep what is open."""
    host = host_from_environment()
    remote = os.environ.get("PREVIEW_REMOTE")
    remote = remote or f"{os.environ['GITHUB_SERVER_URL']}/{host.repository}.git"
    keep = {int(pull["number"]) for pull in host.every("/pulls?state=open")}
    store(remote, 0, Path(), with_site=False, keep=keep)
    return 0


if __name__ == "__main__":
    sys.exit(main())
