"""The settings of gunicorn, for ``make run`` and for installations on several hosts alike.

``gunicorn --config python:coverage_site.web_server coverage_site.wsgi``
"""

import os
import shutil
import tempfile
from typing import Any

from coverage_site.environment import env_address, env_choice, env_int

_FOLDER = "PROMETHEUS_MULTIPROC_DIR"
_own_folder = ""
# What is written here is mapped into memory: on a disk that is full that would end the process, with no error to catch.
_MEMORY = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108 - names in it are made at random  # nosec B108
_monitor = env_address("PARALLAX_MONITOR")

bind = [f"{os.environ.get('PARALLAX_BIND') or '127.0.0.1'}:{env_int('PARALLAX_PORT', default=8000)}"]
if os.environ.get("PARALLAX_DOOR"):  # "make run" has opened the port already
    bind = [f"fd://{os.environ['PARALLAX_DOOR']}"]
if _monitor:
    bind.append(str(_monitor))
workers = env_int("PARALLAX_WEB_PROCESSES", default=2)
threads = 4
loglevel = "warning"
graceful_timeout = 5
limit_request_line = 8190  # the most that it takes: a filtered view is told by its address alone
control_socket_disable = True
worker_tmp_dir = _MEMORY  # its heartbeat waits for no disk

if env_choice("PARALLAX_LOG", "text", "json", default="text") == "json":
    from coverage_site.monitoring.logs import JSON_LINES

    logconfig_dict: dict[str, Any] = {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": JSON_LINES},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["console"], "level": "WARNING"},
        "loggers": {"gunicorn.error": {"level": "WARNING", "propagate": True, "handlers": []}},
    }


def on_starting(server: object) -> None:  # noqa: ARG001 - gunicorn's signature
    """Make the folder by which the processes share their figures, before the first of them starts."""
    global _own_folder  # noqa: PLW0603 - gunicorn's hooks know nothing but this module
    if _monitor and not os.environ.get(_FOLDER):
        _own_folder = tempfile.mkdtemp(prefix="parallax-metrics-", dir=_MEMORY)
        os.environ[_FOLDER] = _own_folder


def on_exit(server: object) -> None:  # noqa: ARG001 - gunicorn's signature
    """Delete the folder."""
    if _own_folder:
        shutil.rmtree(_own_folder, ignore_errors=True)
