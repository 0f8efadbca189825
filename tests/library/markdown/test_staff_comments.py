"""Notes among staff stay in the source."""

from __future__ import annotations

import pytest
from markdown import Markdown

from library.markdown.staff_comments import StaffCommentsExtension


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. <!-- ask Anna --> Two.", "<p>One.  Two.</p>"),
        ("One.\n\n<!-- ask\n\nAnna -->\n\nTwo.", "<p>One.</p><p>Two.</p>"),
        ("- one <!-- a --><!-- b -->", "<ul><li>one </li></ul>"),
        ("<div markdown>\n<!-- ask -->\nOne.\n</div>", "<div><p>One.</p></div>"),
        ("One.\n\n<!-- more -->\n\nTwo.", "<p>One.</p><!-- more --><p>Two.</p>"),
        ("`<!-- shown -->`", "<p><code>&lt;!-- shown --&gt;</code></p>"),
        ('[a](b "<!-- shown -->")', '<p><a href="b" title="&lt;!-- shown --&gt;">a</a></p>'),
    ],
)
def test_comments_are_removed(text: str, expected: str) -> None:
    html = Markdown(extensions=["md_in_html", StaffCommentsExtension()]).convert(text)
    assert html.replace("\n", "") == expected
