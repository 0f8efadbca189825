"""What may be said at the top of a page, key by key, on a kind of page of the tests' own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from library.check.rules.front_matter import check_front_matter
from library.check.source import Source, read_source
from library.content.schema import Key, Kind

KIND = Kind(
    name="example",
    label="Example",
    plural="Examples",
    in_search="page",
    folder="examples",
    help="It helps.",
    body="",
    keys=(
        Key("title", "text", "Its name.", "A name", required=True, least=3, most=10),
        Key("description", "long text", "What it is.", "It is so.", least=5, most=12),
        Key("slug", "slug", "Its address.", "a-name", most=8),
        Key("count", "number", "How many.", "3", least=2, most=5),
        Key("any", "number", "Any number.", "7"),
        Key("draft", "yes or no", "Not ready.", "true"),
        Key("names", "texts", "Who.", ("Ann", "Bo"), least=2, most=3),
        Key("categories", "choices", "Which.", ("Meetings",), least=1, most=2, source="categories"),
        Key("authors", "choices", "By whom.", ("us",), source="authors"),
        Key("checklist", "page names", "What to tick.", "bag", source="checklist"),
        Key("day", "day", "When.", "2026-11-24"),
        Key("before", "reminders", "First.", ("ask",), most=1),
        Key("extra", "free", "Anything.", "x", staff=False),
    ),
)
LISTS = {
    "categories": ["Meetings", "Evaluation"],
    "authors": ["us", "them"],
    "checklist": ["bag", "list"],
}


def page(top: str, body: str = "") -> Source:
    source = read_source("docs/a.md", "about/a.md", f"---\ntitle: A name\n{top}\n---\n{body}")
    return replace(source, kind=KIND)


def told(source: Source) -> list[str]:
    return [f"{one.line}: {one.message}" for one in check_front_matter(source, LISTS)]


@pytest.mark.parametrize(
    "top",
    [
        "description: It is",
        "description: It is so, is",
        "slug: a-b2-3c",
        "slug: '2026'\nany: 999999999\ncount: 2",
        "count: 5\nany: 0\ndraft: true",
        "draft: no\nnames: [Ann, Bo]",
        "names:\n  - Ann\n  - Bo\n  - Cy",
        "categories: [Meetings, Evaluation]\nauthors: [us, them]",
        "checklist: bag",
        "checklist: [bag, list]\nday: 2026-11-24",
        "before: [{ask: x}]",
        "extra: {a: [b, {c: d < e}]}",
        "names: ['“A” and “B”', 'a #b']",
        "description: 'x \\# yz'",
    ],
)
def test_what_the_kind_allows_is_fine(top: str) -> None:
    assert told(page(top)) == []


@pytest.mark.parametrize(
    ("top", "said"),
    [
        ("description: It i", '3: "description" is too short: 4 characters; it needs at least 5. '
                              "What it is."),
        ("description: It is so, is.", '3: "description" is too long: 13 characters; at most 12 '
                                       "fit. Cut 1."),
        ("description:", '3: "description" is empty. What it is. Write it after the colon, or '
                         "delete the line."),
        ("description: ''", '3: "description" is empty. What it is.'),
        ("description: [a]", '3: In "description" a text starts with [, so it needs straight '
                             'quotes around it: description: "[a]"'),
        ("description:\n  - a", '3: "description" takes one value, not a list: description: It is '
                               "so."),
        ("description: 12345", '3: "12345" is read as a number, not as text. Put straight quotes '
                               'around it: "12345".'),
        ("description: 1.2345", '3: "1.2345" is read as a number, not as text. Put straight quotes '
                                'around it: "1.2345".'),
        ("description: 2026-11-24", '3: "2026-11-24" is read as a date, not as text. Put straight '
                                    'quotes around it: "2026-11-24".'),
        ("description: !wow it is", '3: In "description" a text starts with !, so it needs '
                                    'straight quotes around it: description: "!wow it is"'),
        ("description: It <b>is", '3: "description" has HTML in it. Only plain words can be here.'),
        ("description: It </b> is", '3: "description" has HTML in it. Only plain words can be '
                                    "here."),
        ("description: “It is”", '3: The curly quotes around "description" would be shown. Delete '
                                 'them, or use straight ones (").'),
        ("description: “It’s so”", '3: The curly quotes around "description" would be shown. '
                                   'Delete them, or use straight ones (").'),
        ("description: It is #1", '3: In "description" everything after a space and # is dropped. '
                                  "Put straight quotes around the whole text: description: "
                                  '"It is #1"'),
        ("slug: A name!", '3: "slug" becomes part of the page\'s address: lowercase letters, '
                          'digits, and hyphens only. Write "a-name".'),
        ("slug: [a]", '3: "slug" takes one value, not a list: slug: a-name'),
        ("slug: 504", '3: "504" alone is read as a number. Add a word to it: "slug: about-504".'),
        ("slug: true", '3: "true" alone is read as yes or no. Add a word to it: "slug: '
                       'about-true".'),
        ("slug: abcdefghi", '3: "slug" is too long: 9 characters; at most 8.'),
        ("count: 1", '3: "count" is 1; it must be between 2 and 5.'),
        ("count: 6", '3: "count" is 6; it must be between 2 and 5.'),
        ("count: '3'", '3: "count" must be a whole number, such as 3, without quotes.'),
        ("any: -1", '3: "any" must be a whole number, such as 7, without quotes.'),
        ("any: 0x1", '3: "any" must be a whole number, such as 7, without quotes.'),
        ("any: 1000000000", '3: "any" must be a whole number, such as 7, without quotes.'),
        ("draft: maybe", '3: "draft" must be true or false, without quotes.'),
        ("draft: 'true'", '3: "draft" must be true or false, without quotes.'),
        ("names: [Ann]", '3: "names" needs at least 2. Who.'),
        ("names: [Ann, Bo, Cy, Di]", '3: "names" has 4 entries; the most we use is 3. Delete '
                                     "some."),
        ("names:\n  - Ann\n  - a: b", '5: This line of "names" has a colon in it, so it needs '
         'straight quotes around all of it: - "a: b"'),
        ("names:\n  - Ann\n  - a: b\n    c: d", '5: This line of "names" is not plain text. It '
         "takes one hyphen, a space, and the words. If they have a colon in them, put straight "
         "quotes around them."),
        ("names:\n  - Ann\n  - - Bo", '5: This line of "names" is not plain text. It takes one '
         "hyphen, a space, and the words. If they have a colon in them, put straight quotes around "
         "them."),
        ("names:\n  - Ann\n  - [\"Bo\"]", '5: This line of "names" starts with [, so it needs '
         "straight quotes around all of it: - '[\"Bo\"]'"),
        ("names:\n  - Ann\n  - 5", '5: "5" is read as a number, not as text. Put straight quotes '
                                   'around it: "5".'),
        ("names: Ann, Bo", '3: "names" is a list. Write names: on a line of its own, and below it '
         'each entry on a line that starts with two spaces, a hyphen, and a space: "  - Ann" '
         'and "  - Bo".'),
        (f"names: {'x' * 50}", '3: "names" is a list. Write names: on a line of its own, and below '
         "it each entry on a line that starts with two spaces, a hyphen, and a space: "
         f'"  - {"x" * 50}".'),
        ("names: ' '", '3: "names" is a list. Write names: on a line of its own, and below it each '
         'entry on a line that starts with two spaces, a hyphen, and a space: "  - Ann".'),
        ("names: •Ann", '3: "names" is a list. Write names: on a line of its own, and below it '
         'each entry on a line that starts with two spaces, a hyphen, and a space: "  - Ann".'),
        ("categories: Meetings, Evaluation", '3: "categories" is a list. Write categories: on a '
         "line of its own, and below it each entry on a line that starts with two spaces, a "
         'hyphen, and a space: "  - Meetings" and "  - Evaluation".'),
        ("categories: []", '3: "categories" needs at least 1. Which.'),
        ("categories: [Meetings, Meetings, Meetings]", '3: "categories" has 3 entries; the most we '
                                                       "use is 2. Delete some."),
        ("categories:\n  - [a]", '4: This line of "categories" is not plain text. It takes one '
         "hyphen, a space, and the words. If they have a colon in them, put straight quotes around "
         "them."),
        ("categories: [meeting]", '3: "meeting" is not a category of this site. Did you mean '
                                  '"Meetings"? Choose from: Meetings, Evaluation. (mkdocs.yml '
                                  "lists them below categories_allowed.)"),
        (f"categories: [{'x' * 70}]", f'3: "{"x" * 60}" is not a category of this site. Choose '
                                      "from: Meetings, Evaluation. (mkdocs.yml lists them below "
                                      "categories_allowed.)"),
        ("authors: [you]", '3: "you" is not an author of this site. Choose from: us, them. For a '
         "new author, copy another author's lines in docs/articles/.authors.yml and change the "
         "name."),
        ("checklist: bags.md", '3: There is no checklist "bags.md". Did you mean "bag"? Write the '
         "name of its file without .md, or delete the line."),
        (f"checklist: [bag, {'x' * 70}]", f'3: There is no checklist "{"x" * 60}". Write the name '
         "of its file without .md, or delete the line."),
        ("day: [2026-11-24]", '3: "day" takes one value, not a list: day: 2026-11-24'),
        ("before: x", '3: "before" is a list. Write before: on a line of its own, and below it '
         'each entry on a line that starts with two spaces, a hyphen, and a space: "  - x".'),
        ("before: [{a: b}, {c: d}]", '3: "before" has 2 entries; the most we use is 1. Delete '
                                     "some."),
        ("before:\n  - a: <b", '4: "before" has HTML in it. Only plain words can be here.'),
        ("extra: {a: [b, {'<c>': d}]}", '3: "extra" has HTML in it. Only plain words can be here.'),
        ("extra: &a [*a, '<b>']", None),
        ("titel: b", '3: "titel" is not a word we use at the top of an example. Did you mean '
                     '"title"?'),
        ("zzz: b", '3: "zzz" is not a word we use at the top of an example. Delete the line. '
         "Allowed are: title, description, slug, count, any, draft, names, categories, authors, "
         "checklist, day, before."),
        (f"{'z' * 70}: b", f'3: "{"z" * 60}" is not a word we use at the top of an example. Delete '
         "the line. Allowed are: title, description, slug, count, any, draft, names, categories, "
         "authors, checklist, day, before."),
        ("title: B name", '3: "title" appears twice at the top (also in line 2). Keep one of '
                          "them."),
        ("zz\u200bz: b", None),
    ],
)  # fmt: skip
def test_what_is_wrong_at_the_top_is_said_with_its_line(top: str, said: str | None) -> None:
    found = told(page(top))
    assert found == [said] if said else all("not a word we use" not in one for one in found)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("---\nslug: a\n---\n", ['3: The block at the top has no "title". Its name. Add a line '
                                 "like this: title: A name"]),
        ("---\ntitl: A name\n---\n", ['2: "titl" is not a word we use at the top of an example. '
                                      'Did you mean "title"?']),
        ("---\ntitle:\n---\n", ['2: "title" is empty. Its name. Write it after the colon.']),
        ("---\ntitle: A name\n---\nslug: b\n", ["3: The block at the top ends here, but lines that "
         "belong to it follow. Delete this line of ---."]),
        ("---\n- a\n---\n", ["1: The block at the top has no lines of the form name: text. Each "
         "line needs a colon and a space after it. Compare it with another page in this folder."]),
        ("---\ntitle: A\n", ["1: The block at the top opens with --- and is never closed. Put a "
                             "line of three hyphens (---) below its last line."]),
        ("———\ntitle: A\n", ["1: The first line is a long dash, as Word makes it. It must be three "
         "hyphens: ---. `python3 run.py check --fix` repairs it for you."]),
        ("+++ \ntitle = 1\n", ["1: The block at the top is between lines of +++, as another system "
         "writes it. Make both lines three hyphens (---), and write each line as name: text, so "
         'title: Back to school and not title = "Back to school".']),
        ("\n---\ntitle: A\n---\n", ["1: The first line must be --- itself. Move what is above "
                                    "it below the block, or delete it."]),
        ("Hello.\n---\ntitle: A\n---\n", ["1: The first line must be --- itself. Move what is "
                                          "above it below the block, or delete it."]),
        ("Hello.\n\n---\n\nBye.\n", ["1: The page has no block at the top with its title and more. "
         "Copy the one in this folder's _template.md: it starts and ends with a line of ---."]),
        ("---\na: \x00b\n---\n", []),
    ],
)  # fmt: skip
def test_the_block_itself_is_there_and_can_be_read(text: str, said: list[str]) -> None:
    assert told(replace(read_source("docs/a.md", "about/a.md", text), kind=KIND)) == said


@pytest.mark.parametrize(
    ("inside", "top", "said"),
    [
        ("about/a.md", "title: A\nslug: b\ndate: 2026-11-24\ncategories: [x]\nchecked: 2026-11-24",
         "Its top block says that this is an article. Move the file to docs/articles/posts/"),
        ("articles/posts/index.md", "title: A", "Move the file to docs/articles/posts/ itself"),
        ("about/a.md", "title: A\nslug: b", '"slug" is not a word we use at the top of a page.'),
        ("about/a.md", "title: A", ""),
    ],
)  # fmt: skip
def test_a_page_of_another_kind_is_sent_to_its_folder(inside: str, top: str, said: str) -> None:
    description = "description: What this page is for, said in a few words that fit in a list."
    source = read_source(f"docs/{inside}", inside, f"---\n{top}\n{description}\n---\n")
    found = [one.message for one in check_front_matter(source, LISTS)]
    assert said in " ".join(found) if said else found == ['"title" is too short: 1 characters; it '
        "needs at least 3. The heading of the page."]  # fmt: skip
