"""``make bench-grouping``: a made stream of articles into stories, beside MinHash and beside TF-IDF over the whole.

Each side is a process of its own, on one core, over the same articles: ours a tenth of the stream at a time, and one
arrival at a time; datasketch's LSH over MinHashes of words, one at a time; TF-IDF with the ten nearest of each article
(sparse_dot_topn), all at once. The latter two join what they find (single link) at the threshold that gives them their
best B-cubed on a tenth of the stream. Told are articles a second, B-cubed F1, the last tenth against the first full
one, and memory over the texts.
"""

import json
import os
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench.made_arrivals import WORDS, Stream, stream  # noqa: E402 - found once its folder is on the path
from bench.report import Section, Table, machine, publish  # noqa: E402

ARTICLES = 100_000
SIDES = ("parallax", "parallax one by one", "datasketch", "tf-idf top-n")
TIMES_DATASKETCH, TIMES_TF_IDF, EVENNESS, MEMORY = 3.0, 5.0, 1.3, 100  # of the product's own requirements
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
_PERMUTATIONS = 128
_NEAREST = 10
_THRESHOLDS = {"datasketch": (0.1, 0.2, 0.3, 0.4, 0.5), "tf-idf top-n": (0.15, 0.2, 0.25, 0.3, 0.35, 0.4)}

type Stories = list[int]  # of each article the number of its story


def main(arguments: Sequence[str]) -> int:
    """Print the table; 1 when a limit is not kept."""
    if arguments[:1] == ["--side"]:
        print(json.dumps(measured(arguments[1], int(arguments[2]))))
        return 0
    count = int(arguments[0]) if arguments else ARTICLES
    found: dict[str, dict[str, float]] = {}
    rows = []
    for side in SIDES:
        command = [sys.executable, "-m", "bench.grouping", "--side", side, str(count)]
        done = subprocess.run(
            command, cwd=ROOT, env=os.environ | ONE_THREAD, capture_output=True, text=True, check=True
        )
        one = found[side] = json.loads(done.stdout)
        even = f"{one['evenness']:.2f}" if one["evenness"] else "at once"
        rows.append((side, f"{one['rate']:.0f}", f"{one['b_cubed']:.3f}", even, f"{one['memory']:.0f}"))
        print(*rows[-1], sep="  ", flush=True)
    ours, one_by_one, sketch, tf_idf = (found[side] for side in SIDES)
    ratios = ours["rate"] / sketch["rate"], ours["rate"] / tf_idf["rate"]
    kept = (
        ratios[0] >= TIMES_DATASKETCH
        and ratios[1] >= TIMES_TF_IDF
        and ours["b_cubed"] >= max(sketch["b_cubed"], tf_idf["b_cubed"])
        and ours["evenness"] <= EVENNESS
        and ours["memory"] <= MEMORY
    )
    told = (
        f"{ratios[0]:.1f} times datasketch (at least {TIMES_DATASKETCH:.0f}; one by one "
        f"{one_by_one['rate'] / sketch['rate']:.1f}), {ratios[1]:.1f} times TF-IDF with top-n (at least "
        f"{TIMES_TF_IDF:.0f}); wanted besides: the last tenth at most {EVENNESS} times the second, at most "
        f"{MEMORY} MB, and no B-cubed above ours: {'all kept' if kept else 'NOT all kept'}."
    )
    heads = ("", "articles/s", "B-cubed F1", "last tenth ÷ second", "MB over the texts")
    about = f"{count:,} made articles of some {WORDS} words in order of time, one core each, by processor time."
    parts = (about, Table(heads, rows), told)
    publish(Section("grouping", "Grouping of arrivals", "make bench-grouping", machine(), parts))
    return 0 if kept else 1


def measured(side: str, count: int) -> dict[str, float]:
    """One side over the stream: articles a second of processor time, B-cubed F1, evenness, megabytes more."""
    given = stream(count)
    chosen = best_threshold(side, given) if side in _THRESHOLDS else 0.0
    before = resident()
    times: list[float] = [time.process_time()]
    found = _GROUPINGS[side](given, chosen, times)
    taken = times[-1] - times[0]
    tenths = [later - earlier for earlier, later in pairwise(times)]
    return {
        "rate": count / taken,
        "b_cubed": b_cubed(found, given.stories),
        "evenness": tenths[-1] / tenths[1] if len(tenths) == 10 else 0.0,  # the first has no full window yet
        "memory": resident() - before,
    }


def best_threshold(side: str, given: Stream) -> float:
    """The one that gives a side its best B-cubed on the first tenth."""
    some = max(1, len(given.arrivals) // 10)
    part = Stream(given.arrivals[:some], given.stories[:some])
    return max(_THRESHOLDS[side], key=lambda least: b_cubed(_GROUPINGS[side](part, least, []), part.stories))


def parallax(given: Stream, _least: float, times: list[float]) -> Stories:
    """The product's own grouping, of many articles at once."""
    from articles.analysis.story_groups import StoryGrouper  # noqa: PLC0415 - each side loads what it needs alone

    grouper = StoryGrouper()
    in_tenths(len(given.arrivals), lambda some: grouper.add_all(given.arrivals[some]), times)
    return stories_of_each(grouper.stories(), len(given.arrivals))


def parallax_one_by_one(given: Stream, _least: float, times: list[float]) -> Stories:
    """The product's own grouping as articles arrive."""
    from articles.analysis.story_groups import StoryGrouper  # noqa: PLC0415 - each side loads what it needs alone

    grouper = StoryGrouper()

    def add(some: slice) -> None:
        for arrival in given.arrivals[some]:
            grouper.add(arrival)

    in_tenths(len(given.arrivals), add, times)
    return stories_of_each(grouper.stories(), len(given.arrivals))


def stories_of_each(stories: Iterable[Iterable[int]], count: int) -> Stories:
    """The number of the story of each of so many articles."""
    found = [0] * count
    for story, members in enumerate(stories):
        for member in members:
            found[member] = story
    return found


def datasketch(given: Stream, least: float, times: list[float]) -> Stories:
    """MinHash and LSH over the words of title and text; whatever is found joins."""
    from datasketch import MinHash, MinHashLSH  # noqa: PLC0415 - for this side alone

    index = MinHashLSH(threshold=least, num_perm=_PERMUTATIONS)
    joined = Joined(len(given.arrivals))

    def add(some: slice) -> None:
        for number, article in enumerate(given.arrivals[some], some.start):
            sketch = MinHash(num_perm=_PERMUTATIONS)
            sketch.update_batch([word.encode() for word in set(f"{article.title} {article.text}".split())])
            for other in index.query(sketch):
                joined.join(number, other)
            index.insert(number, sketch)

    in_tenths(len(given.arrivals), add, times)
    return joined.stories()


def tf_idf(given: Stream, least: float, times: list[float]) -> Stories:
    """TF-IDF vectors of all articles, and the ten nearest of each."""
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415 - for this side alone
    from sparse_dot_topn import sp_matmul_topn  # noqa: PLC0415 - for this side alone

    vectors = TfidfVectorizer().fit_transform(f"{article.title} {article.text}" for article in given.arrivals)
    near = sp_matmul_topn(vectors, vectors.T.tocsr(), top_n=_NEAREST, threshold=least, n_threads=1).tocoo()
    joined = Joined(len(given.arrivals))
    for one, other in zip(near.row.tolist(), near.col.tolist(), strict=True):
        joined.join(one, other)
    times.append(time.process_time())
    return joined.stories()


_GROUPINGS: dict[str, Callable[[Stream, float, list[float]], Stories]] = {
    "parallax": parallax,
    "parallax one by one": parallax_one_by_one,
    "datasketch": datasketch,
    "tf-idf top-n": tf_idf,
}


class Joined:
    """Numbers that are joined two by two."""

    def __init__(self, count: int) -> None:
        self.first = list(range(count))

    def of(self, number: int) -> int:
        """The first of those that a number is joined with."""
        while self.first[number] != number:
            self.first[number] = self.first[self.first[number]]
            number = self.first[number]
        return number

    def join(self, one: int, other: int) -> None:
        """Make the groups of two numbers one."""
        one, other = self.of(one), self.of(other)
        self.first[max(one, other)] = min(one, other)

    def stories(self) -> Stories:
        """The group of each number."""
        return [self.of(number) for number in range(len(self.first))]


def in_tenths(count: int, step: Callable[[slice], object], times: list[float]) -> None:
    """Take all articles, a tenth at a time; the processor time after each tenth is added to ``times``."""
    for start, end in pairwise(count * tenth // 10 for tenth in range(11)):
        step(slice(start, end))
        times.append(time.process_time())


def b_cubed(found: Iterable[int], meant: Iterable[int]) -> float:
    """B-cubed F1 of a grouping, 0 to 1; 0 for none."""
    pairs = list(zip(found, meant, strict=True))
    both, ours, theirs = Counter(pairs), Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    precision = sum(both[pair] / ours[pair[0]] for pair in pairs) / max(1, len(pairs))
    recall = sum(both[pair] / theirs[pair[1]] for pair in pairs) / max(1, len(pairs))
    return 2 * precision * recall / (precision + recall) if pairs else 0.0


def resident() -> float:
    """The most memory that this process had so far, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
