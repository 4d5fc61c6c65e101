"""Passwords that somebody else knows: whoever gave them."""

import datetime as dt
from typing import Self

from django.contrib.auth.models import User
from django.db import models
from django.utils import timezone


class GivenPassword(models.Model):
    """That a user's password was given to them, by an admin or by ``make password``, until they choose their own."""

    GOOD_FOR = dt.timedelta(days=7)

    user = models.OneToOneField(User, on_delete=models.CASCADE, primary_key=True, related_name="given_password")
    given_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.user}, given {self.given_at:%Y-%m-%d}"

    @classmethod
    def note(cls, user: User) -> None:
        """The password that a user has now was given to them now."""
        cls.objects.update_or_create(user=user, defaults={"given_at": timezone.now()})

    @classmethod
    def of(cls, user: User) -> Self | None:
        """What is noted of a user's password; None for one of their own."""
        return cls.objects.filter(user=user).first()

    @property
    def is_too_old(self) -> bool:
        """Whether it opens nothing any more."""
        return timezone.now() - self.given_at > self.GOOD_FOR
