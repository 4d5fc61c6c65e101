"""``bench/points.py``: the points of made stories of 3 to 200 articles, beside comparing all sentences with all.

Each article has 40 sentences: some that many articles carry word for word or with a word left out, the rest its own
(``shared_sentences``). All are statements, so that nothing is spared. Beside it stands the plain way, rapidfuzz's
token_sort_ratio over all pairs of sentences of different articles, on one core in the same run: another machine shares
the ratio, not the times.
"""

import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from itertools import combinations
from multiprocessing import get_context
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz import fuzz, process

from articles.analysis.points.grouping import Groups, group
from articles.analysis.points.points import points_of
from articles.analysis.points.telling import StoryIndex, between_statements, place
from articles.analysis.types import AnalysedArticle
from bench.report import Section, Table, machine, publish
from bench.shared_sentences import OWN, REAL, SENTENCES, SHARED, SPEAKERS, shared_sentences

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

type Story = Mapping[str, AnalysedArticle]
type Pair = tuple[int, int]

SIZES = (3, 10, 50, 200)
TURNS = 15
ABOUT = (
    f"Milliseconds of processor time for a made story whose articles have {SENTENCES} statements each, "
    f"{'sentences of real news' if REAL else 'made of words without meaning'} that are given to {SPEAKERS} speakers; "
    f"{SHARED} of them stand in other articles too, half of these with a word left out. To find which say the same "
    "(“joined”); and with that how each article carries them, from a search of all texts (“points”). “One more” is "
    f"what each article of the last tenth adds, the median of {TURNS} runs with and without them. Beside them is the "
    "comparison of all sentences with all (rapidfuzz, token_sort_ratio), which finds likenesses alone; its F1, over "
    "pairs of sentences that were made of one, is that of its best limit. The best of three runs: the later ones know "
    "the words already, as a worker does."
)
HEADS = (
    "articles", "joined", "points", "one more joined", "one more in points", "all pairs", "MB more joined",
    "MB more in points", "F1", "F1 of all pairs", "all pairs ÷ joined", "all pairs ÷ points",
)  # fmt: skip
WANTED_HEADS = ("wanted", "joined", "points")
LIMITS = range(60, 100, 5)
# Of the product's own requirements.
AT_LEAST = {50: 30, 200: 80}  # times as fast as all pairs
F1_BELOW = 0.03  # at most under that of all pairs
TENTH, LAST, TIMES, MEMORY = 10, 200, 2.0, 150  # the last article costs at most so many times the tenth, and MB more


class Measured(NamedTuple):
    """What one way of working costs for a story: ms, ms that each of the last articles adds, and MB of memory."""

    ms: float
    one_more: float
    more: float


def main() -> int:
    """Print the tables, and write them into docs/performance.md; 1 where a limit is not kept."""
    both = joined, points = [in_own_process(work) for work in (joined_statements, points_of)]
    stories = stories_of(*SIZES)
    plain = {n: milliseconds(lambda story: list(all_pairs(story)), stories[n]) for n in SIZES}
    found = {n: f1(pairs_joined(joined_statements(stories[n]), stories[n]), stories[n]) for n in SIZES}
    best = {n: f1_of_all_pairs(stories[n]) for n in SIZES}
    rows = [
        (
            str(n),
            *(f"{figure:.0f}" for figure in (joined[n].ms, points[n].ms)),
            *(f"{figure:.1f}" for figure in (joined[n].one_more, points[n].one_more)),
            *(f"{figure:.0f}" for figure in (plain[n], joined[n].more, points[n].more)),
            *(f"{score:.3f}" for score in (found[n], best[n])),
            *(f"{plain[n] / of[n].ms:.1f}" for of in both),
        )
        for n in SIZES
    ]
    wanted: list[tuple[str, list[bool]]] = [
        *(
            (
                f"{n} articles: at least {times} times as fast as all pairs",
                [plain[n] / of[n].ms >= times for of in both],
            )
            for n, times in AT_LEAST.items()
        ),
        (f"F1 at most {F1_BELOW} under that of all pairs", [all(found[n] >= best[n] - F1_BELOW for n in SIZES)] * 2),
        (
            f"the {LAST}th article costs at most {TIMES:.0f} times the {TENTH}th",
            [of[LAST].one_more <= TIMES * of[TENTH].one_more for of in both],
        ),
        (f"{LAST} articles: under {MEMORY} MB more", [of[LAST].more < MEMORY for of in both]),
    ]
    judged = [(what, *("kept" if kept else "NOT kept" for kept in kinds)) for what, kinds in wanted]
    parts = (ABOUT, Table(HEADS, rows), Table(WANTED_HEADS, judged))
    publish(Section("points", "Points of a story", "make bench-points", machine(), parts))
    return 0 if all(all(kinds) for _, kinds in wanted) else 1


def in_own_process(work: Callable[[Story], object]) -> dict[int, Measured]:
    """What some work costs for each size, in a new process: the most memory that one has had never falls again."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
        return process.submit(costs, work).result()


def costs(work: Callable[[Story], object]) -> dict[int, Measured]:
    """What some work costs for each size, the smallest first."""
    stories = stories_of(*SIZES, *map(fewer, SIZES))
    work(stories[3])  # loads the embeddings
    at_first = most_memory()
    return {n: measured(work, stories[n], stories[fewer(n)], at_first) for n in SIZES}


def stories_of(*sizes: int) -> dict[int, Story]:
    """Stories of these sizes: the first articles of one."""
    whole = list(shared_sentences(max(SIZES)).items())
    return {n: dict(whole[:n]) for n in sizes}


def fewer(count: int) -> int:
    """How many articles a story has without its last tenth."""
    return count - max(1, count // 10)


def measured(work: Callable[[Story], object], story: Story, less: Story, at_first: float) -> Measured:
    """What some work on a story costs; ``less`` is the story without its last articles, ``at_first`` in MB."""
    ms, last = milliseconds(work, story), added(work, story, less) / (len(story) - len(less))
    return Measured(ms, last, most_memory() - at_first)


def joined_statements(story: Story) -> Groups:
    """The statements that say the same, and nothing of the articles that have none of them."""
    placed = [place(key, a.text, s) for key, a in story.items() for s in a.statements]
    return group(placed, between_statements(StoryIndex(story, placed)))


def milliseconds(work: Callable[[Story], object], story: Story, runs: int = 3) -> float:
    """CPU time of one run, the least of some."""
    times = []
    for _ in range(runs):
        start = time.process_time()
        work(story)
        times.append(time.process_time() - start)
    return min(times) * 1000


def added(work: Callable[[Story], object], story: Story, less: Story) -> float:
    """CPU time that the last articles of a story add: the median over runs with and without them, by turns."""
    return statistics.median(milliseconds(work, story, 1) - milliseconds(work, less, 1) for _ in range(TURNS))


def all_pairs(story: Story, least: float = 0.0) -> Iterator["NDArray[np.float32]"]:
    """Every sentence against every sentence of the articles before it, 0 to 100; 0 for what is under ``least``."""
    before: list[str] = []
    for texts in sentences(story):
        yield process.cdist(texts, before, scorer=fuzz.token_sort_ratio, score_cutoff=least, workers=1)
        before += texts


def sentences(story: Story) -> Iterator[list[str]]:
    """The sentences of each article."""
    return ([article.text[s.start : s.end] for s in article.sentences] for article in story.values())


def f1(found: set[Pair], story: Story) -> float:
    """How well pairs of statements, by their numbers in the story, are those that were made of one sentence."""
    sources = [(key, statement.rule) for key, article in story.items() for statement in article.statements]
    told: dict[str, list[int]] = {}
    for number, (_, source) in enumerate(sources):
        if source != OWN:
            told.setdefault(source, []).append(number)
    wanted = {pair for numbers in told.values() for pair in combinations(numbers, 2)}
    return 2 * len(found & wanted) / max(1, len(found) + len(wanted))


def f1_of_all_pairs(story: Story) -> float:
    """The same for the likeness of all sentences, with the limit that suits the story best."""
    least = min(LIMITS)
    likeness = [row for table in all_pairs(story, least) for row in table]
    pairs = [
        (score, (int(other), n))
        for n, row in enumerate(likeness)
        for other in row.nonzero()[0]
        if (score := row[other])
    ]
    return max(f1({pair for score, pair in pairs if score >= limit}, story) for limit in LIMITS)


def pairs_joined(groups: Groups, story: Story) -> set[Pair]:
    """The pairs of statements of different articles that are one point."""
    article = [key for key, one in story.items() for _ in one.statements]
    pairs = (pair for members in groups.members for pair in combinations(members, 2))
    return {(one, other) for one, other in pairs if article[one] != article[other]}


def most_memory() -> float:
    """The most that the process has had so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    sys.exit(main())
