"""Task ``grouping``: articles into stories, as they arrive."""

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from articles.analysis.story_groups import Arrival, stories_of
from articles.evaluation.arrivals import arrivals_of
from articles.evaluation.lines import rows_of
from articles.evaluation.matching import Score, share
from articles.evaluation.task import Figures, Item, Judged, Task


class GroupingTask(Task[Arrival, str, str]):
    """Articles in, the stories that they were put into out."""

    name = "grouping"
    takes = 'lines {"id", "title", "text", "date", "outlet", "story"}'

    def items(self, path: Path) -> list[Item[Arrival, str]]:
        """One article a line; they arrive in order of date, whatever the order of lines."""
        rows = rows_of(path)
        labels = [row.text("story") if row.has("story") else None for row in rows]
        return [Item(article, label) for article, label in zip(arrivals_of(rows), labels, strict=True)]

    def predict(self, given: Sequence[Arrival]) -> Iterator[str]:
        """Each article's story, by the name of the story's first article."""
        story_of = {member.id: story[0].id for story in stories_of(given) for member in story}
        for article in given:
            yield story_of[article.id]

    def line(self, prediction: str) -> Mapping[str, Any]:
        """The story's name."""
        return {"story": prediction}

    def figures(self, judged: Sequence[Judged[Arrival, str, str]]) -> Figures:
        """B-cubed precision, recall and F1, 0 to 1, with the numbers of stories found and meant."""
        found, meant = [row.prediction for row in judged], [row.label for row in judged]
        scores = b_cubed(found, meant)
        return {
            "b_cubed_f1": scores.f1,
            "b_cubed_precision": scores.precision,
            "b_cubed_recall": scores.recall,
            "stories_found": len(set(found)),
            "stories_meant": len(set(meant)),
        }


def b_cubed(found: Sequence[Hashable], meant: Sequence[Hashable]) -> Score:
    """B-cubed precision and recall of a grouping (Bagga and Baldwin 1998), each 0 to 1; 0 for nothing.

    For each member: the share of its found group that belongs with it, and the share of those that belong
    with it that are in its found group; then the mean over members.
    """
    both = Counter(zip(found, meant, strict=True))
    sizes_found, sizes_meant = Counter(found), Counter(meant)
    precision = sum(n * n / sizes_found[f] for (f, _), n in both.items())
    recall = sum(n * n / sizes_meant[m] for (_, m), n in both.items())
    return Score(share(precision, len(found)), share(recall, len(meant)))
