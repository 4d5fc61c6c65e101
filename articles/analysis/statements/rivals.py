"""Which of the statements found at one place are kept."""

from collections.abc import Sequence

from articles.analysis.statements.draft import Draft
from articles.analysis.types import Kind, Span


def without_rivals(drafts: Sequence[Draft]) -> list[Draft]:
    """Of drafts that share most of their characters the preferable one."""
    kept: list[Draft] = []
    near: list[int] = []  # those kept that reach beyond where the draft in hand begins
    for draft in sorted(drafts, key=lambda d: (d.start, -d.end)):
        near = [i for i in near if kept[i].end > draft.start]
        rival = next((i for i in near if _share(kept[i], draft) > 0.6), None)
        if rival is None:
            near.append(len(kept))
            kept.append(draft)
        elif _preference(draft) > _preference(kept[rival]):
            kept[rival] = draft
    return kept


def outermost(drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    """Drafts in order of the text without those that lie within another."""
    kept: list[Draft] = []
    near: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: (d.start, -d.end, -_length(d.parts))):
        near = [other for other in near if other.end > draft.start]
        if not any(_inside(draft, other) for other in near):
            kept.append(draft)
        near.append(draft)
    return tuple(sorted(kept, key=lambda d: (d.start, d.end)))


def _length(parts: Sequence[Span]) -> int:
    return sum(end - start for start, end in parts)


def _share(first: Draft, second: Draft) -> float:
    """Shared characters over those of the longer, 0 to 1."""
    shared = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in first.parts for b in second.parts)
    return shared / max(_length(first.parts), _length(second.parts))


def _inside(inner: Draft, outer: Draft) -> bool:
    """Whether a draft lies within a longer one; who says that somebody says is told by the outer one."""
    return _length(inner.parts) < _length(outer.parts) and all(
        any(o.start <= i.start and i.end <= o.end for o in outer.parts) for i in inner.parts
    )


def _preference(draft: Draft) -> tuple[bool, bool, float]:
    return draft.kind is Kind.DIRECT, draft.source is not None, draft.confidence
