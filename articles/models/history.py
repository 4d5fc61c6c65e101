"""The first record of a row's history, for rows that were made without one."""

from collections.abc import Collection
from typing import Any

from django.db.models import Model
from django.db.models.signals import pre_save
from django.dispatch import receiver
from django.utils.timezone import now

# Rows made in bulk (the starter set, speakers found in texts) and rows from before histories were kept.
AS_IT_WAS = "As it was before its first change"


def keep_as_it_was(model: Any, keys: Collection[int]) -> None:  # noqa: ANN401 - a model with a history
    """Record what rows are that have no history yet, before they change; one query where all have one."""
    missing = set(keys) - set(model.history.filter(id__in=keys).values_list("id", flat=True))
    if not missing:
        return
    records = model.history.model
    records.objects.bulk_create(
        records(
            history_date=getattr(row, "created_at", now()),
            history_type="+",
            history_change_reason=AS_IT_WAS,
            **{field.attname: getattr(row, field.attname) for field in records.tracked_fields},
        )
        for row in model.objects.filter(pk__in=missing)
    )


@receiver(pre_save)
def keep_the_row_as_it_was(sender: type[Model], instance: Model, raw: bool, **_: Any) -> None:
    """Before a row is changed for the first time."""
    if not raw and instance.pk is not None and hasattr(sender, "history"):
        keep_as_it_was(sender, [instance.pk])
