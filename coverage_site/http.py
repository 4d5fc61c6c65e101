"""All that is known about htmx's headers: who asks, and for a page or only for a part of it."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django_htmx.http import HttpResponseClientRefresh

_ASKED_BY = ("HX-Request", "HX-Boosted", "HX-History-Restore-Request")


def wants_part(request: HttpRequest) -> bool:
    """Whether htmx asks for a part to swap in: not for a boosted page, nor for Back after its cache was missed."""
    headers = request.headers
    return headers.get("HX-Request") == "true" and not any(headers.get(name) == "true" for name in _ASKED_BY[1:])


def render_page(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any],
    *,
    part: str,
    address: str | None = None,
    replaces: bool = False,
) -> HttpResponse:
    """The template, or only its partial ``part`` when that is asked for.

    The template is told which of both it is by ``is_part``. ``address`` is what the browser shall show
    for the part: the state in one canonical form; where it ``replaces`` the last one, Back does not lead there.
    """
    asked_for_part = wants_part(request)
    name = f"{template}#{part}" if asked_for_part else template
    response = render(request, name, {**context, "is_part": asked_for_part})
    patch_vary_headers(response, _ASKED_BY)
    if asked_for_part and address is not None:
        response["HX-Replace-Url" if replaces else "HX-Push-Url"] = address
    return response


def refresh() -> HttpResponse:
    """Tell the page to load itself again: what it waited for is there."""
    return HttpResponseClientRefresh()
