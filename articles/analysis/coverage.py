"""How each article carries a point: from its statements, else from a search of its full text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from articles.analysis.folding import fold
from articles.analysis.grouping import Placed
from articles.analysis.similarity import MeaningIndex, contained, plain_words, same_letters, within_letters
from articles.analysis.types import AnalysedArticle, Cell, Nearest, Span, Status

# A sentence that is no statement of the speaker carries a point by meaning only from here up: set on the six
# hand-made stories, where lower takes sentences on the same subject for the same claim.
CARRIED_MEANING = 0.45
CARRIED_STEMS = 0.5  # and the sentence must have this share of the claim's content words


@dataclass(frozen=True, slots=True)
class SearchedText:
    """One article's sentences (boilerplate left out), ready to be searched; ``speakers`` are whose words each is."""

    spans: tuple[Span, ...]
    texts: tuple[str, ...]
    speakers: tuple[str | None, ...]
    index: MeaningIndex


def searched(article: AnalysedArticle) -> SearchedText:
    """Prepare an article for the search."""
    texts = tuple(article.text[s.start : s.end] for s in article.sentences)
    speakers = tuple(_speaker_of(article, sentence) for sentence in article.sentences)
    return SearchedText(article.sentences, texts, speakers, MeaningIndex(texts))


def _speaker_of(article: AnalysedArticle, sentence: Span) -> str | None:
    """Whose words most of a sentence are; None for the outlet's own."""
    for statement in article.statements:
        shared = sum(max(0, min(sentence.end, p.end) - max(sentence.start, p.start)) for p in statement.parts)
        if shared * 2 > sentence.end - sentence.start:
            return statement.speaker
    return None


def cells_of(members: Sequence[Placed], texts: Mapping[str, SearchedText]) -> dict[str, Cell]:
    """The cell of each article for a point made of ``members``; every article in ``texts`` gets one."""
    own: dict[str, list[Placed]] = {}
    for placed in members:
        own.setdefault(placed.article, []).append(placed)
    fullest = max(members, key=lambda p: (sum(len(t) for t in p.texts), -p.statement.start))
    said = _sentences_said(members, fullest)
    return {
        key: _told(own[key], said, fullest) if key in own else _searched_for(said, text, fullest.statement.speaker)
        for key, text in texts.items()
    }


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


def _told(own: Sequence[Placed], said: Sequence[str], fullest: Placed) -> Cell:
    ids = tuple(p.statement.id for p in own)
    spans = tuple(part for p in own for part in p.statement.parts)
    texts = [text for p in own for text in p.texts]
    if any(p is fullest for p in own):
        return Cell(Status.VERBATIM, ids, spans, None)
    return Cell(_status(texts, list(fullest.texts), said), ids, spans, None)


def _status(texts: Sequence[str], fullest: Sequence[str], said: Sequence[str]) -> Status:
    """Verbatim, variant, partial or paraphrase of the fullest version, sentence by sentence."""
    exact = {_plain(text) for text in texts}
    if exact == {_plain(text) for text in fullest}:
        return Status.VERBATIM
    kept = [sentence for sentence in fullest if any(same_letters(text, sentence) for text in texts)]
    part_of = any(
        within_letters(text, sentence) or within_letters(sentence, text) for text in texts for sentence in said
    )
    if len(kept) == len(fullest):
        return Status.VARIANT
    return Status.PARTIAL if kept or part_of else Status.PARAPHRASE


def _plain(text: str) -> str:
    return " ".join(plain_words(fold(text)))


def _searched_for(said: Sequence[str], text: SearchedText, speaker: str | None) -> Cell:
    """Search a whole text for a point; ``nearest`` is the passage that came closest where none is near enough."""
    if not text.spans:
        return Cell(Status.ABSENT, (), (), None)
    scores = text.index.scores(said)
    found: dict[Span, bool] = {}
    for row, sentence in enumerate(said):
        if len(plain_words(sentence)) < 4:
            continue
        for column, span in enumerate(text.spans):
            if scores[row, column] > 0.3 and (
                _has(text.texts[column], sentence) or same_letters(text.texts[column], sentence)
            ):
                found[span] = True
            elif (
                scores[row, column] >= CARRIED_MEANING
                and text.speakers[column] in {None, speaker}
                and contained(sentence, text.texts[column]) >= CARRIED_STEMS
            ):
                found.setdefault(span, False)
    if found:
        spans = tuple(sorted(found))
        by_letters = [text.texts[text.spans.index(s)] for s in spans if found[s]]
        return Cell(_status(by_letters, said, said) if by_letters else Status.PARAPHRASE, (), spans, None)
    row, column = divmod(int(scores.argmax()), scores.shape[1])
    return Cell(Status.ABSENT, (), (), Nearest(text.spans[column], round(float(scores[row, column]), 3)))
