"""What an article that was found without a point is said to be: absent only where its silence tells something."""

from datetime import UTC, datetime

import pytest

from articles.analysis.points.points import points_of
from articles.analysis.text import model
from articles.analysis.types import AnalysedArticle, Point
from tests.unit.analysis.made import article, span, statement

SAID = "The board sold our pier in secret last week."
OTHER = "A ferry sank in the bay. All of its crew swam ashore."
FRIDAY_NOON = datetime(2026, 3, 6, 12, tzinfo=UTC)
TUESDAY_NOON = datetime(2026, 3, 3, 12, tzinfo=UTC)


def telling(cue: str) -> AnalysedArticle:
    text = f"The pier is gone.\n\n“{SAID}” Mara Delling {cue}."
    return article(text, statement(text, SAID, cue=span(text, cue)))


def status(other: AnalysedArticle, cue: str = "said", published: dict[str, datetime] | None = None) -> str:
    return found(other, cue, published).coverage["b"].status.value


def found(other: AnalysedArticle, cue: str = "said", published: dict[str, datetime] | None = None) -> Point:
    return points_of({"a": telling(cue), "b": other}, published)[0]


@pytest.mark.parametrize(
    ("last", "wanted"),
    [
        ("The mayor saw it.", "absent"),
        ("The mayor saw it and told the …", "unreadable"),
        ("The mayor saw it and told the ...", "unreadable"),
        ("Subscribe to continue", "unreadable"),
        ("Sign in to read the rest of this story", "unreadable"),
        ("“Subscribe to our plan,” she said, “to continue.”", "absent"),
    ],
)
def test_a_text_that_is_cut_off_is_unreadable(last: str, wanted: str) -> None:
    assert status(article(f"{OTHER}\n\n{last}")) == wanted


def test_what_a_cut_text_does_have_is_told_all_the_same() -> None:
    cut = article(f"“{SAID}” said Mara Delling.\n\nSubscribe to continue")

    assert status(cut) == "variant" or status(cut) == "partial"


def test_nothing_stands_only_in_one_piece_beside_a_text_that_is_cut_off() -> None:
    assert found(article(OTHER)).only_in == "a"
    assert found(article(f"{OTHER}\n\nContinue reading")).only_in is None


def test_a_text_in_another_language_is_unchecked() -> None:
    foreign = article("Das Schiff sank in der Bucht, und alle schwammen an Land. " * 3)
    unknown = AnalysedArticle(
        foreign.text, None, None, foreign.paragraphs, foreign.sentences, (), (), ()
    )  # fmt: skip

    assert (status(unknown), found(unknown).only_in) == ("unchecked", None)


def test_without_a_language_model_silence_is_unchecked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model, "find_spec", lambda _package: None)

    assert status(article(OTHER)) == "unchecked"


@pytest.mark.parametrize(
    ("cue", "a", "b", "wanted"),
    [
        ("told reporters on Friday", FRIDAY_NOON, TUESDAY_NOON, "too_early"),
        ("said today", FRIDAY_NOON, TUESDAY_NOON, "too_early"),
        ("said yesterday", FRIDAY_NOON, TUESDAY_NOON, "too_early"),
        ("said on Monday", FRIDAY_NOON, TUESDAY_NOON, "absent"),  # before either came out
        ("said", FRIDAY_NOON, TUESDAY_NOON, "absent"),  # that one is older proves nothing
        ("said last Friday", FRIDAY_NOON, TUESDAY_NOON, "absent"),
        ("said today", FRIDAY_NOON, FRIDAY_NOON, "absent"),
        ("said today", TUESDAY_NOON, FRIDAY_NOON, "absent"),  # the silent one is the newer
    ],
)
def test_published_before_it_was_said(cue: str, a: datetime, b: datetime, wanted: str) -> None:
    assert status(article(OTHER), cue, {"a": a, "b": b}) == wanted


@pytest.mark.parametrize("known", [{"a": FRIDAY_NOON}, {"b": TUESDAY_NOON}, {}])
def test_without_both_times_nothing_is_too_early(known: dict[str, datetime]) -> None:
    assert status(article(OTHER), "said today", known) == "absent"


def test_a_day_within_the_words_themselves_is_not_when_they_were_said() -> None:
    text = "“We sail on Friday with the old crew,” said Mara Delling."
    one = article(text, statement(text, "We sail on Friday with the old crew,", cue=span(text, "said")))

    (point,) = points_of({"a": one, "b": article(OTHER)}, {"a": FRIDAY_NOON, "b": TUESDAY_NOON})

    assert point.coverage["b"].status.value == "absent"


def test_nothing_stands_only_in_one_piece_beside_one_that_came_too_early() -> None:
    times = {"a": FRIDAY_NOON, "b": TUESDAY_NOON}

    assert found(article(OTHER), "said today", times).only_in is None
