"""The index follows every write, survives migrations, and answers the same on both databases."""

from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.ingest import Piece, add_article
from articles.models import Article, Speaker, SpeakerAlias, Statement, Story, Version
from articles.search import CannotSearch, Index, best, found, index, matches, newest, number, parse
from tests.factories import ArticleFactory, SpeakerFactory, VersionFactory
from tests.stories import harbour_story

pytestmark = pytest.mark.django_db
MODELS: dict[Index, Any] = {Index.ARTICLES: Article, Index.STATEMENTS: Statement, Index.SPEAKERS: Speaker}


def ids(kind: Index, typed: str) -> list[int]:
    return best(kind, parse(typed), MODELS[kind].objects.all(), first=0, most=100)


def headlines(typed: str) -> list[str]:
    by_id = Article.objects.in_bulk(ids(Index.ARTICLES, typed))
    return [by_id[pk].headline for pk in ids(Index.ARTICLES, typed)]


def article(headline: str, text: str) -> Article:
    made: Article = VersionFactory(article=ArticleFactory(headline=headline), text=text).article
    return made


@pytest.fixture
def four() -> None:
    article("Rail strike goes on", "Crews walked out on Monday. The picket line was long.")
    article("Bus fares rise", "A strike was called off. Nobody stood in line with a picket sign.")
    article("Müller’s café", "The un-Scottish plan costs £40,000, don’t they say.")
    article("Rail strike, day two", "The rail strike, the rail strike, nothing but the rail strike.")


@pytest.mark.parametrize("many", [0, 25])
def test_the_newest_come_first_in_whole_pages(four: None, many: int) -> None:  # noqa: ARG001 - the rows
    for day in range(many):
        article(f"Rain {day}", "No strike today, but rain.")
    every = sorted(ids(Index.ARTICLES, "strike"), reverse=True)
    assert len(every) == 3 + many
    pages = [newest(Index.ARTICLES, parse("strike"), None, first=first, most=20) for first in (0, 20, 40)]
    assert pages == [every[:20], every[20:40], every[40:]]


def test_the_newest_among_some(four: None) -> None:  # noqa: ARG001 - the rows
    some = Article.objects.filter(headline__startswith="Rail")
    wanted = list(some.order_by("-pk").values_list("pk", flat=True))
    assert newest(Index.ARTICLES, parse("strike"), some, first=0, most=20) == wanted
    assert newest(Index.ARTICLES, parse("strike -“picket line”"), some, first=0, most=20) == wanted[:1]


def test_older_rows_are_found_behind_the_newest(four: None, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001
    monkeypatch.setattr("articles.search.postgresql._NEWEST", 1)
    every = sorted(ids(Index.ARTICLES, "strike"), reverse=True)
    assert newest(Index.ARTICLES, parse("strike"), None, first=0, most=2) == every[:2]


@pytest.mark.parametrize(("typed", "many"), [("strike", 3), ("strike -rail", 1), ("seldom", 0)])
def test_what_is_found_is_counted(four: None, typed: str, many: int) -> None:  # noqa: ARG001 - the rows
    assert number(Index.ARTICLES, parse(typed)) == many


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("rail", {"Rail strike goes on", "Rail strike, day two"}),
        ("strike -rail", {"Bus fares rise"}),
        ("“picket line”", {"Rail strike goes on"}),
        ("picket line", {"Rail strike goes on", "Bus fares rise"}),
        ("strike -“picket line”", {"Bus fares rise", "Rail strike, day two"}),
        ("“on crews”", set()),  # from the headline into the text
        ("strik*", {"Rail strike goes on", "Bus fares rise", "Rail strike, day two"}),
        ("strik", set()),
        ("muller CAFE", {"Müller’s café"}),
        ("un-scottish 40,000 don't", {"Müller’s café"}),
        ("“the picket li*”", {"Rail strike goes on"}),
        ("“rail strike the rail”", {"Rail strike, day two"}),
        ("and", set()),
        ("the", {"Rail strike goes on", "Müller’s café", "Rail strike, day two"}),
    ],
)
def test_words_phrases_beginnings_and_what_is_left_out(four: None, typed: str, expected: set[str]) -> None:  # noqa: ARG001
    assert set(headlines(typed)) == expected
    assert Article.objects.filter(found(Index.ARTICLES, parse(typed))).count() == len(expected)


def test_a_word_in_the_headline_ranks_before_one_in_the_text(four: None) -> None:  # noqa: ARG001
    assert headlines("strike")[-1] == "Bus fares rise"


def test_a_phrase_is_found_however_far_in_a_long_text_it_stands() -> None:
    article("Long", f"{'the word ' * 20_000} the last phrase")
    assert headlines("“the last phrase”") == ["Long"]
    assert headlines("“last the phrase”") == []


def test_a_text_of_two_megabytes_of_different_words_is_stored_and_found() -> None:
    article("Huge", " ".join(f"wort{number}ü" for number in range(150_000)))
    assert headlines("wort7ü") == ["Huge"]


def test_only_the_newest_version_of_a_text_is_searched() -> None:
    piece = Piece("Crews walked out.", "The Herald", url="https://a.example/1", headline="Old head")
    add_article(piece, None)
    add_article(Piece("Crews stayed in.", "The Herald", url="https://a.example/1", headline="New head"), None)
    assert [headlines(typed) for typed in ("crews stayed", "walked", "old", "new")] == [
        ["New head"],
        [],
        [],
        ["New head"],
    ]
    Version.objects.get(number=2).delete()
    assert headlines("walked") == ["New head"]


def test_a_headline_that_is_mended_is_found_and_an_article_that_is_deleted_is_not() -> None:
    made = article("Rail strke", "Crews walked out.")
    made.headline = "Rail strike"
    made.save()
    assert headlines("strike crews") == ["Rail strike"]
    made.delete()
    assert headlines("crews") == []
    assert _rows(Index.ARTICLES) == 0


def test_statements_are_found_by_their_words_and_by_who_said_them() -> None:
    harbour_story()
    lee = Statement.objects.filter(speaker__name="Ann Lee")
    about_the_deal = lee.filter(point__gist__contains="deal")
    assert set(ids(Index.STATEMENTS, "lee deal")) == set(about_the_deal.values_list("pk", flat=True))
    speaker = Speaker.objects.get(name="Ann Lee")
    speaker.name = "Anna Leigh"
    speaker.save()
    assert len(ids(Index.STATEMENTS, "leigh")) == lee.model.objects.filter(speaker=speaker).count() > 0
    assert ids(Index.STATEMENTS, "lee") == []


def test_a_statement_has_the_words_of_its_parts_alone() -> None:
    story = harbour_story()
    statement = Statement.objects.filter(kind="direct").first()
    assert statement
    text = statement.version.text
    first = text.index("Dockers")
    statement.parts = [[first, first + 7], [statement.start, statement.start + 2]]
    statement.save()
    assert statement.pk in ids(Index.STATEMENTS, f"dockers {text[statement.start : statement.start + 2]}")
    assert statement.pk not in ids(Index.STATEMENTS, "defied")
    story.comparisons.all().delete()
    assert _rows(Index.STATEMENTS) == 0


def test_speakers_are_found_by_all_their_names() -> None:
    speaker = SpeakerFactory(name="Mick Lynch")
    alias = SpeakerAlias.objects.create(speaker=speaker, name="General Secretary")
    assert ids(Index.SPEAKERS, "secretary mick") == [speaker.pk]
    alias.name = "Union chief"
    alias.save()
    assert [ids(Index.SPEAKERS, typed) for typed in ("secretary", "chief")] == [[], [speaker.pk]]
    alias.delete()
    assert ids(Index.SPEAKERS, "chief") == []
    speaker.delete()
    assert _rows(Index.SPEAKERS) == 0


@given(typed=st.text(max_size=250) | st.text(alphabet="ab \"-*'\\%_():&|!<>^{}[]~+\x00“”’", max_size=40))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_typed_gives_a_result_or_one_sentence(four: None, typed: str) -> None:  # noqa: ARG001
    try:
        query = parse(typed)
    except CannotSearch as refused:
        assert str(refused).endswith(".")
        return
    for kind, model in MODELS.items():
        listed = best(kind, query, model.objects.all(), first=0, most=10)
        assert model.objects.filter(found(kind, query)).count() == len(listed)


@given(words=st.lists(st.text(alphabet="abcé’-.\u00a0", min_size=1, max_size=6), min_size=1, max_size=12), at=st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_word_of_a_text_finds_it_and_is_marked_in_it(words: list[str], at: st.DataObject) -> None:
    made = article("Head", f"{' '.join(words)} end")
    word = at.draw(st.sampled_from([*words, "end"]))
    try:
        query = parse(f"“{word}”")
    except CannotSearch:
        return
    assert made.pk in best(Index.ARTICLES, query, Article.objects.all(), first=0, most=1000)
    assert matches(made.versions.get().text, query)


def test_what_is_there_already_is_found_after_migrations_and_triggers_are_back(
    capsys: pytest.CaptureFixture[str],
) -> None:
    made = article("Rail strike", "Crews walked out.")
    index.release("default")
    assert not index.is_whole("default")
    made.headline = "Bus strike"
    made.save()
    call_command("migrate", verbosity=0)
    assert index.is_whole("default")
    assert headlines("bus") == ["Bus strike"]
    article("Bus fares", "They rise.")
    assert set(headlines("bus")) == {"Bus strike", "Bus fares"}
    call_command("reindex")
    assert capsys.readouterr().out == "2 articles, 0 statements, 0 speakers\n"


@pytest.mark.django_db(transaction=True)
def test_tables_can_be_made_anew_by_migrations_and_nothing_is_lost() -> None:
    article("Rail strike", "Crews walked out.")
    harbour = harbour_story()
    assert isinstance(harbour, Story)
    field = Statement._meta.get_field("rule")
    longer = field.clone()
    longer.max_length = 80
    longer.set_attributes_from_name("rule")
    longer.model = Statement
    index.release("default")
    for old, new in ((field, longer), (longer, field)):
        with connection.schema_editor() as editor:
            editor.alter_field(Statement, old, new, strict=False)
    call_command("migrate", verbosity=0)
    assert headlines("rail") == ["Rail strike"]
    assert ids(Index.STATEMENTS, "deal") != []
    article("Rail talks", "They met.")
    assert set(headlines("rail")) == {"Rail strike", "Rail talks"}


def test_an_emptied_database_has_an_empty_index() -> None:
    assert [_rows(kind) for kind in Index] == [0, 0, 0]


def _rows(kind: Index) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {kind.table}")  # noqa: S608 - a name of our own
        return int(cursor.fetchone()[0])
