"""How much each sentence of a story tells of each statement that another article makes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from typing import TYPE_CHECKING

import numpy as np

from articles.analysis.points.hosts import hosts_of
from articles.analysis.points.likeness import PassageIndex, Passages
from articles.analysis.points.pairs import Floats, Ints, Lists, Pairs
from articles.analysis.points.words import Numbers, Words
from articles.analysis.text.sentences import sentences_in
from articles.analysis.text.similarity import at_odds, stems
from articles.analysis.types import AnalysedArticle, Span, SpeakerKind, Statement

if TYPE_CHECKING:
    from numpy.typing import NDArray

# What makes an article carry a statement of another one, as a logistic sum: each measure's best over the article. The
# weights are round ones near those that fit the cells of six hand-made stories. Fitted on five of them they order the
# cells of the sixth with an area under the curve of 0.88, where the likeness of the words alone has 0.79.
_WORDS = 2.0  # the statement's words against a sentence
_HOST = 2.75  # the sentence that it stands in, with who said it and where, against a sentence
_STATEMENT = 2.5  # its words against those of any statement (TF-IDF)
_SAME_SPEAKER = 2.0  # its likeness to a statement of the same speaker
_NAMED = 2.0  # the article names the person who says it; for any other speaker half, and half in any case
_BIAS = -4.6
_CONTAINED_COUNTS = 0.5
_DENYING = ("deny", "denie", "disput", "refut", "rebut")
_LEAST_CONTENT = 3  # content words, names left out, that a statement needs to be compared without its sentence


@dataclass(frozen=True, slots=True)
class Placed:
    """A statement with the article that it stands in and its sentences (spans and texts, same order).

    ``denied``: the verb of saying turns it into its opposite ("denied that ...").
    """

    article: str
    statement: Statement
    spans: tuple[Span, ...]
    texts: tuple[str, ...]
    denied: bool


def place(article: str, text: str, statement: Statement) -> Placed:
    """Divide a statement's content into its sentences."""
    spans = tuple(s for part in statement.parts for s in sentences_in(text, *part))
    cue = text[statement.cue.start : statement.cue.end].lower() if statement.cue else ""
    denied = any(word.startswith(_DENYING) for word in cue.split())
    return Placed(article, statement, spans, tuple(text[s.start : s.end] for s in spans), denied)


def opposed(first: Placed, second: Placed) -> bool:
    """Whether two statements have the same words and yet say different things."""
    turned = first.denied != second.denied
    return any(at_odds(a, b, turned=turned) for a in first.texts for b in second.texts)


type Measured = tuple[Ints, Ints, Floats]  # statements, sentences of other articles, and a measure of each pair


@dataclass(frozen=True, slots=True)
class Tellings:
    """Sentences (numbered over the story) that may tell a statement of another article, with their three measures."""

    statement: Ints
    sentence: Ints
    words: Floats
    host: Floats
    as_statement: Floats

    @property
    def score(self) -> Floats:
        """Orders the sentences of an article by how much they tell."""
        return np.asarray(_WORDS * self.words + _HOST * self.host + _STATEMENT * self.as_statement, dtype=np.float32)


class StoryIndex:
    """The sentences and statements of a story, indexed once for all comparisons."""

    def __init__(self, articles: Mapping[str, AnalysedArticle], placed: Sequence[Placed]) -> None:
        self.articles, self.placed = articles, placed
        self.keys = list(articles)
        number = {key: n for n, key in enumerate(self.keys)}
        self.words = words = {key: Words(a.text) for key, a in articles.items()}
        self.places = [(key, span) for key, a in articles.items() for span in a.sentences]
        self.first = np.cumsum([0, *(len(a.sentences) for a in articles.values())])
        claims = [(n, number[p.article], span) for n, p in enumerate(placed) for span in p.spans]
        of = [(number[key], start, end) for key, (start, end) in self.places] + [(n, *span) for _, n, span in claims]
        passages = Passages(*np.array(of, dtype=np.int64).reshape(-1, 3).T)
        self.article = passages.text
        names = {s.speaker for a in articles.values() for s in a.statements if s.speaker}
        self.index = PassageIndex(list(words.values()), passages, len(self.places), names)
        self.owner = np.array([number[p.article] for p in placed], dtype=np.int64)
        speakers: Numbers[str] = Numbers()
        self.speaker = np.array(
            [-1 if (s := p.statement.speaker) is None else speakers[s] for p in placed], dtype=np.int64
        )
        parts, sentences = [p.statement.parts for p in placed], slice(len(self.places))
        self.hosts = hosts_of(parts, self.owner, self.first, passages.start[sentences], passages.end[sentences])
        self.claim_of = np.array([n for n, _, _ in claims], dtype=np.int64)
        self.sentences = np.arange(len(self.places), dtype=np.int64)
        self.claims = np.arange(len(self.places), len(passages), dtype=np.int64)

    @cached_property
    def sentence_pairs(self) -> Pairs:
        """The sentences of the story against each other, each pair once, the earlier one left."""
        return self.index.among(self.sentences)

    def articles_with(self, words: Sequence[str]) -> Ints:
        """The articles, by their numbers, that have all of some stems in one sentence; none for no stems."""
        if not words:
            return np.zeros(0, dtype=np.int64)
        rows = reduce(np.intersect1d, map(self.index.with_stem, words))
        return np.unique(self.index.text[rows])

    def text(self, sentence: int) -> str:
        """The text of a sentence by its number."""
        key, span = self.places[sentence]
        return self.articles[key].text[span.start : span.end]


def between_statements(story: StoryIndex) -> Pairs:
    """The statements that may be alike by any of their sentences, by their numbers, each pair once."""
    pairs, first = story.index.among(story.claims), len(story.places)
    count = max(1, len(story.placed))
    key = story.claim_of[pairs.left - first] * count + story.claim_of[pairs.right - first]
    order = np.argsort(key, kind="stable")
    begin = np.flatnonzero(np.diff(key[order], prepend=-1))
    key = key[order[begin]]
    measures = (pairs.cosine, pairs.shared, pairs.told, pairs.back)
    return Pairs(key // count, key % count, *(np.maximum.reduceat(of[order], begin) for of in measures))


def tellings(story: StoryIndex, statements: Pairs) -> Tellings:
    """Score every sentence of another article that may tell a statement; ``statements`` from ``between_statements``."""
    host = _by_host(story)
    measures = (_by_words(story, host), host, _as_statements(story, statements))
    count = max(1, len(story.places))
    key, groups = np.unique(np.concatenate([s * count + t for s, t, _ in measures]), return_inverse=True)
    ends = np.cumsum([len(s) for s, _, _ in measures])
    most = [
        _most(part, len(key), value) for part, (_, _, value) in zip(np.split(groups, ends[:-1]), measures, strict=True)
    ]
    return Tellings(key // count, key % count, *most)


def _by_host(story: StoryIndex) -> Measured:
    """How alike the sentence that a statement stands in is to sentences of other articles."""
    pairs = story.sentence_pairs.both_ways()
    hosting, at = Lists.inverse(story.hosts.sentence, len(story.places)).spread(pairs.left)
    return story.hosts.statement[hosting], pairs.right[at], pairs.likeness[at]


def _by_words(story: StoryIndex, by_host: Measured) -> Measured:
    """How alike a statement's own words are to sentences of other articles; those of too few words go by their host."""
    pairs = story.index.between(story.claims, story.sentences)
    enough = story.index.content[story.claims] >= _LEAST_CONTENT
    claim = pairs.left - len(story.places)
    compared = enough[claim]
    short = np.ones(len(story.placed), dtype=bool)
    short[story.claim_of[enough]] = False
    instead = short[by_host[0]]
    own = (story.claim_of[claim[compared]], pairs.right[compared], pairs.likeness[compared])
    return (
        np.concatenate([own[0], by_host[0][instead]]),
        np.concatenate([own[1], by_host[1][instead]]),
        np.concatenate([own[2], by_host[2][instead]]),
    )


def _as_statements(story: StoryIndex, statements: Pairs) -> Measured:
    """How many rare words a statement shares with one that a sentence of another article hosts."""
    pairs = statements.both_ways()
    sentence, at = story.hosts.of_each(len(story.placed)).spread(pairs.right)
    return pairs.left[at], sentence, pairs.shared[at]


def chances(story: StoryIndex, statements: Pairs, found: Tellings) -> Floats:
    """The log odds that an article (column) carries a statement (row) that it was not found to make."""
    shape = (len(story.placed), len(story.keys))
    result = np.full(shape, _BIAS, dtype=np.float32) + _NAMED * _named(story)
    at = (found.statement, story.article[found.sentence])
    alike = likeness_of_statements(statements)
    same = story.speaker[statements.left] == story.speaker[statements.right]
    same &= story.speaker[statements.left] >= 0
    one, other = statements.left[same], statements.right[same]
    of_both = (np.concatenate([one, other]), story.owner[np.concatenate([other, one])])
    for where, values, weight in (
        (at, found.words, _WORDS),
        (at, found.host, _HOST),
        (at, found.as_statement, _STATEMENT),
        (of_both, np.tile(alike[same], 2), _SAME_SPEAKER),
    ):
        best = np.zeros(shape, dtype=np.float32)
        np.maximum.at(best, where, values)
        result += weight * best
    return result


def likeness_of_statements(pairs: Pairs) -> Floats:
    """How alike two statements are, 0 to 1, whichever of the two is the longer."""
    both = pairs.cosine + pairs.shared + _CONTAINED_COUNTS * np.maximum(pairs.told, pairs.back)
    return np.asarray(both / (2 + _CONTAINED_COUNTS), dtype=np.float32)


def _most(groups: Ints, count: int, values: Floats) -> Floats:
    """The highest value of each group, 0 for one without."""
    result = np.zeros(count, dtype=np.float32)
    np.maximum.at(result, groups, values)
    return result


def _named(story: StoryIndex) -> "NDArray[np.float32]":
    """How far articles (columns) name the speaker of statements (rows): 1, or for groups and the unnamed 0.5 at least.

    A person is named by the last name; others go by many names, so that one that is missing says little.
    """
    result = np.zeros((len(story.placed), len(story.keys)), dtype=np.float32)
    known: dict[tuple[str | None, bool], tuple[float, Ints]] = {}
    for number, placed in enumerate(story.placed):
        speaker = placed.statement.speaker
        key = (speaker, placed.statement.speaker_kind is SpeakerKind.PERSON)
        if key not in known:
            person = speaker is not None and key[1]
            words = stems(speaker or "")[-1:] if person else sorted(set(stems(speaker or "")))
            known[key] = (0.0 if person else 0.5, story.articles_with(words))
        least, articles = known[key]
        result[number] = least
        result[number, articles] = 1.0
    return result
