"""The list for the owner: what still has its example value."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from library.check import check_library
from library.check.__main__ import main
from library.check.rules.owner import owner_tasks
from library.check.settings import CheckSettings

TODAY = date(2026, 11, 24)
SETTINGS = """\
site_url: https://www.iep.info/
copyright: © 2026 Rivera. All rights reserved.
extra:
  repository: rivera/library # on GitHub
  contact:
    email: us@iep.info
    hours: We answer on Mondays.
  redirects: {/old: https://example.com/}
markdown_extensions:
  - x: !!python/name:example.com.x
site_name: The library
"""


def tasks(root: Path, old: str = "", new: str = "", today: date = TODAY) -> list[str]:
    assert old in SETTINGS
    (root / "mkdocs.yml").write_text(SETTINGS.replace(old, new), encoding="utf-8")
    return [f"{task.level} {task}" for task in owner_tasks(root, today)]


def test_the_owners_own_values_are_left_alone(tmp_path: Path) -> None:
    assert tasks(tmp_path) == []


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("www.iep.info", "www.name.example.org", 'error mkdocs.yml:1: "site_url" is still the'),
        ("https://www.iep.info/", "https://www.iep.info", 'error mkdocs.yml:1: "site_url" is'),
        ("https://www", "http://www", "from https:// to a slash"),
        ("site_url: https://www.iep.info/\n", "", 'error mkdocs.yml:1: "site_url" is missing'),
        ("rivera/library", "example/library", 'error mkdocs.yml:4: "repository" is still'),
        ("rivera/library", "https://github.com/rivera/library", 'mkdocs.yml:4: "repository" is'),
        ("us@iep.info", "hello@example.org", 'error mkdocs.yml:6: "contact.email" is still'),
        ("us@iep.info", "", 'error mkdocs.yml:6: "contact.email" is missing'),
        ("We answer on Mondays.", "We answer within three working days.", "hint mkdocs.yml:7"),
        ("  contact:", "  other: https://x.example/\n  contact:", 'error mkdocs.yml:5: "other" is'),
        (
            "  contact:",
            "  social:\n    - link: https://x.org/\n    - link: https://x.example/\n  contact:",
            'error mkdocs.yml:7: "social.1.link" is still the example https://x.example/.',
        ),
    ],
)
def test_each_example_is_named_with_its_line(tmp_path: Path, old: str, new: str, says: str) -> None:
    found = tasks(tmp_path, old, new)
    assert len(found) == 1
    assert says in found[0].replace("hint: ", "")


def test_hours_that_came_with_the_site_are_a_promise_to_confirm(tmp_path: Path) -> None:
    came = "We answer within three working days."
    assert tasks(tmp_path, "We answer on Mondays.", came) == [
        f'hint mkdocs.yml:7: hint: "{came}" came with the site. If you can promise it, leave it; '
        "if not, change it."
    ]


def test_a_copyright_of_a_past_year_is_a_hint(tmp_path: Path) -> None:
    found = tasks(tmp_path, today=date(2028, 1, 1))
    assert len(found) == 1
    assert found[0].endswith("The copyright ends in 2026. Write 2026–2028.")


def test_names_that_are_examples_are_told_once_each(tmp_path: Path) -> None:
    folder = tmp_path / ".github"
    folder.mkdir()
    (folder / "CODEOWNERS").write_text(
        "# @example/nobody\n* @example/engineers\n/docs/ @example/editors @rivera\n"
        "/run.py @example/engineers\n",
        encoding="utf-8",
    )
    found = tasks(tmp_path)
    assert [line.split(" is an example")[0] for line in found] == [
        "error .github/CODEOWNERS:2: @example/engineers",
        "error .github/CODEOWNERS:3: @example/editors",
    ]
    assert "(in 2 lines)" in found[0]


@pytest.mark.parametrize(
    ("old", "new", "code", "last"),
    [
        ("", "", 0, "No examples are left. What else"),
        ("on Mondays", "within three working days", 0, "No examples are left. Please confirm"),
        ("us@iep.info", "hello@example.org", 1, "1 to fill in"),
        ("extra:", "extra: [", 1, "1 to fill in"),
    ],
)
def test_the_command_tells_and_counts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, code: int, last: str
) -> None:
    tasks(tmp_path, old, new)
    assert main(["--owner"], tmp_path) == code
    said = capsys.readouterr().out.splitlines()[-1]
    assert said.startswith(last) and "OWNER.md" in said


@pytest.mark.parametrize(
    ("day", "says"),
    [
        ("2027-10-31", ""),
        ("2026-12-20", "hint mkdocs.yml:7: hint: Security.txt is good only until 2026-12-20."),
        ("2026-01-01", "hint mkdocs.yml:7: hint: Security.txt was good until 2026-01-01"),
        (
            "next year",
            'error mkdocs.yml:7: "contact.security_until" is next year, which is not a day',
        ),
    ],
)
def test_the_day_of_security_txt_is_watched(tmp_path: Path, day: str, says: str) -> None:
    old = "    hours:"
    [*found] = tasks(tmp_path, old, f"    security_until: {day}\n{old}")
    assert len(found) == bool(says) and says in "".join(found)
    told = check_library(
        tmp_path,
        None,
        now=datetime(2026, 11, 24, tzinfo=UTC),
        settings=CheckSettings(),
        tools=False,
    )
    assert [str(one) for one in told] == [line.partition(" ")[2] for line in found]


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ('""', ""),
        ("https://write.iep.info/", ""),
        ("https://www.iep.info/write/", 'error mkdocs.yml:4: "editor_url" is'),
        ("https://WWW.iep.info/", "which has the host name of the readers' site"),
        ("http://write.iep.info/", "Write it as https://write.your-name.com/"),
    ],
)
def test_the_form_has_an_address_of_its_own_or_none(
    tmp_path: Path, address: str, says: str
) -> None:
    found = tasks(tmp_path, "  repository", f"  editor_url: {address}\n  repository")
    assert len(found) == bool(says) and says in "".join(found)
