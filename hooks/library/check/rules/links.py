"""Rules on links and pictures: where they lead, what they are called."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import cached_property
from urllib.parse import unquote

import yaml
from markdown.extensions.toc import slugify

from library.check.problem import Problem, Rule, in_short
from library.check.rules.dates import is_draft, read_moment, wait_of
from library.check.rules.markup import Heading
from library.check.rules.text_file import IMAGES, is_camera_name
from library.check.settings import CheckSettings
from library.check.sound import Leads, SoundTexts
from library.check.source import FIRST_LINE, Source
from library.common.days import Clock
from library.common.nearest import did_you_mean, nearest
from library.common.web_address import is_address
from library.content.schema import LETTER
from library.pictures.images import WIDEST

INLINE = re.compile(  # a picture's "!" is left out: "[" is found quickly
    r"\[(?P<text>[^\[\]]*(?:\[[^\[\]]*\](?:\([^()]*\))?[^\[\]]*)*)\]"
    r"\((?P<target>[^()\n]*(?:\([^()\n]*\)[^()\n]*)*)\)"
)
NESTED_IMAGE = re.compile(r"!\[(?P<text>[^\[\]]*)\]\((?P<target>[^()\n]*)\)")
REFERENCE = re.compile(r"(?P<image>!?)\[(?P<text>[^\[\]]+|(?<=!\[))\][ ]?\[(?P<name>[^\[\]]*)\]")
SHORT_IMAGE = re.compile(r"!\[(?P<text>[^\[\]]+)\](?![ ]?[\[(])")
DEFINITION = re.compile(r"(?m)^[ ]{0,3}\[(?P<name>[^\[\]^][^\[\]]*)\]:[ \t]*(?P<target>\S*)")
TITLE = re.compile(r"\s+(?:\"[^\"]*\"|'[^']*')\s*$")
SCHEME = re.compile(r"(?P<scheme>[a-z][a-z0-9+.-]*):", re.IGNORECASE)
SCHEMES = frozenset({"http", "https", "mailto", "tel"})
EXPLICIT_ID = re.compile(r"\{:?[^{}\n]*?#(?P<id>[\w:.-]+)[^{}\n]*\}")
HEADING_ID = re.compile(r"\{:?[^{}\n]*\}\s*$")
TASK = re.compile(r"(?m)^[ \t]*[-*+][ \t]+\[[ xX]\][ \t]+(?P<text>.*)$")
OWN_ADDRESS = Rule(
    "own-address",
    "This link uses our own full address. Link to the file instead, such as "
    "../../letters/ask-for-meeting.md, so that it is checked.",
)
UNDEFINED_REFERENCE = Rule(
    "undefined-reference",
    '"[{words}][{name}]" is a {what} whose address is given nowhere. Write the address in '
    "parentheses after the words: {mark}[{words}]({like}).",
)
NO_TASK_PAGE = Rule(
    "dead-link",
    'There is no page "{target}", so this task would have no button.{guess} Write the path of the '
    "page's file from docs/, or delete the task.",
)
NO_ALT = Rule(
    "image-alt",
    "The picture {name} has no words for people who cannot see it. Say in a few words what it "
    "shows: ![a teacher and a parent at a table]({target}).",
)
THIRD_PARTY_IMAGE = Rule(
    "third-party-image",
    "The picture comes from another site, which could then follow our readers. Save it, if we may "
    "use it, in docs/images/ and show that file.",
)
PASTED_PICTURE = Rule(
    "link-kind",
    "The picture is pasted into the text itself. Save it as a file in docs/images/ and show that "
    "file.",
)
FILE_FOR_WORDS = re.compile(r"\S+\.(?:jpe?g|png|webp|svg|gif|heic)", re.IGNORECASE)
SPACE_IN_LINK = re.compile(r"\](?P<space>[ \t]+)\((?:https?://[^\s()]+|[\w./-]+\.md(?:#[\w-]*)?)\)")
SPACE_INSIDE = Rule(
    "link-space",
    "A space stands between the words of this link and its address, so it would be shown as text. "
    "Delete the space between ] and (.",
)
NEVER_CLOSED = re.compile(
    r"\[[^\[\]\n]*\]\((?P<target>(?:https?://|[\w./-]+\.(?:md|pdf)\b|[\w.-]*/)[^\s()]*)"
    r"(?![^\s)]|\)|[ \t]+(?:\"[^\"\n]*\"|'[^'\n]*')[ ]*\))"
)
LINK_NOT_CLOSED = Rule(
    "link-space",
    'The address "{target}" of this link has no closing parenthesis, so it would be shown as text. '
    "Put ) right after the address.",
)
LINK_TO_PICTURE = Rule(
    "link-to-picture",
    "This link opens the picture alone. To show the picture here, put ! before the [.",
    level="hint",
)
IMAGE_MISSING = Rule(
    "image-missing",
    "There is no picture at {target}.{guess} Upload the picture, or correct the name.",
)
IMAGE_NAME = Rule(
    "image-name",
    '"{name}" is a name from a camera or computer. Rename the picture after what it shows, '
    'such as "parent-and-teacher.jpg".',
)
IMAGE_TOO_LARGE = Rule(
    "image-too-large",
    "The picture {name} has {size} kB; the limit is {limit} kB. Add it with the form, which "
    f"makes it smaller; or make it at most {WIDEST:,} pixels wide and save it again as .jpg or "
    ".webp.",
)
LINK_WITHOUT_WORDS = Rule(
    "empty-link", "This link has no words to click. Write some between [ and ]."
)
LINK_TO_NOTHING = Rule(
    "empty-link", 'The link "{words}" leads nowhere. Write its address between ( and ).'
)
NO_ADDRESS = Rule("link-kind", '"{target}" is not an address. Copy it from the browser again.')
HALF_ADDRESS = Rule("link-kind", "Write the whole address of the other site: https://{there}")
OTHER_SCHEME = Rule(
    "link-kind",
    'A link cannot start with "{name}:". Use https:, mailto:, tel:, or a file of ours.',
)
NO_HTTPS = Rule("dead-link", 'Put https:// before "{path}", since it is another site.')
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
NO_MAILTO = Rule("dead-link", 'Put mailto: before "{path}", since it is an email address.')
DEAD_LINK = Rule(
    "dead-link", 'The link to "{target}" leads nowhere: there is no such file.{advice}'
)
LINK_TO_DRAFT = Rule(
    "link-to-draft",
    '"{title}" is still a draft, so readers would find nothing. Remove the link until it is '
    "published.",
)
LINK_TO_FUTURE = Rule(
    "link-to-future",
    '"{title}" appears only on {day}, so readers would find nothing until then. Delete the link, '
    "or date this page no earlier.",
)
DEAD_ANCHOR = Rule(
    "dead-anchor",
    'There is no heading "#{anchor}" on that page.{guess} A heading\'s name is its words in '
    "lowercase with hyphens.",
)
VAGUE_ALT = frozenset("image picture photo img graphic icon screenshot".split())

MADE = ("fn:", "fnref:", "__")  # anchors of footnotes, and those of themes

Broken = tuple[Rule, dict[str, object]]  # a rule, and the words of its message


@dataclass(frozen=True)
class Link:
    """A link or picture in a body."""

    image: bool
    text: str
    target: str  # without title and angle brackets
    position: int  # in the body
    in_line: bool = False  # its address follows its words: [words](address)


@dataclass(frozen=True)
class Places:
    """What a link can lead to: all files under docs/ with their sizes, and the pages' anchors."""

    files: Mapping[str, int]  # path from docs/ to bytes
    pages: Mapping[str, Source]  # by path from docs/
    headings: Mapping[str, list[Heading]]  # by path from docs/
    settings: CheckSettings
    clock: Clock
    sound: SoundTexts = field(default_factory=SoundTexts)
    _anchors: dict[str, dict[str, None]] = field(default_factory=dict)
    _nearest: dict[str, str] = field(default_factory=dict)

    def anchors_of(self, inside: str) -> dict[str, None]:
        """Return the anchors of a page, computed once."""
        if inside not in self._anchors:
            page = self.pages[inside]
            leads = self.sound.leads(page)
            self._anchors[inside] = (
                dict.fromkeys(leads.anchors) if leads else anchors(page, self.headings[inside])
            )
        return self._anchors[inside]

    @cached_property
    def waiting(self) -> frozenset[str]:
        """The articles that are not on the site yet."""
        return frozenset(inside for inside, page in self.pages.items() if wait_of(page, self.clock))

    def are_open(self, leads: Leads) -> bool:
        """Return whether all links of a sound text still lead somewhere."""
        return leads.ways is not None and all(
            inside in self.files
            and inside not in self.waiting
            and (not anchor or inside not in self.pages or anchor in self.anchors_of(inside))
            for inside, anchor in leads.ways
        )

    def leads_of(self, source: Source, links: Iterable[Link]) -> Leads:
        """Return the leads of a text in which nothing is wrong."""
        found = tuple(self.anchors_of(source.inside))
        if "tasks" in source.top.by_name or any(link.image for link in links):
            return Leads(None, found)
        ways: dict[tuple[str, str], None] = {}
        for link in links:
            if not SCHEME.match(_as_read(link.target)):
                path, _, anchor = _path(link.target, keep_anchor=True).partition("#")
                inside = _resolve(source, path) if path else source.inside
                anchor = unquote(anchor)
                ways[inside, "" if anchor.startswith(MADE) else anchor] = None
        return Leads(tuple(ways), found)

    def nearest(self, wanted: str) -> str:
        """Return the file whose name is nearest to a missing one's, or "".

        Computed once for each name: a renamed page leaves many links to its old one.
        """
        if wanted not in self._nearest:
            self._nearest[wanted] = self._find_nearest(wanted)
        return self._nearest[wanted]

    def _find_nearest(self, wanted: str) -> str:
        shown = [file for file in self.files if not posixpath.basename(file).startswith((".", "_"))]
        base = posixpath.basename(wanted.rstrip("/"))
        by_name = {posixpath.basename(file): file for file in reversed(shown)}
        for name in (base, f"{base}.md", nearest(base, by_name, cutoff=0.75)):
            if name in by_name:
                return by_name[name]
        return ""


def find_links(source: Source) -> tuple[list[Link], list[Problem]]:
    """Return the links and pictures of a page, and what is wrong with references."""
    text = source.prose
    if "[" not in text:
        return [], []
    links = []
    if "](" in text:
        for m in INLINE.finditer(text):
            image = text[m.start() - 1 : m.start()] == "!"
            links.append(Link(image, m["text"], _bare(m["target"]), m.start() - image, True))
            if "![" in m["text"]:
                links += [
                    Link(True, n["text"], _bare(n["target"]), m.start("text") + n.start(), True)
                    for n in NESTED_IMAGE.finditer(m["text"])
                ]
    problems: list[Problem] = []
    if "][" in text or "] [" in text or "]:" in text:
        defined = {_label(m["name"]): m for m in DEFINITION.finditer(text)}
        references = list(REFERENCE.finditer(text)) if _has_references(source) else []
        references = [
            m for m in references if m["image"] or m["text"].strip() not in ("", "x", "X")
        ]
        named = [(m, _label(m["name"] or m["text"])) for m in references]
        images = [(m, name) for m, name in named if m["image"]]
        images += [(m, _label(m["text"])) for m in SHORT_IMAGE.finditer(text)]
        links += [
            Link(True, m["text"], _bare(defined[name]["target"]), m.start())
            for m, name in images
            if name in defined
        ]
        shown = {name for _, name in images}
        links += [
            Link(False, m["name"], _bare(m["target"]), m.start())
            for name, m in defined.items()
            if name not in shown and name != "//"  # [//]: # (how Markdown hides a comment)
        ]
        problems = [
            _undefined(source, m)
            for m, name in named
            if name not in defined and not name.startswith("^") and _label(m["text"])[:1] != "^"
        ]
    return links, problems


def _undefined(source: Source, reference: re.Match[str]) -> Problem:
    words, name = (" ".join(part.split()) for part in reference.group("text", "name"))
    what, like = ("picture", "picture.jpg") if reference["image"] else ("link", "page.md")
    return source.problem_at(
        UNDEFINED_REFERENCE,
        reference.start(),
        words=in_short(words, 60),
        name=name[:40],
        what=what,
        mark=reference["image"],
        like=like,
    )


def _has_references(source: Source) -> bool:
    """In a letter, [name] [address] are placeholders, not links."""
    return source.kind is not LETTER


def _label(name: str) -> str:
    return " ".join(name.split()).casefold()


def _bare(target: str) -> str:
    target = TITLE.sub("", target.strip()).strip()
    return target[1:-1] if target[:1] == "<" and target[-1:] == ">" else target


def pictures(source: Source, links: list[Link]) -> set[str]:
    """Return the pictures on a page, as paths from docs/."""
    return {_resolve(source, _path(link.target)) for link in links if link.image}


def check_links(source: Source, links: list[Link], places: Places) -> Iterator[Problem]:
    """Check each link and picture of a page, and where the tasks of the home page lead."""
    yield from _check_tasks(source, places)
    yield from _check_bare(source, places.settings.site_url.rstrip("/"))
    if "] " in source.prose or "]\t" in source.prose:
        for space in SPACE_IN_LINK.finditer(source.prose):
            yield source.problem_at(SPACE_INSIDE, space.start())
    for opened in NEVER_CLOSED.finditer(source.prose) if "](" in source.prose else ():
        target = opened["target"].rstrip(".,;:!?")
        yield source.problem_at(LINK_NOT_CLOSED, opened.start(), target=target[:60])
    for link in links:
        if not link.image and link.in_line and _is_our_picture(link.target):
            yield source.problem_at(LINK_TO_PICTURE, link.position)
        check = _check_picture if link.image else _check_target
        for rule, words in check(source, link, places):
            yield source.problem_at(rule, link.position, **words)


def _is_our_picture(target: str) -> bool:
    return FILE_FOR_WORDS.fullmatch(target) is not None and not SCHEME.match(target)


def _check_bare(source: Source, site: str) -> Iterator[Problem]:
    """Find our own address written out in the text, which becomes a link too."""
    start = source.prose.find(site) if site else -1
    while start >= 0:
        if source.prose[max(0, start - 3) : start].rstrip()[-2:] not in ("](", "]:"):
            yield source.problem_at(OWN_ADDRESS, start)
        start = source.prose.find(site, start + len(site))


def _check_tasks(source: Source, places: Places) -> Iterator[Problem]:
    """Check the `page:` of each entry of `tasks`: one that is not there has no button."""
    tasks = source.top.by_name.get("tasks")
    for task in tasks.items() if tasks and source.kind and source.kind.key("tasks") else ():
        pairs = task.node.value if isinstance(task.node, yaml.MappingNode) else ()
        for key, value in pairs:
            target = value.value if isinstance(value, yaml.ScalarNode) else ""
            if not isinstance(key, yaml.ScalarNode) or key.value != "page":
                continue
            line = value.start_mark.line + FIRST_LINE
            if target not in places.files:
                nearest = places.nearest(target)
                guess = f' Did you mean "{nearest}"?' if nearest.endswith(".md") else ""
                yield source.problem(NO_TASK_PAGE, line, target=target[:80], guess=guess)
            elif target in places.pages:
                for rule, words in _check_shown(source, places.pages[target], places.clock):
                    yield source.problem(rule, line, **words)


def _check_picture(source: Source, link: Link, places: Places) -> Iterator[Broken]:
    alt = link.text.strip()
    name = posixpath.basename(link.target)
    if not alt or alt.casefold() in VAGUE_ALT or FILE_FOR_WORDS.fullmatch(alt):
        yield NO_ALT, {"name": name[:60], "target": link.target[:80]}
    scheme = SCHEME.match(link.target)
    if link.target.startswith("//") or (scheme and scheme["scheme"].lower() in ("http", "https")):
        yield THIRD_PARTY_IMAGE, {}
    elif scheme and scheme["scheme"].lower() == "data":
        yield PASTED_PICTURE, {}
    elif not link.target or scheme:
        yield from _check_target(source, link, places)
    else:
        yield from _check_picture_file(source, link.target, places)


def _check_picture_file(source: Source, target: str, places: Places) -> Iterator[Broken]:
    path = _resolve(source, _path(target))
    size = places.files.get(path)
    if size is None:
        nearest = places.nearest(path)
        is_picture = nearest.rpartition(".")[2].lower() in IMAGES
        guess = _did_you_mean_file(source, nearest if is_picture else "")
        yield IMAGE_MISSING, {"target": target[:80], "guess": guess}
        return
    yield from picture_problems(path, size, places.settings)


def picture_problems(path: str, size: int, settings: CheckSettings) -> Iterator[Broken]:
    """Yield what is wrong with a picture's file: its name, its size in bytes."""
    name = posixpath.basename(path)
    if is_camera_name(name):
        yield IMAGE_NAME, {"name": name[:60]}
    if size > settings.image_bytes:
        limit = settings.image_bytes // 1000
        yield IMAGE_TOO_LARGE, {"name": name[:60], "size": -(-size // 1000), "limit": limit}


def _check_target(source: Source, link: Link, places: Places) -> Iterator[Broken]:
    target, words = link.target, " ".join(link.text.split())
    if not words and not link.image:
        yield LINK_WITHOUT_WORDS, {}
    if target in ("", "#"):
        yield LINK_TO_NOTHING, {"words": in_short(words, 60)}
        return
    plain = _as_read(target)
    scheme = SCHEME.match(plain)
    name = scheme["scheme"].lower() if scheme else ""
    if not is_address(target):
        yield NO_ADDRESS, {"target": target[:60]}
        return
    if plain.startswith("//") or (
        name in ("http", "https") and not plain[len(name) :].startswith("://")
    ):
        there = plain.removeprefix(f"{name}:").lstrip("/")
        yield HALF_ADDRESS, {"there": there[:60]}
        return
    if scheme:
        if name not in SCHEMES and name not in ("javascript", "vbscript"):
            yield OTHER_SCHEME, {"name": name[:20]}
        elif places.settings.site_url and plain.startswith(places.settings.site_url.rstrip("/")):
            yield OWN_ADDRESS, {}
        return
    if target.startswith("#"):
        yield from _check_anchor(source.inside, target[1:], places)
        return
    yield from _check_page(source, target, places)


def _as_read(target: str) -> str:
    """Return an address as browsers read it."""
    return re.sub(r"[\x00-\x20]", "", html.unescape(target)).replace("\\", "/")


def _check_page(source: Source, target: str, places: Places) -> Iterator[Broken]:
    path, _, anchor = _path(target, keep_anchor=True).partition("#")
    inside = _resolve(source, path)
    published = not posixpath.basename(inside).startswith((".", "_"))
    if inside in places.files and published and not target.startswith("/"):
        if inside in places.pages:
            yield from _check_shown(source, places.pages[inside], places.clock)
            if anchor:
                yield from _check_anchor(inside, anchor, places)
        return
    if any(fnmatchcase(inside, pattern) for pattern in places.settings.generated):
        return
    if re.match(r"www\.|[\w-]+\.(?:org|com|gov|edu|net)(?:/|$)", path):
        yield NO_HTTPS, {"path": path[:60]}
        return
    if EMAIL.fullmatch(path):
        yield NO_MAILTO, {"path": path[:60]}
        return
    if target.startswith("/"):
        advice = (
            " Do not start it with /; write the path from this file, such as ../about/index.md."
        )
    elif "\\" in path:
        advice = " Write / instead of \\."
    else:
        advice = ""
    guess = _did_you_mean_file(source, places.nearest(inside.replace("\\", "/")))
    advice = f"{guess}{advice}" or " Correct the path, or delete the link."
    yield DEAD_LINK, {"target": target[:80], "advice": advice}


def _check_shown(source: Source, page: Source, clock: Clock) -> Iterator[Broken]:
    wait = wait_of(page, clock)
    if wait is None or is_draft(source):
        return
    if wait.draft:
        yield LINK_TO_DRAFT, {"title": in_short(page.value("title"), 60)}
        return
    own = read_moment(source.value("date"))
    if wait.appears and (own is None or clock.start(own) < wait.appears):
        day = clock.say(wait.appears)
        yield LINK_TO_FUTURE, {"title": in_short(page.value("title"), 60), "day": day}


def _check_anchor(inside: str, anchor: str, places: Places) -> Iterator[Broken]:
    anchor = unquote(anchor)
    if inside not in places.pages or not anchor:
        return
    if places.pages[inside].top.state != "read":
        return  # the page has a problem of its own to fix first
    known = places.anchors_of(inside)
    if anchor in known or anchor.startswith(MADE):
        return
    yield DEAD_ANCHOR, {"anchor": anchor[:60], "guess": did_you_mean(anchor, known)}


def anchors(page: Source, found: list[Heading]) -> dict[str, None]:
    """Return a page's anchors, in order, as Python-Markdown and our task lists name them."""
    known: dict[str, None] = {}
    for heading in found:
        explicit = EXPLICIT_ID.search(heading.text)
        text = HEADING_ID.sub("", heading.text) if "{" in heading.text else heading.text
        name = explicit["id"] if explicit else slugify(plain_words(text), "-")
        known[_free(name, known)] = None
    if "{" in page.prose:
        known |= dict.fromkeys(m["id"] for m in EXPLICIT_ID.finditer(page.prose))
    if "[ ]" in page.prose or "[x]" in page.prose:
        for m in TASK.finditer(page.prose):
            known["item-" + slugify(plain_words(m["text"]), "-")] = None
    return known


def plain_words(text: str) -> str:
    """Return a line of Markdown as a reader sees it."""
    text = re.sub(r"!?\[([^\[\]]*)\]\([^()]*\)", r"\1", text)
    text = re.sub(r"<[^<>]*>", "", text)
    return html.unescape(re.sub(r"[*`~]|(?<!\w)_+|_+(?!\w)", "", text)).strip()


def _free(name: str, taken: Mapping[str, None]) -> str:
    # as markdown.extensions.toc.unique does: name, name_1, name_2 ...
    number, free = 0, name
    while free in taken or not free:
        number += 1
        free = f"{name}_{number}"
    return free


def _path(target: str, *, keep_anchor: bool = False) -> str:
    path, mark, anchor = html.unescape(target).partition("#")
    path = unquote(path.partition("?")[0])
    return path + mark + anchor if keep_anchor else path


def _resolve(source: Source, path: str) -> str:
    """Return a relative path as a path from docs/."""
    if path.startswith("/"):
        return path.lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(source.inside), path or "."))


def _did_you_mean_file(source: Source, nearest: str) -> str:
    if nearest in ("", source.inside):  # no page is meant by a link to another
        return ""
    return f' Did you mean "{_relative(source, nearest)}"?'


def _relative(source: Source, inside: str) -> str:
    return posixpath.relpath(inside or ".", posixpath.dirname(source.inside) or ".")
