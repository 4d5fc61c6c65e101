"""Articles and their versions."""

from typing import Annotated

from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Path, Query, Router
from pydantic import Field

from articles.api.asking import Part, Text
from articles.api.problems import PROBLEMS
from articles.api.schemas import ArticleOut, ArticleWithText, Page, VersionOut
from articles.models import Article, Version
from coverage_site.access import reads_whole_texts

router = Router(tags=["Articles"])

Number = Annotated[int, Field(ge=1, le=2**31 - 1)]


class AskedForArticles(Part):
    """Part of the articles of a story, an outlet, or both."""

    story: Text = Field("", description="The slug of a story.")
    outlet: Text = Field("", description="The slug of an outlet.")


@router.get("/articles", response={200: Page[ArticleOut]} | PROBLEMS, summary="Articles, newest first")
def articles(request: HttpRequest, asked: Query[AskedForArticles]) -> Page[ArticleOut]:
    """Articles with the hashes of their texts."""
    found = _seen_by(request)
    if asked.story:
        found = found.filter(story__slug=asked.story)
    if asked.outlet:
        found = found.filter(outlet__slug=asked.outlet)
    shown = found.order_by("-created_at", "-pk")
    items = [_shown(article) for article in asked.of(shown)]
    return Page[ArticleOut](count=found.count(), offset=asked.offset, items=items)


@router.get("/articles/{id}", response={200: ArticleWithText} | PROBLEMS, summary="One article")
def article(request: HttpRequest, id: Path[Number]) -> ArticleWithText:  # noqa: A002 - the name in the address
    """An article with its newest text, where it may be read whole."""
    found = get_object_or_404(_seen_by(request), pk=id)
    whole = reads_whole_texts(request) or found.outlet.licensed
    newest = found.versions.order_by("-number").first() if whole else None
    return ArticleWithText(**dict(_shown(found)), text=newest.text if newest else None)


def _seen_by(request: HttpRequest) -> QuerySet[Article]:
    """Articles in stories; those that are not sorted yet are for the desk."""
    versions = Version.objects.defer("text").order_by("-number")
    found = Article.objects.select_related("outlet", "story").prefetch_related(Prefetch("versions", versions))
    return found if request.user.has_perm("articles.change_article") else found.exclude(story=None)


def _shown(article: Article) -> ArticleOut:
    return ArticleOut(
        id=article.pk,
        story=article.story.slug if article.story else None,
        outlet=article.outlet.slug,
        headline=article.headline,
        standfirst=article.standfirst,
        byline=article.byline,
        address=article.url,
        language=article.language,
        published_at=article.published_at,
        versions=[
            VersionOut(number=one.number, sha256=one.sha256, complete=one.complete, stored_at=one.created_at)
            for one in article.versions.all()
        ],
    )
