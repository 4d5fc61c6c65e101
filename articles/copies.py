"""The only writer of what is known of copies: each new text is set against those stored before it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q

from articles.analysis.copies import Shared, length, origins_of, shared, traces
from articles.models import SharedText, Trace, Version

# Of 5,000 copies made of real texts each had a tenth of the shorter one's traces (docs/methods.md).
_LEAST_TRACES = 0.1
_MOST_HAVING = 200  # texts kept for one trace: what more have is boilerplate, or so many copies that these are enough
_MOST_COUNTED = 500  # texts that have a trace in common with a new one, those with most
_MOST_READ = 50  # of these, the texts that are set against it word by word


@dataclass(frozen=True, slots=True)
class Copy:
    """A text stored before that is mostly the same words. ``same`` means to the character."""

    version: Version
    share: float  # of the words of whichever of the two has more in common
    same: bool


@dataclass(frozen=True, slots=True)
class Origin:
    """The fullest of the texts of one story that are copies of each other, as one of them sees it.

    ``share`` is that of its own words that the fullest has too, ``share_of_fullest`` the reverse; both 1.0 for itself.
    """

    fullest: int
    share: float = 1.0
    share_of_fullest: float = 1.0


def link(version: Version) -> tuple[Copy, ...]:
    """Keep the traces of a new text and record of which texts of other articles it is a copy; the nearest first.

    Four queries at most, whatever is stored, and one that writes the copies.
    """
    values = traces(version.text)
    rows = list(Trace.objects.filter(value__in=values).values_list("value", "version")) if values else []
    likely = _likely(len(values), Counter(pk for _, pk in rows))
    having = Counter(value for value, _ in rows)
    Trace.objects.bulk_create(Trace(version=version, value=value) for value in values if having[value] < _MOST_HAVING)
    others = (
        Version.objects.filter(Q(sha256=version.sha256) | Q(pk__in=likely))
        .exclude(article=version.article_id)
        .select_related("article__outlet", "article__story")
    )
    found = [(other, _shared(other, version)) for other in others]
    copies = [(other, common) for other, common in found if common.are_copies]
    SharedText.objects.bulk_create(
        SharedText(
            first=other, second=version, share_of_first=common.first, share_of_second=common.second
        )
        for other, common in copies
    )  # fmt: skip
    told = (Copy(other, max(common.first, common.second), other.sha256 == version.sha256) for other, common in copies)
    return tuple(sorted(told, key=lambda copy: (not copy.same, -copy.share, copy.version.pk)))


def origins(versions: Sequence[Version]) -> dict[int, Origin]:
    """The origin of each text of a story that has copies among the others; one query."""
    pairs = SharedText.objects.filter(first__in=versions, second__in=versions)
    common: dict[tuple[str, str], float] = {}
    for first, second, of_first, of_second in pairs.values_list("first", "second", "share_of_first", "share_of_second"):
        common[str(first), str(second)], common[str(second), str(first)] = of_first, of_second
    if not common:
        return {}
    fullest = origins_of({str(version.pk): length(version.text) for version in versions}, common)
    copied = {full for key, full in fullest.items() if key != full}
    return {
        int(key): Origin(int(full), common.get((key, full), 1.0), common.get((full, key), 1.0))
        for key, full in fullest.items()
        if full in copied
    }


def _shared(other: Version, version: Version) -> Shared:
    return Shared(1.0, 1.0) if other.sha256 == version.sha256 else shared(other.text, version.text)


def _likely(number: int, met: Counter[int]) -> list[int]:
    """Texts that may be copies of one with so many traces, by how many of these they have; the likeliest first."""
    most = dict(met.most_common(_MOST_COUNTED))
    if not most:
        return []
    rows = Trace.objects.filter(version__in=most).values_list("version").annotate(number=Count("pk")).order_by()
    ratio = {pk: most[pk] / min(number, whole) for pk, whole in rows}
    likely = [pk for pk in sorted(ratio, key=lambda pk: (-ratio[pk], pk)) if ratio[pk] >= _LEAST_TRACES]
    return likely[:_MOST_READ]
