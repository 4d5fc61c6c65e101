"""``bench/points.py``: the points of made stories of 3 to 200 articles, beside comparing all sentences with all.

Each article has 40 sentences: some that many articles carry word for word or with words changed, the rest its own.
All are statements, so that nothing is spared. Beside it stands the plain way, rapidfuzz's token_sort_ratio over all
pairs of sentences of different articles, on one core in the same run: another machine shares the ratio, not the times.
"""

import random
import sys
import time
from collections.abc import Callable, Iterator
from itertools import accumulate
from pathlib import Path

from rapidfuzz import fuzz, process

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from articles.analysis.points.points import points_of  # noqa: E402  # found once its folder is on the path
from articles.analysis.types import AnalysedArticle, Kind, Span, SpeakerKind, Statement  # noqa: E402

SIZES = (3, 10, 50, 200)
SENTENCES = 40
SMALL = tuple("the of to and a in that for with on by as at his".split())
SHARED = 12  # of each article's sentences, from a pool that grows with the story
ALL_PAIRS_UP_TO = 200


def main() -> None:
    """Print the table."""
    names = (*SIZES, *(n - 1 for n in SIZES[1:]))
    stories = {n: dict(list(made(max(SIZES)).items())[:n]) for n in names}
    points_of(stories[3])  # loads the embeddings
    print(f"CPU ms for a made story of N articles of {SENTENCES} sentences\n")
    print(f"{'N':>4} {'points':>10} {'one more':>10} {'all pairs':>12} {'ratio':>7}")
    for n in SIZES:
        taken = milliseconds(lambda n=n: points_of(stories[n]))  # type: ignore[misc]
        less = milliseconds(lambda n=n: points_of(stories[n - 1])) if n - 1 in stories else 0.0  # type: ignore[misc]
        plain = milliseconds(lambda n=n: all_pairs(stories[n])) if n <= ALL_PAIRS_UP_TO else 0.0  # type: ignore[misc]
        print(f"{n:4} {taken:10.0f} {taken - less:10.1f} {plain:12.0f} {plain / taken:6.1f}x")


def milliseconds(work: Callable[[], object]) -> float:
    """CPU time of one run, the least of two."""
    times = []
    for _ in range(2):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times) * 1000


def all_pairs(story: dict[str, AnalysedArticle]) -> None:
    """Every sentence against every sentence of the articles before it."""
    before: list[str] = []
    for article in story.values():
        texts = [article.text[s.start : s.end] for s in article.sentences]
        if before:
            process.cdist(texts, before, scorer=fuzz.token_sort_ratio, workers=1)
        before += texts


class Language:
    """Made words, drawn as often as words of real text are: the n-th most common one in proportion to 1/n."""

    def __init__(self, size: int = 12_000) -> None:
        self.chance = random.Random(7)  # noqa: S311  # no secret: the story must be the same in every run
        parts = ("ba", "de", "fi", "gor", "hun", "ka", "le", "min", "nor", "pu", "ra", "ste", "ti", "vol", "wen", "zu")
        self.words = [
            "".join(self.chance.choice(parts) for _ in range(self.chance.choice((2, 3, 3, 4)))) for _ in range(size)
        ]
        self.weights = list(accumulate(1 / (rank + 20) for rank in range(size)))
        self.speakers = [f"Speaker {self.chance.choice(self.words).title()}" for _ in range(80)]

    def drawn(self, count: int) -> list[str]:
        """Some words."""
        return self.chance.choices(self.words, cum_weights=self.weights, k=count)

    def sentence(self) -> list[str]:
        """Twelve to twenty-eight words, two in five of them the small words of English."""
        count = self.chance.randint(12, 28)
        return [self.chance.choice(SMALL) if self.chance.random() < 0.4 else word for word in self.drawn(count)]


def made(count: int) -> dict[str, AnalysedArticle]:
    """A story of ``count`` articles, the same each time."""
    language = Language()
    pool = [language.sentence() for _ in range(60 + 2 * count)]
    return {f"a{n}": article(language, pool) for n in range(count)}


def article(language: Language, pool: list[list[str]]) -> AnalysedArticle:
    """One article: sentences of the pool, half of them with a word changed, among sentences of its own."""
    told = [list(one) for one in language.chance.sample(pool, SHARED)]
    for one in told[::2]:
        one[language.chance.randrange(len(one))] = language.drawn(1)[0]
    told += [language.sentence() for _ in range(SENTENCES - SHARED)]
    language.chance.shuffle(told)
    lines = [" ".join(one).capitalize() + "." for one in told]
    spans = tuple(places(lines))
    statements = tuple(
        Statement(
            id=f"s{n}", parts=(span,), kind=Kind.DIRECT, in_headline=False, paragraph=n, cue=None, cue_tone=None,
            speaker_span=None, speaker=language.chance.choice(language.speakers), speaker_kind=SpeakerKind.PERSON,
            organisation=None, side=None, stances=(), confidence=0.9, rule="made",
        )
        for n, span in enumerate(spans, start=1)
    )  # fmt: skip
    return AnalysedArticle("\n\n".join(lines), "en", None, spans, spans, (), statements, ())


def places(lines: list[str]) -> Iterator[Span]:
    """Where each line stands in the text of all."""
    start = 0
    for line in lines:
        yield Span(start, start + len(line))
        start += len(line) + 2


if __name__ == "__main__":
    main()
