"""Says in one line, without a traceback, what the machine could not do: no room, no permission."""

from __future__ import annotations

import errno

from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority

from support import stages

ADVICE = {
    errno.ENOSPC: "Free some room on the disk, then build again.",
    errno.EDQUOT: "Free some room in your share of the disk, then build again.",
    errno.EFBIG: "This system lets no file become so large; lift its limit, then build again.",
    errno.EIO: "The disk may be failing; save your work elsewhere before you build again.",
    errno.EACCES: "Give yourself the right to read and write it, then build again.",
    errno.EPERM: "Give yourself the right to read and write it, then build again.",
    errno.EROFS: "This disk can only be read; build in a folder that can be written.",
}


@event_priority(stages.OnBuildError.EXPLAIN_ERRORS)
def on_build_error(error: Exception, **kwargs: object) -> None:
    """End the build with one line for a fault of the machine; any other error is left to MkDocs."""
    if isinstance(error, OSError) and error.errno in ADVICE:
        path = error.filename2 or error.filename  # where a copy was to go, not what was copied
        where = f": {path}" if path else ""
        raise Abort(f"{error.strerror}{where}. {ADVICE[error.errno]}") from error
