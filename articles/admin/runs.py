"""Runs: each has a page that shows how far the analysis is, and leads to the story when it is done."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from articles.admin.progress import JobAdmin
from articles.admin.recomputing import analyse_again
from articles.models import Run, RunState

_STARTERS = (
    "articles.add_article",
    *(f"articles.change_{name}" for name in ("article", "outlet", "side", "speaker", "story")),
)


@admin.register(Run)
class RunAdmin(JobAdmin[Run]):
    """Past and present runs."""

    progress_template = "admin/articles/run/progress.html"
    list_display = ("story", "state", "message", "reason", "started_by", "created_at", "finished_at")
    list_filter = ("state",)
    list_select_related = ("story", "started_by")
    search_fields = ("story__title", "reason")

    def has_delete_permission(self, request: HttpRequest, obj: Run | None = None) -> bool:
        """Runs go with their story: whoever may delete that may delete them."""
        return request.user.has_perm("articles.delete_story") or super().has_delete_permission(request, obj)

    def has_view_permission(self, request: HttpRequest, obj: Run | None = None) -> bool:  # noqa: ARG002
        """Whoever can start a run may watch it."""
        return self.may_start(request) or request.user.has_perm("articles.view_run")

    def may_start(self, request: HttpRequest) -> bool:
        """Whoever changes what comparisons rest on starts runs."""
        return any(request.user.has_perm(permission) for permission in _STARTERS)

    def act(self, request: HttpRequest, job: Run) -> HttpResponse:
        """Start another run of the story."""
        (again,) = analyse_again(request, [job.story], "Asked for in the admin")
        return HttpResponseRedirect(reverse("admin:articles_run_change", args=[again.pk]))

    def shown(self, request: HttpRequest, job: Run) -> dict[str, Any]:  # noqa: ARG002
        """The run that took over."""
        return {"newest": job.story.runs.first() if job.state == RunState.SUPERSEDED else None}
