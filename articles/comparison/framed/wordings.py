"""Loaded wording by category: in the outlet's own voice, and apart from that in what it quotes."""

from collections import defaultdict
from collections.abc import Sequence

from articles.analysis.types import Span, Voice
from articles.comparison.framed.parts import COLUMNS_AT_MOST, Number, Row, Table
from articles.comparison.framed.texts import Measured, Outlet


def loaded_section(measured: Measured) -> Table:
    """Loaded terms by category: in the outlet's own voice, and apart from that in quotations."""
    found: dict[tuple[str, str], list[tuple[Span, Voice]]] = defaultdict(list)
    for outlet in measured.outlets:
        for term in outlet.article.loaded:
            found[term.category, outlet.article.key].append((term.span, term.voice))
    categories = sorted({category for category, _ in found})
    few = len(measured.outlets) <= COLUMNS_AT_MOST

    def cell(category: str, outlet: Outlet) -> tuple[Number, ...]:
        terms = found.get((category, outlet.article.key), [])
        return _terms(measured, outlet, terms, words=few) or (Number("0"),)

    labels = [category.replace("_", " ") for category in categories]
    if few:
        rows = tuple(
            Row(label, tuple(cell(category, outlet) for outlet in measured.outlets))
            for category, label in zip(categories, labels, strict=True)
        )
        return Table("Loaded wording", "Category", tuple(outlet.name for outlet in measured.outlets), rows)
    rows = tuple(
        Row(outlet.name, tuple(cell(category, outlet) for category in categories)) for outlet in measured.outlets
    )
    return Table("Loaded wording", "Outlet", tuple(labels), rows)


def _terms(
    measured: Measured, outlet: Outlet, terms: Sequence[tuple[Span, Voice]], *, words: bool
) -> tuple[Number, ...]:
    numbers = []
    for voice, note in ((Voice.OUTLET, ""), (Voice.QUOTED, " quoted")):
        spans = [span for span, of in terms if of is voice]
        if spans:
            said = list(dict.fromkeys(" ".join(outlet.article.text[slice(*span)].split()).casefold() for span in spans))
            of = ", ".join(said) if words else ""
            numbers.append(Number(f"{len(spans)}{note}", measured.opening.marked(outlet.article, spans), of))
    return tuple(numbers)
