"""A problem as people and GitHub read it."""

from __future__ import annotations

import re

from library.check.declared import RULES, UNBUILDABLE, declared
from library.check.problem import Problem, Rule, folded, in_short
from library.check.rules.front_matter import UNKNOWN
from library.content.schema import KINDS

# GitHub shows these names, and people search for them: they last.
NAMES = """
    address-taken asked-elsewhere author-entry before-sending binder-entry box-kind bracket-open
    byte-order-mark capitals checked-ahead checklist-form citation-form citation-in-words
    clock-entry clock-words comment-not-closed control-character curly-quotes date-far-ahead
    dead-anchor dead-link dead-redirect description-length duplicate-date-title
    duplicate-description duplicate-key duplicate-slug duplicate-term duplicate-title empty-file
    empty-heading empty-link empty-value entry-twice event-handler example-left fence-not-closed
    file-kind file-name file-name-differs file-too-large file-unreadable front-matter-missing
    front-matter-unreadable hard-space hard-to-find heading-jump host-entry html-in-top-block
    iframe image-alt image-broken image-missing image-moves image-name image-place
    image-too-large impossible-date interface-words javascript-link law-article
    law-without-citation letter-form line-ends link-kind link-space link-to-draft link-to-future
    link-to-picture list-length long-answer long-article long-sentence long-words
    markdown-at-top markdown-breaks menu merge-conflict missing-character missing-excerpt
    missing-key misspelling no-next-step no-question no-sender no-spanish not-utf8 number-range
    only-excerpt own-address owner-value page-gone path-entry picture-lines picture-place
    private-data raw-html reading-grade redirect-form register-entry review-passed same-heading
    script search-words second-h1 settings-text-cut settings-unreadable slug-changed slug-form
    smart-dash state-clash state-floor state-host state-name state-old state-quote state-read
    stays-off svg-active template-changed text-cut text-length third-party-image time-zone
    too-tangled tool-missing tool-slow trailing-blanks undefined-reference unknown-author
    unknown-category unknown-checklist unknown-citation unknown-key unknown-letter unused-term
    updated-ahead updated-before-date urgent-box us-date vague-field vague-link word-choice
    word-fence word-twice wrong-folder wrong-type year-entry zero-width
""".split()
# What MkDocs, its blog plugin or the sheets cannot be built with.
STOPS_A_PREVIEW = """
    address-taken checklist-form control-character duplicate-date-title duplicate-key duplicate-slug
    empty-file empty-value file-kind file-too-large file-unreadable front-matter-missing
    front-matter-unreadable hard-space impossible-date letter-form list-length missing-excerpt
    missing-key not-utf8 settings-text-cut settings-unreadable slug-form smart-dash too-tangled
    unknown-author unknown-category us-date word-fence wrong-folder wrong-type zero-width
""".split()


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


def test_a_quote_ends_with_a_whole_word():
    assert in_short("Ask  the\nschool", 14) == "Ask the school"
    assert in_short("Ask the schools", 14) == "Ask the ..."
    assert in_short("Ask the, school", 8) == "Ask the ..."
    assert in_short("Askingtheschool", 6) == "Asking"


def test_what_is_said_of_many_files_is_said_once():
    many = [Problem(f"docs/{name}.md", 2, "error", "x", "This.") for name in "abcd"]
    other = Problem("docs/b.md", 1, "hint", "x", "This.")
    assert [str(one) for one in folded([*many, other])] == [
        "docs/a.md:2: This. The same in 3 more places: docs/b.md:2, docs/c.md:2, docs/d.md:2",
        "docs/b.md:1: hint: This.",
    ]
    few = [*many[:3], Problem("docs/a.md", 7, "error", "x", "This.")]
    assert folded(few) == sorted(few), "four places, but three files"


def test_the_names_of_the_rules_last():
    assert set(NAMES) <= RULES, "a name is never changed: GitHub shows it, and people search for it"
    assert set(NAMES) >= RULES, "write the name of a new rule in NAMES"
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.name) for rule in declared())
    assert sorted(UNBUILDABLE) == STOPS_A_PREVIEW
    assert {rule.level for rule in declared()} == {"error", "hint"}


def test_the_rules_of_one_name_agree_on_whether_a_page_can_be_built():
    errors = [rule for rule in declared() if rule.level == "error"]
    assert {rule.name for rule in errors if rule.builds} & UNBUILDABLE == set()


def test_whatever_a_key_chooses_from_has_its_rule():
    sources = {key.source for kind in KINDS for key in kind.keys if key.source}
    assert sources == UNKNOWN.keys()
