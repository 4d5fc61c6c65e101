"""How the program logs: for people by default, only errors; or, with PARALLAX_LOG=json, a JSON object a line."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.http import HttpRequest

NO_VIEW = "none"  # of static files, and of addresses at which there is nothing
_about: ContextVar[dict[str, object]] = ContextVar("about", default={})  # noqa: B039 - never changed in place


def view_of(request: HttpRequest) -> str:
    """The name of the view that answers a request."""
    match = request.resolver_match
    return (match.view_name or match.route) if match else NO_VIEW


@contextmanager
def about(**what: object) -> Iterator[None]:
    """Whatever is logged meanwhile in this thread says what it is about: a request, a job."""
    before = _about.set(_about.get() | what)
    try:
        yield
    finally:
        _about.reset(before)


class AboutFilter(logging.Filter):
    """Puts what a line is about into it, and of a request no address: some are as good as a password."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every line through."""
        request = record.__dict__.get("request")
        if isinstance(request, HttpRequest):
            del record.__dict__["request"]
            if record.name == "django.request" and isinstance(record.args, tuple):
                record.args = (*record.args[:1], view_of(request))
        for name, value in _about.get().items():
            if name not in record.__dict__:
                record.__dict__[name] = value
        return True


def logging_of(form: str) -> dict[str, Any]:
    """Django's LOGGING for ``form``, "text" or "json"; everything goes to standard error.

    As text only errors are shown: whoever runs "make run" sees them, and the worker's own lines ("Starting
    worker", "shutting down") are below an error.
    """
    handler: dict[str, Any] = {"class": "logging.StreamHandler", "level": "ERROR"}
    if form == "json":
        handler = {"class": "logging.StreamHandler", "formatter": "json", "filters": ["about"]}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"about": {"()": "coverage_site.monitoring.logs.AboutFilter"}},
        "formatters": {"json": JSON_LINES},
        "handlers": {"console": handler},
        "root": {"handlers": ["console"], "level": "INFO" if form == "json" else "WARNING"},
        "loggers": {"django_tasks_db": {"handlers": ["console"], "propagate": False}},
    }


JSON_LINES: dict[str, Any] = {
    "()": "pythonjsonlogger.json.JsonFormatter",
    "fmt": "%(levelname)s %(name)s %(process)d %(message)s",
    "rename_fields": {"levelname": "level", "name": "logger", "exc_info": "error"},
    "timestamp": "time",
}
