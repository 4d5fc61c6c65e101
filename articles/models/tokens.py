"""Tokens: what a program shows to read or write in somebody's name (the API)."""

import datetime as dt
import hashlib
import secrets

from django.conf import settings
from django.db import models
from django.utils import timezone

_PREFIX = "plx_"  # so that a token is known for one wherever it is found, by people and by scanners of secrets
_BYTES = 32
_SHOWN = 8
_SEEN_EVERY = dt.timedelta(minutes=1)


class Scope(models.TextChoices):
    """What a token is good for; none implies another."""

    READ = "read", "Read stories, articles and comparisons"
    IMPORT = "import", "Import articles"


class ApiToken(models.Model):
    """One token. Its ``secret`` is shown once, when it is made; only the SHA-256 of it is stored.

    It can do what its user may do, within its ``scopes``, until it expires or is taken back.
    """

    name = models.CharField(max_length=120, help_text="What it is for: “Data desk’s notebook”.")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="api_tokens")
    scopes = models.JSONField(default=list)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    start = models.CharField(max_length=16, editable=False, help_text="How it begins, to know it by.")
    expires_at = models.DateTimeField(null=True, blank=True, help_text="Empty: it does not expire.")
    revoked_at = models.DateTimeField(null=True, blank=True, editable=False)
    used_at = models.DateTimeField("last used", null=True, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        default_permissions = ()  # everybody of the desk has their own
        ordering = ("-created_at", "-pk")
        verbose_name = "API token"

    def __str__(self) -> str:
        return f"{self.name} ({self.start}…)"

    @classmethod
    def new_secret(cls) -> str:
        """A token that nobody guesses: "plx_" and 43 letters, digits, hyphens and underscores."""
        return _PREFIX + secrets.token_urlsafe(_BYTES)

    def take(self, secret: str) -> None:
        """Be the record of this secret."""
        self.digest = digest_of(secret)
        self.start = secret[: len(_PREFIX) + _SHOWN]

    @classmethod
    def found(cls, secret: str) -> "ApiToken | None":
        """The token with this secret, when it is in force and its user may still sign in."""
        token = cls.objects.select_related("user").filter(digest=digest_of(secret)).first()
        return token if token is not None and token.in_force and token.user.is_active else None

    @property
    def in_force(self) -> bool:
        """Whether it has neither expired nor been taken back."""
        return self.revoked_at is None and (self.expires_at is None or self.expires_at > timezone.now())

    def allows(self, scope: Scope) -> bool:
        """Whether it is good for this."""
        return scope.value in self.scopes

    def seen(self) -> None:
        """Note that it was used; a minute is exact enough, and spares a write for most requests."""
        now = timezone.now()
        if self.used_at is None or now - self.used_at > _SEEN_EVERY:
            self.used_at = now
            self.save(update_fields=["used_at"])


def digest_of(secret: str) -> str:
    """The SHA-256 of a secret. No salt, no slow hash: 256 random bits cannot be tried out."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
