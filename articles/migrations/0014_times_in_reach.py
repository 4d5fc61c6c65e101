"""Times that a zone would put outside of the calendar are none: pages cannot show them, and some programs mean it so."""

import datetime as dt
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import migrations, models

FIRST, LAST = dt.datetime(1000, 1, 1, tzinfo=dt.UTC), dt.datetime(9998, 12, 31, tzinfo=dt.UTC)


def leave_out(apps: Any, _: Any) -> None:
    """Articles with such a time have none; what their histories say of it likewise."""
    for name in ("Article", "HistoricalArticle"):
        articles = apps.get_model("articles", name).objects
        articles.filter(published_at__lt=FIRST).update(published_at=None)
        articles.filter(published_at__gt=LAST).update(published_at=None)


def _within_reach(model: str) -> migrations.AlterField:
    validators = (
        MinValueValidator(FIRST, "Write a year from 1000 on, or leave the time out."),
        MaxValueValidator(LAST, "Write a year up to 9998, or leave the time out."),
    )
    field = models.DateTimeField(blank=True, null=True, validators=validators)
    return migrations.AlterField(model_name=model, name="published_at", field=field)


class Migration(migrations.Migration):
    """No table changes."""

    dependencies = [("articles", "0013_order_of_stories")]

    operations = [
        migrations.RunPython(leave_out, migrations.RunPython.noop),
        _within_reach("article"),
        _within_reach("historicalarticle"),
    ]
