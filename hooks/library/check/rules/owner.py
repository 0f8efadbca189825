"""What the owner of the site fills in before the first day: the example values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import yaml

from library.check.problem import Problem, Rule
from library.check.rules.dates import read_day
from library.check.settings import MKDOCS, parse_nodes
from library.common.nearest import did_you_mean
from library.common.web_address import origin
from library.site.security_txt import advice_on_day

OWNERS = ".github/CODEOWNERS"
# The names that RFC 2606 reserves for examples, and those of the local machine.
EXAMPLE = re.compile(
    r"\bexample\.(?:org|com|net|edu)\b|\.(?:example|invalid|test)\b|^example/|localhost|127\.0\.0\.1"
)
EXAMPLE_NAME = re.compile(r"(?<!\S)@example(?:/[\w.-]+)?(?!\S)")
EXAMPLE_HOURS = "We answer within three working days."
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
FORMS = {  # what a value must look like, and how to write it
    "site_name": (re.compile(r".*\S.*"), "Write the name of the site: site_name: IEP Partner"),
    "site_url": (
        re.compile(r"https://[^/\s]+/(?:\S*/)?"),
        "Write the address of the site, from https:// to a slash at its end: "
        "https://www.your-name.com/",
    ),
    "extra.repository": (
        re.compile(r"[\w.-]+/[\w.-]+"),
        "Write your name on GitHub, a slash, and the name of the repository: your-name/library",
    ),
    "extra.contact.email": (
        re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+"),
        "Write the email address for families: us@your-name.com",
    ),
    "extra.contact.hours": (
        re.compile(r".*\S.*"),
        "Write when families can expect an answer: We answer within three working days.",
    ),
}
OTHER = "Replace it with your own."
ORIGIN = re.compile(r"https://[^/\s]+/")
UNTIL = "extra.contact.security_until"
CONTACT = "extra.contact"
CONTACT_KEYS = ("email", "hours", "security", "security_until")
CURLY = tuple("“”„‘’")
SHOWN = ("site_", "copyright", CONTACT)  # settings that readers see as they are written
LEFT_OUT = "extra.redirects"  # old addresses, which may lead anywhere

STILL_EXAMPLE = Rule("owner-value", '"{name}" is still the example {value}. {advice}')
CANNOT_WORK = Rule("owner-value", '"{name}" is {value}, which cannot work. {advice}')
MISSING = Rule("owner-value", '"{name}" is missing. {advice}')
ELSEWHERE = " Delete the line; write it in docs/about/contact.md, or as part of hours."
NO_SETTING = Rule(
    "owner-value",
    '"{name}" is not a setting of "contact", so readers would not see it.{advice} The settings are '
    "{known}.",
)
CURLY_QUOTES = Rule(
    "owner-value",
    'The curly quotes around "{name}" would be shown. Delete them, or use straight ones (").',
)
CONFIRM_HOURS = Rule(
    "owner-value",
    '"{hours}" came with the site. If you can promise it, leave it; if not, change it.',
    level="hint",
)
OLD_COPYRIGHT = Rule(
    "owner-value", "The copyright ends in {last}. Write {first}–{now}.", level="hint"
)
EDITOR_FORM = Rule(
    "owner-value",
    '"editor_url" is {address}. Write it as https://write.your-name.com/ or leave "".',
)
EDITOR_ON_SITE = Rule(
    "owner-value",
    '"editor_url" is {address}, which has the host name of the readers\' site. Give the form '
    'another host name, as OWNER.md says, or write "".',
)
NO_SUCH_DAY = Rule(
    "owner-value",
    '"contact.security_until" is {text}, which is not a day. Write it as 2027-10-31.',
)
SECURITY_DAY = Rule("owner-value", "{advice}", level="hint")
EXAMPLE_PERSON = Rule(
    "owner-value",
    "{name} is an example{many}. Write the GitHub name of the person or team who will review such "
    "changes: @your-name",
)


def owner_tasks(root: Path, today: date) -> list[Problem]:
    """Return the settings that still have their example values, by file and line.

    An error is an example that must not go live; a hint is something to confirm. Settings that
    cannot be read are left to the check of the settings.
    """
    try:
        node = parse_nodes((root / MKDOCS).read_text(encoding="utf-8"))
    except (OSError, ValueError, yaml.YAMLError):
        return []
    values = dict(_values(node))
    return [
        *_settings(values),
        *_to_confirm(values, today),
        *_running(values, today),
        *_names(root),
    ]


def running_tasks(root: Path, today: date) -> list[Problem]:
    """Return what the owner takes care of once the site is public, and values that cannot work.

    An example value is not among them: the site can be built and tried with it.
    """
    try:
        values = dict(_values(parse_nodes((root / MKDOCS).read_text(encoding="utf-8"))))
    except (OSError, ValueError, yaml.YAMLError):
        return []
    return [*_running(values, today), *_broken(values)]


def owner_summary(tasks: list[Problem]) -> str:
    """Return the last line of the owner's list."""
    fill = sum(task.level == "error" for task in tasks)
    if not tasks:
        return "No examples are left. What else there is to do: OWNER.md."
    if not fill:
        return "No examples are left. Please confirm what the hints name. More: OWNER.md."
    return f"{fill} to fill in before the first day. Why, and what else there is to do: OWNER.md."


def _values(node: yaml.Node | None, above: str = "") -> Iterator[tuple[str, tuple[str, int]]]:
    """Yield each value in a settings file by its dotted name, with its line."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode):
                yield from _values(value, f"{above}.{key.value}" if above else key.value)
    elif isinstance(node, yaml.SequenceNode):
        for number, value in enumerate(node.value):
            yield from _values(value, f"{above}.{number}")
    elif isinstance(node, yaml.ScalarNode):
        yield above, (node.value, node.start_mark.line + 1)


def _settings(values: dict[str, tuple[str, int]]) -> Iterator[Problem]:
    wanted = [name for name in values if name.startswith("extra.") or name in FORMS]
    for name in dict.fromkeys([*FORMS, *wanted]):
        value, line = values.get(name, ("", 1))
        form, advice = FORMS.get(name, (None, OTHER))
        if name.startswith(LEFT_OUT):
            continue
        short = name.removeprefix("extra.")
        if EXAMPLE.search(value):
            yield STILL_EXAMPLE.at(MKDOCS, line, name=short, value=value, advice=advice)
        elif form and not form.fullmatch(value):
            rule = CANNOT_WORK if value else MISSING
            yield rule.at(MKDOCS, line, name=short, value=value, advice=advice)


def _broken(values: dict[str, tuple[str, int]]) -> Iterator[Problem]:
    """Report what is no example and yet would be broken on the site."""
    contact = {name: at for name, at in values.items() if name.startswith(CONTACT)}
    first = min((line for _, line in contact.values()), default=1)
    for name, (form, advice) in FORMS.items():
        value, line = values.get(name, ("", 0))
        needed = name == "site_name" or (contact and name == f"{CONTACT}.email")
        works = form.fullmatch(value) or (name == "site_url" and form.fullmatch(f"{value}/"))
        example = EXAMPLE.search(value) and name != f"{CONTACT}.email"
        if works or example or not (line or needed):
            continue
        short = name.removeprefix("extra.")
        rule = CANNOT_WORK if value else MISSING
        yield rule.at(MKDOCS, line or first, name=short, value=value, advice=advice)
    for name, (_, line) in contact.items():
        own = name.removeprefix(f"{CONTACT}.").partition(".")[0]
        if name != CONTACT and own not in CONTACT_KEYS:
            advice, known = did_you_mean(own, CONTACT_KEYS) or ELSEWHERE, ", ".join(CONTACT_KEYS)
            yield NO_SETTING.at(MKDOCS, line, name=own[:60], advice=advice, known=known)
    for name, (value, line) in values.items():
        if name.startswith(SHOWN) and (value.startswith(CURLY) and value.endswith(CURLY)):
            yield CURLY_QUOTES.at(MKDOCS, line, name=name.removeprefix("extra."))


def _to_confirm(values: dict[str, tuple[str, int]], today: date) -> Iterator[Problem]:
    hours, line = values.get("extra.contact.hours", ("", 1))
    if hours == EXAMPLE_HOURS:
        yield CONFIRM_HOURS.at(MKDOCS, line, hours=hours)
    notice, line = values.get("copyright", ("", 1))
    years = YEAR.findall(notice)
    if years and int(years[-1]) < today.year:
        yield OLD_COPYRIGHT.at(MKDOCS, line, first=years[0], last=years[-1], now=today.year)


def _running(values: dict[str, tuple[str, int]], today: date) -> Iterator[Problem]:
    yield from _security(values, today)
    address, line = values.get("extra.editor_url", ("", 1))
    site, _ = values.get("site_url", ("", 1))
    if address and not ORIGIN.fullmatch(address):
        yield EDITOR_FORM.at(MKDOCS, line, address=address)
    elif address and origin(address) == origin(site):
        yield EDITOR_ON_SITE.at(MKDOCS, line, address=address)


def _security(values: dict[str, tuple[str, int]], today: date) -> Iterator[Problem]:
    text, line = values.get(UNTIL, ("", 1))
    if not text:
        return
    until = read_day(text)
    if until is None:
        yield NO_SUCH_DAY.at(MKDOCS, line, text=text)
    elif advice := advice_on_day(until, today):
        yield SECURITY_DAY.at(MKDOCS, line, advice=advice)


def _names(root: Path) -> Iterator[Problem]:
    """Report each name in CODEOWNERS that is an example, once."""
    try:
        lines = (root / OWNERS).read_text(encoding="utf-8").split("\n")
    except (OSError, ValueError):
        return
    found: dict[str, list[int]] = {}
    for number, line in enumerate(lines, 1):
        for match in EXAMPLE_NAME.finditer("" if line.startswith("#") else line):
            found.setdefault(match[0], []).append(number)
    for name, at in found.items():
        many = f" (in {len(at)} lines)" if len(at) > 1 else ""
        yield EXAMPLE_PERSON.at(OWNERS, at[0], name=name, many=many)
