"""Our API object: unknown parameters are refused, every error is problem+json, and its description says so."""

import re
from collections.abc import Callable
from functools import cached_property, wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, re_path
from django.views.decorators.http import require_safe
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from articles.api.problems import MEDIA_TYPE, WrongValue, handle_problems, problem
from coverage_site.http import holds_no_text

type View = Callable[..., HttpResponse]

# The server in front says this by itself, of an address that never gets here.
_TOO_LONG = {"description": "The address is too long", "content": {"text/html": {"schema": {"type": "string"}}}}
_IN_ROUTE = re.compile(r"<(?:\w+:)?(\w+)>")


class ParallaxAPI(NinjaAPI):
    """Django Ninja's, stricter towards who asks."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        handle_problems(self)

    @property
    def urls(self) -> tuple[list[URLResolver | URLPattern], str, str]:
        """The addresses, and an answer for all others below them."""
        patterns, app, namespace = super().urls
        for pattern in patterns:
            assert isinstance(pattern, URLPattern)
            view = require_safe(pattern.callback) if pattern.name == "openapi-json" else pattern.callback
            pattern.callback = _for_programs(self._strict(view, str(pattern.pattern)))
        return [*patterns, re_path("", _for_programs(_nothing_here))], app, namespace

    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:
        """The description, in which problems have their own media type."""
        schema = super().get_openapi_schema(**options)
        operations = (operation for path in schema["paths"].values() for operation in path.values())
        for operation in operations:
            for status, response in operation["responses"].items():
                if int(status) >= 400:
                    response["content"] = {MEDIA_TYPE: next(iter(response["content"].values()))}
            operation["responses"][414] = _TOO_LONG
        return schema

    @cached_property
    def _parameters(self) -> dict[tuple[str, str], set[str]]:
        """The names that a query string may have, by path and method, as the description has them."""
        return {
            (path, method.upper()): {one["name"] for one in operation["parameters"] if one["in"] == "query"}
            for path, operations in self.get_openapi_schema(path_prefix="")["paths"].items()
            for method, operation in operations.items()
        }

    def _strict(self, view: View, route: str) -> View:
        """The same view, which ends in problem+json for an unknown parameter and for a wrong method."""
        path = "/" + _IN_ROUTE.sub(r"{\1}", route)

        @wraps(view)
        def strict(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if holds_no_text(request):
                return problem(400, "The address has a character that no text has: leave it out.")
            known = self._parameters.get((path, request.method or ""))
            if known is not None and (unknown := [name for name in request.GET if name not in known]):
                wrong = [WrongValue(where=f"query {name}", message="not known here") for name in unknown]
                names = ", ".join(f"“{name}”" for name in unknown)
                return problem(422, f"There is no parameter {names} here: leave it out or correct it.", wrong)
            response = view(request, *args, **kwargs)
            if response.status_code != 405:
                return response
            refused = problem(405, f"This address does not take {request.method}: use {response['Allow']}.")
            refused["Allow"] = response["Allow"]
            return refused

        return strict


def _for_programs(view: View) -> View:
    """Open to whoever has no session: a token says who asks, and no cookie counts."""
    view.login_required = False  # type: ignore[attr-defined]
    view.csrf_exempt = True  # type: ignore[attr-defined]
    return view


def _nothing_here(_request: HttpRequest) -> HttpResponse:
    return problem(404, "There is nothing at this address; openapi.json lists what there is.")
