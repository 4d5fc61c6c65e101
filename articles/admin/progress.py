"""The page of one job: how far it is, what came of it, and what can be done about it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse

from articles.admin.typed import ModelAdmin
from articles.models import Job, JobState
from coverage_site.http import render_page, wants_part

# A worker looks for work every half second, and says five times in a lease that it is at work: after this it is gone.
_WORRYING = {JobState.WAITING: timedelta(seconds=20), JobState.RUNNING: timedelta(minutes=5)}


class JobAdmin[J: Job](ModelAdmin[J]):
    """Jobs of one kind; nobody edits them. ``progress_template`` has a part called "progress"."""

    progress_template: ClassVar[str]
    list_select_related: ClassVar[tuple[str, ...]] = ("started_by",)

    def may_start(self, request: HttpRequest) -> bool:
        """Whether whoever asks may start such jobs, and have one that failed tried again."""
        raise NotImplementedError

    def shown(self, request: HttpRequest, job: J) -> dict[str, Any]:  # noqa: ARG002
        """What else the page shows of a job."""
        return {}

    def act(self, request: HttpRequest, job: J) -> HttpResponse:
        """What a button of the page asks for."""
        raise NotImplementedError

    def get_queryset(self, request: HttpRequest) -> QuerySet[J]:  # noqa: ARG002 - Django's own form
        """With the time of the clock by which they are heard of."""
        return self.model.objects.with_now()

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """Jobs are started by what changes."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: J | None = None) -> bool:  # noqa: ARG002
        """Nobody edits them."""
        return False

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",  # noqa: ARG002
        extra_context: Any = None,  # noqa: ANN401, ARG002
    ) -> HttpResponse:
        """How far the job is; a POST does what a button says."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        job = self.get_object(request, object_id)
        if job is None:
            raise Http404(f"There is no {self.opts.verbose_name} {object_id}.")
        if request.method == "POST":
            if not self.may_start(request):
                raise PermissionDenied
            return self.act(request, job)
        worrying = is_worrying(job)
        seen = f"{job.state} {job.done} {worrying}"
        if wants_part(request) and request.GET.get("seen") == seen:
            return HttpResponse(status=204)  # htmx leaves the page alone, and screen readers are not told twice
        context = {
            **self.admin_site.each_context(request),
            "title": job.what,
            "opts": self.opts,
            "job": job,
            "going_on": job.state in _WORRYING,
            "worrying": worrying,
            "seen": seen,
            "may_start": self.may_start(request),
            **self.shown(request, job),
        }
        return render_page(request, self.progress_template, context, part="progress")


def is_worrying(job: Job) -> bool:
    """Whether a job (``with_now``) has waited, or its worker been silent, for longer than it should."""
    longest = _WORRYING.get(JobState(job.state))
    return longest is not None and job.now - (job.heard_at or job.created_at) > longest
