"""The order in which plugins and hooks run: a list for each event, first to last, with reasons.

MkDocs sorts the functions of an event by a number, the highest first. The numbers here are those
numbers. No two in a list are the same, so the order of `hooks:` in mkdocs.yml decides nothing. A
member is named for its hook (`CHECK_CONTENT`: hooks/check_content.py); `BLOG` and `META` are
Material's plugins, with the numbers that they chose. To move a hook, change its number and its
place here. tests/hooks/test_stages.py compares these lists with what MkDocs really runs.
"""

from __future__ import annotations

from enum import IntEnum, unique


@unique
class OnStartup(IntEnum):
    """Once, before the first build."""

    BLOG = 0  # notes whether this is `serve`
    RENDER_ON_REQUEST = -10  # takes over the writing of pages, under `serve` only


@unique
class OnConfig(IntEnum):
    """The settings are read; no file is listed yet."""

    BLOG = 0  # reads its own settings
    CHECK_SETTINGS = -10  # a note about example values comes before all others
    # After the blog plugin has its settings, which this changes in a preview.
    HOLD_BACK_ARTICLES = -20
    EXTEND_MARKDOWN = -30  # our Markdown, in the order in which the extensions are added
    LINK_TERMS = -40
    CITE_REGULATIONS = -50
    FAST_BUILD = -60  # its extensions replace parts that all others may have set


@unique
class OnPreBuild(IntEnum):
    """The build begins."""

    FAST_BUILD = 100  # turns the garbage collector off for all that follows
    INDEX_SEARCH = 10  # remembers what an earlier build read
    RENDER_ON_REQUEST = 0  # forgets the pages of the build before


@unique
class OnFiles(IntEnum):
    """All files of docs/ and of the theme are listed; none has been read."""

    CHECK_CONTENT = 100  # nothing may read a text before it is checked
    HOLD_BACK_ARTICLES = 90  # reads checked texts; before the blog plugin takes the posts in
    META = 0  # reads docs/<folder>/.meta.yml
    SUBSET_FONTS = -5  # files that we add, so that links to them are checked like all others
    PUBLISH_LETTERS = -10
    PUBLISH_SHEETS = -15
    PUBLISH_EDITOR = -20
    PUBLISH_OFFLINE = -25  # these two leave out scripts that on_post_build writes
    PACK_ZIP = -30
    BLOG = -50  # reads the posts and makes the pages that list them
    PUBLISH_PATH = -52  # MaterialX's blog plugin would look for its pages on the disk
    ORDER_POSTS = -55  # needs the posts
    PREPARE_IMAGES = -60  # the blog plugin has said where the pictures of posts go
    FAST_BUILD = -65  # needs the posts


@unique
class OnNav(IntEnum):
    """The menu is made; no page has been read."""

    BLOG = -50  # links each post to the next
    ORDER_POSTS = -95  # replaces those links
    FAST_BUILD = -100  # every Markdown extension is there by now


@unique
class OnPageMarkdown(IntEnum):
    """A page has been read; its Markdown is about to become HTML."""

    META = 50  # adds what all pages of a folder share to the front matter
    PUBLISH_LETTERS = 10  # takes the letter out, so that the blog plugin sees the final text
    BLOG = -50  # cuts out excerpts


@unique
class OnPageContent(IntEnum):
    """The text of a page has become HTML."""

    ESTIMATE_READING_TIME = 10  # the blog plugin counts the minutes where nobody has
    BLOG = 0
    CHECK_CONTENT = -10  # judges the text as it will be shown


@unique
class OnEnv(IntEnum):
    """All texts are complete; no page has been put into its template."""

    BLOG = 0  # adds its filters
    KEEP_TEMPLATES = -1  # before any template is compiled
    RENDER_FRAME_ONCE = -2
    PREPARE_IMAGES = -10  # drops the pictures that no page shows; sheets look their pictures up
    FAST_BUILD = -12  # wraps a filter of the blog plugin
    MARK_PREVIEW = -14
    COLLECT_LIBRARY = -16
    REDIRECT_ADDRESSES = -18
    WRITE_FEEDS = -20
    DESCRIBE_PAGES = -24
    REPORT_ACCESSIBILITY = -26  # the blog plugin has made the pages that list articles
    PUBLISH_SHEETS = -50  # renders templates, with the filters of the blog plugin
    PACK_ZIP = -57
    PUBLISH_LETTERS = -60
    INDEX_SEARCH = -70  # all texts are complete: any place after the blog plugin would do
    PUBLISH_STATES = -75
    PUBLISH_YEAR = -76
    PUBLISH_ASSETS = -100  # after every hook that adds a style, a script or a font
    FILL_TEMPLATES = -105  # after every hook that makes something for templates
    GUARD_FILES = -110  # after every hook that adds a file
    KEEP_RENDERED = -120  # all that templates show is known


@unique
class OnPageContext(IntEnum):
    """A page is about to be put into its template."""

    PUBLISH_LETTERS = 20
    DESCRIBE_PAGES = 10
    BLOG = -100  # renders the lists of posts


@unique
class OnPostBuild(IntEnum):
    """All pages are written. Whatever comes after GUARD_PAGES must not add a script or a style."""

    PUBLISH_SECURITY_TXT = 0
    GUARD_PAGES = -90  # writes the policy of each page for what the page contains by then
    PUBLISH_OFFLINE = -95  # adds to each page a comment with the digest of the page as published
    PACK_ZIP = -96  # copies the pages as published; what it adds is inside the zip file
    FAST_BUILD = -100  # turns the garbage collector on again
    GUARD_FILES = -110  # after every hook that writes a file
    KEEP_RENDERED = -115
    SWEEP_KEPT = -120  # the site is complete


@unique
class OnServe(IntEnum):
    """The server of `serve` is about to start."""

    RENDER_ON_REQUEST = 0


@unique
class OnShutdown(IntEnum):
    """Once, after the last build."""

    BLOG = 0


@unique
class OnBuildError(IntEnum):
    """A build has failed."""

    KEEP_RENDERED = 20  # gives MkDocs its function back
    FAST_BUILD = 10  # turns the garbage collector on again, whatever comes next
    EXPLAIN_ERRORS = 0
