"""Rows of another model that a form shows and does not take."""

from typing import Any

from django.http import HttpRequest


class ShownOnly:
    """For an inline: its rows are to look at. A form that says that it has a new one is not believed."""

    extra = 0
    max_num: int | None = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ANN401, ARG002 - Django's own
        """Whoever is asking."""
        return False
