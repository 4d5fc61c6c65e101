"""How each article carries a point: from its statements, else from a search of its full text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from articles.analysis.points.grouping import Placed
from articles.analysis.points.likeness import Passages, StoryWords
from articles.analysis.text.folding import fold
from articles.analysis.text.similarity import plain_words, same_letters, within_letters
from articles.analysis.types import AnalysedArticle, Cell, Nearest, Span, SpeakerKind, Statement, Status

# A sentence that no statement was found in carries a point by meaning from here up. Set on the six hand-made stories.
CARRIED_BY_SENTENCE = 0.4
DOUBTED_BY_SENTENCE = 0.34  # too near to say that the article does not have the point
_LEAST_WORDS = 4


@dataclass(frozen=True, slots=True)
class SearchedText:
    """One article's sentences (boilerplate left out), ready to be searched; ``speakers`` are whose words each is."""

    spans: tuple[Span, ...]
    passages: Passages
    speakers: tuple[str | None, ...]


def searched(article: AnalysedArticle, words: StoryWords) -> SearchedText:
    """Prepare an article for the search."""
    texts = [article.text[s.start : s.end] for s in article.sentences]
    speakers = tuple(_speaker_of(article, sentence) for sentence in article.sentences)
    return SearchedText(article.sentences, Passages(texts, words), speakers)


def _speaker_of(article: AnalysedArticle, sentence: Span) -> str | None:
    """The person whose words most of a sentence are; None for the outlet's own and for groups and organisations."""
    for statement in article.statements:
        shared = sum(max(0, min(sentence.end, p.end) - max(sentence.start, p.start)) for p in statement.parts)
        if shared * 2 > sentence.end - sentence.start:
            return statement.speaker if statement.speaker_kind is SpeakerKind.PERSON else None
    return None


def cells_of(
    members: Sequence[Placed], carried: Sequence[Placed], texts: Mapping[str, SearchedText]
) -> dict[str, Cell]:
    """The cell of each article for a point made of ``members``; every article in ``texts`` gets one.

    ``carried`` are statements of other points that tell this one in other words.
    """
    own, told = _by_article(members), _by_article(carried)
    fullest = max(members, key=lambda p: (sum(len(t) for t in p.texts), -p.statement.start))
    said = _sentences_said(members, fullest)
    cells: dict[str, Cell] = {}
    for key, text in texts.items():
        if key in own:
            cells[key] = _told(own[key], fullest)
            continue
        found = _searched_for(said, text, fullest.statement)
        if not found.status.carries and key in told:
            spans = tuple(part for p in told[key] for part in p.statement.parts)
            found = Cell(Status.PARAPHRASE, (), spans, None)
        cells[key] = found
    return cells


def doubtful(members: Sequence[Placed], doubted: Sequence[Placed], texts: Mapping[str, SearchedText]) -> frozenset[str]:
    """The articles that may have a point after all, so that nothing is said to stand alone."""
    fullest = max(members, key=lambda p: (sum(len(t) for t in p.texts), -p.statement.start))
    keys = {placed.article for placed in doubted}
    for key, text in texts.items():
        if key not in keys and text.spans and fullest.texts:
            speaking = [_may_speak(speaker, fullest.statement) for speaker in text.speakers]
            likeness = text.passages.likeness(Passages(fullest.texts, text.passages.words))[:, speaking]
            if likeness.size and likeness.max() >= DOUBTED_BY_SENTENCE:
                keys.add(key)
    return frozenset(keys)


def _by_article(placed: Sequence[Placed]) -> dict[str, list[Placed]]:
    found: dict[str, list[Placed]] = {}
    for one in placed:
        found.setdefault(one.article, []).append(one)
    return found


def claim_cells(
    claim: Mapping[str, Span], told: Mapping[str, str], texts: Mapping[str, SearchedText]
) -> dict[str, Cell]:
    """The cell of each article for a narrated claim: ``claim`` has its sentence in each article that makes it."""
    first = next(iter(told.values()))
    cells: dict[str, Cell] = {}
    for key, text in texts.items():
        if key not in claim:
            cells[key] = _searched_for(list(told.values()), text, None)
            continue
        same = _plain(told[key]) == _plain(first)
        status = Status.VERBATIM if same else Status.VARIANT if same_letters(told[key], first) else Status.PARAPHRASE
        cells[key] = Cell(status, (), (claim[key],), None)
    return cells


def _sentences_said(members: Sequence[Placed], fullest: Placed) -> list[str]:
    """All different sentences of a point, those of its fullest version first."""
    said = list(fullest.texts)
    for placed in members:
        said.extend(text for text in placed.texts if not any(_has(known, text) for known in said))
    return said


def _has(passage: str, sentence: str) -> bool:
    return same_letters(passage, sentence) or within_letters(sentence, passage)


def _told(own: Sequence[Placed], fullest: Placed) -> Cell:
    ids = tuple(p.statement.id for p in own)
    spans = tuple(part for p in own for part in p.statement.parts)
    texts = [text for p in own for text in p.texts]
    if any(p is fullest for p in own):
        return Cell(Status.VERBATIM, ids, spans, None)
    return Cell(_status(texts, fullest.texts), ids, spans, None)


def _status(texts: Sequence[str], fullest: Sequence[str]) -> Status:
    """Verbatim, variant, partial or paraphrase of the fullest version, sentence by sentence."""
    exact = {_plain(text) for text in texts}
    if exact == {_plain(text) for text in fullest}:
        return Status.VERBATIM
    kept = [sentence for sentence in fullest if any(same_letters(text, sentence) for text in texts)]
    part_of = any(
        within_letters(text, sentence) or within_letters(sentence, text) for text in texts for sentence in fullest
    )
    if len(kept) == len(fullest):
        return Status.VARIANT
    return Status.PARTIAL if kept or part_of else Status.PARAPHRASE


def _plain(text: str) -> str:
    return " ".join(plain_words(fold(text)))


def _searched_for(said: Sequence[str], text: SearchedText, statement: Statement | None) -> Cell:
    """Search a whole text for a point; ``nearest`` is the passage that came closest where none is near enough."""
    if not text.spans or not said:
        return Cell(Status.ABSENT, (), (), None)
    likeness = text.passages.likeness(Passages(said, text.passages.words))
    found: dict[Span, bool] = {}
    for row, sentence in enumerate(said):
        if len(plain_words(sentence)) < _LEAST_WORDS:
            continue
        for column, span in enumerate(text.spans):
            if likeness[row, column] > _LETTERS_FROM and _has(text.passages.texts[column], sentence):
                found[span] = True
            elif likeness[row, column] >= CARRIED_BY_SENTENCE and _may_speak(text.speakers[column], statement):
                found.setdefault(span, False)
    if found:
        spans = tuple(sorted(s for s in found if found[s] or not any(found.values())))
        by_letters = [text.passages.texts[text.spans.index(s)] for s in spans if found[s]]
        return Cell(_status(by_letters, said) if by_letters else Status.PARAPHRASE, (), spans, None)
    row, column = divmod(int(likeness.argmax()), likeness.shape[1])
    return Cell(Status.ABSENT, (), (), Nearest(text.spans[column], round(float(likeness[row, column]), 3)))


_LETTERS_FROM = 0.2  # likeness under which two sentences need not be compared letter by letter


def _may_speak(speaker: str | None, statement: Statement | None) -> bool:
    """Words of another person carry nobody's statement; the outlet's own and those of groups may."""
    if speaker is None or statement is None or statement.speaker is None:
        return True
    return speaker == statement.speaker or statement.speaker_kind is not SpeakerKind.PERSON
