"""Stories without a date stand by the day when they were made."""

from django.db import migrations
from django.db.models.functions import Coalesce, TruncDate


class Migration(migrations.Migration):
    """The order alone; nothing of the database changes."""

    dependencies = [("articles", "0012_states_of_jobs")]

    operations = [
        migrations.AlterModelOptions(
            name="story",
            options={
                "ordering": (Coalesce("date", TruncDate("created_at")).desc(), "-created_at", "-pk"),
                "verbose_name_plural": "stories",
            },
        ),
    ]
