"""``make bench-views``: the pages of made stories of up to 50 articles and 400 points, in time, size and queries.

Each view is asked for twice, as a second reader asks for it; the second answer counts. With a browser its time is how
long Chromium takes from the last byte to a page that is laid out and can be used. The story is bench/made_story.py's.
"""

import gzip
import os
import sys
import tempfile
import time
from pathlib import Path

import django
from django.conf import settings

from bench.browsing import Browsing

SIZES = ((3, 25), (10, 100), (50, 400))
VIEWS = ("", "matrix/", "quotations/", "facts/", "framing/", "brief/")


def main() -> int:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "PARALLAX_DATA": folder, "PARALLAX_READ": "public", "PARALLAX_SECRET_KEY": "a key for the bench alone",
            "PARALLAX_HOSTS": "testserver", "DJANGO_SETTINGS_MODULE": "coverage_site.settings",
        }  # fmt: skip
        os.environ.pop("DATABASE_URL", None)
        django.setup()
        settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
        measure(Path(folder))
    return 0


def measure(folder: Path) -> None:
    """One line for each view of each story."""
    from django.core.management import call_command  # noqa: PLC0415  # what follows needs the settings

    from bench.made_story import store_made_story  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    answers = [
        (articles, points, view.rstrip("/") or "side by side", *answer(f"{story.get_absolute_url()}{view}"))
        for (articles, points), story in [(size, store_made_story(*size)) for size in SIZES]
        for view in VIEWS
    ]
    print("articles points view          CPU ms     KB  gzip KB  queries  browser ms")
    with Browsing(folder) as browsing:  # only now: the database is not asked in the same thread as a browser
        for articles, points, view, cpu, body, queries in answers:
            packed = len(gzip.compress(body)) / 1000
            line = f"{articles:8} {points:6} {view:12} {cpu:7.0f} {len(body) / 1000:6.0f} {packed:8.0f} {queries:8}"
            print(f"{line} {browsing.milliseconds(body):>11}")


def answer(address: str) -> tuple[float, bytes, int]:
    """The CPU time of an answer in milliseconds, its body, and how many queries it took."""
    from django.db import connection  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    client = Client()
    client.get(address)
    start = time.process_time()
    body = client.get(address).content
    cpu = (time.process_time() - start) * 1000
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    return cpu, body, len(captured)


if __name__ == "__main__":
    sys.exit(main())
