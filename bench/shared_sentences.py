"""A story of any number of articles that carry some of the same sentences, for bench/points.py; the same in every run.

The sentences are of real news where the labelled data lie beside the project (``stance_stories``, each used once),
otherwise words made of syllables. They are given to speakers and put together by chance: an article of it is no text
that anybody would read, but its words occur together as they do in real text.
"""

import json
import random
from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path

from articles.analysis.types import AnalysedArticle, Kind, Span, SpeakerKind, Statement

DATA = Path(__file__).resolve().parent.parent.parent / "shared" / "datasets"
SENTENCES = 40  # an article
SHARED = 12  # of them, from a pool that grows with the story
SPEAKERS = 80
OWN = "its own"
REAL = DATA.is_dir()
_LENGTHS = range(8, 46)  # words of a real sentence
_SMALL = tuple("the of to and a in that for with on by as at his".split())

type Drawn = tuple[str, list[str], str]  # where a sentence is from, its words, its speaker


def shared_sentences(count: int) -> dict[str, AnalysedArticle]:
    """A story of ``count`` articles; ``Statement.rule`` says which sentence of the pool a statement was made of."""
    chance = random.Random(7)  # noqa: S311  # no secret: the story must be the same in every run
    names = _Words(chance)
    speakers = [f"Speaker {names.one().title()}" for _ in range(SPEAKERS)]
    supply = _real(chance) if REAL else _made(chance, names)
    pool = [(f"pool {n}", next(supply), chance.choice(speakers)) for n in range(60 + 2 * count)]
    return {f"a{n}": _article(chance, pool, supply, speakers) for n in range(count)}


def _article(
    chance: random.Random, pool: Sequence[Drawn], supply: Iterator[list[str]], speakers: Sequence[str]
) -> AnalysedArticle:
    """Sentences of the pool with their speakers, half with a word left out, among sentences of its own."""
    told = [(source, list(words), speaker) for source, words, speaker in chance.sample(pool, SHARED)]
    for _, words, _ in told[::2]:
        del words[chance.randrange(len(words))]
    told += [(OWN, next(supply), chance.choice(speakers)) for _ in range(SENTENCES - SHARED)]
    chance.shuffle(told)
    lines = [" ".join(words) for _, words, _ in told]
    spans = tuple(_places(lines))
    statements = tuple(
        Statement(
            id=f"s{n}", parts=(span,), kind=Kind.DIRECT, in_headline=False, paragraph=n, cue=None, cue_tone=None,
            speaker_span=None, speaker=speaker, speaker_kind=SpeakerKind.PERSON,
            organisation=None, side=None, stances=(), confidence=0.9, rule=source,
        )
        for n, (span, (source, _, speaker)) in enumerate(zip(spans, told, strict=True), start=1)
    )  # fmt: skip
    return AnalysedArticle("\n\n".join(lines), "en", None, spans, spans, (), statements, ())


def _places(lines: list[str]) -> Iterator[Span]:
    """Where each line stands in the text of all."""
    start = 0
    for line in lines:
        yield Span(start, start + len(line))
        start += len(line) + 2


def _real(chance: random.Random) -> Iterator[list[str]]:
    """Sentences of real articles, each once, in an order of chance."""
    files = (DATA / f"stance_stories.{part}.jsonl" for part in ("train", "dev"))
    articles = [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    texts = dict.fromkeys(tuple(text.split()) for article in articles for text in article["sentences"].values())
    sentences = [list(words) for words in texts if len(words) in _LENGTHS]
    chance.shuffle(sentences)
    return iter(sentences)


def _made(chance: random.Random, words: "_Words") -> Iterator[list[str]]:
    """Twelve to twenty-eight words, two in five of them the small words of English."""
    while True:
        sentence = [
            chance.choice(_SMALL) if chance.random() < 0.4 else words.one() for _ in range(chance.randint(12, 28))
        ]
        yield [sentence[0].capitalize(), *sentence[1:-1], f"{sentence[-1]}."]


class _Words:
    """Words made of syllables, as often as words of real text are: the n-th most common one in proportion to 1/n."""

    def __init__(self, chance: random.Random, size: int = 12_000) -> None:
        parts = ("ba", "de", "fi", "gor", "hun", "ka", "le", "min", "nor", "pu", "ra", "ste", "ti", "vol", "wen", "zu")
        self._chance = chance
        self._words = ["".join(chance.choices(parts, k=chance.choice((2, 3, 3, 4)))) for _ in range(size)]
        self._weights = list(accumulate(1 / (rank + 20) for rank in range(size)))

    def one(self) -> str:
        """Any of them."""
        return self._chance.choices(self._words, cum_weights=self._weights)[0]
