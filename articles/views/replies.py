"""The right of reply: editors make and revoke links; whoever has one reads what it shows, without an account."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from articles.comparison import Filters, story_page
from articles.comparison.tabs import MATRIX
from articles.models import ReplyLink, Story
from articles.replying import ReplyForm, find, make_link, revoke, shown_of
from coverage_site.access import for_editors


def kept_private(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view whose address is a secret: no search engine lists it, no page learns it, nothing between keeps it."""

    @wraps(view)
    def private(request: HttpRequest, *args: str, **kwargs: str) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        response["Referrer-Policy"] = "no-referrer"
        response["Cache-Control"] = "private, no-store"
        return response

    return private


@for_editors
@require_http_methods(["GET", "HEAD", "POST"])
def replies(request: HttpRequest, slug: str) -> HttpResponse:
    """The reply links of a story, and the form for another one. The link itself is shown once, when it is made."""
    story = get_object_or_404(Story.objects.select_related("comparison"), slug=slug)
    page = story_page(story, Filters.from_query(request.GET), view=MATRIX)
    if page is None:
        return redirect(story)
    assert isinstance(request.user, User)
    form, address = ReplyForm(page, request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        _, token = make_link(story, form, request.user)
        address, form = request.build_absolute_uri(reverse("reply", args=[token])), ReplyForm(page)
    links = story.reply_links.select_related("made_by", "revoked_by")
    context = {"story": story, "page": page, "form": form, "address": address, "links": links}
    return render(request, "replies/list.html", context)


@for_editors
@require_POST
def revoke_link(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Close a link at once."""
    assert isinstance(request.user, User)
    revoke(get_object_or_404(ReplyLink, story__slug=slug, pk=pk), request.user)
    return redirect("replies", slug)


@login_not_required
@kept_private
@require_safe
def reply(request: HttpRequest, token: str) -> HttpResponse:
    """What a link shows while it is open; then that it has ended, and whom to ask."""
    link = find(token)
    if link is None:
        raise Http404
    if not link.is_open:
        return render(request, "replies/ended.html", {"link": link}, status=410)
    return render(request, "replies/reply.html", {"link": link, "shown": shown_of(link.content)})
