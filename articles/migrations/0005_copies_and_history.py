"""Copies among texts, the same text for several outlets, and histories of what editors change."""

from collections import Counter, defaultdict

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

from articles.analysis.copies import shared, traces


def find_copies(apps, schema_editor):
    """What articles/copies.py does for each text that comes in, for those that are here already."""
    Version, Trace, SharedText = (apps.get_model("articles", name) for name in ("Version", "Trace", "SharedText"))
    having, number, article_of = defaultdict(list), {}, {}
    for version in Version.objects.order_by("pk").iterator(chunk_size=200):
        values = traces(version.text)
        met = Counter(other for value in values for other in having[value] if article_of[other] != version.article_id)
        likely = [pk for pk, count in met.most_common(500) if count >= 0.1 * min(len(values), number[pk])][:50]
        for other in Version.objects.filter(pk__in=likely):
            common = shared(other.text, version.text)
            if common.are_copies:
                SharedText.objects.create(
                    first=other, second=version, share_of_first=common.first, share_of_second=common.second
                )
        Trace.objects.bulk_create(Trace(version=version, value=value) for value in values)
        number[version.pk], article_of[version.pk] = len(values), version.article_id
        for value in values:
            having[value].append(version.pk)


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0004_leases'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='HistoricalArticle',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('outlet_source', models.CharField(choices=[('named', 'named in the text'), ('inferred', 'inferred, not named in the text'), ('given', 'given by the editor')], default='given', max_length=10)),
                ('headline', models.CharField(blank=True, max_length=300)),
                ('standfirst', models.TextField(blank=True)),
                ('byline', models.CharField(blank=True, max_length=200)),
                ('url', models.URLField(blank=True, max_length=500, verbose_name='address')),
                ('language', models.CharField(blank=True, help_text='As the source says, for example en.', max_length=12)),
                ('published_at', models.DateTimeField(blank=True, null=True)),
                ('created_at', models.DateTimeField(blank=True, editable=False)),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
            ],
            options={
                'verbose_name': 'historical article',
                'verbose_name_plural': 'historical articles',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalOutlet',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('name', models.CharField(db_index=True, max_length=120)),
                ('slug', models.SlugField(editable=False, max_length=140)),
                ('domain', models.CharField(blank=True, help_text='For example heraldscotland.com', max_length=200)),
                ('licensed', models.BooleanField(default=False, help_text='Whole texts of this outlet may be shown to the public.')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
            ],
            options={
                'verbose_name': 'historical outlet',
                'verbose_name_plural': 'historical outlets',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalSide',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('name', models.CharField(db_index=True, max_length=80)),
                ('short_name', models.CharField(help_text='Set beside every mark, for example Con.', max_length=12)),
                ('colour', models.CharField(choices=[('blue', 'Blue'), ('vermilion', 'Vermilion'), ('teal', 'Teal'), ('purple', 'Purple'), ('ochre', 'Ochre'), ('pink', 'Pink'), ('olive', 'Olive'), ('slate', 'Slate')], default='slate', max_length=12)),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
            ],
            options={
                'verbose_name': 'historical side',
                'verbose_name_plural': 'historical sides',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalSideAlias',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('name', models.CharField(db_index=True, max_length=80)),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
            ],
            options={
                'verbose_name': 'historical side alias',
                'verbose_name_plural': 'historical side aliases',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalSpeaker',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('name', models.CharField(db_index=True, max_length=200)),
                ('kind', models.CharField(choices=[('person', 'Person'), ('organisation', 'Organisation'), ('group', 'Group'), ('document', 'Document')], default='person', max_length=12)),
                ('known', models.BooleanField(default=False, help_text='Entered by an editor or with the starter set.')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
            ],
            options={
                'verbose_name': 'historical speaker',
                'verbose_name_plural': 'historical speakers',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalSpeakerAlias',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('name', models.CharField(max_length=200)),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
            ],
            options={
                'verbose_name': 'historical speaker alias',
                'verbose_name_plural': 'historical speaker aliases',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalStory',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('title', models.CharField(max_length=200)),
                ('slug', models.SlugField(editable=False, max_length=220)),
                ('date', models.DateField(blank=True, help_text='The day of the event, where it is known.', null=True)),
                ('created_at', models.DateTimeField(blank=True, editable=False)),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
            ],
            options={
                'verbose_name': 'historical story',
                'verbose_name_plural': 'historical stories',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='SharedText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('share_of_first', models.FloatField()),
                ('share_of_second', models.FloatField()),
            ],
        ),
        migrations.CreateModel(
            name='Trace',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('value', models.BigIntegerField()),
            ],
        ),
        migrations.AddField(
            model_name='finding',
            name='copies',
            field=models.CharField(choices=[('each', 'each by itself'), ('once', 'as one')], default='each', max_length=4),
        ),
        migrations.AddField(
            model_name='framing',
            name='origin',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='articles.version'),
        ),
        migrations.AddField(
            model_name='framing',
            name='share',
            field=models.FloatField(null=True),
        ),
        migrations.AddField(
            model_name='framing',
            name='share_of_fullest',
            field=models.FloatField(null=True),
        ),
        migrations.AddField(
            model_name='point',
            name='only_in_once',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='articles.version'),
        ),
        migrations.AlterField(
            model_name='version',
            name='sha256',
            field=models.CharField(db_index=True, editable=False, max_length=64),
        ),
        migrations.AddConstraint(
            model_name='version',
            constraint=models.UniqueConstraint(fields=('article', 'sha256'), name='one_version_a_text'),
        ),
        migrations.AddField(
            model_name='historicalarticle',
            name='history_user',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='historicalarticle',
            name='outlet',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='articles.outlet'),
        ),
        migrations.AddField(
            model_name='historicalarticle',
            name='story',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='articles.story'),
        ),
        migrations.AddField(
            model_name='historicaloutlet',
            name='history_user',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='historicalside',
            name='history_user',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='historicalsidealias',
            name='history_user',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='historicalsidealias',
            name='side',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='articles.side'),
        ),
        migrations.AddField(
            model_name='historicalspeaker',
            name='history_user',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='historicalspeaker',
            name='side',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='articles.side'),
        ),
        migrations.AddField(
            model_name='historicalspeakeralias',
            name='history_user',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='historicalspeakeralias',
            name='speaker',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='articles.speaker'),
        ),
        migrations.AddField(
            model_name='historicalstory',
            name='history_user',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='sharedtext',
            name='first',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='articles.version'),
        ),
        migrations.AddField(
            model_name='sharedtext',
            name='second',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='articles.version'),
        ),
        migrations.AddField(
            model_name='trace',
            name='version',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='traces', to='articles.version'),
        ),
        migrations.AddConstraint(
            model_name='sharedtext',
            constraint=models.UniqueConstraint(fields=('first', 'second'), name='one_row_a_pair_of_texts'),
        ),
        migrations.AddIndex(
            model_name='trace',
            index=models.Index(fields=['value', 'version'], name='texts_of_a_trace'),
        ),
        migrations.RunPython(find_copies, migrations.RunPython.noop),
    ]
