"""The page "Jobs": what workers do, what waits for them, what failed, and what was done last."""

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from articles import jobs
from articles.admin.progress import JobAdmin, is_worrying
from articles.jobs import Kind
from articles.leases import lease
from articles.models import Job, JobState
from articles.tasks import KINDS
from coverage_site.http import render_page, wants_part

_SHOWN = {JobState.RUNNING: 50, JobState.WAITING: 20, JobState.FAILED: 20, JobState.DONE: 10}
# Since when a job is in its state.
_SINCE = {
    JobState.RUNNING: "begun_at",
    JobState.WAITING: "created_at",
    JobState.FAILED: "finished_at",
    JobState.DONE: "finished_at",
}
_NEWEST_FIRST = {JobState.FAILED, JobState.DONE}


@dataclass(frozen=True, slots=True)
class Line:
    """One job as the page shows it. ``key`` names it for a retry, and is empty where there can be none."""

    what: str
    address: str
    since: dt.datetime
    attempts: int
    message: str
    done: int
    total: int
    silent: bool
    key: str


@dataclass(frozen=True, slots=True)
class Section:
    """The jobs of one state: the lines shown, and how many there are in all."""

    state: JobState
    lines: tuple[Line, ...]
    number: int

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.number - len(self.lines)


def jobs_page(request: HttpRequest) -> HttpResponse:
    """Show all jobs that whoever asks may see; a POST tries one that failed again."""
    kinds = [kind for kind in KINDS if _admin_of(kind).has_view_permission(request)]
    if not kinds:
        raise PermissionDenied
    if request.method == "POST":
        _retry(request, request.POST.get("job", ""))
        return HttpResponseRedirect(reverse("jobs"))
    sections = _sections(request, kinds)
    waiting, running = sections[JobState.WAITING], sections[JobState.RUNNING]
    idle = bool(waiting.number) and not running.number and all(line.silent for line in waiting.lines)
    seen = hashlib.sha256(repr((list(sections.values()), idle)).encode()).hexdigest()[:16]
    if wants_part(request) and request.GET.get("seen") == seen:
        return HttpResponse(status=204)
    context = {
        **admin.site.each_context(request),
        "title": "Jobs",
        "sections": sections.values(),
        "running": running.number,
        "waiting": waiting.number,
        "failed": sections[JobState.FAILED].number,
        "idle": idle,
        "seen": seen,
    }
    return render_page(request, "admin/jobs.html", context, part="jobs")


def _admin_of(kind: Kind[Any]) -> JobAdmin[Any]:
    found = admin.site.get_model_admin(kind.model)
    assert isinstance(found, JobAdmin)
    return found


def _name(kind: Kind[Any]) -> str:
    return str(_admin_of(kind).opts.model_name)


def _retry(request: HttpRequest, key: str) -> None:
    """Try the job again that ``key`` ("run-12") names, if whoever asks may start such jobs."""
    name, _, pk = key.partition("-")
    kind = next((kind for kind in KINDS if _name(kind) == name), None)
    if kind is None or not pk.isdecimal():
        messages.warning(request, "Nothing was tried again: the job was not named.")
    elif not _admin_of(kind).may_start(request):
        raise PermissionDenied
    elif (job := jobs.retry(kind, int(pk))) is None:
        messages.warning(request, "Nothing was tried again: the job is not failed any more, or its files are gone.")
    else:
        messages.success(request, f"{job.what}: waits for a worker.")


def _sections(request: HttpRequest, kinds: list[Kind[Any]]) -> dict[JobState, Section]:
    """The jobs of all kinds by their states; a query for the numbers of each kind, and one for each state of it."""
    numbers = sum((Counter(kind.model.objects.counted()) for kind in kinds), Counter[str]())
    sections: dict[JobState, Section] = {}
    for state, most in _SHOWN.items():
        lines = [line for kind in kinds for line in _lines(request, kind, state, most)]
        lines.sort(key=lambda line: line.since, reverse=state in _NEWEST_FIRST)
        sections[state] = Section(state, tuple(lines[:most]), numbers[state])
    return sections


def _lines(request: HttpRequest, kind: Kind[Any], state: JobState, most: int) -> Iterator[Line]:
    kind_admin, name, since = _admin_of(kind), _name(kind), _SINCE[state]
    may_retry = state == JobState.FAILED and kind_admin.may_start(request)
    order = (f"-{since}", "-pk") if state in _NEWEST_FIRST else (since, "pk")
    shown = kind.model.objects.filter(state=state).select_related(*kind_admin.list_select_related).order_by(*order)
    for job in shown.with_now()[:most]:
        yield Line(
            what=job.what,
            address=reverse(f"admin:articles_{name}_change", args=[job.pk]),
            since=getattr(job, since) or job.created_at,
            attempts=job.attempt,
            message=_message(job),
            done=job.done,
            total=job.total,
            silent=_is_silent(job),
            key=f"{name}-{job.pk}" if may_retry and job.can_be_retried else "",
        )


def _message(job: Job) -> str:
    if job.state == JobState.WAITING and job.errors and job.heard_at and job.heard_at > job.now:
        return f"It stopped at an error; the next attempt is at {timezone.localtime(job.heard_at):%H:%M:%S}."
    return job.message


def _is_silent(job: Job) -> bool:
    """Whether a running job's worker seems to be gone, or nobody has looked after one that waits."""
    if job.state == JobState.RUNNING:
        return job.now - (job.heard_at or job.created_at) > lease()
    return is_worrying(job)
