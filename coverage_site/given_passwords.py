"""A password that somebody was given opens one page: the one where they choose their own.

It does so for a week (``GivenPassword.GOOD_FOR``). A session that it opens leads everywhere to that page, until another
one is chosen there.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import User
from django.contrib.auth.signals import user_logged_in
from django.core.exceptions import ValidationError
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, resolve_url
from django_htmx.http import HttpResponseClientRedirect

from articles.models.passwords import GivenPassword
from coverage_site.http import wants_part

_WANTED = "wanted"  # in a session that a given password has opened: the page that was asked for first
_OPEN = ("password", "sign-out", "desk-sign-out")
_API = "/api/"  # where no session counts


class OwnUnlessGiven:
    """Among the site's password validators: whoever sets a password for somebody else notes that after it is saved."""

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        """Any will do."""

    def get_help_text(self) -> str:
        """What the forms of the admin say."""
        days = GivenPassword.GOOD_FOR.days
        return f"Whoever is given a password has {days} days to sign in with it, and chooses another one then."

    def password_changed(self, _password: str, user: AbstractBaseUser | None = None) -> None:
        """Nothing of the one before holds for the new one; Django calls this wherever one is saved."""
        if user is not None:
            GivenPassword.objects.filter(user=user.pk).delete()


def refuse_old(user: User) -> None:
    """Raise where somebody comes in with a password that was given to them too long ago."""
    given = GivenPassword.of(user)
    if given and given.is_too_old:
        raise ValidationError(
            f"This password was given to you more than {GivenPassword.GOOD_FOR.days} days ago: ask for another one.",
            code="too_old",
        )


@receiver(user_logged_in)
def open_one_page(request: HttpRequest, user: User, **_: Any) -> None:
    """Mark the session where it was opened with a given password."""
    if GivenPassword.of(user):
        request.session[_WANTED] = ""


def is_given(request: HttpRequest) -> bool:
    """Whether the session was opened with a given password; strangers, who have none, cost nothing."""
    known = settings.SESSION_COOKIE_NAME in request.COOKIES
    return known and request.user.is_authenticated and _WANTED in request.session


def go_on(request: HttpRequest) -> str:
    """From now on the session is like any other; the page that was asked for before, empty for none."""
    return str(request.session.pop(_WANTED, ""))


class ChoosingMiddleware:
    """Leads whoever has a given password to the page where they choose their own, and on from there."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Nothing happens before it is known which view is asked."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: Any) -> HttpResponseBase | None:
        """None lets the request through."""
        match = request.resolver_match
        free = request.path_info.startswith(_API) or (match is not None and match.view_name in _OPEN)
        if free or not is_given(request):
            return None
        if wants_part(request):
            return HttpResponseClientRedirect(resolve_url("password"))
        if request.method == "GET" and not request.session[_WANTED]:
            request.session[_WANTED] = request.get_full_path()
        return redirect("password")
