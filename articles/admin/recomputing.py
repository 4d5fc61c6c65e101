"""What is saved here changes comparisons: the stories that it can affect are analysed again by themselves."""

from collections.abc import Iterable

from django.contrib import messages
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from articles.models import Run, Story
from articles.tasks import start_run

_LINKS_SHOWN = 5


def analyse_again(request: HttpRequest, stories: QuerySet[Story] | Iterable[Story], reason: str) -> list[Run]:
    """Start a run for each story, and tell the editor, with links to watch them. No stories, no message.

    In order of their numbers, so that two editors never wait for each other.
    """
    user = request.user if isinstance(request.user, User) else None
    runs = [start_run(story, reason=reason, started_by=user) for story in sorted(stories, key=lambda story: story.pk)]
    if runs:
        links = format_html_join(
            ", ",
            '<a href="{}">{}</a>',
            ((reverse("admin:articles_run_change", args=[run.pk]), run.story) for run in runs[:_LINKS_SHOWN]),
        )
        more = f" and {len(runs) - _LINKS_SHOWN} more" if len(runs) > _LINKS_SHOWN else ""
        counted = "1 story is" if len(runs) == 1 else f"{len(runs)} stories are"
        messages.info(request, format_html("{} being analysed again: {}{}.", counted, links, more))
    return runs
