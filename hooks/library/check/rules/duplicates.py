"""Rules on pages that clash: same title, same address."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from library.check.problem import Problem, Rule, in_short
from library.check.source import Entry, Source
from library.content.schema import POST, TERM

SAME_TITLE = Rule(
    "duplicate-title",
    'Another page of this kind has the same title "{value}": {other}.{also} Readers could not '
    "tell them apart. Change one of the two.",
)
SAME_DESCRIPTION = Rule(
    "duplicate-description",
    "Another page of this kind has the same description: {other}.{also} In lists and search "
    "results, readers could not tell them apart. Write a new one.",
)
SAME_TERM = Rule(
    "duplicate-term",
    'Another glossary term has the same name "{value}": {other}. Where a page uses it, the link '
    "can lead to only one of the two. Delete the name in one of them.",
)
SAME_SLUG = Rule(
    "duplicate-slug",
    'Another article has the same slug "{value}": {other}.{also} One of the two would be lost. '
    "Change the slug of the newer one.",
    builds=False,
)
SAME_DAY_AND_TITLE = Rule(
    "duplicate-date-title",
    "Another article has the same date and title: {other}.{also} One of the two would be lost. "
    "Delete one, or change its title.",
    builds=False,
)
ALSO = " It has the same {}, too."
# The key of the top block that clashes.
KEYS = {
    SAME_TITLE: "title",
    SAME_DESCRIPTION: "description",
    SAME_SLUG: "slug",
    SAME_DAY_AND_TITLE: "date",
}
WORST = (SAME_DAY_AND_TITLE, SAME_SLUG, SAME_TITLE, SAME_DESCRIPTION)


def check_duplicates(sources: Iterable[Source]) -> Iterator[Problem]:
    """Compare all pages of the library; each page of a clash is named."""
    sources = [*sources]
    yield from _same_terms(sources)
    seen: dict[tuple[Rule, str, str], list[Source]] = {}
    for source in sources:
        if source.kind is None or source.top.state != "read":
            continue
        title = " ".join(source.value("title").casefold().split())
        kind = source.kind.name
        if title:
            seen.setdefault((SAME_TITLE, kind, title), []).append(source)
        if description := " ".join(source.value("description").casefold().split()):
            seen.setdefault((SAME_DESCRIPTION, kind, description), []).append(source)
        if source.kind is POST:
            slug = source.value("slug").casefold()
            if slug:
                seen.setdefault((SAME_SLUG, kind, slug), []).append(source)
            if title and source.value("date"):
                both = f"{source.value('date')[:10]} {title}"
                seen.setdefault((SAME_DAY_AND_TITLE, kind, both), []).append(source)
    # A page that is copied whole clashes in everything: one message names it all.
    clashes: dict[tuple[str, str], list[Rule]] = {}
    for (rule, _, _), same in seen.items():
        for source in same if len(same) > 1 else ():
            twin = next(entry for entry in same if entry is not source)
            clashes.setdefault((source.path, twin.path), []).append(rule)
    by_path = {source.path: source for source in sources}
    for (path, other), rules in clashes.items():
        source, worst = by_path[path], min(rules, key=WORST.index)
        told = {KEYS[worst], *(("title",) if worst is SAME_DAY_AND_TITLE else ())}
        more = [KEYS[rule] for rule in sorted(rules, key=WORST.index) if KEYS[rule] not in told]
        yield source.problem(
            worst,
            source.line_of(KEYS[worst]),
            value=in_short(source.value(KEYS[worst]), 80),
            other=other,
            also=ALSO.format(" and ".join(more)) if more else "",
        )


def _same_terms(sources: Iterable[Source]) -> Iterator[Problem]:
    """Compare the names of glossary terms: titles, and what is listed under `also`."""
    names: dict[str, list[tuple[Source, Entry]]] = {}
    for source in sources:
        if source.kind is not TERM or source.top.state != "read":
            continue
        for key in ("title", "also"):
            for entry in source.values(key):
                if name := " ".join(entry.text.casefold().split()):
                    names.setdefault(name, []).append((source, entry))
    for same in names.values():
        if len({entry.name for _, entry in same}) == 1 and same[0][1].name == "title":
            continue  # already reported: two pages with one title
        for source, entry in same if len(same) > 1 else ():
            other = next(one for one in same if one[1] is not entry)[0]
            value = in_short(entry.text, 80)
            yield source.problem(SAME_TERM, entry.line, value=value, other=other.path)
