"""Stories and outlets."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.forms import ModelForm
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from articles.admin.history import HistoryAdmin
from articles.admin.inlines import ShownOnly
from articles.admin.recomputing import analyse_again
from articles.admin.typed import TabularInline
from articles.models import Article, Outlet, Run, RunState, Story
from articles.models.stories import NEWEST_FIRST


class ArticleInline(ShownOnly, TabularInline[Article, Story]):
    """The articles of a story, to look at and to open."""

    model = Article
    fields = readonly_fields = ("outlet", "headline", "published_at")
    show_change_link = True


@admin.register(Story)
class StoryAdmin(HistoryAdmin[Story]):
    """One news event and its articles."""

    fields = ("title", "date", "open")
    inlines = (ArticleInline,)
    list_display = ("title", "date", "outlets", "number_of_points", "latest_run", "open")
    list_filter = ("open",)
    ordering = NEWEST_FIRST  # again: what counts points forgets the order of the model
    date_hierarchy = "date"
    search_fields = ("title", "articles__headline", "articles__outlet__name", "articles__versions__text")
    search_help_text = "Searches titles, outlets and the texts of articles."
    actions = ("analyse_chosen",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Story]:
        """Stories with what the list shows."""
        runs = Run.objects.filter(story=OuterRef("pk")).order_by("-created_at", "-pk")
        return (
            super()
            .get_queryset(request)
            .annotate(
                point_count=Count("comparison__points", distinct=True),
                run_id=Subquery(runs.values("pk")[:1]),
                run_state=Subquery(runs.values("state")[:1]),
            )
            .prefetch_related("articles__outlet")
        )

    @admin.display(description="outlets")
    def outlets(self, story: Story) -> str:
        """The outlets that cover it."""
        return ", ".join(dict.fromkeys(str(article.outlet) for article in story.articles.all()))

    @admin.display(description="points", ordering="point_count")
    def number_of_points(self, story: Story) -> int | None:
        """How many points the comparison has; None before the first analysis."""
        return int(getattr(story, "point_count", 0)) if story.comparison_id else None

    @admin.display(description="analysis")
    def latest_run(self, story: Story) -> str | SafeString:
        """Where the newest run stands, with a link to it."""
        pk, state = getattr(story, "run_id", None), getattr(story, "run_state", None)
        if pk is None or state is None:
            return "Not started"
        return format_html(
            '<a href="{}">{}</a>', reverse("admin:articles_run_change", args=[pk]), RunState(state).label
        )

    @admin.action(description="Analyse again", permissions=["change"])
    def analyse_chosen(self, request: HttpRequest, queryset: QuerySet[Story]) -> None:
        """Start a run for each chosen story."""
        analyse_again(request, Story.objects.filter(pk__in=queryset.values("pk")), "Asked for in the admin")


@admin.register(Outlet)
class OutletAdmin(HistoryAdmin[Outlet]):
    """The publishers."""

    fields = ("name", "domain", "licensed")
    list_display = ("name", "domain", "licensed", "number_of_articles")
    list_filter = ("licensed",)
    search_fields = ("name", "domain")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Outlet]:
        """Outlets with what the list shows."""
        return super().get_queryset(request).annotate(article_count=Count("articles"))

    @admin.display(description="articles", ordering="article_count")
    def number_of_articles(self, outlet: Outlet) -> int:
        """How many articles of it are stored."""
        return int(getattr(outlet, "article_count", 0))

    def save_model(self, request: HttpRequest, obj: Outlet, form: ModelForm[Outlet], change: bool) -> None:
        """Findings name outlets: a new name has their stories analysed again."""
        super().save_model(request, obj, form, change)
        if change and "name" in form.changed_data:
            stories = Story.objects.filter(articles__outlet=obj).distinct()
            analyse_again(request, stories, f"Outlet {obj} was renamed")
