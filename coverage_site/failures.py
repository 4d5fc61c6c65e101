"""The answer to what went wrong on our side: 503 with one sentence where it passes, else 500."""

import sys
from contextlib import suppress

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.csrf import requires_csrf_token
from django.views.defaults import server_error

from coverage_site.outages import outage_of, sentence_of_page

RETRY_AFTER = "30"  # seconds
_CHUNK = 1 << 16


@requires_csrf_token
def failed(request: HttpRequest) -> HttpResponse:
    """Django calls it while it handles the error. The page asks nothing of the database, which may be what is away."""
    outage = outage_of(sys.exc_info()[1])
    if outage is None:
        return server_error(request)
    leave_off(request)
    return not_now(sentence_of_page(outage, sent=request.method not in {"GET", "HEAD"}))


def not_now(sentence: str) -> HttpResponse:
    """The page for what passes by itself; ``sentence`` says what it is and what to do."""
    page = render_to_string("503.html", {"sentence": sentence})
    return HttpResponse(page, status=503, headers={"Retry-After": RETRY_AFTER, "Cache-Control": "no-store"})


def leave_off(request: HttpRequest) -> None:
    """Give back the space of what was uploaded, and read what is still being sent.

    Whoever sends a file reads no answer before its end; closed on before that, it sees a broken connection instead.
    """
    for handler in request.upload_handlers:
        file = getattr(handler, "file", None)
        if file is not None:
            with suppress(OSError):  # what is not written yet has no room either; it is gone all the same
                file.close()
    rest = request.META.get("wsgi.input")
    with suppress(OSError):
        while rest is not None and rest.read(_CHUNK):
            pass
