"""Errors as problem+json (RFC 9457): one sentence that says what was wrong, and where."""

import logging
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.multipartparser import MultiPartParserError
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError
from pydantic import Field

from articles.comparison.steady import ComparedAnew
from coverage_site.failures import RETRY_AFTER, leave_off
from coverage_site.outages import outage_of

MEDIA_TYPE = "application/problem+json"
_log = logging.getLogger(__name__)


class WrongValue(Schema):
    """One value that was refused."""

    where: str = Field(description="The name of the parameter or part: “query limit”.")
    message: str


class Problem(Schema):
    """What went wrong; ``errors`` names each refused value."""

    type: str = Field(default="about:blank", description="Always about:blank: the status says what it is.")
    title: str = Field(description="The name of the HTTP status.")
    status: int
    detail: str = Field(description="What went wrong with this request, and what to do.")
    errors: list[WrongValue] = Field(default=[], description="Which values were refused.")


PROBLEMS = dict.fromkeys((400, 401, 403, 404, 405, 413, 422, 503), Problem)


def problem(status: int, detail: str, errors: list[WrongValue] | None = None) -> HttpResponse:
    """The response for one problem."""
    told = Problem(title=HTTPStatus(status).phrase, status=status, detail=detail, errors=errors or [])
    response = JsonResponse(told.model_dump(), status=status, content_type=MEDIA_TYPE)
    if status == HTTPStatus.UNAUTHORIZED:
        response["WWW-Authenticate"] = "Bearer"
    return response


def handle_problems(api: NinjaAPI) -> None:
    """Answer every error of ``api`` in this form."""
    handlers: dict[type[Exception], Callable[[HttpRequest, Any], HttpResponse]] = {
        ValidationError: _wrong_values,
        AuthenticationError: _no_token,
        HttpError: lambda _, error: problem(error.status_code, str(error)),
        Http404: lambda _, error: problem(404, str(error) or "There is nothing at this address."),
        PermissionDenied: lambda _, error: problem(403, str(error) or "You may not do this."),
        MultiPartParserError: lambda _, error: problem(400, f"The files cannot be read: {error}"),
        SuspiciousOperation: lambda _, error: problem(400, str(error) or "The request makes no sense."),
        ComparedAnew: lambda _, error: _not_now(str(error)),
        Exception: _our_fault,
    }
    for kind, handler in handlers.items():
        api.add_exception_handler(kind, handler)


def _wrong_values(_request: HttpRequest, error: ValidationError) -> HttpResponse:
    wrong = [WrongValue(where=_place(one["loc"]), message=one["msg"]) for one in error.errors]
    told = "; ".join(f"{one.where}: {one.message}" for one in wrong)
    return problem(422, f"Some values cannot be used: {told}.", wrong)


def _place(location: tuple[str | int, ...]) -> str:
    """("query", "filters", "limit") as "query limit": names of our own functions are nobody's business."""
    kind, *names = (str(part) for part in location)
    return f"{kind} {names[-1]}" if names else kind


def _no_token(_request: HttpRequest, _error: AuthenticationError) -> HttpResponse:
    return problem(401, "Send a valid token: “Authorization: Bearer plx_…”. Make one in the admin under API tokens.")


def _our_fault(request: HttpRequest, error: Exception) -> HttpResponse:
    outage = outage_of(error)
    if outage is not None:
        _log.error("The API cannot answer just now", exc_info=error)
        leave_off(request)
        return _not_now(outage.value)
    _log.error("The API failed at %s", request.path, exc_info=error)
    return problem(500, "Something went wrong on our side. Nothing was stored; try again later.")


def _not_now(sentence: str) -> HttpResponse:
    response = problem(503, sentence)
    response["Retry-After"] = RETRY_AFTER
    return response
