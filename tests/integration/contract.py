"""The command line's contract (README.md, the language core's words) as a schema that a test can hold output against.

A schema is a type, a tuple of values or schemas any of which will do, a list of one schema, a dict of schemas by key
(each there, no other), or a dict of one schema under ``...`` (any key). ``SPAN`` is a pair of places in order.
"""

from collections.abc import Mapping, Sequence
from typing import Any

SPAN = "a span"
MAYBE_SPAN = (None, SPAN)
MAYBE_TEXT = (None, str)
SHARE = "0 to 1"

STANCE = {"stance": ("criticism", "support", "neutral"), "target": MAYBE_TEXT, "span": MAYBE_SPAN}
STATEMENT = {
    "id": str, "start": int, "end": int, "parts": [SPAN], "kind": ("direct", "mixed", "indirect"), "in_headline": bool,
    "cue": MAYBE_SPAN, "speaker_span": MAYBE_SPAN, "speaker": MAYBE_TEXT,
    "speaker_kind": (None, "person", "organisation", "group", "document"), "side": MAYBE_TEXT, "stances": [STANCE],
    "stance": STANCE["stance"], "target": MAYBE_TEXT, "confidence": SHARE, "rule": str,
}  # fmt: skip
LOADED = {"start": int, "end": int, "term": str, "category": str, "voice": ("outlet", "quoted")}
ARTICLE = {
    "file": str, "language": ("en", None), "headline": MAYBE_SPAN, "sentences": [SPAN], "boilerplate": [SPAN],
    "statements": [STATEMENT], "loaded": [LOADED],
}  # fmt: skip
CARRYING = ("verbatim", "variant", "partial", "paraphrase")
CELL = {
    "status": (*CARRYING, "absent", "too_early", "unreadable", "unchecked"), "statements": [str], "spans": [SPAN],
    "nearest": (None, {"span": SPAN, "score": SHARE}),
}  # fmt: skip
POINT = {
    "id": str, "gist": str, "kind": ("statement", "narration"), "speaker": MAYBE_TEXT, "side": MAYBE_TEXT,
    "stances": [STANCE], "stance": STANCE["stance"], "target": MAYBE_TEXT, "only_in": MAYBE_TEXT,
    "coverage": {...: CELL},
}  # fmt: skip
VOICE = {
    "words": int, "share": SHARE, "statements": int, "first_paragraph": int, "paragraphs": int, "ids": [str],
}  # fmt: skip
STANCES = {"statements": int, "share": SHARE, "ids": [str]}
FRAMING = {
    "words": int, "words_quoted": int, "words_own": int, "words_reported": int, "paragraphs": int,
    "sides": [{"side": MAYBE_TEXT, **VOICE}], "speakers": [{"speaker": MAYBE_TEXT, **VOICE}],
    "stances": dict.fromkeys(("criticism", "support", "neutral"), STANCES),
    "verbs": dict.fromkeys(("neutral", "doubting", "heated"), int), "loaded_own": {...: int},
    "points_alone": int, "points_missing": int,
    "evidence": {
        "verbs": {"neutral": [SPAN], "doubting": [SPAN], "heated": [SPAN]}, "loaded_own": {...: [SPAN]},
        "points_alone": [str], "points_missing": [str],
    },
}  # fmt: skip
FINDING = {"rank": int, "kind": str, "text": str, "evidence": [{"file": str, "span": SPAN}]}

ANALYSE = {"articles": [ARTICLE]}
COMPARE = {"articles": [ARTICLE], "points": [POINT], "framing": {...: FRAMING}, "findings": [FINDING]}
GROUP = {"stories": [{"articles": [str]}]}
EXTRACT = {
    "title": MAYBE_TEXT, "byline": MAYBE_TEXT, "published": MAYBE_TEXT, "language": MAYBE_TEXT, "body": str,
    "complete": bool,
}  # fmt: skip
PREDICTIONS: Mapping[str, Any] = {
    "attribution": {"statements": [STATEMENT]},
    "stance_stories": {
        "stances": [{"sentence": str, "subject": MAYBE_TEXT, "sentiment": ("NEG", "POS"), "object": str}]
    },
    "target_tone": {"polarity": ("negative", "neutral", "positive")},
    "loaded_wording": {"loaded": bool, "words": [str]},
    "same_statement": {"same": [[int]]},
    "grouping": {"story": str},
    "extraction": {"body": MAYBE_TEXT},
    "stories": COMPARE,
}


def faults(value: object, schema: Any, place: str = "") -> list[str]:  # noqa: ANN401  # see above
    """Where ``value`` is not of the form of ``schema``: none where all is well."""
    if schema == SPAN:
        span = isinstance(value, list) and len(value) == 2 and all(type(at) is int for at in value)
        return [] if span and 0 <= value[0] < value[1] else [f"{place} is no span: {value!r}"]  # type: ignore[index]
    if schema == SHARE:
        return [] if type(value) in {int, float} and 0 <= value <= 1 else [f"{place} is not from 0 to 1: {value!r}"]  # type: ignore[operator]
    if isinstance(schema, type):
        return [] if type(value) is schema else [f"{place} is no {schema.__name__}: {value!r}"]
    if isinstance(schema, tuple):
        fits = any(value == one if one is None or _is_value(one) else not faults(value, one) for one in schema)
        return [] if fits else [f"{place} is none of what it may be: {value!r}"]
    if isinstance(schema, list):
        return _list_faults(value, schema[0], place)
    return _object_faults(value, schema, place)


def _is_value(schema: object) -> bool:
    return isinstance(schema, str) and schema not in {SPAN, SHARE}


def _list_faults(value: object, schema: object, place: str) -> list[str]:
    if not isinstance(value, list):
        return [f"{place} is no list: {value!r}"]
    return [fault for number, one in enumerate(value) for fault in faults(one, schema, f"{place}[{number}]")]


def _object_faults(value: object, schema: Mapping[Any, Any], place: str) -> list[str]:
    if not isinstance(value, dict):
        return [f"{place} is no object: {value!r}"]
    if ... not in schema and value.keys() != schema.keys():
        return [f"{place} has the keys {list(value)}, not {list(schema)}"]
    return [
        fault
        for key, one in value.items()
        for fault in faults(one, schema[...] if ... in schema else schema[key], f"{place}.{key}")
    ]


def inconsistencies(result: Mapping[str, Any], texts: Mapping[str, str]) -> list[str]:
    """What contradicts itself in what ``compare`` gave for ``texts`` by file."""
    files = list(texts)
    wrong = []
    if [a["file"] for a in result["articles"]] != files or list(result["framing"]) != files:
        wrong.append("files are not as given, in order")
    known = {a["file"]: [s["id"] for s in a["statements"]] for a in result["articles"]}
    for article in result["articles"]:
        wrong += _article_inconsistencies(article, texts[article["file"]])
    for point in result["points"]:
        if list(point["coverage"]) != files:
            wrong.append(f"{point['id']} does not tell of each file")
        wrong += _point_inconsistencies(point, known)
    for file, framing in result["framing"].items():
        if framing["words"] != framing["words_quoted"] + framing["words_own"]:
            wrong.append(f"{file}: words are not those quoted and own")
        alone = [p["id"] for p in result["points"] if p["only_in"] == file]
        missing = [p["id"] for p in result["points"] if p["coverage"][file]["status"] == "absent"]
        if (framing["points_alone"], framing["points_missing"]) != (len(alone), len(missing)):
            wrong.append(f"{file}: points alone or missing are counted wrong")
    if [f["rank"] for f in result["findings"]] != list(range(1, len(result["findings"]) + 1)):
        wrong.append("findings are not in order of rank")
    return wrong


def _article_inconsistencies(article: Mapping[str, Any], text: str) -> list[str]:
    wrong = []
    if len({s["id"] for s in article["statements"]}) != len(article["statements"]):
        wrong.append("an id stands twice")
    for s in article["statements"]:
        if (s["start"], s["end"]) != (s["parts"][0][0], s["parts"][-1][1]) or s["end"] > len(text):
            wrong.append(f"{s['id']}: start and end are not those of the first and last part")
        first = s["stances"][0] if s["stances"] else {"stance": "neutral", "target": None}
        if (s["stance"], s["target"]) != (first["stance"], first["target"]):
            wrong.append(f"{s['id']}: stance and target do not repeat the first")
        if s["kind"] == "indirect" and text[s["end"] - 1] == ".":
            wrong.append(f"{s['id']}: an indirect one ends in a stop")
    return wrong + [
        f"the term {term['term']} does not stand at its place"
        for term in article["loaded"]
        if text[term["start"] : term["end"]].lower().split() != term["term"].split()
    ]


def _point_inconsistencies(point: Mapping[str, Any], known: Mapping[str, Sequence[str]]) -> list[str]:
    wrong = []
    for file, cell in point["coverage"].items():
        if bool(cell["spans"]) != (cell["status"] in CARRYING):
            wrong.append(f"{point['id']}: {file} is {cell['status']} with {len(cell['spans'])} spans")
        if not set(cell["statements"]) <= set(known[file]):
            wrong.append(f"{point['id']}: {file} names an unknown statement")
    if point["only_in"] is not None:
        others = [cell["status"] for file, cell in point["coverage"].items() if file != point["only_in"]]
        if set(others) != {"absent"} or point["coverage"][point["only_in"]]["status"] not in CARRYING:
            wrong.append(f"{point['id']} stands in one only, but others are {others}")
    return wrong
