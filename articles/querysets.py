"""Reads, by their names in the domain; each takes a query set and gives one."""

import datetime as dt
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, Now
from django.utils import timezone

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from articles import models

type Moment = dt.datetime | Combinable  # a time, or how the database works one out

# Words that stand in names without telling one from another.
_EMPTY_WORDS = frozenset({"and", "for", "the"})


class JobQuerySet[J: "models.Job"](QuerySet[J]):
    """Jobs of one kind."""

    def going_on(self) -> Self:
        """Those that wait or run."""
        return self.filter(state__in=("waiting", "running"))

    def counted(self) -> dict[str, int]:
        """How many stand in each state."""
        return dict(self.order_by().values_list("state").annotate(Count("pk")))

    def open(self) -> Self:
        """Those that wait, run or failed: the few that somebody has to look after."""
        return self.filter(state__in=("waiting", "running", "failed"))

    def with_now(self) -> Self:
        """Each with ``now``, the time of the database's clock, by which its worker is heard of."""
        return self.annotate(now=Now())

    def silent_since(self, moment: Moment, *, at_most: Moment) -> Self:
        """Those not heard of since ``moment``; those of before leases count from when they were made.

        What was heard of later than ``at_most`` is silent too: the clock was put back since.
        """
        return self.annotate(last=Coalesce("heard_at", "created_at")).filter(Q(last__lt=moment) | Q(last__gt=at_most))


class VersionQuerySet(QuerySet["models.Version"]):
    """Texts of articles."""

    def newest(self) -> Self:
        """Only the newest version of each article."""
        newer = self.model.objects.filter(article=OuterRef("article"), number__gt=OuterRef("number"))
        return self.filter(~Exists(newer))

    def with_others(self) -> Self:
        """Only versions of articles that have more than one."""
        others = self.model.objects.filter(article=OuterRef("article")).exclude(pk=OuterRef("pk"))
        return self.filter(Exists(others))

    def published_between(self, first: dt.datetime, last: dt.datetime) -> Self:
        """Texts of articles published, or where that is not known stored, from ``first`` to ``last``; newest first."""
        moment = Coalesce("article__published_at", "article__created_at")
        return self.annotate(moment=moment).filter(moment__gte=first, moment__lte=last).order_by("-moment", "-pk")

    def of_story(self, story_id: int) -> Self:
        """The newest texts of a story, in the order in which its articles were added, with their outlets."""
        return (
            self.filter(article__story=story_id)
            .newest()
            .select_related("article__outlet")
            .order_by("article__created_at", "article")
        )


class StoryQuerySet(QuerySet["models.Story"]):
    """Stories."""

    def mentioning(self, names: Iterable[str]) -> Self:
        """Stories in whose texts any word of ``names`` stands, in whatever case; none for no names.

        Generous on purpose: texts shorten names to the last one, and a story too many costs little.
        """
        found = Q()
        for word in _telling_words(names):
            found |= Q(articles__versions__text__icontains=word)
        return self.filter(pk__in=self.model.objects.filter(found).values("pk")) if found else self.none()

    def that_show(self, shown: "models.Speaker | models.Side") -> Self:
        """Stories whose comparison names this speaker or side."""
        field = "speaker" if hasattr(shown, "known") else "side"
        comparisons = Q(**{f"comparison__statements__{field}": shown}) | Q(**{f"comparison__points__{field}": shown})
        return self.filter(pk__in=self.model.objects.filter(comparisons).values("pk"))

    def that_may_change_with(self, changed: "models.Speaker | models.Side", names: Iterable[str]) -> Self:
        """Stories that a change of this speaker or side, called by any of ``names`` before or after, can affect."""
        return self.that_show(changed) | self.mentioning(names)


class StatementQuerySet(QuerySet["models.Statement"]):
    """Statements."""

    def shown(self) -> Self:
        """Those of the comparisons that stories show.

        Not by a join: databases take it for one that hardly anything passes, and then look up each row by itself.
        """
        stories = apps.get_model("articles", "Story").objects.filter(comparison=OuterRef("comparison"))
        return self.filter(Exists(stories))


class FeedQuerySet(QuerySet["models.Feed"]):
    """Feeds."""

    def due(self) -> Self:
        """Active feeds whose time has come, the longest waiting first."""
        return self.filter(active=True, next_at__lte=timezone.now()).order_by("next_at", "pk")


class FetchQuerySet(QuerySet["models.Fetch"]):
    """Fetches."""

    def to_do(self, *, silent_since: Moment, at_most: Moment) -> Self:
        """Those that wait, and those whose worker has not been heard of since then; the oldest first.

        What was heard of later than ``at_most`` is silent too: the clock was put back since.
        """
        silent = Q(heard_at__lt=silent_since) | Q(heard_at__gt=at_most)
        return self.filter(Q(state="waiting") | Q(state="running") & silent).order_by("pk")


class JoiningQuerySet(QuerySet["models.Joining"]):
    """Articles that joined a story by themselves."""

    def standing(self) -> Self:
        """Those that still stand in that story."""
        return self.filter(article__story=F("story")).exclude(belongs=False)

    def to_check(self) -> Self:
        """Those that no editor has looked at."""
        return self.standing().filter(belongs=None)

    def since(self, moment: dt.datetime) -> Self:
        """Those of this moment and later."""
        return self.filter(created_at__gte=moment)

    def taken_out(self) -> Self:
        """Those that an editor took out again."""
        return self.filter(belongs=False)


class RulingQuerySet(QuerySet["models.Ruling"]):
    """Rulings of editors."""

    def standing(self) -> Self:
        """Those that count: neither withdrawn nor replaced by one that was not withdrawn."""
        newer = self.model.replaces.through.objects.filter(
            to_ruling=OuterRef("pk"), from_ruling__withdrawn_at__isnull=True
        )
        return self.filter(~Exists(newer), withdrawn_at__isnull=True)

    def of_story(self, story_id: int) -> Self:
        """Those made in a story, and those that hold on to texts that stand in it by now."""
        there = self.model.objects.filter(anchors__version__article__story=story_id)
        return self.filter(Q(story=story_id) | Q(pk__in=there.values("pk")))

    def by(self, editor: "User") -> Self:
        """Those of one editor."""
        return self.filter(editor=editor)


def _telling_words(names: Iterable[str]) -> list[str]:
    words = {word for name in names for word in re.findall(r"[\w'’-]{3,}", name.casefold())}
    return sorted(words - _EMPTY_WORDS)
