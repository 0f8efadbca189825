"""A finding as people and GitHub read it."""

from __future__ import annotations

from library.check.declared import RULES, UNBUILDABLE, declared
from library.check.problem import Problem, Rule
from library.check.rules.front_matter import UNKNOWN
from library.content.schema import KINDS


def test_a_message_is_one_line_though_what_it_quotes_has_a_line_end():
    problem = Problem("docs/a.md", 6, "error", "dead-link", 'The link to ".\r\n./b.md"\nis dead.')
    assert str(problem) == 'docs/a.md:6: The link to ". ./b.md" is dead.'
    assert problem.github().endswith('::The link to ". ./b.md" is dead.')


def test_what_github_reads_as_its_own_is_escaped():
    problem = Problem("a,b.md", 1, "hint", "x", "50% of\nthis")
    assert problem.github() == "::notice file=a%2Cb.md,line=1,title=x::50%25 of this"


def test_a_rule_says_what_is_wrong_with_the_words_of_the_place():
    rule = Rule("dead-link", 'The link to "{target}" leads nowhere.', level="hint")
    found = rule.at("docs/a.md", 3, target="{b}.md")
    assert found == Problem(
        "docs/a.md", 3, "hint", "dead-link", 'The link to "{b}.md" leads nowhere.'
    )


def test_what_no_preview_can_build_is_declared_with_the_rule():
    assert {"slug-form", "letter-form", "not-utf8", "wrong-folder"} <= UNBUILDABLE
    assert not {"dead-link", "image-missing", "word-choice"} & UNBUILDABLE
    assert UNBUILDABLE < RULES


def test_the_rules_of_one_name_agree_on_whether_a_page_can_be_built():
    errors = [rule for rule in declared() if rule.level == "error"]
    assert {rule.name for rule in errors if rule.builds} & UNBUILDABLE == set()


def test_whatever_a_key_chooses_from_has_its_rule():
    sources = {key.source for kind in KINDS for key in kind.keys if key.source}
    assert sources == UNKNOWN.keys()
