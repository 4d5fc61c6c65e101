"""What editors say of articles that joined a story by themselves."""

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST

from articles.joining import check
from articles.models import Joining
from articles.tasks import start_run


@require_POST
def check_joining(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Keep that an article belongs in the story, or take it out again; then back to where the editor was."""
    if not isinstance(request.user, User) or not request.user.has_perm("articles.change_article"):
        raise PermissionDenied
    found = Joining.objects.select_related("article__outlet", "story")
    joining = get_object_or_404(found, pk=pk, story__slug=slug)
    belongs = request.POST.get("belongs") == "yes"
    outlet, story = joining.article.outlet, joining.story
    with transaction.atomic():
        kept = check(joining, belongs=belongs, by=request.user)
        if kept and not belongs:
            start_run(story, reason=f"{outlet}’s article was taken out", started_by=request.user)
    if not kept:
        messages.warning(request, f"Another editor has looked at {outlet}’s piece meanwhile; nothing was changed.")
    elif belongs:
        messages.success(request, f"{outlet}’s piece belongs to “{story}”.")
    else:
        messages.success(request, f"{outlet}’s piece was taken out of “{story}” and waits in “Sort articles”.")
    sorting = request.POST.get("from") == "sorting"
    return HttpResponseRedirect(reverse("admin:articles_article_sort") if sorting else story.get_absolute_url())
