"""What is asked for: by which method, and (htmx's headers) by whom, a page or only a part of it."""

from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django_htmx.http import HttpResponseClientRefresh

# What an answer depends on besides its address.
ASKED_BY = ("HX-Request", "HX-Boosted", "HX-History-Restore-Request")

_METHODS = ("GET", "HEAD", "POST")  # no page needs another one; Django's admin would take any for GET
_API = "/api/"


def only_known_methods(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Middleware that answers every other method with 405. The API says the same by itself, in its own form."""

    def answered(request: HttpRequest) -> HttpResponseBase:
        known = request.method in _METHODS or request.path_info.startswith(_API)
        return get_response(request) if known else HttpResponseNotAllowed(_METHODS)

    return answered


def only_text_in_addresses(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Middleware that refuses the character NUL in an address: no text has it, and PostgreSQL takes it for nothing.

    Fields of forms refuse it by themselves; the API says the same by itself, in its own form.
    """

    def answered(request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(_API) and holds_no_text(request):
            raise BadRequest("The address has a character that no text has.")
        return get_response(request)

    return answered


def holds_no_text(request: HttpRequest) -> bool:
    """Whether the address has the character NUL."""
    return "\0" in request.path_info or "%00" in request.META.get("QUERY_STRING", "")


def wants_part(request: HttpRequest) -> bool:
    """Whether htmx asks for a part to swap in: not for a boosted page, nor for Back after its cache was missed."""
    headers = request.headers
    return headers.get("HX-Request") == "true" and not any(headers.get(name) == "true" for name in ASKED_BY[1:])


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
    patch_vary_headers(response, ASKED_BY)
    if asked_for_part and address is not None:
        response["HX-Replace-Url" if replaces else "HX-Push-Url"] = address
    return response


def refresh() -> HttpResponse:
    """Tell the page to load itself again: what it waited for is there."""
    return HttpResponseClientRefresh()
