"""Voices of hand-made texts, counted by hand."""

from articles.analysis.types import Span
from articles.framing import Share, Text, Told, shares_by, voices_of, words_in

TEXT = "Ann Lee said: “We will win.” Bo Carr claimed they lost. READ MORE here now."


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def told(ident: str, words: str, paragraph: int = 1, **given: object) -> Told:
    values: dict[str, object] = {
        "kind": "direct", "in_headline": False, "speaker": None, "side": None, "role": None, "stance": "neutral",
        "cue": None, "cue_tone": "",
    }  # fmt: skip
    return Told(ident=ident, parts=(span(words),), paragraph=paragraph, **{**values, **given})  # type: ignore[arg-type]


def text(*statements: Told) -> Text:
    return Text(
        "a", TEXT, (Span(0, len(TEXT)),), None, (span("READ MORE here now."),), (span("We will win."),), statements
    )


LEE = told("s1", "We will win.", 2, speaker="Ann Lee", side="Union", cue=span("said"), cue_tone="neutral")
CARR = told(
    "s2",
    "they lost",
    5,
    kind="indirect",
    speaker="Bo Carr",
    stance="criticism",
    cue=span("claimed"),
    cue_tone="doubting",
)


def test_own_words_are_neither_quoted_nor_in_a_statement() -> None:
    words = words_in(text(LEE, CARR))
    assert words.words == ("ann", "lee", "said", "we", "will", "win", "bo", "carr", "claimed", "they", "lost")
    assert [word for word, own in zip(words.words, words.own, strict=True) if own] == [
        "ann", "lee", "said", "bo", "carr", "claimed",
    ]  # fmt: skip
    assert int(words.quoted.sum()) == 3


def test_voices_by_side_and_who_is_not_known() -> None:
    one = text(LEE, CARR)
    first, second = voices_of([one], {"a": words_in(one)}, "side")
    assert (first.name, first.words, first.share, first.idents, first.first) == ("Union", 3, 0.6, ("s1",), 2)
    assert (second.name, second.words, second.share, second.paragraphs) == (None, 2, 0.4, (5,))


def test_words_of_two_statements_count_once_for_a_side() -> None:
    one = text(LEE, told("s3", "will win", 2, side="Union", speaker="Cy Ode", in_headline=True))
    (voice,) = voices_of([one], {"a": words_in(one)}, "side")
    assert (voice.words, voice.share, voice.idents, voice.in_headline) == (3, 1.0, ("s1", "s3"), True)


def test_stances_and_verbs_with_all_names_and_one_verb_for_two_statements_once() -> None:
    again = told("s3", "lost", 5, cue=span("claimed"), cue_tone="doubting")
    one = text(LEE, CARR, again)
    stances = [(share.name, share.times, share.total) for share in shares_by([one], "stance")]
    assert stances == [("criticism", 1, 3), ("support", 0, 3), ("neutral", 2, 3)]
    verbs = {share.name: share for share in shares_by([one], "verb")}
    assert {name: share.times for name, share in verbs.items()} == {"neutral": 1, "doubting": 1, "heated": 0}
    assert verbs["doubting"].places == (span("claimed"),)


def test_a_text_without_statements_has_no_voice_and_shares_of_nothing() -> None:
    assert voices_of([text()], {"a": words_in(text())}, "speaker") == []
    assert shares_by([text()], "verb")[0] == Share("a", "neutral", 0, 0, (), ())
    assert Share("a", "neutral", 0, 0, (), ()).share == 0.0
