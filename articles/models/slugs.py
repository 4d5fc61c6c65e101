"""Addresses made from names: readable, unique, and kept when the name changes."""

from typing import Any

from django.db.models import Manager
from django.utils.text import slugify


def free_slug(rows: Manager[Any], name: str, *, fallback: str, length: int) -> str:
    """A slug of ``name`` that no other of ``rows`` has: "strike", then "strike-2"; made of ``fallback`` if need be.

    The unique constraint of the column has the last word where two ask at one moment.
    """
    base = slugify(name)[: length - 6].strip("-") or fallback
    taken = set(rows.filter(slug__startswith=base).values_list("slug", flat=True))
    number, slug = 1, base
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug
