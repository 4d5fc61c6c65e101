"""Fetches: each has a page that shows how far it is, and then what became of each address."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from articles.admin.typed import ModelAdmin
from articles.fetching import OFF, counts_of, fetches_again
from articles.models import Article, Became, Fetch, FetchState, Joining, Story
from coverage_site.http import render_page, wants_part

_WORRYING = timedelta(seconds=20)  # a worker looks for fetches every second
_UNFINISHED = {FetchState.WAITING, FetchState.RUNNING}


@dataclass(frozen=True, slots=True)
class AddressRow:
    """What became of one address: ``words`` say it, ``article`` is the one that has its text.

    ``joined``: it came into its story by itself, and nobody has checked it yet.
    """

    address: str
    words: str
    refused: bool
    article: Article | None
    joined: bool


@admin.register(Fetch)
class FetchAdmin(ModelAdmin[Fetch]):
    """Past and present fetches; nobody edits them."""

    list_display = ("__str__", "state", "message", "started_by", "created_at")
    list_filter = ("state", "feed")
    list_select_related = ("feed__outlet", "started_by")

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """Fetches are asked for where articles are added."""
        return False

    def has_view_permission(self, request: HttpRequest, obj: Fetch | None = None) -> bool:
        """Whoever can ask for a fetch may watch it."""
        return request.user.has_perm("articles.add_article") or super().has_view_permission(request, obj)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",  # noqa: ARG002
        extra_context: Any = None,  # noqa: ANN401, ARG002
    ) -> HttpResponse:
        """How far the fetch is; a POST fetches again what was refused or left."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        fetch = self.get_object(request, object_id)
        if fetch is None:
            raise Http404(f"There is no fetch {object_id}.")
        if request.method == "POST":
            return _again(request, fetch)
        going_on = FetchState(fetch.state) in _UNFINISHED
        worrying = fetch.state == FetchState.WAITING and timezone.now() - fetch.created_at > _WORRYING
        seen = f"{fetch.state} {fetch.attempt} {len(fetch.results)} {worrying} {fetch.message}"
        if wants_part(request) and request.GET.get("seen") == seen:
            return HttpResponse(status=204)  # htmx leaves the page alone, and screen readers are not told twice
        rows = () if going_on else _rows(fetch)
        context = {
            **self.admin_site.each_context(request),
            "title": f"Reading the feed of {fetch.feed.outlet}" if fetch.feed else f"Fetching {fetch}",
            "opts": self.opts,
            "fetch": fetch,
            "done": len(fetch.results),
            "total": len(fetch.asked or ()),
            "outcome": _outcome(fetch),
            "rows": rows,
            "stories": _stories(rows),
            "sortable": any(row.article is not None and row.article.story is None for row in rows),
            "left": () if going_on or fetch.feed else _left(fetch),
            "going_on": going_on,
            "worrying": worrying,
            "off": "" if settings.PARALLAX_FETCH else OFF,
            "seen": seen,
        }
        return render_page(request, "admin/articles/fetch/progress.html", context, part="progress")


def _outcome(fetch: Fetch) -> str:
    """What came of it: how many addresses became what, as each of them is listed; or why it failed."""
    if fetch.state == FetchState.FAILED:
        return fetch.message
    return counts_of(fetch.results, fetch.known, of_feed=fetch.feed is not None)


def _again(request: HttpRequest, fetch: Fetch) -> HttpResponse:
    left = _left(fetch)
    if not isinstance(request.user, User) or not request.user.has_perm("articles.add_article"):
        raise PermissionDenied
    if fetch.feed is not None or FetchState(fetch.state) in _UNFINISHED or not left:
        return HttpResponseRedirect(reverse("admin:articles_fetch_change", args=[fetch.pk]))
    again = fetches_again(fetch, left, request.user)
    return HttpResponseRedirect(reverse("admin:articles_fetch_change", args=[again.pk]))


def _left(fetch: Fetch) -> list[str]:
    """The addresses that were refused, and those that it did not come to."""
    refused = [result["address"] for result in fetch.results if result["became"] == Became.REFUSED]
    return [*refused, *(one["address"] for one in (fetch.asked or ())[len(fetch.results) :])]


def _rows(fetch: Fetch) -> tuple[AddressRow, ...]:
    """What became of each address, in two queries."""
    keys = [result["article"] for result in fetch.results if result["article"]]
    articles = Article.objects.select_related("outlet", "story").in_bulk(keys)
    joined = set(Joining.objects.to_check().filter(article__in=keys).values_list("article", flat=True))
    return tuple(_row(result, articles, joined) for result in fetch.results)


def _row(result: Mapping[str, Any], articles: Mapping[int, Article], joined: Collection[int]) -> AddressRow:
    words = {Became.ADDED: "Added", Became.NEW_VERSION: "A new version", Became.DUPLICATE: "Here already"}
    refused = result["became"] == Became.REFUSED
    said = result["because"] if refused else words[Became(result["became"])]
    article = articles.get(result["article"])
    return AddressRow(result["address"], said, refused, article, article is not None and article.pk in joined)


def _stories(rows: tuple[AddressRow, ...]) -> list[Story]:
    found = (row.article.story for row in rows if row.article is not None and row.article.story is not None)
    return list(dict.fromkeys(found))
