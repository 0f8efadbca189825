"""Keeps notes among staff, `<!-- ask Anna -->`, out of the published pages."""

from __future__ import annotations

import re

from markdown import Markdown
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor

# In finished HTML each match is a real comment: in code and attributes `<` is `&lt;`. The one we
# keep ends a post's excerpt; the blog plugin cuts there and removes it.
COMMENT = re.compile(r"<!--(?! more -->).*?-->\n?", re.DOTALL)


class StaffCommentsExtension(Extension):
    """Removes HTML comments, except the end of an excerpt."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Run last, after raw HTML (30) and escaped characters (10) have been put back."""
        md.postprocessors.register(_RemoveComments(md), "ip_staff_comments", 0)


class _RemoveComments(Postprocessor):
    def run(self, text: str) -> str:
        return COMMENT.sub("", text)
