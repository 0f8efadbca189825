"""Which files a site may have at the end of its build: only those that something declared."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from posixpath import splitext
from xml.parsers import expat

# The kinds of files in our sites. Hosts and browsers may give other endings a meaning that nobody
# here has thought of.
ENDINGS = frozenset(
    """.html .css .js .json .xml .svg .png .jpg .jpeg .gif .webp .avif .woff2 .pdf .docx .txt .zip
    .webmanifest .gz .ics""".split()
)
# What the build tells hosts: library/site/host_files.py.
NAMED = frozenset({"_headers", "_nginx.conf"})
# A browser runs an XML file with elements from these namespaces as a page.
RUN_BY_BROWSERS = (
    "http://www.w3.org/1999/xhtml",
    "http://www.w3.org/2000/svg",
    "http://www.w3.org/1998/Math/MathML",
    "http://www.w3.org/1999/XSL/Transform",
)


def undeclared_files(found: Iterable[str], declared: Collection[str]) -> Iterator[str]:
    """Yield a phrase for each file in the site, by its path, that may not be published."""
    for path in found:
        if path not in declared:
            yield (
                f"{path}: no part of the build made it, or a hook added it after GUARD_FILES "
                "(hooks/support/stages.py)"
            )
        elif path not in NAMED and splitext(path)[1] not in ENDINGS:
            yield f"{path}: our sites have no files with this ending"


def same_address(pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield a phrase for each file whose place another takes; pairs of path in the site, source."""
    seen: dict[str, str] = {}
    for path, source in pairs:
        other = seen.setdefault(path.lower(), source)  # some disks ignore case
        if other != source:
            yield f"{path}: both {other} and {source} would be published there"


def runs_as_page(data: bytes) -> str:
    """Return what in an XML file makes a browser run it as a page, or nothing."""
    found: list[str] = []

    def element(name: str, _: object) -> None:
        if name.rpartition(" ")[0] in RUN_BY_BROWSERS:
            found.append(f"<{name.rpartition(' ')[2]}>")

    def instruction(target: str, _: str) -> None:
        found.append(f"<?{target}?>")

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = element
    parser.ProcessingInstructionHandler = instruction
    try:
        parser.Parse(data, True)
    except expat.ExpatError:
        found.append("something that is not XML")
    return found[0] if found else ""
