"""Digests: one e-mail to each reader with all that is new in what they follow. Nothing is told twice.

What an e-mail tells is stored before it is sent, each thing once for each search (a unique constraint). So two runs at
once do not both tell it, and a failed sending is tried again with the same content and the same Message-ID.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.models import User
from django.core.mail import EmailMessage, make_msgid
from django.db import transaction
from django.db.models import F, Q
from django.template.loader import render_to_string
from django.utils import timezone

from articles.across.changes import change_view
from articles.across.following import MOST, News, articles_for, changes_for, news_of_article, news_of_change
from articles.comparison.words import count
from articles.models import Digest, DigestItem, SavedSearch

# A run that was killed while it sent gives what it had claimed back after so long. Longer than any mail server takes.
_CLAIM = dt.timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Part:
    """What is new in one thing that a reader follows."""

    name: str
    href: str
    news: tuple[News, ...]


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of one digest; ``problem`` is empty where it was sent."""

    digest: Digest
    problem: str = ""


def send_digests() -> Iterator[Sent]:
    """Send every digest that is due: those with something new, and those that failed before."""
    for user in User.objects.filter(is_active=True, saved_searches__email=True).exclude(email="").distinct():
        prepare(user)
    now = timezone.now()
    due = Digest.objects.filter(sent_at=None, user__is_active=True).exclude(user__email="").select_related("user")
    for digest in due.filter(Q(claimed_at=None) | Q(claimed_at__lt=now - _CLAIM)):
        free = Q(claimed_at=None) | Q(claimed_at__lt=now - _CLAIM)
        claimed = Digest.objects.filter(free, pk=digest.pk, sent_at=None)
        if claimed.update(claimed_at=timezone.now(), tries=F("tries") + 1):
            yield _send(digest)


def prepare(user: User) -> Digest | None:
    """Settle what the next digest of a reader tells; None where nothing is new."""
    with transaction.atomic():
        searches = list(
            SavedSearch.objects.select_for_update(of=("self",)).filter(user=user, email=True).order_by("pk")
        )
        items = [item for search in searches for item in _new(search)]
        if not items:
            return None
        domain = settings.PARALLAX_SITE.rpartition("/")[2].partition(":")[0] or "localhost"
        digest = Digest.objects.create(user=user, message_id=make_msgid("parallax", domain=domain))
        for item in items:
            item.digest = digest
        DigestItem.objects.bulk_create(items)
    return digest


def _new(search: SavedSearch) -> list[DigestItem]:
    """What is new since e-mail was asked for and was not told yet, the oldest first."""
    told = DigestItem.objects.filter(search=search)
    if search.story_id:
        changes = changes_for(search).filter(created_at__gte=search.email_since)
        changes = changes.exclude(pk__in=told.filter(change__isnull=False).values("change"))
        return [DigestItem(search=search, change=change) for change in changes.order_by("pk")[:MOST]]
    articles = articles_for(search).filter(created_at__gte=search.email_since)
    articles = articles.exclude(pk__in=told.filter(article__isnull=False).values("article"))
    return [DigestItem(search=search, article=article) for article in articles.order_by("created_at", "pk")[:MOST]]


def _send(digest: Digest) -> Sent:
    parts = parts_of(digest)
    if parts:  # what it was to tell may have been deleted
        try:
            _message(digest, parts).send()
        except Exception as error:
            problem = f"{type(error).__name__}: {error}"
            Digest.objects.filter(pk=digest.pk).update(claimed_at=None, problem=problem)
            return Sent(digest, problem)
    Digest.objects.filter(pk=digest.pk).update(sent_at=timezone.now(), problem="")
    return Sent(digest)


def parts_of(digest: Digest) -> tuple[Part, ...]:
    """What a digest tells, by what the reader follows; only of what they still want by e-mail."""
    items = digest.items.filter(search__email=True).select_related(
        "search__story", "change__story", "change__version__article__outlet", "article__outlet", "article__story"
    )
    news: dict[SavedSearch, list[News]] = {}
    for item in items:
        if item.change:
            news.setdefault(item.search, []).append(news_of_change(change_view(item.change)))
        elif item.article:
            news.setdefault(item.search, []).append(news_of_article(item.article))
    return tuple(Part(search.name, search.get_absolute_url(), tuple(told)) for search, told in news.items())


def _message(digest: Digest, parts: tuple[Part, ...]) -> EmailMessage:
    number = sum(len(part.news) for part in parts)
    context = {"parts": parts, "site": settings.PARALLAX_SITE, "user": digest.user}
    more = f" and {len(parts) - 1} more" if len(parts) > 1 else ""
    subject = f"Parallax: {count(number, 'piece')} of news in {parts[0].name}{more}"
    return EmailMessage(
        subject=" ".join(subject.split()),  # a name may have line breaks, which no header can hold
        body=f"{render_to_string('following/digest.txt', context).strip()}\n",
        to=[digest.user.email],
        headers={"Message-ID": digest.message_id, "Auto-Submitted": "auto-generated"},
    )
