"""Files of any kind into the store: each row by itself, with what became of it."""

import csv
import datetime as dt
import io
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Self

from django.conf import settings
from django.db import transaction
from django.utils.timezone import get_current_timezone, is_naive

from articles.ingest import (
    Added,
    DuplicateOf,
    NewStory,
    NewVersion,
    Outcome,
    Piece,
    add_article,
    digest,
    folded,
    said_of_copies,
    same_piece,
    story_called,
)
from articles.intake import READ_LIMITS, Child, Reason, Refusal, Row, Sizes, read_any
from articles.intake.addresses import host_of
from articles.intake.feeds import Entry, read_feed
from articles.intake.pages import page_at
from articles.intake.tables import COLUMNS, REFUSED_BECAUSE
from articles.intake.web import Fetched, Fetcher
from articles.models import Article, Became, Outlet, OutletSource, Story


@dataclass(frozen=True, slots=True)
class Imported:
    """One row of the report. ``because`` is a sentence where the row was not stored.

    Of a row that was stored it says of which other text it is a copy, and is empty where there is none.
    ``story`` is the one that its article stands in, None where it stands in none or was not stored. ``article`` has the
    text of the row, also where that was stored before; None where nothing has. ``placed``: the row brought it into its
    story. ``joined``: it came there by itself. ``values`` are the columns of a refused row.
    """

    name: str
    became: Became
    because: str = ""
    outlet: str = ""
    headline: str = ""
    story: Story | None = None
    article: Article | None = None
    refusal: Refusal | None = None
    placed: bool = False
    joined: bool = False
    values: Mapping[str, str] = field(default_factory=dict)


class Importer:
    """Imports files, one after another, with what they leave open: the ``story`` and the ``outlet`` of their articles.

    A story is given as it is, or by its title. A ``dry_run`` writes nothing and says what would become of each row. Use
    it in a ``with``: the parsers of foreign bytes work in a child process that is ended behind it.
    """

    def __init__(self, *, story: str | Story | NewStory | None = "", outlet: str = "", dry_run: bool = False) -> None:
        self.story, self.outlet, self.dry_run = story, outlet, dry_run
        self.sizes = Sizes(text=settings.PARALLAX_UPLOAD_LIMIT)
        self.touched: dict[int, Story] = {}  # the stories that got something new
        self._child = Child(READ_LIMITS)
        self._seen: dict[tuple[str, str], str] = {}
        self._texts: dict[str, str] = {}
        self._addresses: set[str] = set()

    def __enter__(self) -> Self:
        self._child.__enter__()
        return self

    def __exit__(self, *error: object) -> None:
        self._child.close()

    def take(self, name: str, data: bytes) -> Iterator[Imported]:
        """What becomes of each row of a file, as it is read."""
        return map(self.settle, self.read(name, data))

    def read(self, name: str, data: bytes, found: Callable[[int], None] = lambda _: None) -> Generator[Row | Refusal]:
        """The rows of a file, or why there are none; ``found`` is told how many more than one there will be."""
        yield from read_any(name, data, self._child, self.sizes, found)

    def remember(self, name: str, sha256: str, outlet: str, url: str) -> None:
        """A text of this import that was stored, or tried, before the import was taken up again."""
        self._seen.setdefault((sha256, folded(outlet)), name)
        self._texts.setdefault(sha256, name)
        self._addresses.add(url or name)

    def settle(self, one: Row | Refusal) -> Imported:
        """Store a row, whole or not at all; what became of it."""
        return self._refused(one) if isinstance(one, Refusal) else self._row(one)

    def page(self, address: str, fetcher: Fetcher) -> Row | Refusal:
        """The article at a web address, read in the child process that reads the files; nothing is stored."""
        return page_at(address, fetcher, self._child, self.sizes)

    def feed(self, fetched: Fetched) -> tuple[Entry, ...] | Refusal:
        """What a feed lists, read in that child process too."""
        return read_feed(fetched, self._child)

    def _row(self, row: Row) -> Imported:
        name = row.where
        outlet, source = outlet_of(row, self._domains, self.outlet)
        if not outlet:
            sentence = f"{name} names no outlet, and has no address that tells it: give the outlet."
            return self._refused(Refusal(Reason.BAD_ROW, sentence, row.file_name, row.place, _columns(row)))
        first = self._seen.get(same_piece(row.text, outlet))
        if first is not None:
            return Imported(name, Became.DUPLICATE, f"{name} has the same text as {first}.", row.outlet, row.headline)
        elsewhere = self._texts.get(digest(row.text))
        self._seen[same_piece(row.text, outlet)] = self._texts[digest(row.text)] = name
        outcome = self._store(piece_of(row, outlet, source), row.story or self.story)
        if isinstance(outcome, Added | NewVersion):
            article = outcome.version.article
            changed = isinstance(outcome, NewVersion) or (self.dry_run and row.url in self._addresses)
            stored = isinstance(outcome, NewVersion) or not self.dry_run
            self._addresses.add(row.url or name)
            if article.story is not None and not self.dry_run:
                self.touched[article.story.pk] = article.story
            return Imported(
                name,
                Became.NEW_VERSION if changed else Became.ADDED,
                f"{name} has the same text as {elsewhere}." if elsewhere else said_of_copies(name, outcome),
                article.outlet.name,
                row.headline,
                article.story,
                article if stored else None,
                placed=outcome.placed,
            )
        if isinstance(outcome, DuplicateOf):
            because, article = f"{name} is here already: {outcome.where}.", outcome.version.article
            return Imported(name, Became.DUPLICATE, because, row.outlet, row.headline, article=article)
        because = getattr(outcome, "because", f"{name} was not stored.")
        return Imported(name, Became.REFUSED, because, row.outlet, row.headline, values=_columns(row))

    def _store(self, piece: Piece, story: str | Story | NewStory | None) -> Outcome:
        """Store a piece; in a dry run all that was written is taken back."""
        with transaction.atomic():
            outcome = add_article(piece, _story_called(story))
            if self.dry_run:
                transaction.set_rollback(True)
        return outcome

    @cached_property
    def _domains(self) -> dict[str, Outlet]:
        """The outlets by their domains, as they are when the import begins: those that it makes have none."""
        return {outlet.domain.casefold(): outlet for outlet in Outlet.objects.exclude(domain="")}

    def _refused(self, refusal: Refusal) -> Imported:
        return Imported(refusal.where, Became.REFUSED, refusal.sentence, refusal=refusal, values=refusal.values)


def counted(rows: Iterable[Imported]) -> dict[str, int]:
    """How many rows became what; every outcome is there."""
    counts = Counter(row.became for row in rows)
    return {became.value: counts[became] for became in Became}


def refusals_csv(rows: Sequence[Imported]) -> str:
    """The refused rows as a table that can be mended and imported again: with their columns, and why they were refused.

    A refused file has its name alone. Empty when nothing was refused.
    """
    refused = [row for row in rows if row.became is Became.REFUSED]
    columns = list(dict.fromkeys(key for row in refused for key in row.values))
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, ["refused", REFUSED_BECAUSE, *columns], restval="", extrasaction="ignore")
    if refused:
        writer.writeheader()
    for row in refused:
        told = {"refused": row.name, REFUSED_BECAUSE: row.because}
        writer.writerow({key: _defused(value) for key, value in {**told, **row.values}.items()})
    return out.getvalue()


def _defused(value: str) -> str:
    """A cell that no spreadsheet takes for a formula: a blank before the sign, which reading takes away again."""
    return f" {value}" if value[:1] in {"=", "+", "-", "@", "\t", "\r"} else value


def _columns(row: Row) -> dict[str, str]:
    """A row as it can be mended in a table: all columns that it has, and an empty one for the outlet."""
    return {"outlet": ""} | {column: value for column in COLUMNS if (value := getattr(row, column))}


def outlet_of(row: Row, domains: Mapping[str, Outlet], given: str) -> tuple[Outlet | str, OutletSource]:
    """The outlet by the domain of the address, else as the row names it, else the one given for all; "" for none.

    ``domains`` are those of the known outlets, in small letters.
    """
    host = host_of(row.url)
    known = domains.get(host)
    if known is not None:
        return known, OutletSource.INFERRED
    if row.outlet:
        return row.outlet[:120], OutletSource.NAMED
    return (given, OutletSource.GIVEN) if given else (host, OutletSource.INFERRED)


def piece_of(row: Row, outlet: Outlet | str, source: OutletSource) -> Piece:
    """A row on its way to the store; what does not fit a column is shortened, an address that is none left out."""
    return Piece(
        row.text,
        outlet,
        source,
        row.file_name,
        headline=row.headline[:300],
        standfirst=row.standfirst,
        byline=row.byline[:200],
        url=row.url if len(row.url) <= 500 and host_of(row.url) else "",
        published_at=_moment(row.published),
        language=row.language[:12],
        complete=row.complete,
    )


def _moment(published: str) -> dt.datetime | None:
    """A day without a time is no moment: the page shows it as missing rather than as midnight."""
    if len(published) <= len("2022-06-21"):
        return None
    moment = dt.datetime.fromisoformat(published)
    return moment.replace(tzinfo=get_current_timezone()) if is_naive(moment) else moment


def _story_called(given: str | Story | NewStory | None) -> Story | NewStory | None:
    if not isinstance(given, str):
        return given
    title = " ".join(given.split())[:200]
    if not title:
        return None
    return story_called(title) or NewStory(title, by_title=True)
