"""Joinings: new arrivals that came into an open story by themselves, for an editor to check."""

from django.conf import settings
from django.db import models

from articles.models.articles import Article
from articles.models.stories import Story
from articles.querysets import JoiningQuerySet


class Joining(models.Model):
    """An article joined a story because it is like the articles there. ``likeness`` is their mean, 0 to 1.

    ``belongs`` is what an editor said of it: None as long as nobody has. False means that it was taken out, and is
    remembered: the article is never put there again, nor proposed for it.
    """

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="joinings")
    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="joinings")
    likeness = models.FloatField()
    belongs = models.BooleanField(null=True)
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    checked_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = JoiningQuerySet.as_manager()

    class Meta:
        ordering = ("created_at", "pk")
        constraints = (models.UniqueConstraint(fields=("article", "story"), name="one_joining_a_story"),)

    def __str__(self) -> str:
        return f"{self.article} in {self.story}"
