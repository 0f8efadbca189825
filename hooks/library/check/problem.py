"""One finding for staff."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Level = Literal["error", "hint"]

RULES = frozenset(
    """
    address-taken author-entry byte-order-mark checked-ahead checklist-form citation-form
    clock-entry comment-not-closed control-character curly-quotes dead-anchor dead-link
    dead-redirect description-length duplicate-date-title duplicate-description duplicate-key
    duplicate-slug duplicate-term duplicate-title empty-file empty-heading empty-link empty-value
    event-handler example-left fence-not-closed file-kind file-name file-name-differs file-too-large
    front-matter-missing front-matter-unreadable hard-space hard-to-find heading-jump
    html-in-top-block iframe image-alt image-broken image-missing image-moves image-name image-place
    image-too-large impossible-date javascript-link law-article law-without-citation letter-form
    line-ends link-kind link-to-draft link-to-future list-length long-answer long-sentence
    long-words markdown-breaks merge-conflict missing-character missing-excerpt missing-key
    misspelling no-spanish not-utf8 number-range only-excerpt own-address owner-value page-gone
    private-data raw-html reading-grade redirect-form register-entry review-passed script second-h1
    settings-unreadable slug-changed slug-form smart-dash stays-off svg-active template-changed
    text-cut text-length third-party-image time-zone too-tangled tool-missing tool-slow
    trailing-blanks undefined-reference unknown-author unknown-category unknown-checklist
    unknown-citation unknown-key unknown-letter unused-term updated-ahead updated-before-date
    us-date word-choice word-fence wrong-folder wrong-type zero-width
    """.split()
)


@dataclass(frozen=True, order=True)
class Problem:
    """What is wrong at one place, and what to do about it."""

    path: str  # from the project's folder, with "/": "docs/letters/ask.md"
    line: int  # from 1
    level: Level  # an error stops publishing; a hint does not
    rule: str  # a short lasting name, one of RULES
    message: str  # plain words: what is wrong, then what to do; always one line

    def __post_init__(self) -> None:
        """Put the message on one line: a text it quotes, such as a link, may hold a line end."""
        object.__setattr__(self, "message", " ".join(self.message.splitlines()))

    def __str__(self) -> str:
        """Return `path:line: message`, as editors and terminals make it a link."""
        mark = "" if self.level == "error" else "hint: "
        return f"{self.path}:{self.line}: {mark}{self.message}"

    def github(self) -> str:
        """Return the problem as a GitHub Actions annotation."""
        command = "error" if self.level == "error" else "notice"
        where = f"file={_escape(self.path, property_=True)},line={self.line}"
        return f"::{command} {where},title={self.rule}::{_escape(self.message)}"


def _escape(text: str, *, property_: bool = False) -> str:
    # https://docs.github.com/actions/reference/workflow-commands: %, CR, LF; in properties : ,
    for character in "%\r\n" + (":," if property_ else ""):
        text = text.replace(character, f"%{ord(character):02X}")
    return text
