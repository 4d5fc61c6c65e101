"""Who may read the pages: everybody, or only who has signed in (the setting PARALLAX_READ)."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import resolve_url
from django_htmx.http import HttpResponseClientRedirect

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
        if response is None or not wants_part(request):
            return response
        page = urlsplit(request.headers.get("HX-Current-URL", "")).path or "/"  # not the part that was asked for
        return HttpResponseClientRedirect(f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': page})}")


def reads_whole_texts(request: HttpRequest) -> bool:
    """Whether whoever asks sees every whole text; others see excerpts, but of licensed outlets."""
    return request.user.is_authenticated
