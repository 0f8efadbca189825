"""What goes in the top block (front matter) of each kind of page: declared here, once.

The checker, the form editor, the copy-me templates, the prefilled "new page" links, `new`
and the table in CONTRIBUTING are all made from it. These are plain dataclasses, not pydantic
models: messages must name the line and make sense to people who never saw YAML, so every check is
our own, and pydantic's messages would only be one more thing to translate.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Type = Literal[
    "text",  # one line of words
    "long text",  # words on one or more lines
    "slug",  # lowercase words joined by hyphens, part of a page's address
    "day",  # 2026-11-24
    "moment",  # 2026-11-24, or 2026-11-24T09:30:00 where the order within a day counts
    "number",  # a whole number
    "yes or no",  # true or false
    "texts",  # a list of lines
    "choices",  # a list of entries from a closed list
    "reminders",  # what to check before a letter is sent: library/letters/before_sending.py
    "page names",  # the slug of another kind of page, or a list of them
    "choice",  # one entry of a closed list
    "records",  # a list of entries with lines of their own: `parts`
    "free",  # written by engineers for a template; not checked here
]

MORE = "<!-- more -->"  # the line between the short answer of a post and the rest


@dataclass(frozen=True)
class Key:
    """One line in the top block."""

    name: str
    type: Type
    help: str  # one sentence for staff
    example: str | tuple[str, ...]  # as written after the colon; a tuple for a list
    label: str = ""  # what the form calls it; "" if the name does
    required: bool = False
    least: int | None = None  # characters of a text, entries of a list, the number itself
    most: int | None = None
    source: str = ""  # closed list: "categories", "authors", or the name of a kind
    staff: bool = True  # False: for engineers, kept out of the form editor and templates
    only: str = ""  # the one page that has it, by its path from docs/; "" for every page
    options: tuple[str, ...] = ()  # the closed list of a "choice"
    parts: tuple[Key, ...] = ()  # the lines of each entry of "records"

    @property
    def called(self) -> str:
        """Return what staff call it, in the form and in the guide."""
        return self.label or self.name.replace("_", " ").capitalize()


@dataclass(frozen=True)
class Kind:
    """One kind of page: its folder, its top block, the body of a new one."""

    name: str  # "post"
    label: str  # "Article", what staff call it
    plural: str  # "Articles"
    in_search: str  # "article", what the search calls it
    folder: str  # under docs/; "" for pages that live anywhere
    help: str  # one sentence: what this kind is for
    keys: tuple[Key, ...]
    body: str  # what a new page starts with; "" for kinds that staff do not start
    is_sheet: bool = False  # made for paper: also as PDFs, without links to the glossary
    links_terms: bool = False  # the first use of a glossary term leads to its meaning
    is_graded: bool = False  # has running prose, which the check grades
    names_rules: bool = True  # its statements of law must name the rule

    def key(self, name: str) -> Key | None:
        """Return the declaration of one key, or None."""
        return next((key for key in self.keys if key.name == name), None)


def _title(example: str, most: int = 70) -> Key:
    # 70 characters: longer titles are cut off in search results and on a phone's tab.
    return Key(
        "title", "text", "The heading of the page.", example, required=True, least=3, most=most
    )


def _description(example: str) -> Key:
    # 50-160 characters: what search engines show under a title.
    return Key(
        "description",
        "long text",
        "One or two sentences for search results and lists, 50 to 160 characters.",
        example,
        label="Summary",
        required=True,
        least=50,
        most=160,
    )


_UPDATED = Key(
    "updated",
    "day",
    "The day of the last real change; leave it out at first.",
    "2026-11-24",
    label="Changed on",
)
_VERSION = Key(
    "updated",
    "day",
    "The date of this version; it is printed on the sheet.",
    "2026-11-24",
    label="Date of this version",
    required=True,
)
_CHANGE = Key(
    "change",
    "text",
    "One line for readers: what changed on that day.",
    "We added how long a school has to answer.",
    label="What changed",
    least=3,
    most=120,
)
_STAGES = Key(
    "categories",
    "choices",
    "The stages of the road that list it; pick 1 to 3.",
    ("Meetings",),
    label="Stages",
    least=1,
    most=3,
    source="categories",
)
_CHECKED = Key(
    "checked",
    "day",
    "The day the facts were last checked.",
    "2026-11-24",
    label="Facts checked on",
)
ASKED = Key(
    "asked",
    "texts",
    "What parents type when they need this page, in their own words, best twenty or more; no page "
    "shows it, and only what the page answers belongs here.",
    ("they send him home early every day", "he only goes half the day"),
    label="What parents type",
    most=400,
)
_FOR_ENGINEERS = (
    Key("template", "free", "The layout of the page.", "home.html", staff=False),
    Key("hide", "free", "Parts of the layout that this page leaves out.", "toc", staff=False),
    Key("search", "free", "How the search treats the page.", "exclude: true", staff=False),
)

POST = Kind(
    name="post",
    label="Article",
    plural="Articles",
    in_search="article",
    folder="articles/posts",
    links_terms=True,
    is_graded=True,
    help="An article that answers one question parents ask.",
    keys=(
        _title("How long does a school evaluation take?", 90),
        Key(
            "slug",
            "slug",
            "The last part of the page's address, in lowercase with hyphens; never change it "
            "after publishing.",
            "evaluation-timeline",
            label="Address of the page",
            required=True,
            most=60,
        ),
        Key(
            "date",
            "moment",
            "The day the article appears; with a future date, it waits.",
            "2026-11-24",
            label="Publish on",
            required=True,
        ),
        _UPDATED,
        _CHANGE,
        _description("How many days a school has to evaluate your child, and when they start."),
        Key(
            "categories",
            "choices",
            "Where on the road the reader is; pick 1 to 3.",
            ("Evaluation",),
            label="Stages",
            required=True,
            least=1,
            most=3,
            source="categories",
        ),
        Key(
            "checked",
            "day",
            "The day the facts were last checked.",
            "2026-11-24",
            label="Facts checked on",
            required=True,
        ),
        Key(
            "review",
            "day",
            "The day to check the facts again, a year ahead.",
            "2027-11-24",
            label="Check again on",
        ),
        Key(
            "questions",
            "texts",
            "Questions this page answers, in parents' own words; the search uses them.",
            ("How many days does the school have?", "When does the clock start?"),
            label="Questions it answers",
            most=12,
        ),
        Key(
            "checklist",
            "page names",
            "The checklists to use with it.",
            "asking-for-an-evaluation",
            label="Checklists that go with it",
            source="checklist",
        ),
        Key(
            "letter",
            "page names",
            "The letters to send with it.",
            "ask-for-evaluation",
            label="Letters that go with it",
            source="letter",
        ),
        Key(
            "authors",
            "choices",
            "Who wrote it, if not IEP Partner as a whole.",
            ("iep-partner",),
            label="Written by",
            source="authors",
        ),
        Key(
            "draft",
            "yes or no",
            "For an article that is not ready, whatever its date.",
            "true",
            label="Keep off the site",
        ),
        ASKED,
    ),
    body="""\
Write the short answer here in 40 to 60 words, and what to do today.

<!-- more -->

## What you can do

1. Start each step with a verb.

## Words you can use

- "Write a sentence to say or send."

## What the law says

- Write one plain sentence, with its rule in parentheses.

## What the school may be dealing with

Write what the team may be facing.

## If it is still not working

1. Ask, write, meet, ask for a written answer, get outside help, know the formal routes.

## Your state may differ

This is general information, not legal advice. State rules can differ, so check yours.
""",
)

CHECKLIST = Kind(
    name="checklist",
    label="Checklist",
    plural="Checklists",
    in_search="checklist",
    folder="checklists",
    is_sheet=True,
    help="A one-page sheet to check off, on screen or on paper.",
    keys=(
        _title("Before the IEP meeting"),
        _description("A one-page checklist to get ready for an IEP meeting, from notice to door."),
        Key(
            "purpose",
            "text",
            "One line under the title: what the sheet is for.",
            "Bring your papers, one question, and a person who takes notes.",
            label="What it is for",
            required=True,
            least=10,
            most=120,
        ),
        Key(
            "fields",
            "texts",
            "Labels with a line to write on, printed at the top.",
            ("Child's name", "Meeting day and time"),
            label="Lines to write on",
            most=8,
        ),
        Key(
            "notes",
            "number",
            "Blank lines for notes at the end, 0 to 10.",
            "3",
            label="Lines for notes",
            least=0,
            most=10,
        ),
        _STAGES,
        _VERSION,
        _CHANGE,
        ASKED,
    ),
    body="""\
Write one sentence on how to use this sheet.

## Before

- [ ] Start each item with a verb.

    Explain an item here, or delete this line.

- [ ] Write one action in each item.
""",
)

LETTER = Kind(
    name="letter",
    label="Letter",
    plural="Letters",
    in_search="letter",
    folder="letters",
    is_sheet=True,
    help="A letter that a parent fills in and sends.",
    keys=(
        _title("Ask for an IEP meeting"),
        _description("A short letter that asks the school for an IEP meeting and offers times."),
        Key(
            "subject",
            "text",
            "The subject line of the email; it may have [placeholders].",
            "IEP meeting for [child's name]",
            label="Email subject",
            required=True,
            least=5,
            most=100,
        ),
        _STAGES,
        Key(
            "before_sending",
            "reminders",
            "Questions and required fields that the page goes over with the parent; the guide for "
            "writers shows all kinds.",
            ("ask: Did you keep a copy?\n    if_no: You may need it later.",),
            label="Before sending",
            most=20,
        ),
        _VERSION,
        _CHANGE,
        ASKED,
    ),
    body="""\
## When to use it

Write when a parent needs this letter.

## Who gets it

Write who gets it.

## What to expect

Write what happens next, with its rule in parentheses.

## The letter

[date]

Dear [teacher's name],

Write the letter here. Put each blank in [square brackets].

Thank you,
[your name]
""",
)

TERM = Kind(
    name="term",
    label="Glossary term",
    plural="Glossary terms",
    in_search="term",
    folder="glossary",
    is_graded=True,
    help="One word that schools use, explained.",
    keys=(
        _title("Prior written notice"),
        Key(
            "description",
            "long text",
            "What it means, in one plain sentence; readers see it next to the word.",
            "A letter in which the school tells you what it will or will not do, and why.",
            label="What it means",
            required=True,
            least=20,
            most=200,
        ),
        Key(
            "also",
            "texts",
            "Other words and short forms for the same thing.",
            ("PWN",),
            label="Also called",
        ),
        Key(
            "spanish",
            "text",
            "The Spanish term we use.",
            "aviso previo por escrito",
            label="In Spanish",
            least=2,
        ),
        Key(
            "spanish_also",
            "texts",
            "Other Spanish words a parent may type or hear.",
            ("notificación previa por escrito",),
            label="In Spanish also",
        ),
        _CHECKED,
        ASKED,
    ),
    body="""\
**Next step:** Write what a parent can do now, as a link to that page.

## Example

Write one example from a school day.

## What to ask

- "Write a question a parent can ask."

## The rule

Write one plain sentence, with its rule in parentheses.
""",
)

_REVIEW = Key(
    "review",
    "day",
    "The day to check the facts again.",
    "2027-11-24",
    label="Check again on",
)

GUIDE = Kind(
    name="guide",
    label="Guide",
    plural="Guides",
    in_search="guide",
    folder="guides",
    links_terms=True,
    is_graded=True,
    names_rules=False,
    help="A page that shows a whole subject, such as the year with an IEP.",
    keys=(
        _title("Who sits at the table"),
        _description("The people at an IEP meeting, what each of them does, and what to ask them."),
        _UPDATED,
        _CHANGE,
        _CHECKED,
        _REVIEW,
        ASKED,
        *_FOR_ENGINEERS,
    ),
    body="",
)

# What a limit is about. Where docs/clocks.yml has a clock of this name, the two are the same limit.
TOPICS = (
    "first-step",
    "answer-to-request",
    "evaluation",
    "report",
    "first-meeting",
    "plan-copy",
    "your-answer",
    "services-start",
    "meeting-you-ask-for",
    "notice-of-meeting",
    "reevaluation",
    "records",
    "state-complaint",
    "state-decision",
    "hearing-request",
    "hearing-decision",
)
UNITS = (
    "days",
    "calendar days",
    "school days",
    "business days",
    "instructional days",
    "months",
    "years",
)
PLACES = (
    "agency",
    "rules",
    "rights notice",
    "complaint",
    "hearing office",
    "parent center",
    "protection and advocacy",
)

STATE = Kind(
    name="state",
    label="State",
    plural="States",
    in_search="state",
    folder="states",
    names_rules=False,
    help="What one state calls things, who helps there, and the time limits of its own rules.",
    keys=(
        _title("Ohio"),
        _description("Time limits in Ohio's own special education rules, and who helps there."),
        Key(
            "names",
            "records",
            "What this state calls things, where it has its own word.",
            ("word: ARD committee\n    means: the IEP team",),
            label="Names used here",
            most=12,
            parts=(
                Key("word", "text", "The word.", "ARD committee", required=True, most=60),
                Key(
                    "means",
                    "text",
                    "What this site calls it, or what the letters stand for.",
                    "the IEP team",
                    required=True,
                    most=120,
                ),
                Key(
                    "language",
                    "text",
                    "The code of the word's language, if it is not English.",
                    "es",
                    most=2,
                ),
            ),
        ),
        Key(
            "places",
            "records",
            "Offices and people, with their pages.",
            ("what: agency\n    name: Ohio Department of Education and Workforce",),
            label="Offices and people",
            most=20,
            parts=(
                Key(
                    "what",
                    "choice",
                    "What it is.",
                    "agency",
                    required=True,
                    options=PLACES,
                ),
                Key("name", "text", "Its name.", "Disability Rights Ohio", required=True, most=120),
                Key(
                    "address",
                    "text",
                    "Its page. A state's office has a page on an official host.",
                    "https://education.ohio.gov/",
                    most=300,
                ),
                Key(
                    "languages",
                    "texts",
                    "The languages it is in, for a notice of rights.",
                    ("Spanish",),
                ),
            ),
        ),
        Key(
            "limits",
            "records",
            "The time limits in this state's own rules, each with its proof; the guide for writers "
            "shows how to add one.",
            ("topic: evaluation\n    number: 60\n    unit: days",),
            label="Time limits",
            most=30,
            parts=(
                Key(
                    "topic",
                    "choice",
                    "What has to be done in that time.",
                    "evaluation",
                    required=True,
                    options=TOPICS,
                ),
                Key(
                    "number",
                    "number",
                    "How many, as in the quote.",
                    "60",
                    required=True,
                    least=1,
                    most=1000,
                ),
                Key(
                    "unit",
                    "choice",
                    "Which days, as in the quote; “days” where it says no more.",
                    "days",
                    required=True,
                    options=UNITS,
                ),
                Key(
                    "starts",
                    "text",
                    "From when it counts.",
                    "the school has your signed consent",
                    required=True,
                    most=160,
                ),
                Key(
                    "exceptions",
                    "long text",
                    "What stops it or leaves days out.",
                    "Days of summer vacation do not count.",
                    most=400,
                ),
                Key(
                    "breaks_out",
                    "yes or no",
                    "Whether the rule leaves school breaks or the summer out of the count.",
                    "true",
                    label="Leaves breaks out",
                ),
                Key(
                    "cite",
                    "text",
                    "The rule, as the state cites it.",
                    "Ohio Adm. Code 3301-51-06(B)(4)(a)",
                    required=True,
                    label="Citation",
                    most=120,
                ),
                Key(
                    "quote",
                    "long text",
                    "The rule's own words, with the number and the unit in them.",
                    "Must be conducted within sixty days of receiving parental consent",
                    required=True,
                    least=20,
                    most=600,
                ),
                Key(
                    "address",
                    "text",
                    "The official page with these words.",
                    "https://codes.ohio.gov/ohio-administrative-code/rule-3301-51-06",
                    required=True,
                    most=400,
                ),
                Key(
                    "edition",
                    "text",
                    "Which edition it was, if the page says so.",
                    "final rule of June 27, 2024",
                    most=120,
                ),
                Key(
                    "read",
                    "day",
                    "The day somebody read it.",
                    "2026-11-28",
                    required=True,
                    label="Read on",
                ),
                Key(
                    "by",
                    "text",
                    "Who read it: a role, no name.",
                    "editor",
                    required=True,
                    most=40,
                ),
                Key(
                    "compared",
                    "yes or no",
                    "Whether a person has opened the page itself and compared the quote.",
                    "true",
                    label="Compared with the page itself",
                ),
            ),
        ),
        _UPDATED,
        _CHANGE,
        ASKED,
        *_FOR_ENGINEERS,
    ),
    body="",
)

PAGE = Kind(
    name="page",
    label="Page",
    plural="Pages",
    in_search="page",
    folder="",
    is_graded=True,
    names_rules=False,
    help="Any other page, such as About or the list of articles.",
    keys=(
        _title("How we check facts"),
        _description("How IEP Partner checks the facts on this site, how often, and who does it."),
        _UPDATED,
        _CHANGE,
        _CHECKED,
        _REVIEW,
        Key(
            "promise",
            "text",
            "The one sentence under the name, on the home page only.",
            "Clear answers that help you and the school work as a team.",
            least=3,
            most=160,
            only="index.md",
        ),
        ASKED,
        *_FOR_ENGINEERS,
        Key("tasks", "free", "Home page only: what parents come for.", "", staff=False),
    ),
    body="",
)

# A new kind of page starts with an entry here; its flags say what is asked of it. The check, the
# form, `new` and the guide follow from it. By hand come its facts (FACTS in facts.py), its folder
# in docs/ with .meta.yml and index.md, the template that .meta.yml names, the menu (mkdocs.yml),
# its names in overrides/words/en.yml and overrides/partials/search.html, its weight in
# search/weights.js (`kinds`), and, if templates list its pages, hooks/collect_library.py. Tests ask
# for what is missing in code. PAGE comes last: it takes every page in no other kind's folder.
KINDS = (POST, CHECKLIST, LETTER, TERM, GUIDE, STATE, PAGE)
