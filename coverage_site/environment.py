"""Reading settings from environment variables, failing loudly on a value that makes no sense."""

import os
import re
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit
from zoneinfo import available_timezones


class BadSetting(Exception):
    """A setting that cannot be used; the message is one sentence that says what to write instead."""


def env_bool(name: str, *, default: bool) -> bool:
    """``1``/``true``/``yes`` or ``0``/``false``/``no``, in any case; ``default`` when unset or empty."""
    value = os.environ.get(name, "").strip().lower()
    if not value:
        return default
    if value in {"1", "true", "yes"}:
        return True
    if value in {"0", "false", "no"}:
        return False
    raise BadSetting(f"{name} is {value!r}: write 1 or 0.")


def env_int(name: str, *, default: int, least: int = 1) -> int:
    """A whole number of at least ``least``; ``default`` when unset or empty."""
    value = os.environ.get(name, "").strip()
    if not value:
        return default
    if not value.isdecimal() or int(value) < least:
        raise BadSetting(f"{name} is {value!r}: write a whole number of at least {least}.")
    return int(value)


def env_choice(name: str, *choices: str, default: str) -> str:
    """One of ``choices``, in any case; ``default`` when unset or empty."""
    value = os.environ.get(name, "").strip().lower() or default
    if value not in choices:
        raise BadSetting(f"{name} is {value!r}: write {' or '.join(choices)}.")
    return value


def env_list(name: str, *, default: str = "") -> list[str]:
    """Words parted by commas, without empty ones."""
    return [word.strip() for word in (os.environ.get(name) or default).split(",") if word.strip()]


def without_password(address: str) -> str:
    """An address as it may be shown: nothing of who signs in, wherever the address goes wrong.

    >>> without_password("postgres://desk:secret@host:54x2/news")
    'postgres://…@host:54x2/news'
    """
    shown = re.sub("^([^:/@]*://)?.*@", r"\1…@", address, flags=re.DOTALL)
    return re.sub("(password=)[^&]*", r"\1…", shown)


def env_redis(name: str) -> str:
    """The address of a Redis database; empty when unset or empty. A password in it is never repeated."""
    value = os.environ.get(name, "").strip()
    if not value:
        return ""
    try:
        parts = urlsplit(value)
        sound = parts.scheme in {"redis", "rediss"} and bool(parts.hostname) and parts.port != 0
        sound = sound and re.fullmatch(r"(/\d*)?", parts.path) is not None
    except ValueError:  # a port that is no number
        sound = False
    if not sound:
        raise BadSetting(
            f"{name} is {without_password(value)!r}: write redis://host:6379/0 (rediss:// with TLS) or leave it out."
        )
    return value


_TLS = {"smtp": (25, {}), "smtp+tls": (587, {"use_tls": True}), "smtps": (465, {"use_ssl": True})}


def env_email(name: str) -> dict[str, Any]:
    """The options of a mail server; none when unset or empty. A password in the address is never repeated."""
    value = os.environ.get(name, "").strip()
    if not value:
        return {}
    try:
        parts = urlsplit(value)
        sound = parts.scheme in _TLS and bool(parts.hostname) and parts.port != 0 and parts.path in {"", "/"}
    except ValueError:  # a port that is no number
        sound = False
    if not sound:
        raise BadSetting(
            f"{name} is {without_password(value)!r}: write smtp+tls://user:password@host:587 (smtps:// for port 465,"
            " smtp:// without TLS) or leave it out."
        )
    port, options = _TLS[parts.scheme]
    return {
        "host": parts.hostname,
        "port": parts.port or port,
        "username": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "timeout": 30,
        **options,
    }


def env_site(name: str) -> str:
    """The address of the site, without a stroke at its end; empty when unset or empty."""
    value = os.environ.get(name, "").strip().rstrip("/")
    if value and not re.fullmatch(r"https?://[^/\s?#]+", value):
        raise BadSetting(f"{name} is {value!r}: write the address of the site, for example https://parallax.example.")
    return value


class Address(NamedTuple):
    """Where a server listens."""

    host: str
    port: int

    def __str__(self) -> str:
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


def env_address(name: str) -> Address | None:
    """An address to listen at, for example 127.0.0.1:9100 or [::1]:9100; None when unset or empty."""
    value = os.environ.get(name, "").strip()
    if not value:
        return None
    told = re.fullmatch(r"(?:\[([0-9a-fA-F:.]+)\]|([\w.-]+)):(\d{1,5})", value, flags=re.ASCII)
    if told is None or not 0 < int(told[3]) < 65536:
        raise BadSetting(f"{name} is {value!r}: write an address and a port, for example 127.0.0.1:9100.")
    return Address(told[1] or told[2], int(told[3]))


def env_time_zone(name: str, *, default: str) -> str:
    """The name of a time zone, for example Europe/London; ``default`` when unset or empty."""
    value = os.environ.get(name, "").strip() or default
    if value not in available_timezones():
        raise BadSetting(f"{name} is {value!r}: write the name of a time zone, for example Europe/London.")
    return value
