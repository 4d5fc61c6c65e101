"""How templates find an editor's handle of what they show."""

from collections.abc import Hashable, Mapping

from django import template

register = template.Library()


@register.filter
def handle_of[K: Hashable, V](handles: Mapping[K, V], key: K) -> V | None:
    """The handle of one thing; None where it has none."""
    return handles.get(key)
