"""Stories for tests of the page: values of the language core made by hand, stored by the pipeline's own writer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from articles import models
from articles.analysis import Reading
from articles.analysis.types import (
    AnalysedArticle,
    Cell,
    Comparison,
    CueTone,
    Evidence,
    Finding,
    FindingKind,
    Kind,
    Loaded,
    Nearest,
    Point,
    PointKind,
    Span,
    SpeakerKind,
    Stance,
    Statement,
    Status,
    Tone,
    Voice,
)
from articles.framing import measure
from articles.pipeline.writing import replace_comparison, write_comparison
from tests.factories import ArticleFactory, OutletFactory, StoryFactory, VersionFactory


@dataclass(frozen=True)
class Said:
    """One statement: words of the text, whose they are, and the point that they belong to; "" for no point."""

    point: str
    words: str
    speaker: str | None = None
    side: str | None = None
    status: Status = Status.VERBATIM
    stance: Tone = Tone.NEUTRAL
    target: str | None = None
    kind: Kind = Kind.DIRECT
    cue: str = ""
    tone: CueTone = CueTone.NEUTRAL
    confidence: float = 0.95
    in_headline: bool = False


@dataclass(frozen=True)
class Piece:
    """One article: its text, what is said in it, and its loaded words in the outlet's voice."""

    outlet: str
    text: str
    said: Sequence[Said] = ()
    loaded: Sequence[str] = ()
    boilerplate: Sequence[str] = ()
    nearest: Mapping[str, str] = field(default_factory=dict)
    statuses: Mapping[str, Status] = field(default_factory=dict)


def _span(text: str, words: str, after: int = 0) -> Span:
    start = text.index(words, after)
    return Span(start, start + len(words))


def _article(piece: Piece) -> AnalysedArticle:
    text = piece.text
    paragraphs: list[Span] = []
    for line in text.split("\n"):
        if line.strip():
            paragraphs.append(_span(text, line, paragraphs[-1].end if paragraphs else 0))
    statements = []
    for number, said in enumerate(piece.said, 1):
        part = _span(text, said.words)
        statements.append(
            Statement(
                id=f"s{number}",
                parts=(part,),
                kind=said.kind,
                in_headline=said.in_headline,
                paragraph=next(n for n, span in enumerate(paragraphs, 1) if span.end >= part.start),
                cue=_span(text, said.cue) if said.cue else None,
                cue_tone=said.tone if said.cue else None,
                speaker_span=None,
                speaker=said.speaker,
                speaker_kind=SpeakerKind.PERSON if said.speaker else None,
                organisation=None,
                side=said.side,
                stances=(Stance(said.stance, said.target, None),),
                confidence=said.confidence,
                rule="full name",
            )
        )
    return AnalysedArticle(
        text=text,
        language="en",
        headline=None,
        paragraphs=tuple(paragraphs),
        sentences=tuple(paragraphs),
        boilerplate=tuple(_span(text, line) for line in piece.boilerplate),
        statements=tuple(statements),
        loaded=tuple(Loaded(_span(text, word), word, "heated", Voice.OUTLET) for word in piece.loaded),
    )


def analysed(pieces: Sequence[Piece]) -> Comparison:
    """What the language core would say of these pieces, keyed "0", "1" ..."""
    articles = {str(number): _article(piece) for number, piece in enumerate(pieces)}
    names = list(dict.fromkeys(said.point for piece in pieces for said in piece.said if said.point))
    points: list[Point] = []
    findings: list[Finding] = []
    for name in names:
        first = next(said for piece in pieces for said in piece.said if said.point == name)
        coverage: dict[str, Cell] = {}
        for key, piece in zip(articles, pieces, strict=True):
            told = [(s, a) for s, a in zip(articles[key].statements, piece.said, strict=True) if a.point == name]
            near = piece.nearest.get(name)
            if told:
                spans = tuple(part for statement, _ in told for part in statement.parts)
                coverage[key] = Cell(told[0][1].status, tuple(s.id for s, _ in told), spans, None)
            else:
                nearest = Nearest(_span(piece.text, near), 0.31) if near else None
                coverage[key] = Cell(piece.statuses.get(name, Status.ABSENT), (), (), nearest)
        carrying = [key for key, cell in coverage.items() if cell.status.carries]
        proven = all(cell.status is Status.ABSENT for key, cell in coverage.items() if key not in carrying)
        only_in = carrying[0] if len(carrying) == 1 and proven else None
        points.append(
            Point(
                id=f"p{len(points) + 1}",
                gist=first.words,
                kind=PointKind.STATEMENT,
                speaker=first.speaker,
                organisation=None,
                side=first.side,
                stances=(Stance(first.stance, first.target, None),),
                only_in=only_in,
                coverage=coverage,
            )
        )
        if only_in:
            span = coverage[only_in].spans[0]
            findings.append(
                Finding(
                    rank=len(findings) + 1,
                    kind=FindingKind.ONLY_SPEAKER,
                    text=f"Only {pieces[int(only_in)].outlet} quotes {first.speaker}.",
                    article=only_in,
                    points=(points[-1].id,),
                    evidence=(Evidence(only_in, span),),
                    nearest=tuple(Evidence(key, cell.nearest.span) for key, cell in coverage.items() if cell.nearest),
                    searched=tuple(key for key in articles if key != only_in),
                    words=len(first.words.split()),
                    paragraph=1,
                )
            )
    return Comparison(articles, tuple(points), tuple(findings))


def store(title: str, pieces: Sequence[Piece], sides: Sequence[tuple[str, str, str]] = ()) -> models.Story:
    """A stored story of these pieces; sides are (name, short name, colour)."""
    for name, short_name, colour in sides:
        models.Side.objects.get_or_create(name=name, defaults={"short_name": short_name, "colour": colour})
    return store_comparison(title, analysed(pieces), [piece.outlet for piece in pieces])


def store_comparison(title: str, result: Comparison, outlets: Sequence[str]) -> models.Story:
    """A stored story with this comparison; ``outlets`` name its articles in their order."""
    story = StoryFactory(title=title, date=date(2022, 6, 21))
    keys, readings = {}, {}
    for (key, article), name in zip(result.articles.items(), outlets, strict=True):
        outlet = models.Outlet.objects.filter(name=name).first() or OutletFactory(name=name, licensed=True)
        version = VersionFactory(article=ArticleFactory(story=story, outlet=outlet), text=article.text)
        keys[key] = str(version.pk)
        readings[str(version.pk)] = models.Reading.objects.create(
            version=version, analysis_version="test", layout=_layout(article), draft={}
        )
    renamed = _renamed(result, keys)
    comparison = models.Comparison(story=story, analysis_version="test", fingerprint="0" * 64)
    write_comparison(comparison, renamed, readings, measure(renamed))
    replace_comparison(story, comparison)
    return story


def _renamed(result: Comparison, keys: Mapping[str, str]) -> Comparison:
    """The same under other article keys: the ids of the stored versions."""

    def evidence(passages: Sequence[Evidence]) -> tuple[Evidence, ...]:
        return tuple(Evidence(keys[passage.article], passage.span) for passage in passages)

    points = (
        Point(
            **{
                **{name: getattr(point, name) for name in Point.__slots__},
                "only_in": keys[point.only_in] if point.only_in else None,
                "coverage": {keys[key]: cell for key, cell in point.coverage.items()},
            }
        )
        for point in result.points
    )
    findings = (
        Finding(
            **{
                **{name: getattr(finding, name) for name in Finding.__slots__},
                "article": keys[finding.article],
                "evidence": evidence(finding.evidence),
                "nearest": evidence(finding.nearest),
                "searched": tuple(keys[key] for key in finding.searched),
            }
        )
        for finding in result.findings
    )
    articles = {keys[key]: article for key, article in result.articles.items()}
    return Comparison(articles, tuple(points), tuple(findings))


SIDES = (("Northern Union", "Union", "vermilion"), ("Harbour Board", "Board", "blue"))


def harbour_story() -> models.Story:
    """Three outlets, five points: one in all, one in two with other words, three in one piece only."""
    return store(
        "Dockers strike at the harbour",
        [
            Piece(
                "The Courier",
                "Dockers defied the board on Monday.\n\n"
                "Ann Lee said: “We will not go back without a deal.”\n\n"
                "READ MORE: ships in the night\n\n"
                "Bo Carr, for the board, said: “The offer is fair. It stays on the table.”",
                [
                    Said("deal", "We will not go back without a deal.", "Ann Lee", "Northern Union", cue="said"),
                    Said(
                        "offer",
                        "The offer is fair. It stays on the table.",
                        "Bo Carr",
                        "Harbour Board",
                        stance=Tone.SUPPORT,
                        target="the offer",
                    ),
                ],
                loaded=["defied"],
                boilerplate=["READ MORE: ships in the night"],
                nearest={"blame": "Dockers defied the board on Monday."},
            ),
            Piece(
                "Evening Post",
                "The harbour stood still.\n\n"
                "“We will not go back without a deal,” Ann Lee said.\n\n"
                "Bo Carr said: “The offer is fair.”\n\n"
                "He added: “This union is reckless & selfish.”",
                [
                    Said("deal", "We will not go back without a deal", "Ann Lee", "Northern Union"),
                    Said("offer", "The offer is fair.", "Bo Carr", "Harbour Board", status=Status.PARTIAL),
                    Said(
                        "blame",
                        "This union is reckless & selfish.",
                        "Bo Carr",
                        "Harbour Board",
                        stance=Tone.CRITICISM,
                        target="the union",
                        cue="added",
                    ),
                ],
            ),
            Piece(
                "Morning Sun",
                "Ann Lee told the Sun: “We will not go back without a deal.”\n\n"
                "A docker said he could not feed his children.\n\n"
                "Ann Lee also thanked the town for its help.",
                [
                    Said("deal", "We will not go back without a deal.", "Ann Lee", "Northern Union"),
                    Said("feed", "he could not feed his children", None, None, kind=Kind.INDIRECT, confidence=0.5),
                    Said("thanks", "thanked the town for its help", "Ann Lee", "Northern Union", kind=Kind.INDIRECT),
                ],
                statuses={"blame": Status.ABSENT},
            ),
        ],
        SIDES,
    )


def long_story(articles: int, points: int) -> models.Story:
    """Many articles; every second one carries each point, so that nothing is in all of them."""
    pieces = []
    for number in range(articles):
        lines = [f"Report {number} from the harbour."]
        said = []
        for point in range(points):
            if (number + point) % 2 == 0:
                words = f"We have said {point} times that ship {point} must sail."
                lines.append(f"Speaker {point} said: “{words}”")
                said.append(Said(f"point {point}", words, f"Speaker {point}", SIDES[point % 2][0]))
        pieces.append(Piece(f"Outlet {number}", "\n\n".join(lines), said))
    return store(f"A story of {articles}", pieces, SIDES)


def _layout(article: AnalysedArticle) -> dict[str, Any]:
    """What a real reading of the article would store."""
    return Reading(
        text=article.text,
        language=article.language,
        headline=article.headline,
        paragraphs=article.paragraphs,
        sentences=article.sentences,
        boilerplate=article.boilerplate,
        drafts=(),
        loaded=article.loaded,
    ).layout
