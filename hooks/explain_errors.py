"""Explains disk and permission errors in one line, without a traceback."""

from __future__ import annotations

import errno

from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority

from support import stages

ADVICE = {
    errno.ENOSPC: "Free some disk space, then build again.",
    errno.EDQUOT: "Free some of your disk quota, then build again.",
    errno.EFBIG: "The file is larger than this system allows. Raise the limit, then build again.",
    errno.EIO: "The disk may be failing. Save your work elsewhere before you build again.",
    errno.EACCES: "Give yourself permission to read and write it, then build again.",
    errno.EPERM: "Give yourself permission to read and write it, then build again.",
    errno.EROFS: "This disk is read-only. Build in a folder that you can write to.",
}


@event_priority(stages.OnBuildError.EXPLAIN_ERRORS)
def on_build_error(error: Exception, **kwargs: object) -> None:
    """End the build with one line for an error of the machine; leave any other to MkDocs."""
    if isinstance(error, OSError) and error.errno in ADVICE:
        path = error.filename2 or error.filename  # the target of a copy, not its source
        where = f": {path}" if path else ""
        raise Abort(f"{error.strerror}{where}. {ADVICE[error.errno]}") from error
