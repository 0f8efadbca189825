"""JSON-LD: what is said about a page, in the vocabulary of schema.org."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from schema_org import problems_of

from library.site.structured_data import (
    Article,
    Place,
    Site,
    blog_posting,
    breadcrumbs,
    graph,
    organization,
)

SITE = Site(
    name="IEP Partner",
    url="https://example.org/",
    email="hello@example.org",
    language="en",
    logo="https://example.org/mark.svg",
    image="https://example.org/share.png",
)
ARTICLE = Article(
    title="Why?",
    url="https://example.org/articles/why/",
    description="Because.",
    published=datetime(2026, 11, 24, 0, 20, tzinfo=UTC),
    updated=None,
    categories=("Meetings", "The plan"),
)


def test_an_article_says_when_who_and_what() -> None:
    data = blog_posting(ARTICLE, SITE)
    assert (data["headline"], data["url"]) == ("Why?", ARTICLE.url)
    assert data["datePublished"] == data["dateModified"] == "2026-11-24T00:20:00+00:00"
    assert data["articleSection"] == ["Meetings", "The plan"]
    assert data["author"] == data["publisher"] == {"@id": organization(SITE)["@id"]}


def test_an_article_that_was_changed_says_so() -> None:
    data = blog_posting(replace(ARTICLE, updated=date(2026, 12, 1)), SITE)
    assert (data["datePublished"][:10], data["dateModified"]) == ("2026-11-24", "2026-12-01")


def test_breadcrumbs_count_from_home() -> None:
    way = breadcrumbs([Place("IEP Partner", SITE.url), Place("Articles", f"{SITE.url}articles/")])
    steps = [(i["position"], i["name"], i["item"]) for i in way["itemListElement"]]
    assert steps == [
        (1, "IEP Partner", "https://example.org/"),
        (2, "Articles", "https://example.org/articles/"),
    ]


def test_all_that_is_said_of_an_article_and_of_us() -> None:
    publisher = {"@id": "https://example.org/#organization"}
    assert graph(organization(SITE), blog_posting(ARTICLE, SITE)) == {
        "@context": "https://schema.org",
        "@graph": [
            {
                "@type": "Organization",
                "@id": "https://example.org/#organization",
                "name": "IEP Partner",
                "url": "https://example.org/",
                "logo": "https://example.org/mark.svg",
                "email": "hello@example.org",
            },
            {
                "@type": "BlogPosting",
                "headline": "Why?",
                "description": "Because.",
                "url": "https://example.org/articles/why/",
                "mainEntityOfPage": "https://example.org/articles/why/",
                "datePublished": "2026-11-24T00:20:00+00:00",
                "dateModified": "2026-11-24T00:20:00+00:00",
                "inLanguage": "en",
                "isAccessibleForFree": True,
                "articleSection": ["Meetings", "The plan"],
                "image": "https://example.org/share.png",
                "author": publisher,
                "publisher": publisher,
            },
        ],
    }


def test_it_keeps_to_schema_org() -> None:
    places = [Place("IEP Partner", SITE.url), Place("Why?", ARTICLE.url)]
    data = graph(organization(SITE), breadcrumbs(places), blog_posting(ARTICLE, SITE))
    assert problems_of(data) == []


def test_the_table_of_schema_org_sees_mistakes() -> None:
    data = graph(organization(SITE), blog_posting(ARTICLE, SITE), breadcrumbs([Place("a", "a/")]))
    data["@graph"][0]["mail"] = "hello@example.org"
    data["@graph"][1]["datePublished"] = "November 24, 2026"
    data["@graph"][1]["author"] = {"@id": "https://example.org/#nobody"}
    del data["@graph"][1]["headline"]
    data["@graph"].append({"@type": "BlogPost"})
    said = "\n".join(problems_of(data))
    for word in ("mail", "datePublished", "#nobody", "headline", "BlogPost ", "item: 'a/'"):
        assert word in said, f"{word} in {said}"
    assert problems_of({"@graph": []}) == ["@context is None, not https://schema.org"]
