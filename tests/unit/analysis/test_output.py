"""The JSON of the command line: the keys and values of the contract, in their order."""

import json
from dataclasses import replace

from articles.analysis.output import article_json, comparison_json
from articles.analysis.types import (
    Comparison,
    CueTone,
    Evidence,
    Finding,
    FindingKind,
    Loaded,
    Nearest,
    Stance,
    Status,
    Tone,
    Voice,
)
from tests.unit.analysis.made import article, cell, point, span, statement

TEXT = "She spoke. “They sold the pier.” “For nothing!” A stunt."
STANCE = Stance(Tone.CRITICISM, "the sale", span(TEXT, "sold"))
SAID = statement(
    TEXT, "They sold the pier. … For nothing!", side="Crews", cue=span(TEXT, "spoke"), cue_tone=CueTone.NEUTRAL,
    speaker_span=span(TEXT, "She"), stances=(STANCE,), organisation="HWU",
)  # fmt: skip
ARTICLE = replace(article(TEXT, SAID), loaded=(Loaded(span(TEXT, "stunt"), "stunt", "judgement", Voice.OUTLET),))


def test_an_article() -> None:
    assert json.loads(json.dumps(article_json("x/pier.txt", ARTICLE))) == {
        "file": "x/pier.txt",
        "language": "en",
        "headline": None,
        "sentences": [[0, 10], [11, 32], [33, 47], [48, 56]],
        "boilerplate": [],
        "statements": [
            {
                "id": "s1",
                "start": 12,
                "end": 46,
                "parts": [[12, 31], [34, 46]],
                "kind": "direct",
                "in_headline": False,
                "cue": [4, 9],
                "speaker_span": [0, 3],
                "speaker": "Mara Delling",
                "speaker_kind": "person",
                "side": "Crews",
                "stances": [{"stance": "criticism", "target": "the sale", "span": [17, 21]}],
                "stance": "criticism",
                "target": "the sale",
                "confidence": 0.9,
                "rule": "made by hand",
            }
        ],
        "loaded": [{"start": 50, "end": 55, "term": "stunt", "category": "judgement", "voice": "outlet"}],
    }


def test_what_is_unknown_is_null() -> None:
    unknown = statement(TEXT, "They sold the pier.", None)

    given = article_json("pier.txt", article(TEXT, unknown))["statements"][0]

    keys = ["cue", "speaker_span", "speaker", "speaker_kind", "side", "target"]
    assert {key: given[key] for key in keys} == dict.fromkeys(keys)
    assert (given["stances"], given["stance"]) == ([], "neutral")


def test_a_comparison() -> None:
    other = replace(article("Quiet."), headline=span("Quiet.", "Quiet"))
    coverage = {
        "a": cell(Status.VERBATIM, *SAID.parts, statements=["s1"]),
        "b": replace(cell(Status.ABSENT), nearest=Nearest(span("Quiet.", "Quiet."), 0.125)),
    }
    finding = Finding(
        1, FindingKind.ONLY_CRITICISM, "Only a carries it.", "a", ("p1",), (Evidence("a", span(TEXT, "sold")),)
    )
    comparison = Comparison({"a": ARTICLE, "b": other}, (point(coverage, stances=(STANCE,), side="Crews"),), (finding,))

    given = json.loads(json.dumps(comparison_json(comparison, {"a": {"words": 10}, "b": {"words": 1}})))

    assert list(given) == ["articles", "points", "framing", "findings"]
    assert [entry["file"] for entry in given["articles"]] == ["a", "b"]
    assert given["articles"][1]["headline"] == [0, 5]
    assert given["points"] == [
        {
            "id": "p1",
            "gist": "Mara Delling: No.",
            "kind": "statement",
            "speaker": "Mara Delling",
            "side": "Crews",
            "stances": [{"stance": "criticism", "target": "the sale", "span": [17, 21]}],
            "stance": "criticism",
            "target": "the sale",
            "only_in": "a",
            "coverage": {
                "a": {"status": "verbatim", "statements": ["s1"], "spans": [[12, 31], [34, 46]], "nearest": None},
                "b": {"status": "absent", "statements": [], "spans": [], "nearest": {"span": [0, 6], "score": 0.125}},
            },
        }
    ]
    assert given["framing"] == {"a": {"words": 10}, "b": {"words": 1}}
    assert given["findings"] == [
        {
            "rank": 1,
            "kind": "only_criticism",
            "text": "Only a carries it.",
            "evidence": [{"file": "a", "span": [17, 21]}],
        }
    ]
