"""The Content-Security-Policy of a page: what it may load, computed from what it contains.

The rules: https://www.w3.org/TR/CSP3/. A policy starts with nothing allowed and adds a source for
each thing found, so it is as strict as the page permits. What our policies may never allow is
reported as a problem: styles and scripts in attributes, code made from text, other hosts' files.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from html import escape

from library.site.page_html import inline_code

OURS = "'self'"

# The attributes of a tag; quotes may contain ">". Tags in capitals, which neither our templates nor
# Markdown write, are ignored: what is not found is not allowed. That halves the time.
INSIDE = r"""((?:[^<>"']++|"[^"]*"|'[^']*')*+)"""
HOLDS = re.compile(
    rf"<(?:(script|style)\b{INSIDE}>(.*?)</\1\s*>"
    rf"|(link|img|source|track|input|video|audio|iframe|frame|object|embed|form|base)\b{INSIDE}>)",
    re.DOTALL,
)
ATTRIBUTE = re.compile(r"""([^\s"'=/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+)))?""")
# Quick patterns come first; the few pages that match any of them are parsed. Each begins with plain
# letters, which Python finds far faster; what must stand before them is asked afterward.
MAY_BE_INLINE = [
    re.compile(start) for start in (r"style\s*=", r"on(?<=[ \n/\"']on)[a-z]{3,}\s*=", "script:")
]
RULE = re.compile(r"""(\s*<li data-ip-rule="([a-z-]+)">[^<]*</li>)""")
CHARSET = re.compile(r"<meta charset=[^>]*>", re.IGNORECASE)  # must come early; loads nothing
POLICY_TAG = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
HEAD = re.compile(r"<head>", re.IGNORECASE)
OTHER_HOST = re.compile(r"(?:https?:)?//", re.IGNORECASE)

RUNS = ("", "module", "importmap", "speculationrules", "text/javascript", "application/javascript")
LINKS = {  # <link rel>: the directive for what it loads; any other loads nothing
    "stylesheet": "style-src",
    "icon": "img-src",
    "apple-touch-icon": "img-src",
    "mask-icon": "img-src",
    "manifest": "manifest-src",
    "modulepreload": "script-src",
}
PRELOADS = {  # <link rel=preload as>
    "font": "font-src",
    "script": "script-src",
    "style": "style-src",
    "image": "img-src",
    "fetch": "connect-src",
}
LOADS = {  # tag -> its attributes that name a file, and the directive for it
    "img": {"src": "img-src", "srcset": "img-src"},
    "input": {"src": "img-src"},
    "video": {"src": "media-src", "poster": "img-src"},
    "audio": {"src": "media-src"},
    "source": {"src": "media-src", "srcset": "img-src"},
    "track": {"src": "media-src"},
    "iframe": {"src": "frame-src"},
    "frame": {"src": "frame-src"},
    "object": {"data": "object-src"},
    "embed": {"src": "object-src"},
}
CALLS = (  # what a script does -> what that needs
    (r"\bfetch\(|\bXMLHttpRequest\b|\bsendBeacon\(|\bEventSource\b", ("connect-src", OURS)),
    (r"\bserviceWorker\.register\(|\bnew (?:Shared)?Worker\(", ("worker-src", OURS)),
    (r"\bWebAssembly\b", ("script-src", "'wasm-unsafe-eval'")),
)
FROM_TEXT = re.compile(r"\beval\(|\bnew Function\(")
STYLE_URL = re.compile(r"""url\(\s*(["']?)(?!\#)([^"')]+)\1\s*\)""")
FONT = re.compile(r"data:(?:application/)?(?:x-)?font|.*\.(?:woff2?|ttf|otf)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Needs:
    """What must be allowed for something to work, and what never will be allowed."""

    sources: frozenset[tuple[str, str]] = frozenset()  # ("script-src", "'self'"), ...
    problems: tuple[str, ...] = ()  # each is a phrase that says what to remove

    def __or__(self, other: Needs) -> Needs:
        """Return what both need."""
        return Needs(self.sources | other.sources, self.problems + other.problems)


def page_needs(html: str) -> Needs:
    """Return what an HTML page itself needs; its styles and scripts are separate files."""
    sources: set[tuple[str, str]] = set()
    problems = []
    for inline, inline_rest, content, tag, rest in HOLDS.findall(html):
        name = inline or tag
        found = _attributes(inline_rest or rest)
        if inline and not found.get("src"):
            if name == "style" or found.get("type", "").lower() in RUNS:
                sources.add((f"{name}-src", _hash(content)))
            continue  # any other type, such as JSON-LD, is data that no browser runs
        if name == "base":
            problems.append("<base>: write addresses that need none")
        for directive, address in _loads(name, found):
            if OTHER_HOST.match(address):
                problems.append(f"a file of another host: {address}")
            else:
                sources.add((directive, _source(address)))
    if any(pattern.search(html) for pattern in MAY_BE_INLINE):
        problems += inline_code(html)
    return Needs(frozenset(sources), tuple(problems))


def style_needs(css: str) -> Needs:
    """Return what a stylesheet needs in addition: fonts and pictures."""
    sources = set()
    problems = []
    for _, address in STYLE_URL.findall(css):
        if OTHER_HOST.match(address):
            problems.append(f"a file of another host: {address}")
        else:
            sources.add(("font-src" if FONT.match(address) else "img-src", _source(address)))
    return Needs(frozenset(sources), tuple(problems))


def script_needs(script: str) -> Needs:
    """Return what a script needs in addition, by the names of what it calls."""
    sources = frozenset(source for call, source in CALLS if re.search(call, script))
    problems = ("code made from text: eval or new Function",) if FROM_TEXT.search(script) else ()
    return Needs(sources, problems)


def policy(needs: Needs) -> dict[str, str]:
    """Return the directives in the order they are written, each with its sources."""
    allowed: dict[str, list[str]] = {}
    for directive, source in sorted(needs.sources):
        allowed.setdefault(directive, []).append(source)
    return {
        "default-src": "'none'",
        **{directive: " ".join(sources) for directive, sources in allowed.items()},
        "base-uri": "'none'",
        "form-action": " ".join(allowed.get("form-action", ["'none'"])),
    }


def written(directives: Mapping[str, str]) -> str:
    """Return a policy as the text of a header or a meta tag."""
    return "; ".join(f"{name} {sources}" for name, sources in directives.items())


def with_policy(html: str, directives: Mapping[str, str]) -> str:
    """Return the page with its policy in its head, before anything that it governs.

    Raises ValueError for a page without a head.
    """
    start = CHARSET.search(html) or HEAD.search(html)
    if not start:
        raise ValueError("the page has no <head>")
    content = escape(written(directives)).replace("&#x27;", "'")
    tag = f'<meta http-equiv="Content-Security-Policy" content="{content}">'
    return f"{html[: start.end()]}{tag}{html[start.end() :]}"


def with_rules_told(html: str, directives: Mapping[str, str]) -> str:
    """Return a page that lists all rules for readers, with only those that apply on this site.

    Each rule is an item `<li data-ip-rule="img-src">`. Raises ValueError if one is missing.
    """
    told = {name: item for item, name in RULE.findall(html)}
    if missing := directives.keys() - told.keys():
        raise ValueError(f"says nothing about {', '.join(sorted(missing))}: see words, policy")
    for name in told.keys() - directives.keys():
        html = html.replace(told[name], "")
    return html


@cache  # most tags are on every page
def _attributes(text: str) -> dict[str, str]:
    return {
        name.lower(): double or single or bare
        for name, double, single, bare in ATTRIBUTE.findall(text)
    }


def _loads(tag: str, found: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    """Yield each directive and address that a tag asks for."""
    if tag == "script":
        yield "script-src", found["src"]
    elif tag == "form":
        yield "form-action", found.get("action", "")
    elif tag == "link":
        for relation in found.get("rel", "").lower().split():
            if directive := LINKS.get(relation) or (
                PRELOADS.get(found.get("as", "")) if relation == "preload" else None
            ):
                yield directive, found.get("href", "")
    for name, directive in LOADS.get(tag, {}).items():
        if name not in found:
            continue
        several = found[name].split(",") if name == "srcset" else [found[name]]
        for address in several:
            yield directive, address.strip()


def _source(address: str) -> str:
    scheme = re.match(r"(data|blob):", address)
    return scheme[0] if scheme else OURS


def _hash(content: str) -> str:
    digest = hashlib.sha256(content.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
