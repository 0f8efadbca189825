"""Gives each page its breadcrumbs and the data that search engines read (JSON-LD)."""

from __future__ import annotations

from datetime import date
from urllib.parse import urljoin

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from library.path.table import START
from library.site.structured_data import (
    Article,
    Place,
    Site,
    blog_posting,
    breadcrumbs,
    graph,
    organization,
)
from support import stages
from support.material_blog import topics, years
from support.state import build_of, facts_of_page

NO_DAY = "1970-01-01"  # a page that does not say when it changed; sitemap.xml leaves it out


@event_priority(stages.OnEnv.DESCRIBE_PAGES)
def on_env(env: Environment, config: MkDocsConfig, files: Files, **kwargs: object) -> Environment:
    """Describe the lists by topic and by year, which have no front matter of their own.

    Also replace the day of the build, which MkDocs writes into sitemap.xml and sitemap.xml.gz, with
    the day each page says it changed: the same sources give the same bytes on any day.
    """
    build = build_of(config)
    for view in [*topics(config), *years(config)]:
        view.meta.setdefault("description", build.words.articles.about.format(view.title))
    for file in files.documentation_pages():
        if page := file.page:
            page.update_date = _day_of_change(page, build.clock.today)
    return env


@event_priority(stages.OnPageContext.DESCRIBE_PAGES)
def on_page_context(
    context: dict[str, object], page: Page, config: MkDocsConfig, nav: Navigation, **kwargs: object
) -> dict[str, object]:
    """Set `facts` (what the page says of itself), `trail`, `structured_data`, and `is_overdue`.

    The trail is the pages between home and this one.
    """
    start = build_of(config).library.by_path.get(START)  # in no menu, and above other pages
    trail = [
        item
        for item in [*nav.pages, *([start] if start and start not in nav.pages else [])]
        if item.is_index
        and not item.is_homepage
        and item.url != page.url
        and page.url.startswith(item.url)
    ]
    context["facts"] = facts_of_page(page)
    context["trail"] = trail
    context["is_overdue"] = _is_overdue(page, build_of(config).clock.today)
    site = _site(config)
    parts = [organization(site)]
    if not page.is_homepage:
        places = [Place(site.name, site.url)]
        places += [Place(str(p.title), p.canonical_url or "") for p in [*trail, page]]
        parts.append(breadcrumbs(places))
    if article := _article(page):
        parts.append(blog_posting(article, site))
    context["structured_data"] = graph(*parts)
    return context


def _site(config: MkDocsConfig) -> Site:
    url = config.site_url or ""
    return Site(
        name=config.site_name,
        url=url,
        email=config.extra["contact"]["email"],
        language=config.theme["language"],
        logo=urljoin(url, "assets/images/mark.svg"),
        image=urljoin(url, "assets/images/share.png"),
    )


def _day_of_change(page: Page, today: date) -> str:
    """Return the day of change, at most today: a preview also shows future posts."""
    own = getattr(getattr(page, "config", None), "date", None)  # a post's
    day = facts_of_page(page).updated or (own and own.created.date())
    return f"{min(day, today)}" if day else NO_DAY


def _is_overdue(page: Page, today: date) -> bool:
    """Return whether a page's facts are overdue for review."""
    review = facts_of_page(page).review
    return review is not None and review < today


def _article(page: Page) -> Article | None:
    """Return the facts of a post, or None for any other page."""
    settings = getattr(page, "config", None)
    if settings is None or getattr(settings, "date", None) is None:
        return None
    facts = facts_of_page(page)
    return Article(
        title=str(page.title),
        url=page.canonical_url or "",
        description=facts.description,
        published=settings.date.created,
        updated=facts.updated,
        categories=tuple(settings.categories),
    )
