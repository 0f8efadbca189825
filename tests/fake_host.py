"""A small stand-in for GitHub's API over a real bare Git repository."""

from __future__ import annotations

import base64
import json
import re
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from project_settings import OWNER

WHO = {"name": "Robin Writer", "email": "robin@example.org"}
BOT = {"login": "github-actions[bot]"}
NOW = "2026-11-24T12:00:00Z"


@dataclass
class Host:
    """Answers requests of the form editor and our workflows; all others are listed in `unknown`."""

    folder: Path  # the bare repository
    name: str = OWNER["extra"]["repository"]
    requests: list[str] = field(default_factory=list)  # "POST /repos/..."
    unknown: list[str] = field(default_factory=list)
    pulls: list[dict[str, Any]] = field(default_factory=list)
    issues: list[dict[str, Any]] = field(default_factory=list)
    labels: dict[int, list[str]] = field(default_factory=dict)
    comments: dict[int, list[dict[str, Any]]] = field(default_factory=dict)
    reviews: dict[int, list[dict[str, Any]]] = field(default_factory=dict)
    run_jobs: list[dict[str, Any]] = field(default_factory=list)  # of the workflow that runs
    private: bool = True

    def git(self, *arguments: str, text: bytes = b"") -> bytes:
        """Run Git in the repository."""
        command = ["git", "-C", str(self.folder), *arguments]
        return subprocess.run(command, input=text, capture_output=True, check=True).stdout

    def head(self, branch: str) -> str:
        """Return the commit of a branch, or ""."""
        try:
            return self.git("rev-parse", "--verify", "-q", f"refs/heads/{branch}").decode().strip()
        except subprocess.CalledProcessError:
            return ""

    def file(self, branch: str, path: str) -> bytes:
        """Return a file of a branch."""
        return self.git("show", f"{branch}:{path}")

    def changed(self, branch: str) -> list[str]:
        """Return the paths that a branch changes."""
        return self.git("diff", "--name-only", f"main...{branch}").decode().split()

    def answer(self, method: str, url: str, body: bytes | None) -> tuple[int, Any]:
        """Return the status and the JSON (or bytes) for a request."""
        parts = urlsplit(url)
        path = unquote(parts.path)
        self.requests.append(f"{method} {path}")
        sent = json.loads(body) if body else {}
        if path == "/graphql":
            return 200, {"data": self._graphql(sent["query"], sent.get("variables") or {})}
        if path == "/user":
            return 200, {"id": 7, "login": "robin", "avatar_url": "", "html_url": "", **WHO}
        inside = path.removeprefix(f"/repos/{self.name}")
        if inside == path:
            return self._unknown(method, path)
        return self._repository(method, inside, parse_qs(parts.query), sent)

    def _unknown(self, method: str, path: str) -> tuple[int, Any]:
        self.unknown.append(f"{method} {path}")
        return 404, {"message": "Not Found"}

    def _repository(
        self, method: str, path: str, query: dict[str, list[str]], sent: dict[str, Any]
    ) -> tuple[int, Any]:
        if path == "":
            return 200, {
                "full_name": self.name,
                "private": self.private,
                "default_branch": "main",
                "owner": {"login": self.name.split("/")[0], "type": "User"},
                "permissions": {"pull": True, "push": True, "admin": False},
            }
        if path.startswith("/collaborators/"):
            return 204, b""
        if match := re.fullmatch(r"/git/trees/(.+)", path):
            return 200, {"truncated": False, "tree": self._tree(match[1])}
        if match := re.fullmatch(r"/git/blobs/(\w+)", path):
            return 200, self.git("cat-file", "blob", match[1])
        if match := re.fullmatch(r"/contents/(.+)", path):
            try:
                return 200, self.git("show", f"{query['ref'][0]}:{match[1]}")
            except subprocess.CalledProcessError:
                return 404, {"message": "Not Found"}
        if path == "/pulls" and method == "POST":
            return 201, self.add_pull(sent["head"], sent["title"], draft=sent.get("draft", False))
        if path == "/pulls":
            head = query.get("head", [""])[0].partition(":")[2]
            found = [p for p in self.pulls if p["state"] == "open"]
            return 200, [p for p in found if not head or p["head"]["ref"] == head]
        if match := re.fullmatch(r"/pulls/(\d+)/files", path):
            return 200, self._pull_files(int(match[1])) if query.get("page", ["1"]) == ["1"] else []
        if match := re.fullmatch(r"/pulls/(\d+)/reviews", path):
            reviews = self.reviews.get(int(match[1]), [])
            if method == "POST":
                self.reviews[int(match[1])] = [*reviews, {"user": BOT, **sent}]
                return 200, {}
            return 200, reviews if query.get("page", ["1"]) == ["1"] else []
        if re.fullmatch(r"/actions/runs/\d+/jobs", path):
            return 200, {"total_count": len(self.run_jobs), "jobs": self.run_jobs}
        if match := re.fullmatch(r"/pulls/(\d+)", path):
            return 200, self.pulls[int(match[1]) - 1]
        return self._issues(method, path, query, sent)

    def _issues(
        self, method: str, path: str, query: dict[str, list[str]], sent: dict[str, Any]
    ) -> tuple[int, Any]:
        first = query.get("page", ["1"]) == ["1"]
        if match := re.fullmatch(r"/issues/(\d+)/labels", path):
            names = self.labels.setdefault(int(match[1]), [])
            names += [name for name in sent.get("labels", []) if name not in names]
            return 200, [{"name": name} for name in names]
        if match := re.fullmatch(r"/issues/(\d+)/labels/(.+)", path):
            self.labels[int(match[1])].remove(match[2])
            return 200, []
        if match := re.fullmatch(r"/issues/(\d+)/comments", path):
            comments = self.comments.setdefault(int(match[1]), [])
            if method == "POST":
                number = 100 * int(match[1]) + len(comments)
                comments.append({"id": number, "user": BOT, **sent})
                return 201, comments[-1]
            return 200, comments if first else []
        if match := re.fullmatch(r"/issues/comments/(\d+)", path):
            every = [c for comments in self.comments.values() for c in comments]
            next(c for c in every if c["id"] == int(match[1])).update(sent)
            return 200, {}
        if match := re.fullmatch(r"/issues/(\d+)", path):
            number = int(match[1])
            issue: dict[str, Any] = next(
                (i for i in self.issues if i["number"] == number), {"number": number}
            )
            if method == "PATCH":
                if "labels" in sent:
                    self.labels[number] = list(sent["labels"])
                issue.update(sent)
            return 200, {**issue, "labels": [{"name": n} for n in self.labels.get(number, [])]}
        if path == "/issues" and method == "POST":
            self.issues.append({"number": 900 + len(self.issues), "state": "open", **sent})
            return 201, self.issues[-1]
        if path == "/issues":
            wanted = query.get("labels", [""])[0]
            found = [i for i in self.issues if i["state"] == "open"]
            return 200, [i for i in found if wanted in i.get("labels", [])] if first else []
        return self._unknown(method, path)

    def add_pull(self, head: str, title: str, draft: bool = False) -> dict[str, Any]:
        """Open a pull request from a branch."""
        number = len(self.pulls) + 1
        self.pulls.append(
            {
                "number": number,
                "node_id": f"PR_{number}",
                "title": title,
                "state": "open",
                "draft": draft,
                "html_url": f"https://github.com/{self.name}/pull/{number}",
                "created_at": NOW,
                "updated_at": NOW,
                "head": {
                    "ref": head,
                    "sha": self.head(head),
                    "repo": {"full_name": self.name, "owner": {"login": self.name.split("/")[0]}},
                },
                "base": {"ref": "main", "repo": {"full_name": self.name}},
                "user": {"login": "robin", "avatar_url": ""},
            }
        )
        return self.pulls[-1]

    def _pull_files(self, number: int) -> list[dict[str, Any]]:
        branch = self.pulls[number - 1]["head"]["ref"]
        listed = self.git("diff", "--name-status", "--no-renames", f"main...{branch}").decode()
        states = {"A": "added", "M": "modified", "D": "removed"}
        files = []
        for line in listed.splitlines():
            state, path = line.split("\t")
            patch = self.git("diff", f"main...{branch}", "--", path).decode("utf-8", "replace")
            start = patch.find("@@")
            files.append(
                {"filename": path, "status": states[state], "patch": patch[start:], "changes": 1}
            )
        return files

    def _tree(self, revision: str) -> list[dict[str, Any]]:
        listed = self.git("ls-tree", "-r", "-l", "-z", revision).decode().split("\0")
        found = []
        for entry in filter(None, listed):
            about, path = entry.split("\t")
            mode, kind, sha, size = about.split()
            found.append({"path": path, "mode": mode, "type": kind, "sha": sha, "size": int(size)})
        return found

    def _graphql(self, query: str, variables: dict[str, Any]) -> dict[str, Any]:
        if "createCommitOnBranch" in query:
            return {"createCommitOnBranch": {"commit": self._commit(variables["input"], query)}}
        if "createRef" in query:
            given = variables["input"]
            self.git("update-ref", given["name"], given["oid"])
            return {"createRef": {"ref": {"name": given["name"]}}}
        if "fork: repository" in query:
            head = self.head(variables["branch"])
            return {"fork": {"id": "R_1"}, "base": {"ref": {"target": {"oid": head}}}}
        return {"repository": self._repository_query(query, variables)}

    def _repository_query(self, query: str, variables: dict[str, Any]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        if "defaultBranchRef" in query:
            found["defaultBranchRef"] = {"name": "main"}
        if "refs(refPrefix" in query:
            found["refs"] = {"nodes": []}
        if "pullRequests(" in query:
            found["pullRequests"] = {"totalCount": 0, "nodes": []}
        if "ref(qualifiedName" in query:
            head = self.head(variables.get("branch", "main"))
            commit = {"oid": head, "message": "Start"}
            found["ref"] = {"target": {"history": {"nodes": [commit]}, **commit}} if head else None
        author = {**WHO, "user": {"id": 7, "databaseId": 7, "login": "robin"}}
        for alias, rest in re.findall(r"(\w+_\d+): ((?:(?!\w+_\d+:).)*)", query, re.DOTALL):
            if blob := re.match(r'object\(oid: "(\w+)"\) \{\s*\.\.\. on Blob', rest):
                content = self.git("cat-file", "blob", blob[1]).decode()
                found[alias] = {"text": content, "isBinary": False, "isTruncated": False}
            elif "history" in rest or "ref(" in rest:
                about = {"author": author, "committedDate": NOW}
                found[alias] = {"target": {"history": {"nodes": [about]}}}
            else:
                self.unknown.append(f"graphql {rest}")
        if not found:
            self.unknown.append(f"graphql {query}")
        return found

    def _commit(self, given: dict[str, Any], query: str) -> dict[str, Any]:
        branch, parent = given["branch"]["branchName"], given["expectedHeadOid"]
        assert self.head(branch) == parent, "the branch has moved"
        changes = given["fileChanges"]
        index = {"GIT_INDEX_FILE": str(self.folder / "index-of-commit")}
        git = ["git", "-C", str(self.folder)]
        identity = {f"GIT_{who}_{what.upper()}": WHO[what]
                    for who in ("AUTHOR", "COMMITTER") for what in WHO}  # fmt: skip
        env = {**index, **identity, "PATH": "/usr/bin:/bin:/usr/local/bin", "HOME": "/nonexistent"}
        subprocess.run([*git, "read-tree", parent], env=env, check=True)
        oids = {}
        for added in changes.get("additions") or []:
            content = base64.b64decode(added["contents"])
            oids[added["path"]] = oid = (
                self.git("hash-object", "-w", "--stdin", text=content).decode().strip()
            )
            entry = f"100644,{oid},{added['path']}"
            subprocess.run(
                [*git, "update-index", "--add", "--cacheinfo", entry], env=env, check=True
            )
        for gone in changes.get("deletions") or []:
            line = f"0 {'0' * 40}\t{gone['path']}\n".encode()
            subprocess.run([*git, "update-index", "--index-info"], input=line, env=env, check=True)
        tree = subprocess.check_output([*git, "write-tree"], env=env).decode().strip()
        message = given["message"]["headline"]
        command = [*git, "commit-tree", tree, "-p", parent, "-m", message]
        commit = subprocess.check_output(command, env=env).decode().strip()
        self.git("update-ref", f"refs/heads/{branch}", commit)
        files = re.findall(r'(file_\d+): file\(path: "([^"]+)"\)', query)
        about = {alias: {"oid": oids.get(path)} for alias, path in files}
        return {"oid": commit, "committedDate": NOW, **about}


def make_host(folder: Path, source: Path, *tops: str) -> Host:
    """Return a host whose main branch holds these files and folders of `source`."""
    work, bare = folder / "work", folder / "host.git"
    subprocess.run(["git", "init", "-q", "-b", "main", str(work)], check=True)
    for top in tops:
        target = work / top
        target.parent.mkdir(parents=True, exist_ok=True)
        subprocess.run(["cp", "-R", str(source / top), str(target)], check=True)
    who = ["-c", f"user.name={WHO['name']}", "-c", f"user.email={WHO['email']}"]
    git = ["git", "-C", str(work), *who]
    subprocess.run([*git, "add", "-A"], check=True)
    subprocess.run([*git, "commit", "-q", "-m", "Start"], check=True)
    subprocess.run(["git", "clone", "-q", "--bare", str(work), str(bare)], check=True)
    return Host(bare)


def propose(host: Host, branch: str, files: dict[str, bytes | None]) -> int:
    """Open a pull request from a branch with these files (None: gone); return its number."""
    host.git("update-ref", f"refs/heads/{branch}", host.head("main"))
    given = {
        "branch": {"branchName": branch},
        "expectedHeadOid": host.head(branch),
        "message": {"headline": "Change"},
        "fileChanges": {
            "additions": [
                {"path": path, "contents": base64.b64encode(content).decode()}
                for path, content in files.items()
                if content is not None
            ],
            "deletions": [{"path": path} for path, content in files.items() if content is None],
        },
    }
    host.answer(
        "POST",
        "https://api.github.com/graphql",
        json.dumps({"query": "createCommitOnBranch", "variables": {"input": given}}).encode(),
    )
    number: int = host.add_pull(branch, "Change")["number"]
    return number


TOP = "---\ntitle: {title}\nslug: {slug}\ndate: {date}\n{more}---\n\n"


def article(title: str, slug: str, text: str, date: str = "2026-01-01", more: str = "") -> str:
    """Return the text of an article; `more` is more lines for its top block."""
    return TOP.format(title=title, slug=slug, date=date, more=more) + text
