"""The roles of an installation as groups: reader, editor, admin."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

EDITED = ("article", "outlet", "side", "sidealias", "speaker", "speakeralias", "story")
SEEN = ("run", "version")


def make_roles(apps, schema_editor):
    for label in ("articles", "auth"):  # the permissions of a new database come only after all migrations
        config = apps.get_app_config(label)
        config.models_module = True
        create_permissions(config, apps=apps, verbosity=0, using=schema_editor.connection.alias)
        config.models_module = None
    Group, Permission = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    of_app = Permission.objects.filter(content_type__app_label="articles")
    edits = [f"{act}_{model}" for model in EDITED for act in ("add", "change", "delete", "view")]
    edits += [f"view_{model}" for model in SEEN]
    users = Permission.objects.filter(content_type__app_label="auth", content_type__model="user")
    for name, permissions in (
        ("Reader", []),
        ("Editor", of_app.filter(codename__in=edits)),
        ("Admin", [*of_app, *users]),
    ):
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.add(*permissions)


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0002_facts_of_articles_and_offers"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(make_roles, migrations.RunPython.noop)]
