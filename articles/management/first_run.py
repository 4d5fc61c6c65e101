"""What a new installation gets once: its secret key and its first admin."""

import os
import secrets
from pathlib import Path

from django.contrib.auth import get_user_model
from django.db import transaction

from articles.models import GivenPassword
from coverage_site.throttle import lift

ADMIN = "admin"
# Without letters and digits that look alike in some fonts: the password is typed from a terminal.
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


def write_secret_key(path: Path) -> str:
    """The key in ``path``, made on the first call; only its owner can read the file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    key = secrets.token_urlsafe(50)
    with os.fdopen(file, "w", encoding="ascii") as stream:
        stream.write(key)
    return key


def new_password() -> str:
    """Four groups of four characters: 79 bits, and still possible to type."""
    return "-".join("".join(secrets.choice(_ALPHABET) for _ in range(4)) for _ in range(4))


def has_users() -> bool:
    """Whether anyone can sign in: False only before the first run has finished."""
    return get_user_model().objects.exists()


def create_admin() -> str:
    """Make the first admin; the password is returned, and stored only as its hash."""
    password = new_password()
    with transaction.atomic():
        GivenPassword.note(get_user_model().objects.create_superuser(ADMIN, password=password))
    return password


def reset_password(name: str) -> str | None:
    """A new password for a user, who can sign in from now on, whatever was tried before; None for no such user."""
    user = get_user_model().objects.filter(username=name).first()
    if user is None:
        return None
    password = new_password()
    user.set_password(password)
    user.is_active = True
    with transaction.atomic():
        user.save(update_fields=["password", "is_active"])
        GivenPassword.note(user)
    lift(name)
    return password
