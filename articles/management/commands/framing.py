"""``manage.py framing``: who speaks in each outlet over all stories, as JSON."""

import json
from typing import Any

from django.core.management.base import BaseCommand

from articles.across.archive import statement_columns
from articles.framing.archive import OutletFraming, framing_of_archive
from articles.models import Outlet, Side


class Command(BaseCommand):
    """Prints one entry an outlet."""

    help = (
        "Count the statements of every outlet in the comparisons that stories show: by side with the share of their "
        "characters, in how many stories, and how often the side is first; by stance; by the tone of the verb."
    )

    def handle(self, **_: Any) -> None:
        """Count and print."""
        outlets = dict(Outlet.objects.values_list("pk", "slug"))
        sides = dict(Side.objects.values_list("pk", "name"))
        told = [_entry(one, outlets, sides) for one in framing_of_archive(statement_columns())]
        self.stdout.write(json.dumps({"outlets": sorted(told, key=lambda one: str(one["outlet"]))}, ensure_ascii=False))


def _entry(one: OutletFraming, outlets: dict[int, str], sides: dict[int, str]) -> dict[str, Any]:
    return {
        "outlet": outlets[one.outlet],
        "statements": one.statements,
        "stories": one.stories,
        "texts": one.texts,
        "sides": [
            {
                "side": sides.get(side.side),
                "statements": side.statements,
                "stories": side.stories,
                "first": side.first,
                "share": round(side.share, 4),
            }
            for side in one.sides
        ],
        "stances": one.stances,
        "verbs": one.verbs,
    }
