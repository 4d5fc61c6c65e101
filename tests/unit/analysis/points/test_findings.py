"""The wording, order and evidence of findings, on comparisons made by hand."""

from collections.abc import Mapping

import pytest

from articles.analysis.points.findings import findings_of
from articles.analysis.types import (
    AnalysedArticle,
    Evidence,
    Finding,
    FindingKind,
    Point,
    PointKind,
    Stance,
    Status,
    Tone,
)
from tests.unit.analysis.made import AGAINST_SALE, article, cell, point, span, statement

SALE = "Delling spoke. “They sold our pier in secret.” “Crews will not leave the quay for this.”"
QUIET = "The pier is shut. It opened in 1931."
NAMES = {"a": "The Quayside Post", "b": "Harbour News", "c": "The Bay Times"}
FIRST, SECOND = "They sold our pier in secret.", "Crews will not leave the quay for this."

LACKING = "The Bay Times does not have what every other piece carries:"
NO_TARGET = Stance(Tone.CRITICISM, None, None)


def found(articles: Mapping[str, AnalysedArticle], *points: Point) -> tuple[Finding, ...]:
    return findings_of(articles, points, {key: NAMES[key] for key in articles})


def alone(**given: object) -> tuple[dict[str, AnalysedArticle], Point]:
    """Two articles and a point that only the first carries."""
    who = {key: given[key] for key in ("organisation", "side", "speaker") if key in given}
    articles = {"a": article(SALE, statement(SALE, FIRST, **who)), "b": article(QUIET)}  # type: ignore[arg-type]
    coverage = {
        "a": cell(Status.VERBATIM, span(SALE, FIRST), statements=["s1"]),
        "b": cell(Status.ABSENT, nearest=span(QUIET, "The pier is shut.")),
    }
    speaker = given.get("speaker", "Mara Delling")
    return articles, point(coverage, gist=f"{speaker}: {FIRST}", **given)


def text_of(**given: object) -> list[str]:
    articles, made = alone(**given)
    return [finding.text for finding in found(articles, made)]


def test_less_than_two_articles_have_no_findings() -> None:
    assert found({}) == ()
    assert found({"a": article(SALE, statement(SALE, FIRST))}) == ()


def test_articles_without_points_have_no_findings() -> None:
    assert found({"a": article(""), "b": article("")}) == ()


def test_criticism_that_only_one_piece_carries() -> None:
    articles, made = alone(stances=AGAINST_SALE)

    assert found(articles, made) == (
        Finding(
            rank=1,
            kind=FindingKind.ONLY_CRITICISM,
            text="Only The Quayside Post carries Mara Delling’s criticism of the sale.",
            article="a",
            points=("p1",),
            evidence=(Evidence("a", span(SALE, FIRST)),),
            nearest=(Evidence("b", span(QUIET, "The pier is shut.")),),
            searched=("b",),
            words=6,
            paragraph=1,
            about=("Mara Delling", "criticism", "the sale"),
        ),
    )


@pytest.mark.parametrize(
    ("given", "text"),
    [
        (
            {"stances": (Stance(Tone.CRITICISM, None, None),)},
            "Only The Quayside Post carries Mara Delling’s criticism.",
        ),
        (
            {"stances": AGAINST_SALE, "speaker": "Tobias Ferns"},
            "Only The Quayside Post carries Tobias Ferns’ criticism of the sale.",
        ),
        (
            {"stances": AGAINST_SALE, "organisation": "Harbour Unions"},
            "Only The Quayside Post carries the Harbour Unions’ criticism of the sale.",
        ),
        (
            {"stances": AGAINST_SALE, "organisation": "HWU"},
            "Only The Quayside Post carries HWU’s criticism of the sale.",
        ),
        (
            {"stances": (*AGAINST_SALE, Stance(Tone.CRITICISM, "the board", None))},
            "Only The Quayside Post carries Mara Delling’s criticism of the sale and the board.",
        ),
        (
            {"stances": (Stance(Tone.SUPPORT, "the crews", None),)},
            "Only The Quayside Post carries Mara Delling’s support for the crews.",
        ),
        ({}, "Only The Quayside Post reports what Mara Delling said."),
        ({"speaker": "port workers"}, "Only The Quayside Post reports what the port workers said."),
    ],
)
def test_the_wording_of_what_one_piece_alone_carries(given: dict[str, object], text: str) -> None:
    assert text_of(**given) == [text]


def test_words_of_a_speaker_whom_another_piece_quotes_too() -> None:
    articles, made = alone()
    other = "“No,” she said."
    articles["b"] = article(other, statement(other, "No,"))

    assert [finding.text for finding in found(articles, made)] == [
        "Only The Quayside Post carries these words of Mara Delling: “They sold our pier in secret”."
    ]


def test_a_side_that_one_piece_alone_quotes_has_a_kind_of_its_own() -> None:
    articles, made = alone(side="Crews")

    assert [(finding.kind, finding.text) for finding in found(articles, made)] == [
        (FindingKind.ONLY_SIDE, "Only The Quayside Post reports what Mara Delling said.")
    ]


def test_a_point_that_another_text_might_have_makes_no_finding() -> None:
    articles, made = alone(stances=AGAINST_SALE)
    coverage = {**made.coverage, "b": cell(Status.UNREADABLE)}

    assert found(articles, point(coverage)) == ()


def test_narration_and_words_without_a_speaker_make_no_finding() -> None:
    articles, made = alone(stances=AGAINST_SALE)
    narrated = point(made.coverage, kind=PointKind.NARRATION, speaker=None)
    unnamed = point(made.coverage, speaker=None)

    assert found(articles, narrated, unnamed) == ()


def test_criticism_by_one_voice_in_several_points_is_one_finding() -> None:
    articles, made = alone(stances=AGAINST_SALE)
    second = {"a": cell(Status.VERBATIM, span(SALE, SECOND)), "b": cell(Status.ABSENT)}

    (finding,) = found(articles, made, point(second, id="p2", stances=AGAINST_SALE))

    assert finding.points == ("p1", "p2")
    assert finding.evidence == (Evidence("a", span(SALE, FIRST)), Evidence("a", span(SALE, SECOND)))
    assert finding.words == 14


def test_criticism_comes_before_other_words_however_many() -> None:
    articles, made = alone(stances=AGAINST_SALE)
    second = {"a": cell(Status.VERBATIM, span(SALE, SECOND)), "b": cell(Status.ABSENT)}

    findings = found(articles, point(second, id="p2", speaker="Tobias Ferne"), made)

    assert [(finding.rank, finding.points) for finding in findings] == [(1, ("p1",)), (2, ("p2",))]


def test_what_every_piece_but_one_carries() -> None:
    texts = {"a": SALE, "b": SALE, "c": QUIET}
    articles = {key: article(text) for key, text in texts.items()}
    coverage = {
        "a": cell(Status.VERBATIM, span(SALE, FIRST)),
        "b": cell(Status.VERBATIM, span(SALE, FIRST)),
        "c": cell(Status.ABSENT, nearest=span(QUIET, "The pier is shut.")),
    }
    said = point(coverage, gist=f"Mara Delling: {FIRST}")
    told = point(coverage, gist="The pier was sold.", id="p2", kind=PointKind.NARRATION, speaker=None)

    findings = found(articles, told, said)

    assert [(finding.kind, finding.article, finding.text) for finding in findings] == [
        (
            FindingKind.MISSING,
            "c",
            f"{LACKING} Mara Delling’s “They sold our pier in secret”.",
        ),
        (
            FindingKind.MISSING,
            "c",
            f"{LACKING} “They sold our pier in secret”.",
        ),
    ]
    assert findings[0].evidence == (Evidence("a", span(SALE, FIRST)), Evidence("b", span(SALE, FIRST)))
    assert findings[0].nearest == (Evidence("c", span(QUIET, "The pier is shut.")),)
    assert findings[0].searched == ("c",)


def test_with_two_pieces_nothing_is_missing_from_every_piece_but_one() -> None:
    articles, made = alone()

    assert [finding.kind for finding in found(articles, made)] == [FindingKind.ONLY_SPEAKER]


def test_a_side_that_one_piece_does_not_quote() -> None:
    def quoting(*speakers: str) -> AnalysedArticle:
        return article(SALE, *(statement(SALE, FIRST, speaker, side="Crews") for speaker in speakers))

    articles = {"a": quoting("Mara Delling", "Tobias Ferne"), "b": quoting("Mara Delling"), "c": article(QUIET)}

    (finding,) = found(articles)

    assert (finding.kind, finding.article, finding.searched) == (FindingKind.MISSING_SIDE, "c", ("c",))
    assert finding.text == (
        "The Bay Times quotes no speaker of the side “Crews” (0 of 0); "
        "The Quayside Post quotes 2 of 2, Harbour News quotes 1 of 1."
    )
    assert [evidence.article for evidence in finding.evidence] == ["a", "a", "b"]


def test_somebody_comes_before_anybody() -> None:
    articles, made = alone(stances=AGAINST_SALE, speaker="critics")
    second = {"a": cell(Status.VERBATIM, span(SALE, SECOND)), "b": cell(Status.ABSENT)}

    findings = found(articles, made, point(second, id="p2", stances=AGAINST_SALE, speaker="Tobias Ferne"))

    assert [finding.points for finding in findings] == [("p2",), ("p1",)]


def test_criticism_of_somebody_comes_before_criticism_of_nothing_named() -> None:
    articles, made = alone(stances=(NO_TARGET,))
    against = (Stance(Tone.CRITICISM, "Carl Voss", None),)
    second = {"a": cell(Status.VERBATIM, span(SALE, SECOND)), "b": cell(Status.ABSENT)}

    findings = found(articles, made, point(second, id="p2", stances=against, speaker="Tobias Ferne"))

    assert [finding.points for finding in findings] == [("p2",), ("p1",)]


def test_a_voice_that_is_nobody_makes_no_finding() -> None:
    assert text_of(speaker="someone") == []


CRITICS = "“They sold our pier in secret.” “Crews will not leave the quay for this.” Voss sat there."
ANSWER = "“The sale was fair,” Voss said."


def unanswered(text: str, *against: str) -> list[str]:
    stance = (Stance(Tone.CRITICISM, "Carl Voss", None),)
    critics = [
        statement(text, words, speaker, stances=stance)
        for words, speaker in zip((FIRST, SECOND), against, strict=False)
    ]
    answering = article(ANSWER, statement(ANSWER, "The sale was fair,", "Carl Voss"))
    return [finding.text for finding in found({"a": article(text, *critics), "b": answering})]


def test_a_reply_that_another_piece_has() -> None:
    (text,) = unanswered(CRITICS, "Mara Delling", "Tobias Ferne")

    assert text == (
        "The Quayside Post carries criticism of Carl Voss by 2 of 2 speakers and does not quote Carl Voss; "
        "Harbour News does."
    )


def test_one_critical_statement_is_no_ground_to_miss_a_reply() -> None:
    assert unanswered(CRITICS, "Mara Delling") == []


def test_a_reply_that_may_be_there_is_not_missed() -> None:
    assert unanswered(f"{CRITICS} Voss denied it.", "Mara Delling", "Tobias Ferne") == []


def test_a_version_that_lacks_a_sentence() -> None:
    short = f"Delling spoke. “{SECOND}”"
    whole = f"{FIRST} … {SECOND}"
    articles = {
        "a": article(SALE, statement(SALE, whole)),
        "b": article(short, statement(short, SECOND)),
    }
    coverage = {
        "a": cell(Status.VERBATIM, span(SALE, FIRST), span(SALE, SECOND), statements=["s1"]),
        "b": cell(Status.PARTIAL, span(short, SECOND), statements=["s1"]),
    }

    (finding,) = found(articles, point(coverage))

    assert (finding.kind, finding.article, finding.words) == (FindingKind.WORDS_DIFFER, "b", 6)
    assert finding.text == (
        "Harbour News’ version of Mara Delling’s words does not have “They sold our pier in secret”."
    )
    assert finding.evidence == (Evidence("a", span(SALE, FIRST)), Evidence("b", span(short, SECOND)))


def test_long_words_are_cut_between_words() -> None:
    articles, made = alone()
    other = "“No,” she said."
    articles["b"] = article(other, statement(other, "No,"))
    long = point(made.coverage, gist="Mara Delling: " + " ".join(["pier"] * 20))

    assert [finding.text for finding in found(articles, long)] == [
        "Only The Quayside Post carries these words of Mara Delling: “" + " ".join(["pier"] * 12) + " …”."
    ]
