"""Editors rule on what the machine found, where they read it. Others are refused (coverage_site/access.py)."""

from urllib.parse import urlencode

from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from articles.desk import (
    AbsentForm,
    ConfirmForm,
    CorrectForm,
    Desk,
    ElsewhereForm,
    FindingForm,
    HereForm,
    MergeForm,
    MissedForm,
    named,
    number_of,
    read_ids,
    ruling_list,
    status_line,
)
from articles.models import Story
from articles.rulings import Passage, Refused, withdraw_together
from articles.views.answering import FormPage, State, answer, refused, ruled
from coverage_site.access import for_editors

_STATEMENT = FormPage("Correct a statement", "rulings/_correct.html", whole="rulings/_statement.html")
_ELSEWHERE = FormPage("Correct a statement", "rulings/_elsewhere.html")
_MISSED = FormPage("Add a missed statement", "rulings/_missed.html")
_HERE = FormPage("It is here", "rulings/_here.html")
_MERGE = FormPage("Merge two points", "rulings/_merge.html")
_FORMS = require_http_methods(["GET", "HEAD", "POST"])


@for_editors
@require_safe
def listed(request: HttpRequest, slug: str) -> HttpResponse:
    """Every ruling of a story: what the machine says, what an editor says, and what became of it."""
    story = get_object_or_404(Story.objects.select_related("comparison"), slug=slug)
    done = named(story, read_ids(request.GET.get("ruled", "")))
    context = {
        "story": story,
        "page": ruling_list(story, request.GET),
        "status": status_line(done, {}) if done else None,
    }
    return render(request, "rulings/list.html", context)


@for_editors
@_FORMS
def statement(request: HttpRequest, slug: str) -> HttpResponse:
    """Correct one statement: its speaker, side, stances, kind or passage."""
    desk, about = _desk(slug), _passage(request)
    form = CorrectForm(desk, about, request.POST or None)
    return answer(request, desk, form, _STATEMENT, {"elsewhere": ElsewhereForm(desk, about)})


@for_editors
@require_POST
def elsewhere(request: HttpRequest, slug: str) -> HttpResponse:
    """Take a statement out, or from its point."""
    desk, about = _desk(slug), _passage(request)
    form = ElsewhereForm(desk, about, request.POST)
    return answer(request, desk, form, _ELSEWHERE)


@for_editors
@require_POST
def confirm(request: HttpRequest, slug: str) -> HttpResponse:
    """Say that a statement is right as it is shown."""
    return answer(request, _desk(slug), ConfirmForm(request.POST))


@for_editors
@_FORMS
def missed(request: HttpRequest, slug: str) -> HttpResponse:
    """Add a statement that the machine did not find."""
    desk = _desk(slug)
    return answer(request, desk, MissedForm(desk, request.POST or None, selected=_selected(request)), _MISSED)


@for_editors
@_FORMS
def here(request: HttpRequest, slug: str) -> HttpResponse:
    """Say that an article has a point, and where."""
    desk = _desk(slug)
    version = number_of(request.POST.get("version") or request.GET.get("version", ""))
    form = HereForm(desk, version, _passage(request, "point"), request.POST or None, selected=_selected(request))
    return answer(request, desk, form, _HERE)


@for_editors
@require_POST
def absent(request: HttpRequest, slug: str) -> HttpResponse:
    """Say that an article does not have a point."""
    return answer(request, _desk(slug), AbsentForm(request.POST))


@for_editors
@_FORMS
def merge(request: HttpRequest, slug: str) -> HttpResponse:
    """Make the open point and another one."""
    desk = _desk(slug)
    form = MergeForm(desk, _passage(request, "point"), request.POST or None)
    return answer(request, desk, form, _MERGE)


@for_editors
@require_POST
def finding(request: HttpRequest, slug: str) -> HttpResponse:
    """Confirm or reject a finding."""
    return answer(request, _desk(slug), FindingForm(request.POST))


@for_editors
@require_POST
def undo(request: HttpRequest, slug: str) -> HttpResponse:
    """Take rulings back, those that were made last first; what they had replaced stands again."""
    listed = "list" in request.POST  # the list has rulings also of a story that is not compared any more
    story = get_object_or_404(Story, slug=slug) if listed else _desk(slug).story
    ids = read_ids(request.POST.get("rulings", ""))
    assert isinstance(request.user, User)
    outcome = withdraw_together(named(story, ids), request.user)
    if isinstance(outcome, Refused):
        return refused(request, story, outcome.sentence)
    if listed:
        query = urlencode({"state": request.POST["list"], "ruled": request.POST["rulings"]})
        return redirect(f"{reverse('rulings', args=[slug])}?{query}")
    return ruled(request, story, State.of(request, Desk(story)), ids)


def _desk(slug: str) -> Desk:
    """The story under its editors' hands; 404 for none, and for one that is not compared yet."""
    return Desk(get_object_or_404(Story.objects.select_related("comparison"), slug=slug, comparison__isnull=False))


def _passage(request: HttpRequest, name: str = "statement") -> Passage:
    """The statement, or the first passage of the point, that an address or a form names; 404 where none is."""
    try:
        return Passage.parse((request.POST.get(name) or request.GET.get(name, "")).partition(" ")[0])
    except ValueError as error:
        raise Http404 from error


def _selected(request: HttpRequest) -> Passage | None:
    """The words that were selected in a column, if any."""
    try:
        return Passage.parse("{version}:{start}-{end}".format_map(request.GET.dict()))
    except (KeyError, ValueError):
        return None
