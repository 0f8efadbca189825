"""Sheets made by hand for the tests of the PDF engine, with everything a sheet may have."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from html import escape
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from library.letters.letter import parse_letter
from library.letters.printed import letter_print
from library.markdown.citations import Regulation
from library.markdown.sources import sources_of
from library.sheets.pdf import LARGE_FIT, LETTER_FIT, NORMAL_FIT, render_pdf
from library.sheets.print_links import Printed, print_links
from library.sheets.qr_code import qr_svg
from library.site.fonts import sheet_fonts

OVERRIDES = Path(__file__).parent.parent / "overrides"
STYLE = OVERRIDES / "print" / "sheet.css"
SITE = "IEP Partner"
RULE = Regulation(
    "34 CFR 300.322",
    "Parents at the IEP meeting",
    "https://www.ecfr.gov/current/title-34/section-300.322",
    "eCFR as of January 24, 2025",
    date(2026, 11, 24),
    "read",
)
WORDS = {
    "checklist": "Checklist",
    "letter": "Letter",
    "subject": "Subject",
    "notes": "Notes",
    "page": "Page",
    "of": "of",
    "find": "Find this sheet at",
    "version": "Version of",
    "legal": "General information, not legal advice. State rules can differ.",
    "keep_safe": "A filled-in copy holds your child's data: keep it safe.",
    "qr": "QR code of the address of this page",
}


@dataclass(frozen=True)
class Sheet:
    """The front matter of a sheet, as the templates get it."""

    title: str = "Back to school"
    description: str = "A one-page checklist for parents of a child with an IEP."
    purpose: str = "Start the school year as a team, and check that the IEP is in use."
    fields: tuple[str, ...] = ("Child's name", "School year")
    notes: int = 4
    updated: date = date(2026, 11, 24)
    url: str = "https://www.iep-partner.example.org/checklists/back-to-school/"
    lang: str = "en"


@dataclass(frozen=True)
class Item:
    """One item of a list; `more` is HTML below it."""

    text: str
    more: str = ""
    ticked: bool = False
    items: tuple[Item, ...] = field(default=())

    def html(self) -> str:
        """Write the item as hooks/library/markdown/task_list.py does."""
        name = "item-" + "-".join(self.text.lower().rstrip(".").split())
        ticked = " checked" if self.ticked else ""
        inner = items_html(self.items) if self.items else ""
        return (
            f'<li class="ip-item"><input class="ip-box" type="checkbox" id="{escape(name)}"'
            f'{ticked}><label for="{escape(name)}">{escape(self.text)}</label>'
            f"{self.more}{inner}</li>"
        )


def items_html(items: tuple[Item, ...]) -> str:
    """Write items as one list."""
    return f'<ul class="ip-list">{"".join(item.html() for item in items)}</ul>'


GROUPS: tuple[tuple[str, tuple[Item, ...]], ...] = (
    (
        "Before day one",
        (
            Item(
                "Find your newest copy of the IEP.",
                "<p>No copy? Ask the school. It must give you one for free."
                '<sup class="ip-ref"><a href="#rule-1" data-rules="'
                '[[&quot;&quot;,[&quot;34 CFR 300.322(f)&quot;]]]">1</a></sup></p>',
            ),
            Item("Mark the 3 supports in the IEP that matter most (don't skip).", ticked=True),
            Item(
                "Fill in the one-page profile.",
                '<p>See <a href="../one-page-profile/">the <strong>profile</strong></a>.</p>',
            ),
            Item("Send the profile and a short hello to the teacher."),
            Item(
                "Tell the people who need to know.",
                items=(Item("Tell the nurse."), Item("Tell the bus staff.", ticked=True)),
            ),
        ),
    ),
    (
        "After week one",
        tuple(
            Item(text)
            for text in (
                "Ask your child what was easy and what was hard.",
                "Ask which day and time each service takes place.",
                "Ask the teacher how one support is going.",
                "Agree on how and how often to stay in touch.",
                "Thank one person for one real thing they did.",
            )
        ),
    ),
    (
        "After week four",
        tuple(
            Item(text)
            for text in (
                "Compare the services given with those in the IEP.",
                "Ask what is working and what is in the way.",
                "Write a short note about anything still missing.",
                "Ask for a meeting if it does not get fixed.",
                "Mark the progress report dates on your calendar.",
                "Put a copy of each letter into your folder.",
            )
        ),
    ),
)
INTRO = "Do the first part now. Put a day in your calendar for the other two."
LABELS = [
    "Child's name",
    "School year",
    *(
        text
        for _, items in GROUPS
        for item in items
        for text in (item.text, *(nested.text for nested in item.items))
    ),
    "Notes",
]
HEADINGS = [*(heading for heading, _ in GROUPS), "Notes"]
TEXT = [
    "Back to school",
    "Start the school year as a team, and check that the IEP is in use.",
    "Child's name",
    "School year",
    INTRO,
    "Before day one",
    "Find your newest copy of the IEP.",
    "No copy? Ask the school. It must give you one for free.1",
    "Fill in the one-page profile.",
    "See the profile2.",
    "Tell the people who need to know.",
    "Tell the nurse.",
    "Tell the bus staff.",
    "After week one",
    "Thank one person for one real thing they did.",
    "After week four",
    "Put a copy of each letter into your folder.",
    "Notes",
    "1 34 CFR 300.322(f), Parents at the IEP meeting.",
    "2 iep-partner.example.org/checklists/one-page-profile.",
    "Find this sheet at iep-partner.example.org/checklists/back-to-school.",
    "Version of November 24, 2026.",
    WORDS["legal"],
    WORDS["keep_safe"],
]
LETTER = """## The letter

[date]

Dear [teacher's name],

My child, [child's name], will be in your class. These supports helped most:

- [a support that helped]
- [another support that helped]

This is still hard: [what is still hard].

Thank you for getting to know [child's name].

Sincerely,
[your name]
"""


def checklist_content() -> str:
    """Return the body of the sample list: 18 boxes, two of them nested, two ticked."""
    groups = "".join(
        f'<h2 id="{heading.lower().replace(" ", "-")}">{heading}</h2>{items_html(items)}'
        for heading, items in GROUPS
    )
    return f"<p>{INTRO}</p>{groups}"


def checklist_html(content: str, *, sheet: Sheet = Sheet(), large: bool = False) -> str:
    """Return a whole list as the PDF engine gets it."""
    printed = print_links(content, page=sheet.url)
    return _html("checklist", content, sheet, large, printed)


def letter_html(markdown: str, *, sheet: Sheet, large: bool = False) -> str:
    """Return a whole letter as the PDF engine gets it."""
    letter = parse_letter(markdown, subject="Hello from the family of [child's name]")
    return _html(
        "letter",
        letter_print(letter, subject_label=WORDS["subject"], title=sheet.title),
        sheet,
        large,
    )


def checklist_pdf(content: str = "", *, sheet: Sheet = Sheet(), large: bool = False) -> bytes:
    """Make the PDF of a list; of the sample list when no content is given."""
    html = checklist_html(content or checklist_content(), sheet=sheet, large=large)
    return pdf_of(html, large=large)


def letter_pdf() -> bytes:
    """Make the PDF of the sample letter."""
    address = "https://www.iep-partner.example.org/letters/introduce-my-child/"
    sheet = Sheet(title="Introduce my child", purpose="", url=address)
    return pdf_of(letter_html(LETTER, sheet=sheet), fit=LETTER_FIT)


def letters_at_each_step() -> dict[str, bytes]:
    """Make a letter with two answers of several lines in each layout that a letter may have."""
    text = (
        "## The letter\n\nDear [name],\n\n[what happened].\n\n- [an idea]\n\nThanks,\n[your name]\n"
    )
    sheet = Sheet(title="A letter", purpose="")
    html = {large: letter_html(text, sheet=sheet, large=large) for large in (False, True)}
    steps = [(name, False) for name in LETTER_FIT] + [(name, True) for name in LARGE_FIT]
    return {
        f"{name} large" if large else name: pdf_of(html[large], fit=(name,))
        for name, large in steps
    }


def pdf_of(html: str, *, large: bool = False, fit: tuple[str, ...] = ()) -> bytes:
    """Make the PDF of a whole document with the real stylesheet and fonts."""
    css = STYLE.read_text(encoding="utf-8")
    choice = fit or (LARGE_FIT if large else NORMAL_FIT)
    day = date(2026, 11, 24)
    return render_pdf(html, stylesheet=css, fonts=sheet_fonts(html), modified=day, fit=choice).pdf


def _html(
    template: str,
    content: str,
    sheet: Sheet,
    large: bool,
    printed: Printed | None = None,
) -> str:
    environment = Environment(loader=FileSystemLoader(OVERRIDES), autoescape=True, trim_blocks=True)
    return environment.get_template(f"print/{template}.html").render(
        sheet=sheet,
        content=Markup(printed.html if printed else content),
        sources=sources_of(content, "", {RULE.cite: RULE}),
        printed=printed,
        words={"print": WORDS},
        large=large,
        site_name=SITE,
        qr=Markup(qr_svg(sheet.url, title=WORDS["qr"])),
    )
