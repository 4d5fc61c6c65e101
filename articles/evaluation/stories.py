"""Task ``stories``: whole comparisons against hand-made gold of several stories (gold/README.md of the data)."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from articles.analysis import compare, read
from articles.analysis.knowledge import Knowledge
from articles.analysis.output import comparison_json
from articles.analysis.types import Comparison
from articles.evaluation.lines import BadFile, row_of
from articles.evaluation.matching import characters, macro_f1, match, same_name, share
from articles.evaluation.task import Figures, Item, Judged, Task

TONES = ("criticism", "support", "neutral")
_CARRYING = {"verbatim", "variant", "partial", "paraphrase"}

type Texts = Mapping[str, str]
type Gold = Mapping[str, Any]
type Compared = Mapping[str, Any]


class StoriesTask(Task[Texts, Gold, Compared]):
    """Folders of a story's texts in, what ``manage.py compare`` gives out, keyed by the files' names without suffix."""

    name = "stories"
    takes = "a folder DIR of stories DIR/NAME/OUTLET.txt, with gold in DIR/../gold/stories/NAME.json or DIR/NAME.json"

    def __init__(self, knowledge: Knowledge, measure: Callable[[Comparison], Mapping[str, Any]]) -> None:
        self.knowledge = knowledge
        self.measure = measure

    def items(self, path: Path) -> list[Item[Texts, Gold]]:
        """One story a folder, in order of name."""
        if not path.is_dir():
            raise BadFile(f"{path} is no folder: name the folder that holds the stories.")
        folders = sorted(folder for folder in path.iterdir() if folder.is_dir() and any(folder.glob("*.txt")))
        if not folders:
            raise BadFile(f"The folder {path} holds no story (a folder of texts NAME/OUTLET.txt).")
        return [Item(_texts(folder), _gold(path, folder.name)) for folder in folders]

    def predict(self, given: Sequence[Texts]) -> Iterator[Compared]:
        """Each story by itself, with the starter knowledge."""
        for texts in given:
            comparison = compare({key: read(text) for key, text in texts.items()}, self.knowledge)
            yield comparison_json(comparison, self.measure(comparison))

    def line(self, prediction: Compared) -> Mapping[str, Any]:
        """What ``compare`` gives."""
        return prediction

    def figures(self, judged: Sequence[Judged[Texts, Gold, Compared]]) -> Figures:
        """``StoryMetrics`` over all stories."""
        metrics = StoryMetrics()
        for story in judged:
            metrics.add(story.prediction, story.label)
        return {**metrics.figures()}


def _texts(folder: Path) -> Texts:
    texts: dict[str, str] = {}
    for file in sorted(folder.glob("*.txt")):
        try:
            texts[file.stem] = file.read_bytes().decode("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise BadFile(f"{file} cannot be read as UTF-8: {error}.") from error
    return texts


def _gold(stories: Path, name: str) -> Gold | None:
    beside = stories.resolve().parent / "gold" / "stories" / f"{name}.json"
    file = next((file for file in (beside, stories / f"{name}.json") if file.exists()), None)
    return row_of(file).values if file else None


class StoryMetrics:
    """Counts pooled over stories; ``figures`` gives the shares, each 0 to 1, and 0 where nothing was counted."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.tones: list[tuple[str, str]] = []

    def add(self, compared: Mapping[str, Any], gold: Mapping[str, Any]) -> None:
        """Count one story: what ``compare`` gave, keyed by outlet, against its gold."""
        groups_of: dict[tuple[str, str], str] = {}
        for article in compared["articles"]:
            groups_of.update(self._statements(article, gold))
        self._points(compared["points"], groups_of, gold)

    def _statements(self, article: Mapping[str, Any], gold: Mapping[str, Any]) -> dict[tuple[str, str], str]:
        wanted = [s for s in gold["statements"] if s["article"] == article["file"]]
        given: Sequence[Mapping[str, Any]] = article["statements"]
        pairs = match(
            [characters(s["parts"]) for s in given],
            [characters(s.get("parts") or [[s["start"], s["end"]]]) for s in wanted],
        )
        for j, statement in enumerate(wanted):
            kind = "indirect" if statement["kind"] == "indirect" else "quoted"
            self.counts[f"{kind} gold"] += 1
            if j in pairs:
                self.counts[f"{kind} found"] += 1
                self.counts["matched"] += 1
                self.counts["speaker right"] += same_name(given[pairs[j]]["speaker"], statement["speaker"])
                self.tones.append((given[pairs[j]]["stance"], statement["stance"]))
        found = set(pairs.values())
        self.counts["predicted"] += sum(1 for i, s in enumerate(given) if i in found or not s["in_headline"])
        return {(article["file"], given[i]["id"]): wanted[j]["group"] for j, i in pairs.items()}

    def _points(
        self,
        points: Sequence[Mapping[str, Any]],
        groups_of: Mapping[tuple[str, str], str],
        gold: Mapping[str, Any],
    ) -> None:
        outlets = {group["id"]: set(group["outlets"]) for group in gold["groups"]}
        alone = {(entry["group"], entry["outlet"]) for entry in gold["only_in_one"]}
        alone_groups = {group for group, _ in alone}
        near = {frozenset(pair) for pair in gold["near_groups"]}
        found_alone: set[str] = set()
        met: dict[str, Counter[int]] = {}
        for number, point in enumerate(points):
            members = Counter(
                groups_of[file, ident]
                for file, cell in point["coverage"].items()
                for ident in cell["statements"]
                if (file, ident) in groups_of
            )
            if not members:
                continue
            for group, count in members.items():
                met.setdefault(group, Counter())[number] += count
            self._unmixed(members, near)
            known = set().union(*(outlets[group] for group in members))
            carrying = [file for file, cell in point["coverage"].items() if cell["status"] in _CARRYING]
            self.counts["carried"] += len(carrying)
            self.counts["carried right"] += sum(file in known for file in carrying)
            judged = {g for g in members if g in alone_groups or len(outlets[g]) > 1}
            if point["only_in"] is not None and judged:
                self.counts["only"] += 1
                if all((g, point["only_in"]) in alone for g in judged):
                    self.counts["only right"] += 1
                found_alone |= {g for g in judged if (g, point["only_in"]) in alone}
        self.counts["alone gold"] += len(alone_groups)
        self.counts["alone found"] += len(found_alone)
        self._shared(points, met, outlets)

    def _unmixed(self, members: Counter[str], near: set[frozenset[str]]) -> None:
        groups = sorted(members)
        self.counts["points"] += 1
        self.counts["mixed"] += any(
            frozenset((a, b)) not in near for i, a in enumerate(groups) for b in groups[i + 1 :]
        )

    def _shared(
        self, points: Sequence[Mapping[str, Any]], met: Mapping[str, Counter[int]], outlets: Mapping[str, set[str]]
    ) -> None:
        for group, numbers in met.items():
            if len(outlets[group]) < 2:
                continue
            self.counts["shared"] += 1
            most = max(numbers.values())
            complete = any(
                outlets[group] <= {f for f, cell in points[n]["coverage"].items() if cell["status"] in _CARRYING}
                for n, count in numbers.items()
                if count == most
            )
            self.counts["shared complete"] += complete

    def figures(self) -> dict[str, float | int]:
        """The metrics by their names in gold/README.md, with the counts they rest on."""
        c = self.counts
        return {
            "quoted_recall": share(c["quoted found"], c["quoted gold"]),
            "indirect_recall": share(c["indirect found"], c["indirect gold"]),
            "precision": share(c["matched"], c["predicted"]),
            "speaker": share(c["speaker right"], c["matched"]),
            "only_precision": share(c["only right"], c["only"]),
            "only_recall": share(c["alone found"], c["alone gold"]),
            "shared_complete": share(c["shared complete"], c["shared"]),
            "carried_precision": share(c["carried right"], c["carried"]),
            "stance_macro_f1": macro_f1(self.tones, TONES),
            "points_unmixed": 1 - share(c["mixed"], c["points"]),
            "statements": c["quoted gold"] + c["indirect gold"],
            "points_said_alone": c["only"],
        }
