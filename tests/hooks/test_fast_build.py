"""No page misses the work that is skipped, and the third-party code we rely on is unchanged."""

from __future__ import annotations

import gc
import hashlib
import inspect
import re
from pathlib import Path

import pytest
from markdown.treeprocessors import InlineProcessor
from material.plugins.blog import plugin as blog
from material.plugins.blog import structure
from material.plugins.blog.plugin import BlogPlugin
from material.plugins.blog.structure.markdown import ExcerptTreeprocessor
from mkdocs.commands import build
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.pages import (
    Page,
    _ExtractAnchorsTreeprocessor,
    _ExtractTitleTreeprocessor,
    _RawHTMLPreprocessor,
    _RelativePathTreeprocessor,
)
from mkdocs.utils.meta import get_data
from site_pages import files_of
from small_project import Project

FAST = {
    "find_posts",
    "keep_converted",
    "keep_front_matter",
    "make_excerpts",
    "quicken_markdown",
    "write_dates_once",
}
EXCERPT = blog.Excerpt  # taken before any test builds a site

# What our code replaces or calls, and a hash of its source. If one differs, read what changed
# there, change our module if necessary, and only then write the new hash here.
RELIED_ON = {
    "adcdbd14b236": (build._build_page, "RequestedPages; hooks/keep_rendered.py: PageWriter"),
    "c476b64474ac": (build.build, "hooks/render_on_request.py: the order of its events"),
    "3b1515c96f56": (
        LiveReloadServer._serve_request,
        "hooks/support/requested_pages.py: RequestedPages.before",
    ),
    "320529348f7a": (Page.render, "hooks/keep_converted.py"),
    "28a1b93e4fcb": (EXCERPT, "hooks/make_excerpts.py: QuickExcerpt"),
    "76163aa40f79": (structure._patch, "hooks/make_excerpts.py: the settings of the parser"),
    "cd40252c2d81": (ExcerptTreeprocessor, "hooks/make_excerpts.py: the parser"),
    "523b46edca94": (_RelativePathTreeprocessor, "keep_converted.py, make_excerpts.py"),
    "95da536fb4b9": (_ExtractAnchorsTreeprocessor, "hooks/keep_converted.py"),
    "253a44071bfb": (_ExtractTitleTreeprocessor, "hooks/keep_converted.py"),
    "1bc67630834f": (_RawHTMLPreprocessor, "hooks/keep_converted.py"),
    "74e75f976c4a": (InlineProcessor, "hooks/library/markdown/quick_inline.py"),
    "8686c4256b64": (structure.Post.__init__, "hooks/keep_front_matter.py"),
    "3cd0a7a5f861": (get_data, "hooks/keep_front_matter.py"),
    "ba8841f1f0c4": (BlogPlugin.on_env, "hooks/write_dates_once.py"),
    "45d570b444f1": (BlogPlugin.on_page_markdown, "hooks/find_posts.py, make_excerpts.py"),
    "3421ceb71bbc": (BlogPlugin.on_page_content, "hooks/estimate_reading_time.py"),
    "4436ce008850": (BlogPlugin._render_post, "hooks/make_excerpts.py: render and toc"),
}

POSTS = {
    "plain": 'Short answer, "quoted".\n\nAnd more of it...\n\n<!-- more -->\n\n## Next\n\nText.\n',
    "links": "See [this](plain.md), [a rule](https://example.org/).\n\n<!-- more -->\n\nText.\n",
    "definitions": "See [this][one].\n\n<!-- more -->\n\nText.\n\n[one]: plain.md\n",
    "footnotes": "True.[^1]\n\n<!-- more -->\n\nText.\n\n[^1]: A note.\n",
    "note-above": "True.[^1]\n\n[^1]: A note.\n\n<!-- more -->\n\nText.\n",
    "same-id": "Lead.\n\n<!-- more -->\n\n## Same id { #same-id }\n\nText.\n",
    "fence": "Lead.\n\n```\n<!-- more -->\n```\n\nAfter.\n\n<!-- more -->\n\nText.\n",
    "html": "Lead.\n\n<div markdown>\n\nIn it.\n\n<!-- more -->\n\nText.\n\n</div>\n",
    "list": "- One\n\n    <!-- more -->\n\n- Two\n",
    "tight": "Lead.\n<!-- more -->\nText.\n",
    "rule": "Ask (34 CFR 300.323(a)) at the *IEP* meeting.\n\n<!-- more -->\n\nText.\n",
}


@pytest.mark.parametrize("digest", RELIED_ON)
def test_what_we_rely_on_is_as_it_was(digest: str) -> None:
    code, ours = RELIED_ON[digest]
    now = hashlib.sha256(inspect.getsource(code).encode()).hexdigest()[:12]
    assert now == digest, (
        f"{code.__module__}.{code.__qualname__} has changed in this release. Read the change, see "
        f"whether {ours} still does the same, and write {now} here in place of {digest}."
    )


def test_the_site_is_the_same_without_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sites = []
    for name in ("without", "with"):
        monkeypatch.setattr(blog, "Excerpt", EXCERPT)
        project = Project(tmp_path / name)
        left_out = {"check_content", "publish_offline", "pack_zip"}  # hashes of all pages
        if name == "without":
            left_out |= FAST
        project.settings["hooks"] = [
            hook for hook in project.settings["hooks"] if Path(hook).stem not in left_out
        ]
        for number, (slug, text) in enumerate(POSTS.items(), start=1):
            project.post(slug, f"2026-01-{number:02}", ("Meetings", "The plan"), text)
        sites.append(compared(project.build()))
    without, with_it = sites
    assert len(without) > 40
    assert without.keys() == with_it.keys()
    assert [name for name in without if without[name] != with_it[name]] == []


def compared(site: Path) -> dict[str, bytes]:
    """Return the files of a site, but for those made of the digests of all others."""
    return {
        # Material counts the uses of a footnote on from list to list, as if of one page: fnref4.
        path: re.sub(rb"fnref\d+:", b"fnref:", content)
        for path, content in files_of(site).items()
        if not path.endswith(("sw.js", "offline.json", ".zip"))
    }


def test_garbage_is_collected_again_after_a_build_that_failed(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.post("broken", description="Short.")
    with pytest.raises(Abort):
        project.build()
    assert gc.isenabled()
