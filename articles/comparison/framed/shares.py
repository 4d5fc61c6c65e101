"""Who speaks, on which side, in what role, with which stance: bars of shares, one outlet beside the other."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from articles.analysis.naming import ROLE_LABELS
from articles.analysis.types import Kind, Span
from articles.comparison.filters import UNKNOWN, Facet
from articles.comparison.framed.parts import Bar, Chart, Number, Row, Stretch, Table
from articles.comparison.framed.texts import Measured, Outlet
from articles.comparison.words import SIDE_UNKNOWN, count, percent
from articles.framing import Voice, shares_by, voices_of
from articles.framing.voices import Label

_MOST_NAMED = 8  # speakers that have a stretch of their own in a bar; two more or more stand there together
_MOST_NAMED_WIDE = 4  # the same where many outlets stand one below the other
_WIDE = 12
_NO_SOURCE = "no statement"
_STANCES = {"criticism": "critical", "support": "supportive", "neutral": "neutral"}
_TONES = {"neutral": "neutral", "doubting": "doubting", "heated": "heated"}
_VOICES = {"own": "own words", "reported": "telling what a source said", "quoted": "quoted words"}


@dataclass(frozen=True, slots=True)
class _Part:
    """One share before it is laid out."""

    name: str
    label: str
    paint: str
    share: float
    figure: str
    href: str
    spans: tuple[Span, ...] = ()


def by_side(measured: Measured, voices: Sequence[Voice]) -> Chart:
    """The words given to each side."""
    return _voices_chart(measured, voices, "side", "Words given to sources, by side")


def by_speaker(measured: Measured, voices: Sequence[Voice]) -> Chart:
    """The words given to each speaker, in the colour of the side."""
    return _voices_chart(measured, voices, "speaker", "Words given to sources, by speaker")


def by_role(measured: Measured, voices: Sequence[Voice]) -> Chart:
    """The words given to politicians, union officials, experts and so on, where the texts say what a speaker is."""
    return _voices_chart(measured, voices, "role", "Words given to sources, by what they are")


def voices_by(measured: Measured, label: Label) -> list[Voice]:
    """The voices of the shown outlets, of the statements that the filters leave."""
    return voices_of(measured.texts, measured.all_words, label)


def _voices_chart(measured: Measured, voices: Sequence[Voice], label: Label, title: str) -> Chart:
    by_outlet: dict[str, list[Voice]] = defaultdict(list)
    totals: dict[str | None, int] = defaultdict(int)
    for voice in voices:
        by_outlet[voice.key].append(voice)
        totals[voice.name] += voice.words
    order = sorted(totals, key=lambda name: (name is None, -totals[name], name or ""))
    tints = {name: number % 6 + 1 for number, name in enumerate(order)}
    parts: dict[str, list[_Part]] = {}
    for outlet in measured.outlets:
        found = {voice.name: voice for voice in by_outlet[outlet.article.key]}
        parts[outlet.article.key] = [
            _part(measured, outlet, found[name], label, tints[name]) for name in order if name in found
        ]
    return _chart(measured, f"by-{label}", title, "words of statements", parts, [_name(name, label) for name in order])


def _part(measured: Measured, outlet: Outlet, voice: Voice, label: Label, tint: int) -> _Part:
    name = _name(voice.name, label)
    side = measured.sides.get(voice.name or "") if label == "side" else None
    if label == "speaker":
        side = measured.side_of.get(voice.name)
    told = {one.ident: one for one in outlet.text.told}
    spans = tuple(part for ident in voice.idents for part in told[ident].parts)
    if label == "role":
        href = measured.opening.marked(outlet.article, spans)
    else:
        facet = Facet.SIDE if label == "side" else Facet.SPEAKER
        href = measured.opening.statements(outlet.article, facet, voice.name or UNKNOWN, first=voice.idents[0])
    paint = f"tint-{tint}" if label == "role" and voice.name else f"side-{side.colour}" if side else "side-none"
    short = side.short_name if side and label == "side" else name
    return _Part(name, short, paint, voice.share, str(voice.words), href, spans)


def _name(name: str | None, label: Label) -> str:
    if name is None:
        return {"side": SIDE_UNKNOWN, "speaker": "not known", "role": "not told"}[label]
    return ROLE_LABELS.get(name, name) if label == "role" else name


def stances(measured: Measured) -> Chart:
    """The statements of each outlet by their first stance."""
    parts: dict[str, list[_Part]] = defaultdict(list)
    texts = [outlet.text for outlet in measured.outlets]
    for share in shares_by(texts, "stance"):
        outlet = measured.by_key[share.key]
        if share.times:
            href = measured.opening.statements(outlet.article, Facet.STANCE, share.name, first=share.idents[0])
            name = _STANCES[share.name]
            parts[share.key].append(_Part(name, name, f"stance-{share.name}", share.share, str(share.times), href))
    return _chart(
        measured, "by-stance", "Statements by stance", "statements", parts, list(_STANCES.values()), unit="statement"
    )


def verbs(measured: Measured) -> Chart:
    """The verbs that introduce statements, by what they let a reader think."""
    parts: dict[str, list[_Part]] = defaultdict(list)
    for share in shares_by([outlet.text for outlet in measured.outlets], "verb"):
        outlet = measured.by_key[share.key]
        if share.times:
            href, name = measured.opening.marked(outlet.article, share.places), _TONES[share.name]
            parts[share.key].append(_Part(name, name, f"tone-{share.name}", share.share, str(share.times), href))
    return _chart(measured, "by-verb", "Verbs of saying by tone", "verbs", parts, list(_TONES.values()), unit="verb")


def own_and_quoted(measured: Measured) -> Chart:
    """The words of each text: the outlet's own, those that report a source, and those between quotation marks."""
    parts = {outlet.article.key: list(_voices_of_text(measured, outlet)) for outlet in measured.outlets}
    return _chart(
        measured, "by-voice", "Own words against quoted words", "words", parts, list(_VOICES.values()), unit="word"
    )


def _voices_of_text(measured: Measured, outlet: Outlet) -> Iterable[_Part]:
    article, measures = outlet.article, outlet.article.measures
    total = int(measures.get("words", 0))
    reported = int(measures.get("words_reported", 0))
    quoted = int(measures.get("words_quoted", 0))
    opening = measured.opening
    words = {
        "own": (total - quoted - reported, opening.text(article)),
        "reported": (reported, opening.statements(article, Facet.KIND, Kind.INDIRECT, Kind.MIXED)),
        "quoted": (quoted, opening.statements(article, Facet.KIND, Kind.DIRECT, Kind.MIXED)),
    }
    for name, (number, href) in words.items():
        if number:
            yield _Part(_VOICES[name], _VOICES[name], f"voice-{name}", number / total, str(number), href)


def _chart(
    measured: Measured,
    ident: str,
    title: str,
    what: str,
    parts: dict[str, list[_Part]],
    names: list[str],
    unit: str = "word",
) -> Chart:
    bars = []
    for number, outlet in enumerate(measured.outlets, 1):
        own = parts.get(outlet.article.key, [])
        total = sum(int(part.figure) for part in own)
        bars.append(
            Bar(
                ident=f"{ident}-{number}",
                name=outlet.name,
                total=count(total, unit) if own else "",
                stretches=tuple(_laid_out(measured, outlet, own, unit)),
                none="" if own else _NO_SOURCE if what != "verbs" else "no verb of saying",
            )
        )
    return Chart(
        ident, title, f"Shares of the {what} of each outlet.", tuple(bars), _table(measured, title, parts, names)
    )


def _laid_out(measured: Measured, outlet: Outlet, parts: Sequence[_Part], unit: str) -> Iterable[Stretch]:
    """The parts side by side from the left; of very many the last stand together at the end."""
    most = _MOST_NAMED if len(measured.outlets) <= _WIDE else _MOST_NAMED_WIDE
    shown = parts if len(parts) <= most + 1 else parts[:most]
    # Words that two sides share count for both, so that the shares of one outlet may add up to more than 1.
    whole = max(sum(part.share for part in parts), 1.0)
    start = 0.0
    for part in shown:
        width = round(100 * part.share / whole, 2)
        said = f"{part.name} {percent(part.share)}, {count(int(part.figure), unit)}"
        yield Stretch(part.label, part.paint, percent(part.share), said, part.href, round(start, 2), width)
        start += width
    if others := parts[len(shown) :]:
        share = sum(part.share for part in others)
        href = measured.opening.marked(outlet.article, [span for part in others for span in part.spans])
        label, said = f"{len(others)} others", f"{len(others)} others together {percent(share)}"
        yield Stretch(label, "side-none", percent(share), said, href, round(start, 2), round(100 * share / whole, 2))


def _table(measured: Measured, title: str, parts: dict[str, list[_Part]], names: list[str]) -> Table:
    """The same as numbers: a row for each outlet, or where there are few outlets and many names the other way round."""
    cells = {
        (key, part.name): Number(part.figure, part.href, percent(part.share))
        for key, own in parts.items()
        for part in own
    }
    used = [name for name in names if any((outlet.article.key, name) in cells for outlet in measured.outlets)]
    paint = {part.name: part.paint for own in parts.values() for part in own}
    if len(measured.outlets) > len(used):
        rows = tuple(
            Row(outlet.name, tuple(_numbers(cells.get((outlet.article.key, name))) for name in used))
            for outlet in measured.outlets
        )
        return Table(title, "Outlet", tuple(used), rows)
    rows = tuple(
        Row(
            name,
            tuple(_numbers(cells.get((outlet.article.key, name))) for outlet in measured.outlets),
            colour=paint[name].removeprefix("side-") if paint[name].startswith("side-") else "",
        )
        for name in used
    )
    return Table(title, "Who", tuple(outlet.name for outlet in measured.outlets), rows)


def _numbers(found: Number | None) -> tuple[Number, ...]:
    return (found,) if found else (Number("0"),)
