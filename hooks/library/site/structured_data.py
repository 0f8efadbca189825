"""What search engines read about a page: JSON-LD in the vocabulary of https://schema.org."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urljoin

JsonLd = dict[str, Any]


@dataclass(frozen=True)
class Site:
    """The site and who publishes it; addresses are absolute."""

    name: str
    url: str  # ends in "/"
    email: str
    language: str
    logo: str
    image: str  # shown where an article is shared


@dataclass(frozen=True)
class Place:
    """A page on the way from home to where the reader is."""

    title: str
    url: str  # absolute


@dataclass(frozen=True)
class Article:
    """What a blog post says about itself."""

    title: str
    url: str  # absolute
    description: str
    published: datetime
    updated: date | datetime | None
    categories: tuple[str, ...]


def organization(site: Site) -> JsonLd:
    """Return https://schema.org/Organization; other parts point to its @id."""
    return {
        "@type": "Organization",
        "@id": urljoin(site.url, "#organization"),
        "name": site.name,
        "url": site.url,
        "logo": site.logo,
        "email": site.email,
    }


def breadcrumbs(places: Sequence[Place]) -> JsonLd:
    """Return https://schema.org/BreadcrumbList, from home to the page itself."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": place.title, "item": place.url}
            for position, place in enumerate(places, start=1)
        ],
    }


def blog_posting(article: Article, site: Site) -> JsonLd:
    """Return https://schema.org/BlogPosting."""
    publisher = {"@id": urljoin(site.url, "#organization")}
    return {
        "@type": "BlogPosting",
        "headline": article.title,
        "description": article.description,
        "url": article.url,
        "mainEntityOfPage": article.url,
        "datePublished": article.published.isoformat(),
        "dateModified": (article.updated or article.published).isoformat(),
        "inLanguage": site.language,
        "isAccessibleForFree": True,
        "articleSection": list(article.categories),
        "image": site.image,
        "author": publisher,
        "publisher": publisher,
    }


def graph(*parts: JsonLd) -> JsonLd:
    """Return the parts as one JSON-LD document."""
    return {"@context": "https://schema.org", "@graph": list(parts)}
