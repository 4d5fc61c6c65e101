"""Signing in is throttled (django-axes): after a few wrong passwords a name is closed for a while, from one address.

What is counted is in the database, so all web servers know of it. A name is closed only for the address that the wrong
passwords came from: nobody can shut others out from elsewhere. An address that tries many names is closed for all of
them, much later, so that an office behind one address is not closed for one who mistypes.
"""

import datetime as dt
import ipaddress
import math
from collections.abc import Mapping
from typing import Any

from axes.handlers.database import AxesDatabaseHandler
from axes.handlers.proxy import AxesProxyHandler
from axes.helpers import get_cool_off
from django import forms
from django.conf import settings
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.models import User
from django.db.models import Max, Sum
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from coverage_site.given_passwords import refuse_old

# Wrong passwords of one address for any names that count as much as one for a single name.
_OF_AN_ADDRESS = 10
_LONGEST_NAME = 255
_IPV6_NETWORK = 64  # who has one IPv6 address mostly has as many as end in these bits


class Throttle(AxesDatabaseHandler):  # type: ignore[misc]  # the package has no types
    """The package's own, with another limit for a name and for an address."""

    def get_failures(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> int:
        """How many wrong passwords count: those for this name from this address, or a part of all from it."""
        counted = (_failures(attempts) // weight for attempts, weight in _weighed(self, request, credentials))
        return max(counted)

    def reset_user_attempts(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> int:
        """Forget the wrong passwords for the name that came in, from this address; how many rows.

        Those for other names count on, or whoever has an account could try the passwords of others without end.
        """
        of_name, _of_address = self.filter_user_attempts(request, credentials)
        return int(of_name.delete()[0])

    def seconds_left(self, request: HttpRequest, credentials: dict[str, Any] | None) -> int:
        """How long it is closed; at least a second, as it has just been found to be."""
        limit = settings.AXES_FAILURE_LIMIT
        closing = [a for a, weight in _weighed(self, request, credentials) if _failures(a) // weight >= limit]
        last = [attempts.aggregate(last=Max("attempt_time"))["last"] for attempts in closing]
        until: dt.datetime = max(last, default=timezone.now()) + get_cool_off(request)
        return max(1, math.ceil((until - timezone.now()).total_seconds()))


def _weighed(handler: Throttle, request: HttpRequest, credentials: dict[str, Any] | None) -> list[tuple[Any, int]]:
    by_name, by_address = handler.get_user_attempts(request, credentials)
    return [(by_name, 1), (by_address, _OF_AN_ADDRESS)]


def _failures(attempts: Any) -> int:  # noqa: ANN401 - the package's query set
    return int(attempts.aggregate(sum=Sum("failures_since_start"))["sum"] or 0)


class _Throttled(AuthenticationForm):
    """Says how long to wait where it is closed, instead of that the password is wrong."""

    def confirm_login_allowed(self, user: User) -> None:
        """Not with a password that was given too long ago."""
        super().confirm_login_allowed(user)
        refuse_old(user)

    def get_invalid_login_error(self) -> forms.ValidationError:
        """One sentence."""
        if not getattr(self.request, "axes_locked_out", False):
            return super().get_invalid_login_error()
        assert self.request is not None
        seconds = Throttle().seconds_left(self.request, self.cleaned_data)
        self.request.locked_for = seconds  # type: ignore[attr-defined]
        minutes = math.ceil(seconds / 60)
        wait = f"wait {minutes} minute{'' if minutes == 1 else 's'}"
        return forms.ValidationError(f"Too many wrong passwords: {wait}, then try again.", code="locked")


class SignInForm(_Throttled):
    """The form of the site."""


class DeskSignInForm(_Throttled, AdminAuthenticationForm):
    """The form of the admin."""


def locked_out(request: HttpRequest, response: HttpResponseBase, _credentials: dict[str, Any]) -> HttpResponseBase:
    """The page of signing in, which says so by itself, under the status for it."""
    response.status_code = 429
    response["Retry-After"] = str(getattr(request, "locked_for", 1))
    return response


def lift(name: str) -> None:
    """Forget the wrong passwords for a name, from wherever they came."""
    AxesProxyHandler.reset_attempts(username=name)


def client_name(request: HttpRequest, credentials: Mapping[str, Any] | None) -> str | None:
    """The name that somebody gives, as far as the package's column holds it."""
    name = (credentials or request.POST).get("username")
    return str(name)[:_LONGEST_NAME] if name is not None else None


def client_address(request: HttpRequest) -> str | None:
    """The address of whoever asks, as far as it can be known: of an IPv6 address its network.

    Each proxy in front (``PARALLAX_PROXIES``) adds the address that it was asked from at the end of X-Forwarded-For.
    What stands before these was written by whoever asked, and says nothing.
    """
    proxies = settings.PARALLAX_PROXIES
    passed_on = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    given = passed_on[-proxies] if 0 < proxies <= len(passed_on) else ""
    for words in (given, request.META.get("REMOTE_ADDR", "")):
        try:
            ip = ipaddress.ip_address(words.strip())
        except ValueError:
            continue
        mapped = ip.ipv4_mapped if ip.version == 6 else ip
        return str(mapped or ipaddress.ip_network((ip, _IPV6_NETWORK), strict=False).network_address)
    return None
