"""Reply links: what somebody is shown who is asked for a reply, for a time."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from articles.models.stories import Story


class ReplyLink(models.Model):
    """One link that opens a few passages without an account, until it expires or is revoked.

    Of its token only the SHA-256 is kept: whoever reads the database cannot open it. ``content`` is what is shown, as
    it stood when the link was made (articles/replying/content.py); it never holds a whole text. ``contact`` says whom
    to ask.
    """

    token_sha256 = models.CharField(max_length=64, unique=True, editable=False)
    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="reply_links")
    for_whom = models.CharField("for whom", max_length=200)
    contact = models.CharField(max_length=300)
    message = models.TextField(blank=True)
    content = models.JSONField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="reply_links")
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-pk",)
        default_permissions = ()

    def __str__(self) -> str:
        return f"Reply link for {self.for_whom}"

    @property
    def is_open(self) -> bool:
        """Whether it shows what it was made for."""
        return self.revoked_at is None and timezone.now() < self.expires_at
