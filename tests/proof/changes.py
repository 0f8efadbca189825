"""Changes as people make them, to any library: each has a name, a step, and what must be seen.

tests/proof/test_proof.py makes them to the sample, bench/proof.py to a copy of the real library.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import yaml
from library_copy import Library, blog_of

from library.content.schema import CHECKLIST, LETTER, POST, TERM, Kind

Do = Callable[[Library], None]
See = Callable[[Library], None]

YEAR = "articles/archive/2026/"
LONG_AGO = date(2026, 1, 5)
FAR_AHEAD = date(2999, 1, 1)
ANSWER = "Bring the plan and one question. The team has the same wish: that your child learns.\n"
BODIES = {
    "post": f"{ANSWER}\n<!-- more -->\n\n## What you can do\n\n1. Read the plan once more.\n",
    "checklist": "- [ ] Read the plan.\n- [ ] Write one question down.\n",
    "letter": (
        "## When to use it\n\nUse it when you need a meeting soon.\n\n"
        "## Who gets it\n\nSend it to the case manager.\n\n"
        "## What to expect\n\nThe team answers with some times.\n\n"
        "## The letter\n\n[date]\n\nDear [name],\n\nPlease let us meet.\n\nThank you,\n"
        "[your name]\n"
    ),
    "term": "## Example\n\nThe team meets and writes it down.\n",
}


class Plain(yaml.SafeDumper):
    """Writes equal values twice, as people do, and not as an anchor and its alias."""

    def ignore_aliases(self, data: Any) -> bool:
        """Never write an alias."""
        return True


@dataclass(frozen=True)
class Change:
    """One thing that somebody does; `asks` if the check then asks for a redirect."""

    name: str
    do: Do
    see: See
    asks: bool = False

    def __str__(self) -> str:
        """Return the name, as pytest shows it."""
        return self.name


def make(library: Library, changes: Sequence[Change]) -> None:
    """Make changes and do what the check asks until it is content; fails where it never is."""
    for change in changes:
        change.do(library)
    green = library.check()
    asked = library.follow_advice()
    wanted = sum(change.asks for change in changes)
    assert asked == wanted, f"the check asks for {asked} redirects, not {wanted}:\n{library.said}"
    assert green or library.check(), f"the check is not content:\n{library.said}"


def judge(library: Library, changes: Sequence[Change]) -> None:
    """Look at the built site: it is in order, and what was changed is seen."""
    assert library.faults() == []
    for change in changes:
        change.see(library)


def begun() -> date:
    """Return a day that has begun in every time zone."""
    return (datetime.now(UTC) - timedelta(hours=12)).date()


def new_page(library: Library, kind: Kind, name: str, body: str = "", **more: object) -> None:
    """Write a page with the keys that are required, as the schema shows them, and no others."""
    title = name.replace("-", " ").capitalize()
    own = {
        "title": title,
        "slug": name,
        "description": f"{title}: what it means for your family, in two lines.",
        "purpose": f"{title}, so that nothing is forgotten.",
        "subject": f"{title} for [child's name]",
    }
    top: dict[str, object] = {}
    for key in kind.keys:
        if key.required:
            example: object = list(key.example) if isinstance(key.example, tuple) else key.example
            if key.type in ("day", "moment"):
                example = LONG_AGO
            elif key.source == "categories":
                example = library.blog["categories_allowed"][:1]
            top[key.name] = own.get(key.name, example)
    text = yaml.dump({**top, **more}, Dumper=Plain, sort_keys=False, allow_unicode=True)
    library.write(f"{kind.folder}/{name}.md", f"---\n{text}---\n\n{body or BODIES[kind.name]}")


def post(name: str, body: str = "", **more: object) -> Do:
    """Write an article with the required keys and some more."""
    return lambda library: new_page(library, POST, name, body, **more)


def is_up(address: str, *words: str, listed: str = "") -> See:
    """The page is on the site, holds these words, and the list links to it."""

    def see(library: Library) -> None:
        page = library.page(address)
        assert page, f"/{address} is not on the site"
        for word in words:
            assert word in page, f"/{address} does not hold {word!r}"
        if listed:
            assert address.rsplit("/", 2)[-2] in library.page(listed), f"/{listed} does not list it"

    return see


def is_not_up(address: str) -> See:
    """Nothing of the page is anywhere on the site."""

    def see(library: Library) -> None:
        name = address.rstrip("/").rpartition("/")[2]
        assert not library.page(address)
        for file in library.root.joinpath("site").rglob("*"):
            if file.suffix in (".html", ".xml", ".json"):
                assert f"/{name}/" not in file.read_text("utf-8"), file

    return see


def leads(old: str, new: str) -> See:
    """The old address leads to the page that took its place."""

    def see(library: Library) -> None:
        page = library.page(old)
        assert 'http-equiv="refresh"' in page, f"/{old} leads nowhere"
        assert f'href="{library.site_url}{new}"' in page, page

    return see


def names_of(library: Library, kind: Kind) -> list[str]:
    """Return the file names, without .md, of the pages of a kind that are on the site."""
    found = []
    for path in sorted(library.path(kind.folder).glob("[!_.]*.md")):
        text = path.read_text("utf-8")
        if path.name != "index.md" and "draft: true" not in text and "\ndate: 29" not in text:
            found.append(path.stem)
    return found


def slug_of(library: Library, name: str) -> str:
    """Return the slug of an article by its file name."""
    text = library.path(f"{POST.folder}/{name}.md").read_text("utf-8")
    found: str = yaml.safe_load(text.split("---")[1])["slug"]
    return found


def rename_article(library: Library) -> None:
    """Give an article another file name and slug; fix the links to it, as the check asks."""
    name = names_of(library, POST)[0]
    slug = slug_of(library, name)
    old, new = (library.path(f"{POST.folder}/{one}.md") for one in (name, "a-better-name"))
    old.rename(new)
    library.replace(f"{POST.folder}/a-better-name.md", r"^slug: .*$", "slug: a-better-name")
    library.link_elsewhere(f"{name}.md", "a-better-name.md")
    library.data_elsewhere(f"{POST.folder}/{name}.md", f"{POST.folder}/a-better-name.md")
    library.redirect_elsewhere(f"{POST.folder}/{name}.md", f"{POST.folder}/a-better-name.md")
    library.note["renamed"] = f"articles/{slug}/"


def change_slug(library: Library) -> None:
    """Change only an article's slug, as the form allows."""
    name = names_of(library, POST)[1]
    library.note["slug"] = f"articles/{slug_of(library, name)}/"
    library.replace(f"{POST.folder}/{name}.md", r"^slug: .*$", "slug: another-address")


def delete_article(library: Library) -> None:
    """Delete an article; remove the links to it, as the check asks."""
    name = names_of(library, POST)[2]
    library.note["deleted"] = f"articles/{slug_of(library, name)}/"
    library.path(f"{POST.folder}/{name}.md").unlink()
    library.unlink(f"{name}.md")
    library.data_elsewhere(
        f"{POST.folder}/{name}.md", f"{POST.folder}/{names_of(library, POST)[0]}.md"
    )
    library.redirect_elsewhere(f"{POST.folder}/{name}.md", "articles/index.md")


def take_off(library: Library) -> None:
    """Take an article off the site with draft: true; remove the links to it."""
    name = names_of(library, POST)[-1]
    library.note["off"] = f"articles/{slug_of(library, name)}/"
    library.replace(f"{POST.folder}/{name}.md", r"\A---$", "---\ndraft: true")
    library.unlink(f"{name}.md")
    other = f"{POST.folder}/{names_of(library, POST)[0]}.md"
    library.data_elsewhere(f"{POST.folder}/{name}.md", other)
    library.redirect_elsewhere(f"{POST.folder}/{name}.md", "articles/index.md")


def rename_sheet(kind: Kind) -> Do:
    """Give a checklist or letter another file name."""

    def do(library: Library) -> None:
        name = names_of(library, kind)[0]
        new = f"another-{kind.name}"
        library.path(f"{kind.folder}/{name}.md").rename(library.path(f"{kind.folder}/{new}.md"))
        library.link_elsewhere(f"{name}.md", f"{new}.md")
        library.data_elsewhere(f"{kind.folder}/{name}.md", f"{kind.folder}/{new}.md")
        library.redirect_elsewhere(f"{kind.folder}/{name}.md", f"{kind.folder}/{new}.md")
        for path in library.path(POST.folder).glob("*.md"):  # the lists in the top blocks
            library.write(
                f"{POST.folder}/{path.name}",
                re.sub(rf"(?m)^((?:{kind.name}:|  -).*\b){name}\b(?=\W|$)", rf"\g<1>{new}",
                       path.read_text("utf-8")),
            )  # fmt: skip
        library.note[kind.name] = f"{kind.folder}/{name}/"

    return do


def renamed_leads(what: str, new: str) -> See:
    """What was renamed before leads to its new address."""
    return lambda library: leads(library.note[what], new)(library)


def set_owner(library: Library) -> None:
    """Set what the owner sets on the first day; unlike the sample's, the address has a path."""

    def change(settings: dict[str, Any]) -> None:
        settings.update(
            site_name="Rivera Advocacy", site_url="https://rivera.github.io/iep-library",
            site_author="Ana Rivera", site_description="Help for families, from a small practice.",
            copyright="© 2027 Ana Rivera",
        )  # fmt: skip
        settings["extra"].update(
            repository="rivera/iep-library",
            contact={"email": "ana@rivera-advocacy.org", "hours": "We answer on Mondays."},
        )

    library.set(change)


def set_time_zone(name: str) -> Do:
    """Set where days begin."""
    return lambda library: library.set(lambda settings: settings["extra"].update(time_zone=name))


def add_category(library: Library) -> None:
    """Add a stage of the road and an article in it."""
    library.set(lambda settings: blog_of(settings)["categories_allowed"].append("After school"))
    new_page(library, POST, "the-first-job", categories=["After school"])


def add_author(library: Library) -> None:
    """Add an author and an article by her."""
    file = library.path("articles/.authors.yml")
    file.write_text(
        file.read_text("utf-8").rstrip("\n")
        + "\n  ana-rivera:\n    name: Ana Rivera\n    description: Advocate\n"
        "    avatar: assets/images/mark.svg\n",
        encoding="utf-8",
    )
    new_page(library, POST, "a-word-from-ana", authors=["ana-rivera"])


def add_to_menu(library: Library) -> None:
    """Add a page of prices, and a line for it in the menu."""
    library.write(
        "prices.md",
        "---\ntitle: What it costs\ndescription: What our help costs, what is free, and how "
        "families pay for it over time.\n---\n\nThe first talk is free. Then it is by the hour.\n",
    )
    library.set(lambda settings: settings["nav"].insert(-1, {"Prices": "prices.md"}))


def add_handout(library: Library) -> None:
    """Add a PDF, link to it, and let its old address lead there."""
    library.path("files").mkdir(exist_ok=True)
    library.path("files/handout.pdf").write_bytes(PDF)
    body = f"{ANSWER}\n<!-- more -->\n\nTake [the handout](../../files/handout.pdf) with you.\n"
    new_page(library, POST, "our-handout", body)
    library.add_redirect("/s/Our%20Handout.pdf", "files/handout.pdf")


def move_old_blog(library: Library) -> None:
    """Let addresses of an old blog, as a browser showed them, lead to pages of today."""
    name = names_of(library, POST)[0]
    library.note["old"] = f"articles/{slug_of(library, name)}/"
    for old, new in {
        "/blog/2025/8/our-name": f"{POST.folder}/{name}.md",
        "blog/2025/9/our-name.md": f"{POST.folder}/{name}.md",
        "/s/guide.pdf": "checklists/index.md",
        "/home": "index.md",
        "/contact-us/": "about/index.md",
    }.items():
        library.add_redirect(old, new)


def see_old_blog(library: Library) -> None:
    """Each old address leads to its page."""
    for old in ("blog/2025/8/our-name/", "blog/2025/9/our-name/"):
        leads(old, library.note["old"])(library)
    leads("s/guide.pdf/", "checklists/")(library)
    leads("home/", "")(library)
    leads("contact-us/", "about/")(library)


def see_owner(library: Library) -> None:
    """The owner's address, name and contact are on the site."""
    home = library.page("")
    assert f'<link rel="canonical" href="{library.site_url}"' in home
    assert "Rivera Advocacy" in home and "rivera/iep-library" in library.page("about")
    assert "ana@rivera-advocacy.org" in library.page("about/contact")


# A page and nothing on it, the least that is a PDF.
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF\n"
)
NEWS = "We hold a workshop on Friday in the town library. Come as you are; coffee is there.\n"
LEAD = f"{NEWS}\n<!-- more -->\n\nThe doors open at six.\n"

ADDED = [
    Change("an announcement", post("workshop-on-friday", LEAD),
           is_up("articles/workshop-on-friday/", "coffee is there", listed=YEAR)),
    Change("an article with required keys only", post("one-small-answer"),
           is_up("articles/one-small-answer/", "Read the plan once more", listed=YEAR)),
    Change("a checklist with required keys only",
           lambda library: new_page(library, CHECKLIST, "a-new-list"),
           is_up("checklists/a-new-list/", "Write one question down", listed="checklists/")),
    Change("a letter with required keys only",
           lambda library: new_page(library, LETTER, "a-new-letter"),
           is_up("letters/a-new-letter/", "case manager", listed="letters/")),
    Change("a term with required keys only",
           lambda library: new_page(library, TERM, "quorum"),
           is_up("glossary/quorum/", "The team meets", listed="glossary/")),
    Change("an article of yesterday",
           lambda library: post("of-yesterday", date=begun() - timedelta(days=1))(library),
           is_up("articles/of-yesterday/")),
    Change("an article of today", lambda library: post("of-today", date=begun())(library),
           is_up("articles/of-today/")),
    Change("an article dated ahead", post("far-in-time", date=FAR_AHEAD),
           is_not_up("articles/far-in-time/")),
    Change("an article dated ahead that the form calls no draft",
           post("ahead-no-draft", date=FAR_AHEAD, draft=False),
           is_not_up("articles/ahead-no-draft/")),
    Change("a date with a slip in its year", post("of-another-age", date=date(1926, 1, 5)),
           is_up("articles/of-another-age/", "January 5, 1926")),
    Change("a draft", post("still-a-draft", draft=True), is_not_up("articles/still-a-draft/")),
    Change("a category", add_category,
           is_up("articles/the-first-job/", listed="articles/category/after-school/")),
    Change("an author", add_author, is_up("articles/a-word-from-ana/")),
    Change("a page in the menu", add_to_menu, is_up("prices/", "by the hour", listed="")),
    Change("a PDF with its old address", add_handout,
           leads("s/Our Handout.pdf/", "files/handout.pdf")),
]  # fmt: skip
MOVED = [
    Change("an article renamed", rename_article,
           renamed_leads("renamed", "articles/a-better-name/"), asks=True),
    Change("a slug changed", change_slug,
           renamed_leads("slug", "articles/another-address/"), asks=True),
    Change("an article deleted", delete_article, renamed_leads("deleted", "articles/"), asks=True),
    Change("an article taken off the site", take_off, renamed_leads("off", "articles/"), asks=True),
    Change("a checklist renamed", rename_sheet(CHECKLIST),
           renamed_leads("checklist", "checklists/another-checklist/"), asks=True),
    Change("a letter renamed", rename_sheet(LETTER),
           renamed_leads("letter", "letters/another-letter/"), asks=True),
    Change("addresses of an old blog", move_old_blog, see_old_blog),
]  # fmt: skip
OWNERS = [
    Change("the owner's values, on owner.github.io", set_owner, see_owner),
    Change("the owner's time zone", set_time_zone("Pacific/Honolulu"), is_up("")),
]  # fmt: skip
# What a browser looks at once ADDED are made.
NEW = ["articles/workshop-on-friday/", "checklists/a-new-list/", "letters/a-new-letter/",
       "glossary/quorum/", "prices/", ""]  # fmt: skip
