"""Rules on the law: each statement of it names its rule, and the rule is in the register.

What counts as a statement of the law is a simple, predictable rule:

1. each paragraph and each bullet under the heading "What the law says" of an article that says
   what somebody must, may, or has a right to do, or how many days there are;
2. anywhere else in an article, a letter's guidance, a checklist or a term: a sentence that
   says that the school, district, team, state ... "must" do something, in capitals too. One that
   only speaks of the law ("by law", "you are entitled to") gets a hint.

The citation may be anywhere in the same paragraph or bullet, in the explanation below a
bullet, or in the sentence that introduces a list. Quoted words are what somebody says and do not
count. The letter itself ("## The letter") needs no law.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from library.check.problem import Problem, Rule, in_short
from library.check.rules.examples import EXAMPLES
from library.check.rules.markup import Heading
from library.check.rules.register import REGISTER, UNREAD_RULE
from library.check.settings import CheckSettings
from library.check.source import Source
from library.content.schema import LETTER, MORE, POST
from library.markdown.citations import PART, statutes

# The register holds 34 CFR today; other titles count as citations too.
CITATION = re.compile(rf"(?<!\d)(?P<section>\d+ CFR (?P<number>\d+(?:\.\d+)?)){PART}")
# It starts with plain digits, which is quick, and then looks back at what must not come before.
NEARLY = re.compile(
    r"34(?<!\w34)\s*(?i:C\.?\s*F\.?\s*R\.?|CRF|FCR|CFT)\s*(?:Part\s*|Sec(?:tion|\.)\s*|§+\s*)*"
    r"(?P<number>\d{2,3}[.,]\d+(?:\([A-Za-z0-9]{1,5}\))*)"
)
# Without its title: "§ 300.323", "section 300.323".
ALONE = re.compile(
    r"(?<!CFR )(?:§{1,2}|\b[Ss]ection\b|\b[Ss]ec\.)[ ]{0,3}"
    r"(?P<number>(?:104|300)\.\d{1,4}(?:\([A-Za-z0-9]{1,5}\))*)"
)
SLIPS = (NEARLY, ALONE)
COMMA = re.compile(r",\d{1,4}(?:\([A-Za-z0-9]{1,5}\))*")  # "300,323" for "300.323"
SPACED = re.compile(r"[ ]+(?P<part>(?:\((?:[a-z]|\d{1,2})\))+)(?![\w(])")  # "300.323 (d)"
GLUED = re.compile(r"(?P<sign>[a-z]|(?<=\))\d{1,2})(?P<rest>(?:\([A-Za-z0-9]{1,5}\))*)(?!\w)")
MORE_NUMBERS = re.compile(
    r"(?P<joint>\s*(?:[-–]|to|through)\s*|(?:,|;|,?\s*(?:and|or))\s*)(?:§+\s*)?"
    r"(?P<number>(?:99|\d{3})\.\d{1,4}\b(?:\([a-z0-9]{1,5}\))*)"
)
NAME = re.compile(r"CFR")
# A link, whose words may be a citation, from there on.
LINK_END = re.compile(r"[^\[\]\n]{0,60}\]\((?P<url>[^\s()]*)")
# Hosts of statutes, decisions and guidance: what is cited from there is in the register.
OFFICIAL_HOST = re.compile(
    r"https?://(?:sites\.ed\.gov|uscode\.house\.gov|supreme\.justia\.com|www\.ecfr\.gov)/"
)
OFFICIAL = re.compile(
    rf"(?<!!)\[(?P<words>[^\[\]\n]*)\]\((?P<url>{OFFICIAL_HOST.pattern}[^\s()]+)\)"
)
# What the page makes one mark of: parentheses that hold citations and nothing else.
STEPS_BACK = re.compile(
    r"\({one}(?:(?:[;,]\s*(?:and\s+)?|\s+and\s+){one})*\)".format(
        one=r"(?:\d+ CFR \d+\.\d+(?:\([A-Za-z0-9]{1,5}\))*|\[[^\[\]\n]*\]\(https?://[^\s()]+\))"
    )
)
LONGEST_TITLE = 4  # "34 ", in characters
LONGEST_NUMBER = 60
LAW_SECTION = "what the law says"
LETTER_SECTION = "the letter"
WHO = (
    r"schools?|districts?|teams?|states?|teachers?|agency|agencies|staff|providers?|principal|"
    r"evaluators?|they|it|IEP|notice|report|plan"
)
DUTY = re.compile(rf"\b(?:{WHO})\b[^.!?\n]{{0,80}}?\bmust\b", re.IGNORECASE)
STATEMENT = re.compile(
    r"\b(?:must|shall|may|cannot|can(?:'|’)t|can|need not|needs?|required?|requires|rights?|laws?|"
    r"legal|entitled|allowed|free|has to|have to|days?|gets?|includes?|means|rules?)\b",
    re.IGNORECASE,
)
QUOTED = re.compile(r"“[^“”]*”|\"[^\"\n]*\"")
BULLET = re.compile(r"(?P<indent>[ ]*)(?:[-*+]|\d+[.)])[ ]+")
NO_STATEMENT = re.compile(r"[ \t]*(?:#|\||!!!|\?\?\?|\[[^\]]+\]:|\*\[)")
MUST = re.compile(r"\bmust\b", re.IGNORECASE)
# Words that name the law where no "must" stands: what else would they speak of?
NAMED_LAW = re.compile(
    r"\b(?:by law|(?:federal|the) law (?:says|requires|lets|allows)"
    r"|(?:it|this|that|which) is (?:illegal|against the law)|required by (?:federal |the )?law"
    r"|(?:is|are|be) (?:legally )?(?:required|obliged|entitled) to"
    r"|(?:you|your child|parents|families|students?) (?:have|has) (?:a|the) (?:legal )?right to"
    rf"|(?:{WHO}) (?:is|are) not allowed to)\b",
    re.IGNORECASE,
)
# To look for these takes a fraction of the time; each of its matches has one of them.
LAW_WORDS = ("law", "illegal", "required", "obliged", "entitled", "right", "not allowed")
GENERAL_NOTE = re.compile(
    r"\b(?:your|the) states?(?:'s|’s)?\b|\bstates\b|\blegal advice\b|\bstate rules\b",
    re.IGNORECASE,
)

UNKNOWN_CITATION = Rule(
    "unknown-citation",
    UNREAD_RULE,
)
UNKNOWN_DOCUMENT = Rule(
    "unknown-citation",
    "This official document is not in our register of rules. Read it, then add it to "
    + REGISTER
    + ", with its number and date, as the entries at the end of that file.",
)
NO_LINK = Rule(
    "citation-form",
    '"{shown}" would not become a link. Write it like this: 34 CFR {number}.',
)
NUMBER_ALONE = Rule(
    "citation-form",
    '"{number}" would not become a link. Write out each rule: 34 CFR {number}.',
)
STATUTE_ALONE = Rule(
    "citation-form",
    '"{shown}" would not become a link. Write it like this: [{cite}]({url}).',
)
OTHER_NAME = Rule(
    "citation-form", "Write the name of this source as we do everywhere: [{cite}]({url})."
)
LAW_WITHOUT_CITATION = Rule(
    "law-without-citation",
    '"{shown}..." states the law but does not name the rule. Add it in parentheses, such as '
    "(34 CFR 300.323(a)). If it is advice and not law, {advice}.",
)
NAMED_WITHOUT_CITATION = Rule(
    "law-without-citation",
    '"{shown}" speaks of the law but does not name the rule. If it is law, add the rule in '
    "parentheses, such as (34 CFR 300.323(a)). If it is advice, leave these words out.",
    level="hint",
)
UNCITED_TEXT = (
    '"{key}" states the law but does not name the rule. Add it in parentheses, such as '
    '(34 CFR 300.323(a)). If it is advice and not law, write "should" or "can" instead of "must".'
)
CITED_IN_THE_ANSWER = Rule(
    "citation-in-words",
    "The short answer reads like a statute where it names {section} in its words. Put the rule in "
    "parentheses at the end of the sentence, alone: the page shows a small mark for it.",
    level="hint",
)


@dataclass(frozen=True)
class Block:
    """A paragraph or a bullet with everything that belongs to it."""

    text: str
    position: int  # in the body


def check_citations(
    source: Source, found: list[Heading], settings: CheckSettings
) -> Iterator[Problem]:
    """Check a page's citations and statements of law; `found` are its headings."""
    text = source.prose
    yield from _check_register(source, text, settings)
    if source.kind is POST:
        yield from _check_answer(source, text[: max(0, source.body.find(MORE))])
    if "](http" in text and settings.register_read:
        yield from _check_documents(source, text, settings)
    if source.kind is None or not source.kind.names_rules:
        return
    law = any(h.text.casefold() == LAW_SECTION for h in found)
    if law or _says_must(text) or _named_law(text):
        yield from _check_statements(source, text, found, settings)


def _check_register(source: Source, text: str, settings: CheckSettings) -> Iterator[Problem]:
    told: set[int] = set()  # where the numbers are that have been reported
    for match in _citations(text):
        section = match["section"]
        if comma := COMMA.match(text, match.end()):
            shown = match[0] + comma[0]
            number = shown.partition("CFR")[2].strip().replace(",", ".")
            yield source.problem_at(NO_LINK, match.start(), shown=shown, number=number)
            continue
        if glued := GLUED.match(text, match.end()):  # "300.503a" for "300.503(a)"
            shown = match[0] + glued[0]
            number = f"{match[0].partition('CFR')[2].strip()}({glued['sign']}){glued['rest']}"
            yield source.problem_at(NO_LINK, match.start(), shown=shown, number=number)
            continue
        if spaced := SPACED.match(text, match.end()):
            shown = match[0] + spaced[0]
            number = f"{match[0].partition('CFR')[2].strip()}{spaced['part']}"
            yield source.problem_at(NO_LINK, match.start(), shown=shown, number=number)
        if settings.lacks(section):
            yield source.problem_at(UNKNOWN_CITATION, match.start(), cite=section)
        for more in _more_numbers(text, match.end()):
            told.add(more.start("number"))
            yield source.problem_at(NUMBER_ALONE, more.start("number"), number=more["number"])
    for match in NEARLY.finditer(text):
        if CITATION.match(text, match.start()):
            continue
        told.add(match.start("number"))
        shown = " ".join(match[0].split())
        number = match["number"].replace(",", ".")
        yield source.problem_at(NO_LINK, match.start(), shown=shown, number=number)
    for match in ALONE.finditer(text) if "§" in text or "ec" in text else ():
        if match.start("number") not in told:
            shown, number = match[0], match["number"]
            yield source.problem_at(NO_LINK, match.start(), shown=shown, number=number)
    yield from _check_statutes(source, text, settings)


def _check_statutes(source: Source, text: str, settings: CheckSettings) -> Iterator[Problem]:
    """Report statutes that nobody has read, and those that are no link."""
    found = list(statutes(text))
    urls = {cite: url for url, cite in settings.documents.items()} if found else {}
    for statute in found:
        link = LINK_END.match(text, statute.end)
        if link and OFFICIAL_HOST.match(link["url"]):
            continue  # _check_documents looks at it
        cite, start = statute.cite, statute.start
        if settings.lacks(cite):
            yield source.problem_at(UNKNOWN_CITATION, start, cite=cite)
        elif cite in urls and link:
            yield source.problem_at(OTHER_NAME, start, cite=cite, url=urls[cite])
        elif cite in urls and source.kind is not LETTER:  # where brackets are blanks
            shown = text[start : statute.end]
            yield source.problem_at(STATUTE_ALONE, start, shown=shown, cite=cite, url=urls[cite])


def _check_answer(source: Source, answer: str) -> Iterator[Problem]:
    """Find a citation that would stay in the words of the short answer."""
    words = STEPS_BACK.sub(lambda group: " " * len(group[0]), answer)
    for match in _citations(words):
        yield source.problem_at(CITED_IN_THE_ANSWER, match.start(), section=match["section"])


def _more_numbers(text: str, start: int) -> Iterator[re.Match[str]]:
    """Find what follows a citation without its own "34 CFR": "300.323, 300.324 and 300.501"."""
    while match := MORE_NUMBERS.match(text, start):
        yield match
        start = match.end()


def _check_documents(source: Source, text: str, settings: CheckSettings) -> Iterator[Problem]:
    """Report statutes, decisions and memos that are not listed or cited in another form."""
    for match in OFFICIAL.finditer(text):
        cite = settings.documents.get(match["url"])
        if match["words"] != cite:
            rule = OTHER_NAME if cite else UNKNOWN_DOCUMENT
            yield source.problem_at(rule, match.start(), cite=cite, url=match["url"])


def _citations(text: str) -> Iterator[re.Match[str]]:
    """Yield the citations in a text. Looking around each "CFR" beats looking at each number."""
    end = 0
    for name in NAME.finditer(text):
        start = max(end, name.start() - LONGEST_TITLE)
        match = CITATION.search(text, start, name.end() + LONGEST_NUMBER)
        if match and match.start() < name.start() < match.end():
            end = match.end()
            yield match


def _is_cited(text: str, settings: CheckSettings) -> bool:
    documents = (match["url"] for match in OFFICIAL.finditer(text))
    if any(url in settings.documents or not settings.register_read for url in documents):
        return True
    # What is wrong is told.
    return any(_citations(text)) or any(statutes(text)) or any(slip.search(text) for slip in SLIPS)


def _check_statements(
    source: Source, text: str, found: list[Heading], settings: CheckSettings
) -> Iterator[Problem]:
    edges = [*(heading.position for heading in found), len(text)]
    sections = [("", 0, edges[0])]
    for heading, end in zip(found, edges[1:], strict=True):
        start = text.find("\n", heading.position)
        sections.append((heading.text.casefold(), start if start >= 0 else end, end))
    for name, start, end in sections:
        if source.kind is LETTER and name == LETTER_SECTION:
            return
        strict = source.kind is POST and name == LAW_SECTION
        section = text[start:end]
        if not strict and not _says_must(section) and not _named_law(section):
            continue
        for block in blocks(section):
            if block.text.strip() in EXAMPLES or _is_cited(block.text, settings):
                continue
            said = QUOTED.sub("", block.text)
            duty = DUTY.search(said) if _says_must(said) else None
            stated = strict and STATEMENT.search(block.text) is not None
            if duty or (stated and not GENERAL_NOTE.search(block.text)):
                yield _without_citation(source, start + block.position, block, duty)
            elif named := _named_law(said):
                at = start + block.position + max(0, block.text.find(named[0]))
                yield source.problem_at(NAMED_WITHOUT_CITATION, at, shown=in_short(named[0], 60))


def _says_must(text: str) -> bool:
    return "must" in text.lower()


def _named_law(text: str) -> re.Match[str] | None:
    """Return the first words that name the law where no "must" stands."""
    lowered = text.lower()
    return NAMED_LAW.search(text) if any(word in lowered for word in LAW_WORDS) else None


def uncited_law(texts: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield what is wrong with texts of a file of data that state the law and cite nothing.

    In: each text with the key it stands under. As on a page, quoted words do not count.
    """
    for key, text in texts:
        said = QUOTED.sub("", text)
        if (DUTY.search(said) or _named_law(said)) and not (
            CITATION.search(text) or any(statutes(text))
        ):
            yield UNCITED_TEXT.format(key=key)


def _without_citation(
    source: Source, position: int, block: Block, duty: re.Match[str] | None
) -> Problem:
    start = max(0, block.text.find(duty[0])) if duty else 0
    position += start
    shown = in_short(block.text[start:], 60).removesuffix(" ...").rstrip(" .")
    advice = (
        'write "should" or "can" instead of "must"'
        if MUST.search(block.text)
        else 'move it to another section, such as "What you can do"'
    )
    return source.problem_at(LAW_WITHOUT_CITATION, position, shown=shown, advice=advice)


def blocks(text: str) -> list[Block]:
    """Return the paragraphs and bullets of a section.

    A bullet includes what is indented below it; a paragraph that ends in a colon includes the
    list below it.
    """
    found: list[Block] = []
    indent, open_, gap = 0, False, False
    position = 0
    for line in text.split("\n"):
        start, position = position, position + len(line) + 1
        if not line.strip():
            gap = True
            continue
        first = line.lstrip(" ")
        own = len(line) - len(first)
        marked = not first[:1].isalpha()  # most lines start with a word and have no mark
        bullet = BULLET.match(line) if marked else None
        if marked and NO_STATEMENT.match(line):
            open_, gap = False, False
            continue
        introduced = open_ and found[-1].text.rstrip().endswith(":")
        inside = open_ and (own > indent or (not bullet and not gap) or (bullet and introduced))
        listed = open_ and bullet and _introduced_list(found[-1].text)
        if inside or listed:
            last = found.pop()
            found.append(Block(last.text + "\n" + ("\n" if gap else "") + line, last.position))
        else:
            found.append(Block(line, start))
            indent, open_ = (own if bullet else max(own, 0)), True
        gap = False
    return found


def _introduced_list(text: str) -> bool:
    """Return whether a block begins with a paragraph ending in a colon and a list under it."""
    first = re.split(r"\n(?=[ ]*(?:[-*+]|\d+[.)])[ ])", text, maxsplit=1)
    return len(first) == 2 and first[0].rstrip().endswith(":") and not BULLET.match(text)
