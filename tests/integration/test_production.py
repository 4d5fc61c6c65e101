"""An installation behind a proxy that ends TLS, in a process of its own: its cookies and its headers."""

import json
import os
import subprocess
import sys
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any

import pytest

VISIT = """
import json
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client
call_command("migrate", verbosity=0)
call_command("collectstatic", verbosity=0, interactive=False)
User.objects.create_user("mara", password="soft-rain-on-slate")
told = {"plain": Client().get("/sign-in/").headers.items()}
browser = Client(headers={"X-Forwarded-Proto": "https"})
page = browser.get("/sign-in/")
told["page"] = page.headers.items()
told["in"] = browser.post("/sign-in/", {"username": "mara", "password": "soft-rain-on-slate"}).status_code
told["cookies"] = browser.cookies.output(header="").splitlines()
print(json.dumps(told, default=list))
"""


def environment_with(**settings: str) -> dict[str, str]:
    """Ours without what it says of an installation, and with these settings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PARALLAX_", "DJANGO_"))}
    return {**kept, **settings}


def run(root: Path, environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def told(root: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    data = tmp_path_factory.mktemp("production")
    environment = environment_with(
        PARALLAX_DATA=str(data),
        DATABASE_URL=f"sqlite:///{data / 'db.sqlite3'}",
        PARALLAX_SECRET_KEY="a key of a production that is long enough for every check of Django",
        PARALLAX_HTTPS="1",
        PARALLAX_HOSTS="testserver",
    )
    done = run(root, environment, "shell", "--no-imports", "--command", VISIT)
    assert done.returncode == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer


def test_plain_http_is_led_to_https(told: dict[str, Any]) -> None:
    assert dict(told["plain"])["Location"] == "https://testserver/sign-in/"


def test_cookies_are_for_this_host_over_tls_alone_and_the_sessions_for_no_script(told: dict[str, Any]) -> None:
    assert told["in"] == 302
    cookies = {name: one for line in told["cookies"] for name, one in SimpleCookie(line.strip()).items()}
    kept = ("secure", "httponly", "samesite", "path", "domain")
    assert {name: tuple(one[key] for key in kept) for name, one in cookies.items()} == {
        "__Host-sessionid": (True, True, "Lax", "/", ""),
        "__Host-csrftoken": (True, "", "Strict", "/", ""),  # the forms of rulings read it by script
    }


def test_every_page_tells_the_browser_to_be_careful(told: dict[str, Any]) -> None:
    headers = dict(told["page"])
    policy = dict(part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";"))
    assert {policy[name] for name in ("default-src", "base-uri", "frame-ancestors")} == {"'none'"}
    assert {policy[name] for name in ("script-src", "style-src", "connect-src", "form-action")} == {"'self'"}
    assert {
        name: headers[name] for name in ("Strict-Transport-Security", "X-Content-Type-Options", "Referrer-Policy")
    } == {
        "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
    }
    assert (headers["X-Frame-Options"], headers["Cross-Origin-Opener-Policy"]) == ("DENY", "same-origin")
    assert "no-store" in headers["Cache-Control"]


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("postgres://desk:s3cret@host:54x2/news", "postgres://…@host:54x2/news"),
        ("postgres://desk:s3/cret@host/news", "postgres://…@host/news"),
        ("desk:s3cret@host/news", "…@host/news"),
    ],
)
def test_a_database_that_cannot_be_understood_is_named_without_its_password(
    root: Path, address: str, shown: str
) -> None:
    done = run(root, environment_with(DATABASE_URL=address), "check")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"DATABASE_URL is '{shown}': write postgres://user@host:5432/name or leave it out.\n"


def test_a_server_that_does_not_start_tells_no_part_of_the_password(root: Path) -> None:
    environment = environment_with(DATABASE_URL="postgres://desk:hunter/2@host/news")
    command = [sys.executable, "-c", "import coverage_site.wsgi"]
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)
    assert "BadSetting: DATABASE_URL is 'postgres://…@host/news'" in done.stderr
    assert "hunter" not in done.stderr
