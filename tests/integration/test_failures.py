"""What a page says when something passes that is nobody's mistake: never more than is true."""

import errno
import io

import pytest
from django.db import OperationalError
from django.http import HttpResponse
from django.test import RequestFactory

from coverage_site.failures import failed
from tests.integration.pages.reading import read_html

AWAY, FULL = OperationalError("the connection is closed"), OSError(errno.ENOSPC, "No space left on device")
AWAY.sqlstate = None  # type: ignore[attr-defined] # as psycopg has it where PostgreSQL said nothing


def answered(method: str, error: Exception) -> HttpResponse:
    request = RequestFactory().generic(method, "/stories/harbour/")
    request.META["wsgi.input"] = io.BytesIO()
    try:
        raise error
    except (OperationalError, OSError):
        return failed(request)


LATER = "wait a minute, look whether what you sent is there, and send it again if it is not."
WITH_SPACE = "Once there is space, look whether what you sent is there, and send it again if it is not."


@pytest.mark.parametrize(
    ("method", "error", "sentence"),
    [
        ("GET", AWAY, "The database does not answer just now: try again in a minute."),
        ("POST", AWAY, f"The database does not answer just now: {LATER}"),
        ("GET", FULL, "The disk is full: tell whoever looks after this installation."),
        ("POST", FULL, f"The disk is full: tell whoever looks after this installation. {WITH_SPACE}"),
    ],
)
def test_an_outage_is_one_sentence_that_says_what_to_do(method: str, error: Exception, sentence: str) -> None:
    response = answered(method, error)
    assert (response.status_code, response["Retry-After"]) == (503, "30")
    assert read_html(response.content.decode()).one(".lead").text == sentence
