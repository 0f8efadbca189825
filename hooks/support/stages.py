"""The order in which plugins and hooks run: a list for each event, first to last, and its reasons.

MkDocs sorts the functions of an event by a number, the highest first. The numbers here are those
numbers. No two in a list are the same, so the order of `hooks:` in mkdocs.yml decides nothing. A
member is named for its hook (`CHECK_CONTENT`: hooks/check_content.py); `BLOG` and `META` are
Material's plugins, with the numbers that they chose. To move a hook, change its number and its
place here. tests/hooks/test_stages.py compares these lists with what MkDocs really runs, and with
`REASONS` at the end: what must come before what. A stage that no reason names may stand anywhere
in its list, and `ANYWHERE` lists it.
"""

from __future__ import annotations

from enum import IntEnum, unique
from typing import NamedTuple


@unique
class OnStartup(IntEnum):
    """Once, before the first build."""

    BLOG = 0  # notes whether this is `serve`
    RENDER_ON_REQUEST = -10  # takes over the writing of pages, under `serve` only


@unique
class OnConfig(IntEnum):
    """The settings are read; no file is listed yet."""

    PAUSE_GARBAGE = 100
    KEEP_FRONT_MATTER = 10  # remembers what an earlier build read
    BLOG = 0  # reads its own settings
    CHECK_SETTINGS = -10
    HOLD_BACK_ARTICLES = -20  # changes the blog plugin's settings in a preview
    EXTEND_MARKDOWN = -30
    LINK_TERMS = -40
    CITE_REGULATIONS = -50
    MAKE_EXCERPTS = -55
    QUICKEN_MARKDOWN = -60


@unique
class OnPreBuild(IntEnum):
    """The build begins."""

    INDEX_SEARCH = 10  # remembers what an earlier build read
    RENDER_ON_REQUEST = 0  # forgets the pages of the build before


@unique
class OnFiles(IntEnum):
    """All files of docs/ and of the theme are listed; none has been read."""

    CHECK_CONTENT = 100
    HOLD_BACK_ARTICLES = 90
    META = 0  # reads docs/<folder>/.meta.yml
    SUBSET_FONTS = -5  # files that we add, so that links to them are checked like all others
    PUBLISH_LETTERS = -10
    PUBLISH_SHEETS = -15
    PUBLISH_EDITOR = -20
    PUBLISH_OFFLINE = -25  # these two leave out scripts that on_post_build writes
    PACK_ZIP = -30
    BLOG = -50  # reads the posts and makes the pages that list them
    PUBLISH_PATH = -52
    ORDER_POSTS = -55
    PREPARE_IMAGES = -60
    FIND_POSTS = -65


@unique
class OnNav(IntEnum):
    """The menu is made; no page has been read."""

    BLOG = -50  # links each post to the next
    ORDER_POSTS = -95  # replaces those links
    KEEP_CONVERTED = -100


@unique
class OnPageMarkdown(IntEnum):
    """A page has been read; its Markdown is about to become HTML."""

    META = 50  # adds what all pages of a folder share to the front matter
    PUBLISH_LETTERS = 10  # takes the letter out
    BLOG = -50  # cuts out excerpts


@unique
class OnPageContent(IntEnum):
    """The text of a page has become HTML."""

    ESTIMATE_READING_TIME = 10
    BLOG = 0
    CHECK_CONTENT = -10  # judges the text as it will be shown


@unique
class OnEnv(IntEnum):
    """All texts are complete; no page has been put into its template."""

    BLOG = 0  # adds its filters
    KEEP_TEMPLATES = -1
    RENDER_FRAME_ONCE = -2
    KEEP_FRONT_MATTER = -5
    PREPARE_IMAGES = -10  # drops the pictures that no page shows
    WRITE_DATES_ONCE = -12
    MARK_PREVIEW = -14
    COLLECT_LIBRARY = -16
    REDIRECT_ADDRESSES = -18
    WRITE_FEEDS = -20
    DESCRIBE_PAGES = -24
    REPORT_ACCESSIBILITY = -26
    PUBLISH_SHEETS = -50
    PACK_ZIP = -57
    PUBLISH_LETTERS = -60
    INDEX_SEARCH = -70
    PUBLISH_STATES = -75
    PUBLISH_YEAR = -76
    PUBLISH_ASSETS = -100
    FILL_TEMPLATES = -105
    GUARD_FILES = -110
    KEEP_RENDERED = -120


@unique
class OnPageContext(IntEnum):
    """A page is about to be put into its template."""

    PUBLISH_LETTERS = 20
    DESCRIBE_PAGES = 10
    BLOG = -100  # renders the lists of posts


@unique
class OnPostBuild(IntEnum):
    """All pages are written."""

    PUBLISH_SECURITY_TXT = 0
    GUARD_PAGES = -90  # writes into each page its policy
    PUBLISH_OFFLINE = -95  # adds to each page its digest
    PACK_ZIP = -96
    PAUSE_GARBAGE = -100  # turns the garbage collector on again
    GUARD_FILES = -110
    KEEP_RENDERED = -115
    SWEEP_KEPT = -120


@unique
class OnServe(IntEnum):
    """The server of `serve` is about to start."""

    RENDER_ON_REQUEST = 0


@unique
class OnShutdown(IntEnum):
    """Once, after the last build."""

    BLOG = 0
    PAUSE_GARBAGE = -10  # lets nobody look for garbage in what ends now


@unique
class OnBuildError(IntEnum):
    """A build has failed."""

    KEEP_RENDERED = 20  # gives MkDocs its function back
    PAUSE_GARBAGE = 10  # turns the garbage collector on again
    EXPLAIN_ERRORS = 0


class Reason(NamedTuple):
    """Why some stages of an event must come before others."""

    first: tuple[IntEnum, ...]
    then: tuple[IntEnum, ...]
    why: str


REASONS = (
    Reason(
        (OnConfig.BLOG,),
        (OnConfig.HOLD_BACK_ARTICLES,),
        "it changes settings that the blog plugin has read",
    ),
    Reason(
        (OnConfig.CHECK_SETTINGS,),
        (
            OnConfig.HOLD_BACK_ARTICLES,
            OnConfig.EXTEND_MARKDOWN,
            OnConfig.LINK_TERMS,
            OnConfig.CITE_REGULATIONS,
            OnConfig.MAKE_EXCERPTS,
            OnConfig.QUICKEN_MARKDOWN,
        ),
        "a note about example values comes before all that others say",
    ),
    Reason(
        (OnConfig.EXTEND_MARKDOWN, OnConfig.LINK_TERMS, OnConfig.CITE_REGULATIONS),
        (OnConfig.QUICKEN_MARKDOWN,),
        "its extensions replace parts that all others may have set",
    ),
    Reason(
        (OnConfig.PAUSE_GARBAGE,),
        (OnConfig.KEEP_FRONT_MATTER,),
        "much is read then, and the garbage collector would look through it again and again",
    ),
    Reason(
        (OnConfig.KEEP_FRONT_MATTER,),
        (OnConfig.LINK_TERMS, OnConfig.CITE_REGULATIONS),
        "they read YAML",
    ),
    Reason(
        (OnFiles.CHECK_CONTENT,),
        tuple(stage for stage in OnFiles if stage is not OnFiles.CHECK_CONTENT),
        "nothing may read a text before it is checked",
    ),
    Reason(
        (OnFiles.HOLD_BACK_ARTICLES,),
        (OnFiles.BLOG,),
        "the blog plugin takes in whatever posts are listed",
    ),
    Reason(
        (OnFiles.BLOG,),
        (OnFiles.ORDER_POSTS, OnFiles.FIND_POSTS),
        "they need the posts",
    ),
    Reason(
        (OnFiles.BLOG,),
        (OnFiles.PUBLISH_PATH,),
        "MaterialX's blog plugin would look for its pages on the disk",
    ),
    Reason(
        (OnFiles.BLOG,),
        (OnFiles.PREPARE_IMAGES,),
        "the blog plugin says where the pictures of posts go",
    ),
    Reason(
        (OnNav.BLOG,),
        (OnNav.ORDER_POSTS,),
        "it replaces the links from post to post that the blog plugin makes",
    ),
    Reason(
        (OnPageMarkdown.PUBLISH_LETTERS,),
        (OnPageMarkdown.BLOG,),
        "the blog plugin must see the final text",
    ),
    Reason(
        (OnPageContent.ESTIMATE_READING_TIME,),
        (OnPageContent.BLOG,),
        "the blog plugin counts the minutes where nobody has",
    ),
    Reason(
        (OnPageContent.ESTIMATE_READING_TIME, OnPageContent.BLOG),
        (OnPageContent.CHECK_CONTENT,),
        "it judges the text as it will be shown",
    ),
    Reason(
        (OnEnv.BLOG,),
        (OnEnv.WRITE_DATES_ONCE, OnEnv.PUBLISH_SHEETS),
        "one wraps a filter of the blog plugin, the other renders templates with its filters",
    ),
    Reason(
        (OnEnv.KEEP_TEMPLATES,),
        (OnEnv.PUBLISH_SHEETS, OnEnv.PUBLISH_ASSETS),
        "they compile templates, and it keeps what is compiled",
    ),
    Reason(
        (OnEnv.PREPARE_IMAGES,),
        (OnEnv.PUBLISH_SHEETS,),
        "sheets look up the pictures that are left",
    ),
    Reason(
        (
            OnEnv.COLLECT_LIBRARY,
            OnEnv.REPORT_ACCESSIBILITY,
            OnEnv.PUBLISH_SHEETS,
            OnEnv.PACK_ZIP,
        ),
        (OnEnv.FILL_TEMPLATES,),
        "templates see what these have made by then: lists, results, the book, the zip file",
    ),
    Reason(
        (
            OnEnv.PREPARE_IMAGES,
            OnEnv.REDIRECT_ADDRESSES,
            OnEnv.WRITE_FEEDS,
            OnEnv.PUBLISH_SHEETS,
            OnEnv.PUBLISH_ASSETS,
        ),
        (OnEnv.GUARD_FILES,),
        "it looks at every file that will be published",
    ),
    Reason(
        (
            OnEnv.DESCRIBE_PAGES,
            OnEnv.PUBLISH_LETTERS,
            OnEnv.PUBLISH_ASSETS,
            OnEnv.FILL_TEMPLATES,
        ),
        (OnEnv.KEEP_RENDERED,),
        "a kept page is known by all that templates show",
    ),
    Reason(
        (OnPageContext.PUBLISH_LETTERS, OnPageContext.DESCRIBE_PAGES),
        (OnPageContext.BLOG,),
        "the blog plugin renders the lists of posts",
    ),
    Reason(
        (OnPostBuild.PUBLISH_SECURITY_TXT,),
        (OnPostBuild.PUBLISH_OFFLINE, OnPostBuild.PACK_ZIP),
        "they list or copy all files of the site",
    ),
    Reason(
        (OnPostBuild.GUARD_PAGES,),
        (OnPostBuild.PUBLISH_OFFLINE, OnPostBuild.PACK_ZIP, OnPostBuild.KEEP_RENDERED),
        "the policy is part of a page; no script or style may come after it",
    ),
    Reason(
        (OnPostBuild.PUBLISH_OFFLINE,),
        (OnPostBuild.PACK_ZIP, OnPostBuild.KEEP_RENDERED),
        "the digest is part of a page, its last",
    ),
    Reason(
        (OnPostBuild.PUBLISH_OFFLINE, OnPostBuild.PACK_ZIP),
        (OnPostBuild.GUARD_FILES,),
        "it looks at every file that was written",
    ),
    Reason(
        (OnPostBuild.GUARD_FILES, OnPostBuild.KEEP_RENDERED),
        (OnPostBuild.SWEEP_KEPT,),
        "only a whole and sound site tells what is no longer needed",
    ),
    Reason(
        (OnBuildError.KEEP_RENDERED, OnBuildError.PAUSE_GARBAGE),
        (OnBuildError.EXPLAIN_ERRORS,),
        "it ends the build, and what others changed must be as before",
    ),
)
ANYWHERE = (
    *OnStartup,
    *OnPreBuild,
    OnNav.KEEP_CONVERTED,  # every Markdown extension is there since `on_files`
    OnPageMarkdown.META,
    OnEnv.RENDER_FRAME_ONCE,
    OnEnv.KEEP_FRONT_MATTER,  # all has been read
    OnEnv.MARK_PREVIEW,
    OnEnv.INDEX_SEARCH,  # all texts are complete
    OnEnv.PUBLISH_STATES,
    OnEnv.PUBLISH_YEAR,
    OnPostBuild.PAUSE_GARBAGE,
    *OnServe,
    *OnShutdown,
)
