"""What readers follow: saved searches and stories, how stories changed, and the e-mails that told of it."""

import secrets

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from articles.models.articles import Article, Version
from articles.models.stories import Story


def new_token() -> str:
    """A secret that nobody guesses: 43 characters that may stand in an address."""
    return secrets.token_urlsafe(32)


class SavedSearch(models.Model):
    """A search that a reader has saved (``query`` is its query string), or a ``story`` that they follow.

    Whoever has the ``token`` reads its feed, without signing in; a new token makes the old address worthless.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_searches")
    story = models.ForeignKey(Story, null=True, on_delete=models.CASCADE, related_name="followers")
    query = models.CharField(max_length=2000, blank=True)
    name = models.CharField(max_length=300)
    token = models.CharField(max_length=43, unique=True, default=new_token)
    email = models.BooleanField(default=False)
    email_since = models.DateTimeField(default=timezone.now)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-created_at", "-pk")
        default_permissions = ()
        verbose_name_plural = "saved searches"
        constraints = (
            models.UniqueConstraint(
                fields=("user", "story"), condition=models.Q(story__isnull=False), name="one_following_a_story"
            ),
            models.UniqueConstraint(
                fields=("user", "query"), condition=models.Q(story__isnull=True), name="one_saved_search_a_query"
            ),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Where it leads: the story, or the search."""
        return self.story.get_absolute_url() if self.story else f"{reverse('search')}{self.query}"


class StoryChange(models.Model):
    """What a new text changed in an open story. Written when the story is compared, in the terms of that comparison.

    ``told`` holds values, not sentences: see ``articles/changes.py``. ``joined`` means that the article is new there.
    """

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="changes")
    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="+")
    joined = models.BooleanField()
    told = models.JSONField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-pk",)
        default_permissions = ()
        constraints = (models.UniqueConstraint(fields=("story", "version"), name="one_change_a_text"),)

    def __str__(self) -> str:
        return f"{self.version} in {self.story}"


class Digest(models.Model):
    """One e-mail to one reader. What it tells is settled before it is sent, so that a second try tells the same.

    ``claimed_at`` is set while somebody sends it, ``sent_at`` once the mail server has taken it.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="digests")
    message_id = models.CharField(max_length=200)
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    problem = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("pk",)
        default_permissions = ()

    def __str__(self) -> str:
        return f"Digest {self.pk} for {self.user}"


class DigestItem(models.Model):
    """One thing told in one digest: a change of a story, or an article that a search finds. Each is told once."""

    digest = models.ForeignKey(Digest, on_delete=models.CASCADE, related_name="items")
    search = models.ForeignKey(SavedSearch, on_delete=models.CASCADE, related_name="told")
    change = models.ForeignKey(StoryChange, null=True, on_delete=models.CASCADE, related_name="+")
    article = models.ForeignKey(Article, null=True, on_delete=models.CASCADE, related_name="+")

    class Meta:
        ordering = ("pk",)
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(fields=("search", "change"), name="a_change_is_told_once"),
            models.UniqueConstraint(fields=("search", "article"), name="an_article_is_told_once"),
        )

    def __str__(self) -> str:
        return f"{self.change or self.article}"
