"""Who may read the pages: everybody, or only who has signed in (the setting PARALLAX_READ); and who may rule."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render, resolve_url
from django.views.decorators.cache import never_cache
from django_htmx.http import HttpResponseClientRedirect, reswap, retarget

from coverage_site.http import wants_part


class ReadersMiddleware(LoginRequiredMiddleware):
    """Django's own, where reading asks for a login. A part that htmx asks for becomes a whole new page there."""

    def process_view(
        self,
        request: HttpRequest,
        view_func: Callable[..., HttpResponseBase],
        view_args: tuple[Any, ...],
        view_kwargs: dict[str, Any],
    ) -> HttpResponseBase | None:
        """None lets the request through."""
        if settings.PARALLAX_READ == "public":
            return None
        response = super().process_view(request, view_func, view_args, view_kwargs)
        return response if response is None or not wants_part(request) else sign_in_again(request)


def sign_in_again(request: HttpRequest) -> HttpResponseBase:
    """The answer to a part that was asked for after the session has ended: the page of signing in.

    Where something was typed a line says so instead, and what was typed stays where it is.
    """
    if request.method == "POST":
        response = render(request, "rulings/_signed_out.html", status=401)
        return reswap(retarget(response, "#ruling-status"), "innerHTML")
    page = urlsplit(request.headers.get("HX-Current-URL", ""))  # not the part that was asked for
    here = f"{page.path or '/'}{page.query and f'?{page.query}'}"
    return HttpResponseClientRedirect(f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': here})}")


def reads_whole_texts(request: HttpRequest) -> bool:
    """Whether whoever asks sees every whole text; others see excerpts, but of licensed outlets."""
    return request.user.is_authenticated


def may_rule(request: HttpRequest) -> bool:
    """Whether whoever asks may correct the machine: editors and admins. No query but for members of staff."""
    return request.user.is_staff and request.user.has_perm("articles.add_ruling")


def checks_joined(request: HttpRequest) -> bool:
    """Whether whoever asks may say of arrivals that they belong in a story. No query but for members of staff."""
    return request.user.is_staff and request.user.has_perm("articles.change_article")


def for_editors[**P, R: HttpResponseBase](view: Callable[P, R]) -> Callable[P, HttpResponseBase]:
    """A view for those who may rule: others are asked to sign in, or refused."""

    @wraps(view)
    def checked(*args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        request = args[0]
        assert isinstance(request, HttpRequest)
        if not request.user.is_authenticated:
            part = wants_part(request)
            return sign_in_again(request) if part else redirect_to_login(request.get_full_path())
        if not may_rule(request):
            raise PermissionDenied
        return view(*args, **kwargs)

    return never_cache(checked)
