"""Answers to whoever has the page already: 304, with no body, as long as nothing that it is made from has changed."""

import hashlib
from collections.abc import Callable
from functools import cache

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers

from coverage_site.http import ASKED_BY, wants_part

_MADE_BY = ("templates/**/*.html", "static/**/*", "articles/**/*.py", "articles/**/*.json", "coverage_site/*.py")


def unless_unchanged(request: HttpRequest, stamp: str, answer: Callable[[], HttpResponse]) -> HttpResponse:
    """The ``answer``, or 304 where the browser has it; ``stamp`` changes with whatever the page is made from.

    The tag of the answer also names who asks and for what: the address with its host, the user, the token that guards
    forms, whether a part is wanted, and this release. A browser is told to ask each time, and nobody else to keep it
    for a user who has signed in.
    """
    tag = _tag(request, stamp)
    response = get_conditional_response(request, etag=tag) or answer()
    if response.status_code in {200, 304}:
        response["ETag"] = tag
        patch_vary_headers(response, ("Cookie", *ASKED_BY))
        patch_cache_control(response, no_cache=True, **({"private": True} if request.user.is_authenticated else {}))
    return response


def _tag(request: HttpRequest, stamp: str) -> str:
    user = None if isinstance(request.user, AnonymousUser) else (request.user.pk, request.user.get_username())
    token = request.COOKIES.get(settings.CSRF_COOKIE_NAME)
    address = (request.scheme, request.headers.get("Host"), request.path, request.META.get("QUERY_STRING"))
    told = (release(), stamp, address, user, token, wants_part(request))
    return f'"{hashlib.blake2b(repr(told).encode(), digest_size=16).hexdigest()}"'


@cache
def release() -> str:
    """A digest of the files that pages are made by; another one after every change of the program."""
    digest = hashlib.blake2b(digest_size=16)
    for pattern in _MADE_BY:
        for file in sorted(settings.BASE_DIR.glob(pattern)):
            if file.is_file():
                digest.update(str(file.relative_to(settings.BASE_DIR)).encode())
                digest.update(file.read_bytes())
    return digest.hexdigest()
