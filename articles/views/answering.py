"""What becomes of a form of rulings: the story page as it is by now, the form again, or a conflict to settle."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self
from urllib.parse import urlsplit

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django_htmx.http import push_url, reswap, retarget

from articles.comparison import Filters
from articles.comparison.places import passages_of_point, point_made_of, read_passages, written
from articles.comparison.rows import Passage
from articles.desk import (
    Desk,
    InConflict,
    RulingForm,
    ask,
    conflict_of,
    named,
    thing_of,
)
from articles.models import Ruling, Story
from articles.rulings import Refused
from articles.views.showing import show_story
from coverage_site.http import wants_part

DIALOG = "#ruling-dialog-content"
STATUS = "#ruling-status"
_GONE = "What stood here is not there any more: load the page again."


@dataclass(frozen=True, slots=True)
class State:
    """The story page that a form was sent from: its filters, and what the open point is made of."""

    filters: Filters
    made_of: tuple[Passage, ...]

    @classmethod
    def of(cls, request: HttpRequest, desk: Desk) -> Self:
        """From the address that htmx tells, else from the form. To be asked before anything is ruled."""
        page = urlsplit(request.headers.get("HX-Current-URL", ""))
        here = wants_part(request) and page.path == desk.story.get_absolute_url()
        filters = Filters.from_query(QueryDict(page.query)) if here else _filters(request)
        made_of = read_passages(request.POST.get("open", ""))
        if not made_of and filters.point is not None:
            point = next((point for point in desk.rows.points if point.number == filters.point), None)
            made_of = passages_of_point(point) if point else ()
        return cls(filters, made_of)


@dataclass(frozen=True, slots=True)
class FormPage:
    """Where a form is shown: its title, its template, and the template with what goes with it at first."""

    title: str
    template: str
    whole: str = ""


def answer(
    request: HttpRequest,
    desk: Desk,
    form: RulingForm,
    page: FormPage | None = None,
    context: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """The form with what is wrong in it, or the story page as it is once what it asks for is ruled.

    ``page`` is None for a form of one button, which stands on the story page alone.
    """
    if request.method != "POST" and form.is_gone:
        return refused(request, desk.story, _GONE)
    if request.method != "POST" or not form.is_valid():
        return _form(request, desk, form, page, context or {})
    kept = request.POST.get("keep", "").split()
    asked = tuple(one for one in form.asked() if thing_of(one.what).value not in kept)
    state = State.of(request, desk)
    assert isinstance(request.user, User)
    outcome = ask(desk.story, asked, request.user)
    match outcome:
        case Refused(sentence):
            form.add_error(None, sentence)
            return _form(request, desk, form, page, context or {})
        case InConflict():
            return _conflict(request, desk, form, outcome)
        case _:
            return ruled(request, desk.story, state, [ruling.pk for ruling in outcome.rulings])


def ruled(request: HttpRequest, story: Story, state: State, rulings: Collection[int]) -> HttpResponse:
    """The story page after rulings (their ids) were made or undone, in the state that it was in."""
    now = Story.objects.select_related("comparison").get(pk=story.pk)
    done: Sequence[Ruling] = named(now, rulings)
    if wants_part(request):
        return show_story(request, now, state.filters, part="ruled", made_of=state.made_of, done=done)
    point = point_made_of(Desk(now).rows.points, state.made_of) if state.made_of else None
    query = state.filters.at(point.number if point else None).query_string()
    parted = "" if query.endswith("?") else "&"
    listed = "-".join(map(str, rulings))
    return HttpResponseRedirect(
        f"{now.get_absolute_url()}{query}{parted}ruled={listed}#{'drawer' if point else 'findings'}"
    )


def refused(request: HttpRequest, story: Story, sentence: str) -> HttpResponse:
    """A sentence that says what to do, where there is no form to say it in."""
    context = {"story": story, "sentence": sentence, "back": _filters(request).query_string()}
    if wants_part(request):
        return _part(render(request, "rulings/_refused.html", context), STATUS)
    return render(request, "rulings/refused.html", context)


def _form(
    request: HttpRequest, desk: Desk, form: RulingForm, page: FormPage | None, context: Mapping[str, Any]
) -> HttpResponse:
    if page is None:
        errors = [error for found in form.errors.values() for error in found]
        return refused(request, desk.story, str(errors[0]))
    opened = written(passages_of_point(form.open_point)) if form.open_point else ""
    shown = {
        **context,
        "story": desk.story,
        "form": form,
        "names": desk.names,
        "title": page.title,
        "template": page.whole or page.template,
        "back": _filters(request).query_string(),
        "open": request.POST.get("open") or opened,
    }
    if not wants_part(request):
        return render(request, "rulings/form.html", shown)
    if request.method == "POST":
        return _part(render(request, page.template, shown), f"#{form.ident}", whole=True)
    return push_url(render(request, page.whole or page.template, shown), url=False)


def _conflict(request: HttpRequest, desk: Desk, form: RulingForm, found: InConflict) -> HttpResponse:
    """Both values, and everything that was typed: nothing is overwritten unseen. Status 409."""
    conflict = conflict_of(form, found.conflicts, request.POST)
    context = {"story": desk.story, "conflict": conflict, "back": _filters(request).query_string()}
    if wants_part(request):
        return _part(render(request, "rulings/_conflict.html", context, status=409), DIALOG)
    return render(request, "rulings/conflict.html", context, status=409)


def _filters(request: HttpRequest) -> Filters:
    """The state of the story page that an address or a form names; it becomes part of links."""
    back = request.POST.get("back") or request.GET.get("back", "")
    return Filters.from_query(QueryDict(back.removeprefix("?")))


def _part(response: HttpResponse, target: str, *, whole: bool = False) -> HttpResponse:
    """A part for another place than htmx expects: into it, or in its ``whole`` place. The address stays."""
    return push_url(reswap(retarget(response, target), "outerHTML" if whole else "innerHTML"), url=False)
