"""The three seed articles against their hand-made gold (gold/seeds.json)."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from articles.evaluation.matching import characters, match, overlap, same_name

_CARRYING = {"verbatim", "variant", "partial", "paraphrase"}


def seed_figures(compared: Mapping[str, Any], gold: Mapping[str, Any]) -> dict[str, Any]:
    """Counts over the core statements, traps and points; ``compared`` is keyed "000" to "002".

    A point is judged by the predicted point that holds most of its statements: right when just its articles carry it.
    """
    counts: Counter[str] = Counter()
    missed: list[str] = []
    predicted: dict[str, tuple[str, str]] = {}
    traps: list[str] = []
    for article in compared["articles"]:
        wanted = [s for s in gold["statements"] if s["article"] == article["file"]]
        given = article["statements"]
        pairs = match([characters(s["parts"]) for s in given], [characters(s["parts"]) for s in wanted])
        for j, statement in enumerate(wanted):
            if j in pairs:
                predicted[statement["id"]] = (article["file"], given[pairs[j]]["id"])
            if statement["tier"] != "core":
                continue
            found = given[pairs[j]] if j in pairs else None
            whole = found is not None and [list(p) for p in found["parts"]] == statement["parts"]
            speaker = found is not None and same_name(found["speaker"], statement["speaker"])
            counts.update(found=found is not None, whole=whole, speakers=speaker)
            if not (whole and speaker):
                missed.append(f"{statement['id']}: {found and (found['parts'], found['speaker'])}")
        for trap in gold["not_statements"]:
            at = characters([[trap["start"], trap["end"]]])
            if trap["article"] == article["file"] and any(overlap(at, at & characters(s["parts"])) for s in given):
                traps.append(trap["text"])
    wrong = [point["id"] for point in gold["points"] if not _point_right(point, compared["points"], predicted)]
    return {
        "found": counts["found"], "whole": counts["whole"], "speakers": counts["speakers"], "traps": len(traps),
        "points": len(gold["points"]) - len(wrong), "not_right": missed, "points_wrong": wrong, "traps_taken": traps,
    }  # fmt: skip


def _point_right(
    point: Mapping[str, Any], points: Sequence[Mapping[str, Any]], predicted: Mapping[str, tuple[str, str]]
) -> bool:
    places = {predicted[s] for s in point["statements"] if s in predicted}
    held = [
        sum((file, i) in places for file, cell in p["coverage"].items() for i in cell["statements"]) for p in points
    ]
    if not held or max(held) == 0:
        return False
    best = points[held.index(max(held))]
    carrying = {file for file, cell in best["coverage"].items() if cell["status"] in _CARRYING}
    return carrying == set(point["articles"])
