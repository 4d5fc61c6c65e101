"""The settings under test: production's own, with a data folder that is thrown away and quick passwords."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

# Before the real settings are read. Processes that a test starts inherit both.
_data = Path(tempfile.mkdtemp(prefix="parallax-tests-"))
os.environ["PARALLAX_DATA"] = str(_data)
os.environ["PARALLAX_READ"] = "public"
os.environ["PARALLAX_SECRET_KEY"] = "a key that only tests use, long enough for every check of Django"
atexit.register(shutil.rmtree, _data, ignore_errors=True)

from coverage_site.settings import *  # noqa: E402, F403 - only after the environment is set; all of it is wanted
from coverage_site.settings import DATABASES, STATIC_ROOT, STORAGES  # noqa: E402

STATIC_ROOT.mkdir(parents=True)  # WhiteNoise warns of a folder that is not there

# A file, not SQLite's shared memory, which answers "table is locked" where the real thing waits.
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["TEST"] = {"NAME": str(_data / "test.sqlite3")}

# Needs no collectstatic; the browser tests serve the real, hashed files.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
