"""Articles: added on a page of their own, then looked at and corrected here. Texts are never changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.db import transaction
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.safestring import SafeString

from articles.admin.adding import add_articles_page
from articles.admin.history import HistoryAdmin
from articles.admin.inlines import ShownOnly
from articles.admin.recomputing import analyse_again
from articles.admin.sorting import sort_articles_page
from articles.admin.typed import StackedInline
from articles.models import Article, Story, Version
from articles.pipeline import withdraw

# What a comparison is made from (silence is also a matter of time); the other fields are only shown.
_COMPARED = {"story", "outlet", "published_at"}


class VersionInline(ShownOnly, StackedInline[Version, Article]):
    """The stored texts, to read."""

    model = Version
    fields = readonly_fields = ("number", "file_name", "created_at", "sha256", "stored_text")

    @admin.display(description="text")
    def stored_text(self, version: Version) -> SafeString:
        """The text as it is stored, line ends and all."""
        return format_html('<div class="stored-text" tabindex="0">{}</div>', version.text)


class ChoiceByName(AutocompleteSelect):
    """Django's box that searches, in valid HTML: the first option is the empty one, and has a label."""

    def optgroups(self, name: str, value: Sequence[str], attr: dict[str, Any] | None = None) -> Any:  # noqa: ANN401 - Django's own
        """One group: nothing chosen, then what is."""
        groups: Any = super().optgroups(name, value, attr)
        options = groups[0][1]
        if self.is_required:
            options.insert(0, self.create_option(name, "", "", not options, 0))
        options[0]["label"] = "none"
        return groups


@admin.register(Article)
class ArticleAdmin(HistoryAdmin[Article]):
    """One piece by one outlet."""

    inlines = (VersionInline,)
    fields = ("story", "outlet", "outlet_source", "headline", "standfirst", "byline", "url", "published_at", "language")
    autocomplete_fields = ("story", "outlet")
    list_display = ("__str__", "outlet", "story", "published_at", "created_at")
    list_filter = ("outlet", "outlet_source")
    list_select_related = ("outlet", "story")
    search_fields = ("headline", "byline", "outlet__name", "story__title", "versions__text")
    search_help_text = "Searches headlines, bylines, outlets, stories and texts."

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:  # noqa: ANN401 - Django's own
        """Boxes that search, in valid HTML."""
        if db_field.name in self.autocomplete_fields:
            kwargs.setdefault("widget", ChoiceByName(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_urls(self) -> list[URLPattern]:
        """The usual pages, and the one that sorts articles into stories."""
        page = self.admin_site.admin_view(sort_articles_page)
        return [path("sort/", page, name="articles_article_sort"), *super().get_urls()]

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:  # noqa: ANN401, ARG002
        """Adding is for whole texts, one or many at once."""
        return add_articles_page(request)

    def save_model(self, request: HttpRequest, obj: Article, form: ModelForm[Article], change: bool) -> None:
        """A new story, outlet or time changes what is compared, in the old story and in the new one."""
        super().save_model(request, obj, form, change)
        if _COMPARED & set(form.changed_data):
            stories = Story.objects.filter(pk__in=[pk for pk in (form.initial.get("story"), obj.story_id) if pk])
            analyse_again(request, stories, f"{obj.outlet}’s article was changed")

    def delete_model(self, request: HttpRequest, obj: Article) -> None:
        """Delete the article; the comparisons that it stood in are made again without it."""
        self.delete_queryset(request, Article.objects.filter(pk=obj.pk))

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> None:
        """Delete all of them, and analyse each story that they stood in, once."""
        with transaction.atomic():
            stories = withdraw(queryset)
            super().delete_queryset(request, queryset)
        analyse_again(request, stories, "An article was deleted")
