from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.analysis.knowledge import Knowledge, KnownSpeaker
from articles.analysis.rulings.statements import RULE, corrected
from articles.analysis.rulings.values import OnStatement, Place, RulingKind, Sketch
from articles.analysis.types import AnalysedArticle, Kind, Span, SpeakerKind, Stance, Statement, Thing, Tone
from tests.unit.analysis.made import article, span, statement

TEXT = """The mill will be sold.

Mara Delling said: “We were never asked.” She added that workers had wept.

“It is a good offer,” said Jon Ruck, for the owners.
"""
NO, WEPT, OFFER = "We were never asked.", "workers had wept", "It is a good offer"


def mill() -> AnalysedArticle:
    return article(
        TEXT,
        statement(TEXT, NO, side="Workers", organisation="Mill Union"),
        statement(TEXT, WEPT, kind=Kind.INDIRECT, side="Workers", organisation="Mill Union"),
        statement(TEXT, OFFER, "Jon Ruck", side="Owners"),
    )


def sketch(words: str, **given: object) -> Sketch:
    made = Sketch((span(TEXT, words),), Kind.DIRECT, "Mara Delling", SpeakerKind.PERSON, "Mill Union", "Workers", ())
    return replace(made, **given)  # type: ignore[arg-type]


def on(ruling: RulingKind, words: str, number: int = 1, /, **given: object) -> OnStatement:
    return OnStatement(number, ruling, Place("a", (span(TEXT, words),)), sketch(words, **given))


def ruled(
    *rulings: OnStatement, said: AnalysedArticle | None = None, knowledge: Knowledge | None = None
) -> list[Statement]:
    result = corrected({"a": said or mill()}, rulings, knowledge or Knowledge())
    return list(result.articles["a"].statements)


def words(statements: list[Statement]) -> list[str]:
    return [" … ".join(TEXT[part.start : part.end] for part in one.parts) for one in statements]


def test_without_rulings_nothing_is_touched() -> None:
    before = mill()
    result = corrected({"a": before}, [], Knowledge())
    assert result.articles["a"] is before
    assert result.in_effect == frozenset()


def test_another_speaker_brings_the_side_that_is_known_of_them() -> None:
    first, second, _ = ruled(on(RulingKind.SPEAKER, NO, speaker="Jon Ruck"))
    assert (first.speaker, first.side, first.organisation) == ("Jon Ruck", "Owners", None)
    assert (first.confidence, first.rule) == (1.0, RULE)
    assert (second.speaker, second.confidence) == ("Mara Delling", 0.9)
    (said,) = first.ruled
    assert said.machine == {"speaker": "Mara Delling", "speaker_kind": "person"}
    assert (said.thing, said.ruling, said.confidence, said.rule) == (Thing.SPEAKER, 1, 0.9, "made by hand")


def test_of_somebody_new_the_side_is_what_the_knowledge_says_or_unknown() -> None:
    known = Knowledge(speakers=(KnownSpeaker("Ada Quay", SpeakerKind.PERSON, "Council", ("Cllr Quay",)),))
    first, *_ = ruled(on(RulingKind.SPEAKER, NO, speaker="Ada Quay"), knowledge=known)
    assert (first.side, first.organisation) == ("Council", None)
    first, *_ = ruled(on(RulingKind.SPEAKER, NO, speaker="Ned Hurst"), knowledge=known)
    assert (first.side, first.organisation) == (None, None)
    first, *_ = ruled(on(RulingKind.SPEAKER, NO, speaker=None, speaker_kind=None), knowledge=known)
    assert (first.speaker, first.speaker_kind, first.side) == (None, None, None)


def test_the_same_speaker_confirmed_keeps_the_side() -> None:
    first, *_ = ruled(on(RulingKind.SPEAKER, NO))
    assert (first.side, first.organisation, first.confidence) == ("Workers", "Mill Union", 1.0)


def test_a_side_ruled_after_the_speaker_counts_and_one_ruled_before_does_not() -> None:
    speaker = on(RulingKind.SPEAKER, NO, 2, speaker="Jon Ruck")
    first, *_ = ruled(speaker, on(RulingKind.SIDE, NO, 3, side="Nobody"))
    assert (first.side, [one.thing for one in first.ruled]) == ("Nobody", [Thing.SPEAKER, Thing.SIDE])
    result = corrected({"a": mill()}, [on(RulingKind.SIDE, NO, 1, side="Nobody"), speaker], Knowledge())
    first = result.articles["a"].statements[0]
    assert (first.side, [one.thing for one in first.ruled]) == ("Owners", [Thing.SPEAKER])
    assert result.in_effect == {2}


def test_kind_and_stances_change_nothing_else() -> None:
    against = (Stance(Tone.CRITICISM, "the owners", None),)
    before = mill().statements[0]
    first, *_ = ruled(on(RulingKind.KIND, NO, kind=Kind.MIXED), on(RulingKind.STANCES, NO, 2, stances=against))
    assert replace(first, ruled=()) == replace(before, kind=Kind.MIXED, stances=against)


def test_a_removed_one_goes_and_the_others_are_numbered_anew() -> None:
    left = ruled(on(RulingKind.REMOVED, NO))
    assert words(left) == [WEPT, OFFER]
    assert [one.id for one in left] == ["s1", "s2"]


def test_another_span_is_where_rulings_on_either_find_the_statement() -> None:
    shorter = on(RulingKind.SPAN, NO, 1)
    shorter = replace(shorter, sketch=replace(shorter.sketch, parts=(span(TEXT, "never asked"),)))
    for at in (NO, "never asked"):
        first, *_ = ruled(on(RulingKind.KIND, at, 2, kind=Kind.MIXED), shorter)
        assert (TEXT[first.start : first.end], first.kind) == ("never asked", Kind.MIXED)
        assert {one.thing: one.machine for one in first.ruled} == {
            Thing.SPAN: {"parts": [list(span(TEXT, NO))]},
            Thing.KIND: {"kind": "direct"},
        }


def test_an_added_one_stands_in_its_place_and_knows_its_paragraph() -> None:
    sold = on(RulingKind.ADDED, "The mill will be sold", speaker="Jon Ruck", side=None, organisation=None)
    first, *others = ruled(sold)
    assert words([first]) == ["The mill will be sold"]
    assert (first.id, first.paragraph, first.rule, first.confidence) == ("s1", 1, RULE, 1.0)
    assert (first.side, first.cue, first.in_headline) == ("Owners", None, False)
    assert [one.id for one in others] == ["s2", "s3", "s4"]
    assert first.ruled[0].machine is None


def test_one_that_the_machine_finds_by_now_is_not_there_twice() -> None:
    added = on(RulingKind.ADDED, OFFER, speaker="Ada Quay", kind=Kind.MIXED)
    cue = span(TEXT, "said Jon Ruck")
    said = replace(mill(), statements=(*mill().statements[:2], replace(mill().statements[2], cue=cue)))
    third = ruled(added, said=said)[2]
    assert (third.speaker, third.kind, third.cue) == ("Ada Quay", Kind.MIXED, cue)


@pytest.mark.parametrize("kind", [RulingKind.SPEAKER, RulingKind.KIND, RulingKind.CONFIRMED, RulingKind.SIDE])
def test_what_an_editor_ruled_on_stays_when_the_machine_finds_it_no_more(kind: RulingKind) -> None:
    said = replace(mill(), statements=mill().statements[1:])
    first, *_ = ruled(on(kind, NO, speaker="Ada Quay"), said=said)
    assert words([first]) == [NO]
    assert (first.speaker, first.id) == ("Ada Quay", "s1")


def test_what_was_removed_needs_not_be_found() -> None:
    said = replace(mill(), statements=mill().statements[1:])
    result = corrected({"a": said}, [on(RulingKind.REMOVED, NO)], Knowledge())
    assert words(list(result.articles["a"].statements)) == [WEPT, OFFER]
    assert result.in_effect == frozenset()


def test_one_cut_a_little_otherwise_is_still_the_same() -> None:
    at = Place("a", (Span(span(TEXT, NO).start + 3, span(TEXT, NO).end),))
    first, *_ = ruled(replace(on(RulingKind.KIND, NO, kind=Kind.MIXED), at=at))
    assert (words([first]), first.kind) == ([NO], Kind.MIXED)


KINDS = st.sampled_from(
    [kind for kind in RulingKind if kind.thing in set(Thing) - {Thing.POINTS, Thing.COVERAGE, Thing.FINDING}]
)


@settings(deadline=None)
@given(st.lists(st.tuples(KINDS, st.integers(0, len(TEXT) - 2), st.integers(1, 60)), max_size=8))
def test_whatever_is_ruled_ids_are_in_order_and_once_and_passages_in_the_text(
    asked: list[tuple[RulingKind, int, int]],
) -> None:
    rulings = []
    for number, (kind, start, length) in enumerate(asked, start=1):
        parts = (Span(start, min(start + length, len(TEXT))),)
        rulings.append(OnStatement(number, kind, Place("a", parts), sketch(NO, parts=parts)))
    result = corrected({"a": mill()}, rulings, Knowledge())
    said = result.articles["a"].statements
    assert [one.id for one in said] == [f"s{n}" for n in range(1, len(said) + 1)]
    assert [one.start for one in said] == sorted(one.start for one in said)
    assert all(0 <= part.start < part.end <= len(TEXT) for one in said for part in one.parts)
    assert result.in_effect <= {ruling.id for ruling in rulings}
    assert {ruled.ruling for one in said for ruled in one.ruled} <= result.in_effect
