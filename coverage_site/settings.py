"""All settings, in one file. What an installation changes comes from the environment (docs/operations.md)."""

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import dj_database_url
from django.utils.csp import CSP

from coverage_site.environment import (
    BadSetting,
    env_address,
    env_bool,
    env_choice,
    env_email,
    env_int,
    env_list,
    env_redis,
    env_site,
    env_time_zone,
    without_password,
)
from coverage_site.monitoring.logs import logging_of

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(os.environ.get("PARALLAX_DATA") or BASE_DIR / "var")

DEBUG = env_bool("PARALLAX_DEBUG", default=False)
# Empty until it is needed: the commands that only read files work without one, and Django refuses
# to serve with an empty key. "make run" writes the file.
_key_file = DATA_DIR / "secret-key"
SECRET_KEY = os.environ.get("PARALLAX_SECRET_KEY", "")
if not SECRET_KEY and _key_file.exists():
    SECRET_KEY = _key_file.read_text(encoding="ascii").strip()

ALLOWED_HOSTS = env_list("PARALLAX_HOSTS", default="localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = env_list("PARALLAX_ORIGINS")

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_tasks_db",
    "simple_history",
    "axes",
    "articles",
]

MIDDLEWARE = [
    "coverage_site.monitoring.requests.RequestsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "coverage_site.http.only_known_methods",
    "coverage_site.http.only_text_in_addresses",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "coverage_site.access.ReadersMiddleware",
    "coverage_site.given_passwords.ChoosingMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "coverage_site.urls"
WSGI_APPLICATION = "coverage_site.wsgi.application"
ASGI_APPLICATION = "coverage_site.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]


def _database() -> dict[str, Any]:
    """PostgreSQL by DATABASE_URL, else SQLite in the data folder, set up so that writers wait in turn."""
    address = os.environ.get("DATABASE_URL") or f"sqlite:///{DATA_DIR / 'parallax.sqlite3'}"
    try:
        config: dict[str, Any] = dict(dj_database_url.parse(address, conn_max_age=60, conn_health_checks=True))
    except (ValueError, KeyError):
        raise BadSetting(
            f"DATABASE_URL is {without_password(address)!r}: write postgres://user@host:5432/name or leave it out."
        ) from None  # the error may name a part of the password
    if config["ENGINE"] == "django.db.backends.sqlite3":
        config["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        }
    else:  # a server that is gone is not waited for as long as TCP would
        config["OPTIONS"] = {"connect_timeout": 5, "keepalives_idle": 10} | config.get("OPTIONS", {})
    return config


DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Seconds after which a worker that has said nothing is taken for gone, and its job given to another.
PARALLAX_LEASE = env_int("PARALLAX_LEASE", default=15, least=2)
# Tasks are queued in the database; in Redis, by Celery, where its address is given.
CELERY_BROKER_URL = env_redis("CELERY_BROKER_URL")
PARALLAX_QUEUE = os.environ.get("PARALLAX_QUEUE") or "parallax"
TASKS = {
    "default": {
        "BACKEND": "coverage_site.celery_queue.CeleryQueue"
        if CELERY_BROKER_URL
        else "coverage_site.queues.DatabaseQueue"
    }
}

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    # Long, and of whatever characters: rules about kinds of characters make passwords worse.
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "coverage_site.given_passwords.OwnUnlessGiven"},
]

LANGUAGE_CODE = "en-gb"
TIME_ZONE = env_time_zone("PARALLAX_TIME_ZONE", default="Europe/London")
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
    "base-uri": [CSP.NONE],
}
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

_https = env_bool("PARALLAX_HTTPS", default=False)  # behind a proxy that ends TLS and sets X-Forwarded-Proto
if _https:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    # Browsers take cookies of these names only from this host itself, and only over TLS.
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
# To be on the lists that browsers come with is for the owner of the domain to ask for, and takes months to undo.
SILENCED_SYSTEM_CHECKS = ["security.W021"]

SESSION_COOKIE_AGE = 7 * 24 * 60 * 60  # seconds after signing in, whether the session is used or not
CSRF_COOKIE_SAMESITE = "Strict"  # the session's is Lax: else links in e-mails would ask for a login
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # no further cookie

# Signing in: who asks is told from X-Forwarded-For by the number of proxies in front (coverage_site/throttle.py).
PARALLAX_PROXIES = env_int("PARALLAX_PROXIES", default=1 if _https else 0, least=0)
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AXES_HANDLER = "coverage_site.throttle.Throttle"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"], "ip_address"]  # in the order that Throttle weighs them
AXES_CLIENT_IP_CALLABLE = "coverage_site.throttle.client_address"
AXES_USERNAME_CALLABLE = "coverage_site.throttle.client_name"
AXES_LOCKOUT_CALLABLE = "coverage_site.throttle.locked_out"
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # what the page says of the time to wait stays true
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "csrfmiddlewaretoken"]
AXES_DISABLE_ACCESS_LOG = True  # who signed in when is nobody's business
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = LOGOUT_REDIRECT_URL = "index"
# Who may read: everybody (excerpts, and whole texts of licensed outlets), or only who signs in.
PARALLAX_READ = env_choice("PARALLAX_READ", "public", "login", default="login")
PARALLAX_UPLOAD_LIMIT = env_int("PARALLAX_UPLOAD_LIMIT", default=2_000_000)
DATA_UPLOAD_MAX_NUMBER_FILES = 900  # imports take 500, and say so of more
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * PARALLAX_UPLOAD_LIMIT

# Digests go out only where a mail server is named, and the address of the site that their links begin with.
_mail_server = env_email("PARALLAX_EMAIL")
PARALLAX_SITE = env_site("PARALLAX_SITE")
if _mail_server and not PARALLAX_SITE:
    raise BadSetting(
        "PARALLAX_EMAIL needs PARALLAX_SITE: write the address of the site, for example https://parallax.example."
    )
PARALLAX_EMAIL = bool(_mail_server)
if not PARALLAX_EMAIL:  # on purpose: without a mail server nothing is sent
    SILENCED_SYSTEM_CHECKS += ["mail.E001"]
MAILERS = {
    "default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": _mail_server}
    if _mail_server
    else {"BACKEND": "django.core.mail.backends.dummy.EmailBackend"}
}
DEFAULT_FROM_EMAIL = os.environ.get("PARALLAX_EMAIL_FROM") or "Parallax <parallax@localhost>"

# Whether web addresses and feeds are fetched at all.
PARALLAX_FETCH = env_bool("PARALLAX_FETCH", default=False)
# Servers (address, port) that are fetched from although they are not public. Only the settings of tests name their own
# server here; it is on purpose that nothing in the environment does.
PARALLAX_FETCH_TEST_SERVERS: frozenset[tuple[str, int]] = frozenset()

# The second address, for operators alone: health, readiness and metrics. None of it is at the public one.
PARALLAX_MONITOR = env_address("PARALLAX_MONITOR")
LOGGING = logging_of(env_choice("PARALLAX_LOG", "text", "json", default="text"))
