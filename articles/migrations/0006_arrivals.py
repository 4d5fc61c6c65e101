"""Feeds, fetches of web addresses, and arrivals that join open stories by themselves."""

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.db import migrations, models


EDITOR = ("add_feed", "change_feed", "delete_feed", "view_feed", "view_fetch")
MODELS = ("feed", "feedentry", "fetch", "joining")


def give_permissions(apps, schema_editor):
    """Editors keep feeds and see fetches; admins may do everything, as with the other models."""
    config = apps.get_app_config("articles")
    config.models_module = True  # the permissions of new models come only after all migrations
    create_permissions(config, apps=apps, verbosity=0, using=schema_editor.connection.alias)
    config.models_module = None
    Group, Permission = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    of_app = Permission.objects.filter(content_type__app_label="articles")
    for name, permissions in (
        ("Editor", of_app.filter(codename__in=EDITOR)),
        ("Admin", of_app.filter(content_type__model__in=MODELS)),
    ):
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.add(*permissions)


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0005_copies_and_history'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='story',
            name='open',
            field=models.BooleanField(default=True, help_text='New articles that are clearly of this event join it by themselves.'),
        ),
        migrations.AddField(
            model_name='historicalstory',
            name='open',
            field=models.BooleanField(default=True, help_text='New articles that are clearly of this event join it by themselves.'),
        ),
        migrations.CreateModel(
            name='Feed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.URLField(help_text='Of the RSS or Atom feed itself.', max_length=500, unique=True)),
                ('active', models.BooleanField(default=True, help_text='Untick it to stop reading the feed.')),
                ('minutes', models.PositiveIntegerField(default=30, help_text='Minutes from one reading to the next, at least 5.', validators=[django.core.validators.MinValueValidator(5), django.core.validators.MaxValueValidator(10080)], verbose_name='every')),
                ('next_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='next reading')),
                ('last_read_at', models.DateTimeField(editable=False, null=True, verbose_name='last read')),
                ('last_result', models.TextField(blank=True, editable=False)),
                ('failures', models.PositiveSmallIntegerField(default=0, editable=False)),
                ('etag', models.CharField(blank=True, editable=False, max_length=200)),
                ('modified', models.CharField(blank=True, editable=False, max_length=200)),
                ('outlet', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='feeds', to='articles.outlet')),
            ],
            options={
                'ordering': ('outlet__name', 'address'),
            },
        ),
        migrations.CreateModel(
            name='FeedEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.URLField(max_length=500)),
                ('updated', models.CharField(blank=True, help_text='When the feed said that it was changed.', max_length=40)),
                ('refused', models.TextField(blank=True)),
                ('tries', models.PositiveSmallIntegerField(default=1)),
                ('again', models.BooleanField(default=False, help_text='A later try may succeed.')),
                ('fetched_at', models.DateTimeField(auto_now=True)),
                ('article', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='articles.article')),
                ('feed', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='entries', to='articles.feed')),
            ],
            options={
                'verbose_name_plural': 'feed entries',
                'ordering': ('-pk',),
                'constraints': [models.UniqueConstraint(fields=('feed', 'address'), name='one_entry_an_address')],
            },
        ),
        migrations.CreateModel(
            name='Fetch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('new_story', models.CharField(blank=True, max_length=200)),
                ('new_story_date', models.DateField(null=True)),
                ('asked', models.JSONField(null=True)),
                ('known', models.PositiveIntegerField(default=0, help_text='Addresses of a feed that were known already.')),
                ('results', models.JSONField(default=list)),
                ('state', models.CharField(choices=[('waiting', 'Waiting'), ('running', 'Running'), ('done', 'Done'), ('failed', 'Failed')], default='waiting', max_length=10)),
                ('message', models.TextField(blank=True)),
                ('attempt', models.PositiveSmallIntegerField(default=0, help_text='How often a worker has begun it.')),
                ('heard_at', models.DateTimeField(auto_now_add=True, help_text='When its worker last said that it is at work.')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
                ('feed', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='fetches', to='articles.feed')),
                ('started_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('story', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='articles.story')),
            ],
            options={
                'verbose_name_plural': 'fetches',
                'ordering': ('-created_at', '-pk'),
                'indexes': [models.Index(condition=models.Q(('state__in', ('waiting', 'running'))), fields=['state'], name='fetches_to_do')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ('waiting', 'running'))), fields=('feed',), name='one_reading_a_feed')],
            },
        ),
        migrations.CreateModel(
            name='Joining',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('likeness', models.FloatField()),
                ('belongs', models.BooleanField(null=True)),
                ('checked_at', models.DateTimeField(null=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='joinings', to='articles.article')),
                ('checked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('story', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='joinings', to='articles.story')),
            ],
            options={
                'ordering': ('created_at', 'pk'),
                'constraints': [models.UniqueConstraint(fields=('article', 'story'), name='one_joining_a_story')],
            },
        ),
        migrations.RunPython(give_permissions, migrations.RunPython.noop),
    ]
