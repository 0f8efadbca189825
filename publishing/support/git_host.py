"""The few things we ask of GitHub's API, with the token of the workflow that runs."""

from __future__ import annotations

import json
import os
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote, urlencode
from urllib.request import Request, urlopen

PAGE = 100  # the most that GitHub lists at once
SECONDS = 30
BOT = "github-actions[bot]"  # who GITHUB_TOKEN writes as
LOOKALIKES = str.maketrans({"`": "\N{MODIFIER LETTER GRAVE ACCENT}", "|": "\N{BROKEN BAR}"})
UNSEEN = ("Cc", "Cf", "Cs")  # control signs, and those that turn the reading direction


@dataclass(frozen=True)
class GitHost:
    """A repository on GitHub. Raises OSError (HTTPError among them) when a request fails."""

    api: str  # "https://api.github.com"
    repository: str  # "owner/name"
    token: str

    def ask(self, method: str, path: str, body: object = None, raw: bool = False) -> Any:
        """Send a request below the repository's address; return the JSON, or bytes if `raw`."""
        request = Request(
            f"{self.api}/repos/{self.repository}{path}",
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={
                "Accept": f"application/vnd.github.{'raw' if raw else 'json'}",
                "Authorization": f"Bearer {self.token}",
                "X-GitHub-Api-Version": "2022-11-28",
                "Content-Type": "application/json",
            },
        )
        with urlopen(request, timeout=SECONDS) as answer:
            content = answer.read()
        return content if raw else json.loads(content or b"null")

    def every(self, path: str) -> Iterator[Any]:
        """Yield all entries of a list, page by page."""
        number = 1
        joint = "&" if "?" in path else "?"
        while found := self.ask("GET", f"{path}{joint}per_page={PAGE}&page={number}"):
            yield from found
            if len(found) < PAGE:
                return
            number += 1

    def file(self, path: str, revision: str) -> bytes | None:
        """Return a file of a revision, or None if it is not there."""
        try:
            found = self.ask(
                "GET", f"/contents/{quote(path)}?{urlencode({'ref': revision})}", raw=True
            )
        except HTTPError as error:
            if error.code == 404:
                return None
            raise
        assert isinstance(found, bytes)
        return found

    def say_once(self, number: int, mark: str, text: str) -> None:
        """Comment on a pull request; update our comment with the same mark if there is one."""
        body = f"<!-- {mark} -->\n{text}"
        for comment in self.every(f"/issues/{number}/comments"):
            if is_ours(comment) and comment["body"].startswith(f"<!-- {mark} -->"):
                self.ask("PATCH", f"/issues/comments/{comment['id']}", {"body": body})
                return
        self.ask("POST", f"/issues/{number}/comments", {"body": body})

    def report_once(self, label: str, title: str, text: str) -> None:
        """Keep one open issue with this label up to date; an empty text closes it."""
        found = self.ask("GET", f"/issues?state=open&{urlencode({'labels': label})}")
        if found and text:
            self.ask("PATCH", f"/issues/{found[0]['number']}", {"title": title, "body": text})
        elif found:
            self.ask("PATCH", f"/issues/{found[0]['number']}", {"state": "closed"})
        elif text:
            self.ask("POST", "/issues", {"title": title, "body": text, "labels": [label]})


def is_ours(entry: Mapping[str, Any]) -> bool:
    """Return whether our workflows wrote a comment or review: anyone can write its mark."""
    return (entry.get("user") or {}).get("login") == BOT


def host_from_environment() -> GitHost:
    """Return the host that GitHub Actions names; KeyError where it does not."""
    return GitHost(
        api=os.environ["GITHUB_API_URL"],
        repository=os.environ["GITHUB_REPOSITORY"],
        token=os.environ["GITHUB_TOKEN"],
    )


def pull_request_of(host: GitHost, owner: str, branch: str, commit: str) -> dict[str, Any] | None:
    """Return the open pull request from this branch, None if it has moved on from `commit`.

    A workflow started by another one learns the branch from GitHub itself; nothing that the pull
    request's own workflow wrote is believed.
    """
    query = urlencode({"state": "open", "head": f"{owner}:{branch}"})
    for found in host.ask("GET", f"/pulls?{query}"):
        if found["head"]["sha"] == commit and found["head"]["ref"] == branch:
            assert isinstance(found, dict)
            return found
    return None


def run_of_event() -> dict[str, Any]:
    """Return the run of a workflow that started this one; KeyError where GitHub names none."""
    event = json.loads(Path(os.environ["GITHUB_EVENT_PATH"]).read_text(encoding="utf-8"))
    run: dict[str, Any] = event["workflow_run"]
    return run


def pull_request_of_run(host: GitHost, run: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return the open pull request that a run belongs to; None, after saying so, if it moved on."""
    owner = run["head_repository"]["owner"]["login"]
    pull = pull_request_of(host, owner, run["head_branch"], run["head_sha"])
    if pull is None:
        print("The pull request has moved on or is closed: nothing to do.")
    return pull


def escaped(text: str, most: int = 200) -> str:
    """Return words of a stranger as a code span of Markdown: no link, no mention, one line.

    Escapes alone do not do: GitHub turns addresses, @names, #12 and commits into links after the
    Markdown has been read, when no escape is left, but never inside code
    (https://github.com/github/cmark-gfm/issues/389). At most `most` characters; what would end the
    span or the cell of a table is shown as a sign that looks like it.
    """
    shown = "".join(c for c in text if c.isspace() or unicodedata.category(c) not in UNSEEN)
    words = " ".join(shown.translate(LOOKALIKES).split())[:most].strip()
    return f"`{words}`" if words else "(no words)"
