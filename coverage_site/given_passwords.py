"""A password that somebody was given opens one page: the one where they choose their own.

It does so for a week (``GivenPassword.GOOD_FOR``). A session that it opens leads everywhere to that page, until another
one is chosen there.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
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


def chosen(request: HttpRequest) -> str:
    """From now on the session is like any other; the page that was asked for before, empty for none."""
    GivenPassword.objects.filter(user=request.user.pk).delete()
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
        if not is_given(request) or (match and match.view_name in _OPEN):
            return None
        if wants_part(request):
            return HttpResponseClientRedirect(resolve_url("password"))
        if request.method == "GET" and not request.session[_WANTED]:
            request.session[_WANTED] = request.get_full_path()
        return redirect("password")
