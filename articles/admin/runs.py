"""Runs: each has a page that shows how far the analysis is, and leads to the story when it is done."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from articles.admin.recomputing import analyse_again
from articles.admin.typed import ModelAdmin
from articles.models import Run, RunState
from coverage_site.http import render_page, wants_part

# A worker looks for work every half second, and says five times in a lease that it is at work: after this it is gone.
_WORRYING = {RunState.WAITING: timedelta(seconds=20), RunState.RUNNING: timedelta(minutes=5)}
_WATCHERS = (
    "articles.view_run",
    "articles.add_article",
    *(f"articles.change_{name}" for name in ("article", "outlet", "side", "speaker", "story")),
)


@admin.register(Run)
class RunAdmin(ModelAdmin[Run]):
    """Past and present runs; nobody edits them."""

    list_display = ("story", "state", "message", "reason", "started_by", "created_at", "finished_at")
    list_filter = ("state",)
    list_select_related = ("story", "started_by")
    search_fields = ("story__title", "reason")

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """Runs are started by what changes."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Run | None = None) -> bool:
        """Runs go with their story: whoever may delete that may delete them."""
        return request.user.has_perm("articles.delete_story") or super().has_delete_permission(request, obj)

    def has_view_permission(self, request: HttpRequest, obj: Run | None = None) -> bool:  # noqa: ARG002
        """Whoever can start a run may watch it."""
        return any(request.user.has_perm(permission) for permission in _WATCHERS)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",  # noqa: ARG002
        extra_context: Any = None,  # noqa: ANN401, ARG002
    ) -> HttpResponse:
        """How far the run is; a POST starts another one for the story."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        run = self.get_object(request, object_id)
        if run is None:
            raise Http404(f"There is no run {object_id}.")
        if request.method == "POST":
            if not any(request.user.has_perm(permission) for permission in _WATCHERS[1:]):
                raise PermissionDenied
            (again,) = analyse_again(request, [run.story], "Asked for in the admin")
            return HttpResponseRedirect(reverse("admin:articles_run_change", args=[again.pk]))
        state = RunState(run.state)
        worrying = state in _WORRYING and timezone.now() - (run.heard_at or run.created_at) > _WORRYING[state]
        seen = f"{run.state} {run.done} {worrying}"
        if wants_part(request) and request.GET.get("seen") == seen:
            return HttpResponse(status=204)  # htmx leaves the page alone, and screen readers are not told twice
        context = {
            **self.admin_site.each_context(request),
            "title": f"Analysing “{run.story}”",
            "opts": self.opts,
            "run": run,
            "going_on": state in _WORRYING,
            "newest": run.story.runs.first() if state is RunState.SUPERSEDED else None,
            "worrying": worrying,
            "seen": seen,
        }
        return render_page(request, "admin/articles/run/progress.html", context, part="progress")
