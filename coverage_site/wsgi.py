"""The WSGI application that the web server calls: the site, and at the address PARALLAX_MONITOR what operators need."""

import os
from wsgiref.types import WSGIApplication

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coverage_site.settings")

application: WSGIApplication = get_wsgi_application()

from django.conf import settings  # noqa: E402 - only now Django is set up

if settings.PARALLAX_MONITOR:
    from coverage_site.monitoring.answering import Health, divided, monitor

    application = divided(application, monitor(Health()), settings.PARALLAX_MONITOR.port)
