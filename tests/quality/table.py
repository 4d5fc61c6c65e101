"""What docs/methods.md says of the figures, made from the floors: in short and in words, and as a table."""

from collections.abc import Mapping
from pathlib import Path

from tests.quality.floors import Floor

PAGE = Path(__file__).resolve().parents[2] / "docs" / "methods.md"

# What each figure says, in the order of the table: what readers rest on first.
WORDS = {
    "stories.only_precision": "points said to stand in one piece only: the share that do",
    "stories.only_recall": "points that stand in one piece only: the share that is said to",
    "stories.shared_complete": "points that several pieces carry: the share that names all of them",
    "stories.carried_precision": "pieces named as carrying a point: the share that do",
    "stories.points_unmixed": "points that do not join two different statements",
    "stories.speaker": "speakers, of the statements found",
    "stories.quoted_recall": "statements with quoted words: the share found",
    "stories.indirect_recall": "statements in the outlet's words: the share found",
    "stories.precision": "statements found: the share that people marked too",
    "stories.stance_macro_f1": "criticism, support or neither",
    "attribution.quoted_overlap_f1": "quoted statements, found and right",
    "attribution.quoted_exact_f1": "quoted statements, to the very character",
    "attribution.quoted_source": "words that name the source of a quoted statement",
    "attribution.all_overlap_f1": "all attributions, thoughts and plans too",
    "target_tone.macro_f1": "tone of a sentence towards somebody",
    "stance_stories.triples_f1": "who is for or against whom",
    "stance_stories.only_f1": "who is for or against whom in one piece only",
    "loaded_wording.macro_f1": "sentences with loaded wording, by one network",
    "loaded_wording.words_f1": "loaded words, by one network",
    "loaded_wording_full.macro_f1": "sentences with loaded wording, as shipped",
    "loaded_wording_full.words_f1": "loaded words, as shipped",
    "same_statement.balanced_accuracy": "whether two short answers say the same",
    "grouping.b_cubed_f1": "articles put into stories",
    "joining.precision": "arrivals that join a story by themselves: the share that belongs there",
    "joining.recall": "arrivals whose story is there: the share that joins it by itself",
    "extraction.f1": "the article's text out of a web page",
    "seeds.found": "example story: statements found, of 29",
    "seeds.whole": "example story: statements found whole, of 29",
    "seeds.speakers": "example story: speakers right, of 28",
    "seeds.points": "example story: points right, of 17",
    "seeds.traps": "example story: traps fallen into",
}


SHORT = """\
- Of 100 points that a page says stand **in one piece only**, **{only_precision}** do. Of 100 that really do, it says \
so of **{only_recall}**: the others are left in doubt.
- Of 100 pieces that a page names as **carrying** a point, **{carried_precision}** do. Of 100 points that several \
pieces carry, all of them are named for **{shared_complete}**.
- Of 100 statements **with quoted words**, **{quoted_recall}** are found; of 100 **told in the outlet's words**, \
**{indirect_recall}**.
- Of 100 statements found, the **speaker** is right for **{speaker}**."""


def in_short(floors: Mapping[str, Floor]) -> str:
    """The figures that readers rest on, in sentences."""
    reached = {key.removeprefix("stories."): round(100 * floor.reached) for key, floor in floors.items()}
    return SHORT.format_map(reached)


def table(floors: Mapping[str, Floor]) -> str:
    """One line a figure, in the order of ``WORDS``."""
    lines = ["| what | task and figure | reached | floor | on |", "|---|---|---|---|---|"]
    for key, words in WORDS.items():
        floor = floors[key]
        task, _, figure = key.partition(".")
        at_most = "at most " if floor.most else ""
        lines.append(f"| {words} | `{task}` {figure} | {floor.reached} | {at_most}{floor.floor} | {floor.date} |")
    return "\n".join(lines)


def with_table(page: str, floors: Mapping[str, Floor]) -> str:
    """The page with its sentences and its table renewed."""
    return _renewed(_renewed(page, "short", in_short(floors)), "figures", table(floors))


def _renewed(page: str, mark: str, text: str) -> str:
    begin, end = f"<!-- {mark} -->", f"<!-- /{mark} -->"
    before, _, rest = page.partition(begin)
    _, _, after = rest.partition(end)
    return f"{before}{begin}\n{text}\n{end}{after}"
