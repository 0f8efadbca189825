"""Keeps what staff write for each other, `<!-- ask Anna -->`, out of the published pages."""

from __future__ import annotations

import re

from markdown import Markdown
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor

# In finished HTML each of these is a real comment: in code and attributes `<` is `&lt;`. The one
# that stays ends the excerpt of a post; the blog plugin cuts there and removes it.
COMMENT = re.compile(r"<!--(?! more -->).*?-->\n?", re.DOTALL)


class StaffCommentsExtension(Extension):
    """Removes HTML comments, but for the end of an excerpt."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Run last, when raw HTML has been put back (30) and signs are themselves again (10)."""
        md.postprocessors.register(_RemoveComments(md), "ip_staff_comments", 0)


class _RemoveComments(Postprocessor):
    def run(self, text: str) -> str:
        return COMMENT.sub("", text)
