"""Each request is counted by its view and status, and told to the log, without its address."""

import logging
import time
from collections.abc import Callable
from uuid import uuid4

from django.http import HttpRequest, HttpResponseBase

from coverage_site.monitoring.logs import about, view_of
from coverage_site.monitoring.metrics import REQUEST_SECONDS, REQUESTS

log = logging.getLogger("parallax.requests")

_METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}


class RequestsMiddleware:
    """Stands before all others. Addresses hold secrets (feeds, reply links) and are many: only the view is told."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, and measure it."""
        begun = time.perf_counter()
        with about(request=uuid4().hex):
            response = self._get_response(request)
            seconds = time.perf_counter() - begun
            view, method = view_of(request), request.method if request.method in _METHODS else "other"
            REQUESTS.labels(view, method, response.status_code).inc()
            REQUEST_SECONDS.labels(view).observe(seconds)
            told = {"view": view, "method": method, "status": response.status_code, "ms": round(seconds * 1000, 1)}
            log.info("%s %s %s", method, view, response.status_code, extra=told)
        return response
