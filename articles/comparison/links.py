"""Ways to other states of the page, one behind the other in a sentence."""

from collections.abc import Iterable
from html import escape
from typing import NamedTuple

from django.utils.safestring import SafeString, mark_safe


class Link(NamedTuple):
    """Another point or article, and the way to it."""

    text: str
    href: str


def links_html(links: Iterable[Link], name: str, between: str) -> SafeString:
    """The links with a sign ``between`` two; their ids are their ``name`` with a number."""
    written = []
    for number, link in enumerate(links, 1):
        href = escape(link.href)
        to = f'href="{href}#comparison" data-hx-get="{href}" id="{escape(name)}-{number}"'
        written.append(f"<a {to}>{escape(link.text)}</a>")
    return mark_safe(f"{escape(between)}\n".join(written))  # noqa: S308 - names and addresses are escaped  # nosec B308
