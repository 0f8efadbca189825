"""A finding as people and GitHub read it."""

from __future__ import annotations

from library.check.problem import Problem


def test_a_message_is_one_line_though_what_it_quotes_has_a_line_end():
    problem = Problem("docs/a.md", 6, "error", "dead-link", 'The link to ".\r\n./b.md"\nis dead.')
    assert str(problem) == 'docs/a.md:6: The link to ". ./b.md" is dead.'
    assert problem.github().endswith('::The link to ". ./b.md" is dead.')


def test_what_github_reads_as_its_own_is_escaped():
    problem = Problem("a,b.md", 1, "hint", "x", "50% of\nthis")
    assert problem.github() == "::notice file=a%2Cb.md,line=1,title=x::50%25 of this"
