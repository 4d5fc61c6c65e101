"""The page "Add articles": what comes in is kept, and added when it is complete."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from articles.fetching import OFF, ask_for
from articles.forms import AddArticlesForm
from articles.ingest import said_of_copies
from articles.models import Fetch, OfferedText, Run
from articles.offers import MOST_REFUSED, chosen_files, keep_files, refused_before
from articles.tasks import start_run
from coverage_site.http import render_page

_TEMPLATE = "admin/articles/article/add.html"


def add_articles_page(request: HttpRequest) -> HttpResponse:
    """Show the form, keep what it holds so far, or add it all and go to the run that analyses it."""
    if not isinstance(request.user, User) or not request.user.has_perm("articles.add_article"):
        raise PermissionDenied
    batch = _batch(request)
    if request.method != "POST":
        return _show(request, batch, AddArticlesForm(initial={"story": request.GET.get("story")}))
    files = chosen_files(request.FILES)
    before = refused_before(request.POST, files)
    refusals = keep_files(files, request.user, batch)
    told = list(dict.fromkeys([*before, *(refusal.sentence for refusal in refusals)]))
    offered = OfferedText.objects.filter(owner=request.user, batch=batch)
    if "keep" in request.POST:  # files were just chosen: their rows come back at once, and nothing is judged yet
        return _show(request, batch, AddArticlesForm(offered=offered, initial=request.POST.dict()), told)
    form = AddArticlesForm(request.POST, offered=offered)
    begun = _begin(form, request.user, offered) if form.is_valid() and not refusals else None
    if begun is None:
        return _show(request, batch, form, told)
    if begun.run:
        messages.success(request, f"{begun.run.reason} to “{begun.run.story}”.")
    for sentence in begun.copied:
        messages.info(request, sentence)
    for sentence in before:
        messages.warning(request, f"Not added: {sentence}")
    return HttpResponseRedirect(begun.address)


@dataclass(frozen=True, slots=True)
class _Begun:
    """What follows from a complete form: the run that analyses the texts added, the fetch of the addresses, or both.

    ``copied``: what is said of copies among the texts.
    """

    run: Run | None
    fetch: Fetch | None
    copied: list[str]

    @property
    def address(self) -> str:
        """The page that shows how far it is; that of the fetch tells more, where there is one."""
        if self.fetch:
            return reverse("admin:articles_fetch_change", args=[self.fetch.pk])
        assert self.run is not None
        return reverse("admin:articles_run_change", args=[self.run.pk])


def _begin(form: AddArticlesForm, user: User, offered: QuerySet[OfferedText]) -> _Begun | None:
    """Add the texts, and have the addresses fetched; None when something stands against it, which the form says."""
    with transaction.atomic():
        added = _add(form, user, offered) if form.pieces else None
        if form.pieces and added is None:
            return None
        run, copied = added or (None, [])
        story = run.story if run else form.target
        return _Begun(run, ask_for(form.wanted, story=story, started_by=user) if form.wanted else None, copied)


def _add(form: AddArticlesForm, user: User, offered: QuerySet[OfferedText]) -> tuple[Run, list[str]] | None:
    """The run that analyses what was added, and what is said of copies among it.

    None when something stands against it, which the form then says.
    """
    with transaction.atomic():
        report = form.save()
        if report.story is None:
            return None
        offered.delete()
        count = len(report.added)
        reason = f"{count} article{'' if count == 1 else 's'} added"
        for other in report.stories:
            if other != report.story:
                start_run(other, reason="A new version of an article was added", started_by=user)
        named = zip(form.pieces.values(), report.outcomes, strict=True)
        copied = [said_of_copies(piece.file_name or "The pasted text", outcome) for piece, outcome in named]
        return start_run(report.story, reason=reason, started_by=user), [sentence for sentence in copied if sentence]


def _batch(request: HttpRequest) -> uuid.UUID:
    """The name of this submission: the one that the form carries, or a new one."""
    try:
        return uuid.UUID(request.POST["batch"])
    except (KeyError, ValueError):
        return uuid.uuid4()


def _show(request: HttpRequest, batch: uuid.UUID, form: AddArticlesForm, refusals: Sequence[str] = ()) -> HttpResponse:
    context = {
        **admin.site.each_context(request),
        "title": "Add articles",
        "form": form,
        "batch": batch,
        "refusals": [*refusals[:MOST_REFUSED], *_and_more(len(refusals) - MOST_REFUSED)],
        "fetching_is_off": "" if settings.PARALLAX_FETCH else OFF,
        "limit": settings.PARALLAX_UPLOAD_LIMIT / 1_000_000,
    }
    return render_page(request, _TEMPLATE, context, part="texts")


def _and_more(number: int) -> list[str]:
    return [f"And {number} more were refused: give fewer at once, or import them."] if number > 0 else []
