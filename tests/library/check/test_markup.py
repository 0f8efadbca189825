"""The second fence: what a finished page would run in a reader's browser."""

from __future__ import annotations

import pytest

from library.check.markup import runs_in_browser


@pytest.mark.parametrize(
    "page",
    [
        "<script>x()</script>",
        '<p onclick="x()">',
        '<a href="javascript:x()">',
        '<a href="java\nscript:x()">',
        '<a href="java&#10;script:x()">',
        '<a href="java&Tab;script:x()">',
    ],
)
def test_a_page_that_would_run_something(page):
    assert runs_in_browser(page)


def test_a_page_about_it_is_fine():
    assert not runs_in_browser('<p>A script, javascript: on = 1.</p><a href="../java/script/">')
