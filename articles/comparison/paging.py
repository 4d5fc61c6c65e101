"""A long list, page by page."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import QueryDict


@dataclass(frozen=True, slots=True)
class Pages:
    """One page of a list: rows ``first`` to ``last`` (from 1) of ``total``. Empty addresses lead nowhere."""

    first: int
    last: int
    total: int
    previous: str
    following: str


def read_page(query: QueryDict) -> int:
    """The page that a query string asks for, 1 where it makes no sense."""
    page = query.get("page", "")
    return int(page) if page.isascii() and page.isdecimal() and len(page) < 8 and int(page) else 1


def pages_of(total: int, each: int, page: int, address: Callable[[int], str]) -> Pages:
    """A page (from 1) of a list of ``total`` rows; one past the end is the last one."""
    page = max(1, min(page, -(-total // each)))
    first = (page - 1) * each + 1
    return Pages(
        first=first,
        last=min(total, first + each - 1),
        total=total,
        previous=address(page - 1) if page > 1 else "",
        following=address(page + 1) if first + each - 1 < total else "",
    )
