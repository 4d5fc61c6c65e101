"""Points and how each article carries them."""

import pytest

from articles.analysis.points.points import only_in, points_of
from articles.analysis.types import AnalysedArticle, Kind, Point, PointKind, SpeakerKind, Stance, Status, Tone
from tests.unit.analysis.made import article, cell, span, statement

SAID = "The board sold our pier in secret last week. Nobody asked the crews who work on it."
FULL = f"The pier is sold.\n\n“{SAID}” said Mara Delling."
OTHER = "A ferry sank in the bay.\n\nAll of its crew swam ashore."


def points(**texts: AnalysedArticle) -> tuple[Point, ...]:
    return points_of(texts)


def statuses(found: Point) -> list[str]:
    return [c.status.value for c in found.coverage.values()]


@pytest.mark.parametrize(
    ("others", "key"),
    [
        ([], None),
        ([Status.ABSENT], "a"),
        ([Status.ABSENT, Status.ABSENT], "a"),
        ([Status.ABSENT, Status.PARAPHRASE], None),
        ([Status.ABSENT, Status.TOO_EARLY], None),
        ([Status.ABSENT, Status.UNREADABLE], None),
        ([Status.UNCHECKED], None),
    ],
)
def test_only_in_needs_every_other_text_searched_and_empty(others: list[Status], key: str | None) -> None:
    text = "No. Yes."
    cells = {"a": cell(Status.VERBATIM, span(text, "No."))}
    for name, status in zip("bc", others, strict=False):
        cells[name] = cell(status, span(text, "Yes.")) if status.carries else cell(status)

    assert only_in(cells) == key


def test_nobody_carries_nothing() -> None:
    assert only_in({}) is None
    assert only_in({"a": cell(Status.ABSENT)}) is None
    assert points_of({}) == ()
    assert points(a=article(""), b=article("")) == ()


def test_the_same_words_in_two_articles_are_one_point() -> None:
    (found,) = points(a=article(FULL, statement(FULL, SAID)), b=article(FULL, statement(FULL, SAID)))[:1]

    assert statuses(found) == ["verbatim", "verbatim"]
    assert (found.only_in, found.speaker, found.kind) == (None, "Mara Delling", PointKind.STATEMENT)
    assert found.gist == "Mara Delling: The board sold our pier in secret last week."
    assert [[tuple(s) for s in c.spans] for c in found.coverage.values()] == [[(20, 103)], [(20, 103)]]


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (SAID, "verbatim"),
        (SAID.upper().replace("'", "’"), "verbatim"),
        ("The board sold our pier in secret last week. Nobody asked crews who work on it.", "variant"),
        ("The board sold our pier in secret last week.", "partial"),
        ("sold our pier in secret last week", "partial"),
        ("the board had sold the pier secretly a week ago and asked none of its crews", "paraphrase"),
    ],
)
def test_how_a_second_article_tells_it(words: str, status: str) -> None:
    text = f"Delling spoke. {words} So it went."

    (found,) = points(a=article(FULL, statement(FULL, SAID)), b=article(text, statement(text, words)))

    assert statuses(found) == ["verbatim", status]
    assert found.only_in is None


def test_what_a_text_does_not_have_is_absent_with_the_nearest_passage() -> None:
    text = f"{OTHER} The pier stands empty."

    (found,) = points(a=article(FULL, statement(FULL, SAID)), b=article(text))

    assert statuses(found) == ["verbatim", "absent"]
    assert found.only_in == "a"
    nearest = found.coverage["b"].nearest
    assert nearest is not None
    assert text[nearest.span.start : nearest.span.end] == "The pier stands empty."
    assert 0.0 < nearest.score < 0.45


def test_what_stands_in_a_text_without_being_found_as_a_statement_is_not_absent() -> None:
    (found,) = points(a=article(FULL, statement(FULL, SAID)), b=article(FULL))[:1]

    assert statuses(found)[1] != "absent"
    assert found.only_in is None
    assert found.coverage["b"].statements == ()
    assert FULL[found.coverage["b"].spans[0].start :].startswith("“The board sold our pier")


def test_an_empty_text_is_absent_with_nothing_near() -> None:
    (found,) = points(a=article(FULL, statement(FULL, SAID)), b=article(""))

    assert found.coverage["b"] == cell(Status.ABSENT)
    assert found.only_in == "a"


def test_one_article_has_points_and_none_is_only_in_it() -> None:
    (found,) = points(a=article(FULL, statement(FULL, SAID)))

    assert (statuses(found), found.only_in) == (["verbatim"], None)


def test_the_same_argument_of_another_speaker_is_similar_and_no_variant() -> None:
    ferne = FULL.replace("Mara Delling", "Tobias Ferne")

    against = (Stance(Tone.CRITICISM, "the sale", None),)
    one, other = statement(FULL, SAID, stances=against), statement(ferne, SAID, "Tobias Ferne", stances=against)

    found = points(a=article(FULL, one), b=article(ferne, other))

    assert [p.speaker for p in found if p.kind is PointKind.STATEMENT] == ["Mara Delling", "Tobias Ferne"]
    assert [p.similar for p in found if p.kind is PointKind.STATEMENT] == [("p2",), ("p1",)]


def test_who_takes_the_other_side_in_the_same_words_does_not_argue_alike() -> None:
    ferne = FULL.replace("Mara Delling", "Tobias Ferne")
    one = statement(FULL, SAID, stances=(Stance(Tone.CRITICISM, "the sale", None),))
    other = statement(ferne, SAID, "Tobias Ferne", stances=(Stance(Tone.SUPPORT, "the sale", None),))

    found = points(a=article(FULL, one), b=article(ferne, other))

    assert [p.similar for p in found if p.kind is PointKind.STATEMENT] == [(), ()]


def test_words_of_an_unknown_speaker_join_those_of_a_known_one() -> None:
    found = points(a=article(FULL, statement(FULL, SAID, None)), b=article(FULL, statement(FULL, SAID)))

    assert [p.speaker for p in found if p.kind is PointKind.STATEMENT] == ["Mara Delling"]


def test_a_spokesperson_and_the_organisation_are_one_voice() -> None:
    given = {"organisation": "HWU", "speaker_kind": SpeakerKind.ORGANISATION}
    one, other = statement(FULL, SAID, "HWU", **given), statement(FULL, SAID, "Tobias Ferne", organisation="HWU")

    found = points(a=article(FULL, one), b=article(FULL, other))

    assert len([p for p in found if p.kind is PointKind.STATEMENT]) == 1


def test_statements_of_the_headline_make_no_point() -> None:
    assert points(a=article(FULL, statement(FULL, SAID, in_headline=True)), b=article(OTHER)) == ()


def test_the_stance_that_most_versions_take_comes_first() -> None:
    against, neutral = Stance(Tone.CRITICISM, "the board", None), Stance(Tone.SUPPORT, "crews", None)
    made = {
        key: article(FULL, statement(FULL, SAID, stances=stances))
        for key, stances in {"a": (neutral, against), "b": (against,), "c": (against,)}.items()
    }

    found = points_of(made)[0]

    assert found.stances == (against, neutral)
    assert (found.stance, found.target) == (Tone.CRITICISM, "the board")


def test_a_gist_prefers_the_words_themselves_and_is_cut_between_words() -> None:
    said = " ".join(["pier"] * 60) + "."
    text = f"“{said}” So she said. She called the pier a wreck."
    (found,) = points(a=article(text, statement(text, said)))
    assert found.gist == "Mara Delling: " + " ".join(["pier"] * 36) + " …"

    told = statement(FULL, "The pier is sold", kind=Kind.INDIRECT)
    assert points(a=article(FULL, told))[0].gist == "Mara Delling: The pier is sold"


def test_narration_that_two_articles_share_is_a_point() -> None:
    one = "Crews walked off the ferries at dawn on Friday. It rained."
    two = "At dawn on Friday crews walked off the ferries. Nobody came."

    (found,) = points(a=article(one), b=article(two), c=article(OTHER))

    assert (found.kind, found.speaker, found.only_in) == (PointKind.NARRATION, None, None)
    assert statuses(found) == ["verbatim", "paraphrase", "absent"]
    assert found.gist == "Crews walked off the ferries at dawn on Friday."
