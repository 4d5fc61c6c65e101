"""The only writer of articles: texts become articles and versions, each text once for an outlet."""

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db import IntegrityError, connection, transaction

from articles.copies import Copy, link
from articles.models import Article, Outlet, OutletSource, Story, Version

# Two editors may make a story of one title at one moment; each loser tries the next free address.
_TRIES = 5
_WRITERS = 7_261_203  # the number of PostgreSQL's lock that writers of articles take; any that no one else takes


@dataclass(frozen=True, slots=True)
class NewStory:
    """A story to be made together with its first articles. ``date`` is None where it is not known.

    One that is known ``by_title`` is only made where there is none of that title, in whatever case.
    """

    title: str
    date: dt.date | None = None
    by_title: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """One text on its way in. An ``outlet`` given by name is made if there is none of that name, in whatever case.

    Empty texts and None mean "not given".
    """

    text: str
    outlet: Outlet | str
    outlet_source: OutletSource = OutletSource.GIVEN
    file_name: str = ""
    headline: str = ""
    standfirst: str = ""
    byline: str = ""
    url: str = ""
    published_at: dt.datetime | None = None
    language: str = ""
    complete: bool = True


@dataclass(frozen=True, slots=True)
class Added:
    """The text was stored as ``version``; ``copies`` are texts of other articles that are mostly the same words."""

    version: Version
    copies: tuple[Copy, ...] = ()

    @property
    def placed(self) -> bool:
        """Whether the article came into a story."""
        return self.version.article.story is not None


@dataclass(frozen=True, slots=True)
class NewVersion:
    """The text of an address that is stored already had changed, and was stored as ``version`` of the same article.

    ``placed``: the article had stood in no story, and came into the one given.
    """

    version: Version
    copies: tuple[Copy, ...] = ()
    placed: bool = False


@dataclass(frozen=True, slots=True)
class DuplicateOf:
    """The same text of the same outlet is stored already, as ``version``."""

    version: Version

    @property
    def where(self) -> str:
        """Where the first one is, in words."""
        return place_of(self.version)


@dataclass(frozen=True, slots=True)
class Refused:
    """The piece cannot be stored; ``because`` is one sentence that says what to do."""

    because: str


@dataclass(frozen=True, slots=True)
class HeldBack:
    """Nothing is wrong with the piece; it was not stored because another one of the same call was not."""


type Outcome = Added | NewVersion | DuplicateOf | Refused | HeldBack


@dataclass(frozen=True, slots=True)
class Report:
    """What became of each piece, in their order. ``story`` is None when nothing was written."""

    outcomes: tuple[Outcome, ...]
    story: Story | None

    @property
    def added(self) -> tuple[Version, ...]:
        """The versions stored."""
        return tuple(outcome.version for outcome in self.outcomes if isinstance(outcome, Added | NewVersion))

    @property
    def stories(self) -> tuple[Story, ...]:
        """The stories in which the versions stored stand; that of a new version may be another than the one given."""
        return tuple(dict.fromkeys(v.article.story for v in self.added if v.article.story is not None))


def place_of(version: Version) -> str:
    """Where a text is, in words: "The Herald, in the story “Strike”, added on 3 May 2025"."""
    article = version.article
    story = f"in the story “{article.story}”" if article.story else "in no story"
    return f"{article.outlet}, {story}, added on {version.created_at:%-d %B %Y}"


def said_of_copies(name: str, outcome: Outcome) -> str:
    """A sentence about the text stored before of which a new one, called ``name``, is most a copy; "" for none."""
    copy = next(iter(outcome.copies), None) if isinstance(outcome, Added | NewVersion) else None
    if copy is None:
        return ""
    if copy.same:
        return f"{name} has the same text as {place_of(copy.version)}."
    return f"{name} has {int(100 * copy.share)} % of its words in common with {place_of(copy.version)}."


def story_called(title: str) -> Story | None:
    """The newest story of a title, in whatever case."""
    return Story.objects.filter(title__iexact=title).order_by("-pk").first()


def digest(text: str) -> str:
    """The SHA-256 of a text in UTF-8, 64 hexadecimal digits: what makes two texts the same."""
    return hashlib.sha256(text.encode()).hexdigest()


def same_piece(text: str, outlet: Outlet | str) -> tuple[str, str]:
    """What two pieces that are one have in common: the digest of the text, and the outlet's name in whatever case."""
    return digest(text), folded(str(outlet))


def folded(name: str) -> str:
    """An outlet's name as it is compared: in small letters, with single spaces."""
    return " ".join(name.split()).casefold()


def add_articles(pieces: Sequence[Piece], story: Story | NewStory, *, together: bool = True) -> Report:
    """Store ``pieces`` in ``story``, in one transaction.

    ``together`` means all or none: one duplicate or refused piece and nothing is written, not even a new
    story or outlet. Without it, what can be added is. The same pieces again add nothing.
    """
    with transaction.atomic():
        _hold_off_others()
        target = _Target(story)
        outcomes: list[Outcome] = []
        seen: dict[tuple[str, str], int] = {}
        for number, piece in enumerate(pieces, start=1):
            first = seen.setdefault(same_piece(piece.text, piece.outlet), number)
            outcomes.append(_add(piece, target) if first == number else _given_twice(pieces[first - 1], first))
        added = [isinstance(outcome, Added | NewVersion) for outcome in outcomes]
        stored = all(added) if together else any(added)
        if not stored or not pieces:
            transaction.set_rollback(True)
            held = tuple(HeldBack() if isinstance(outcome, Added | NewVersion) else outcome for outcome in outcomes)
            return Report(held, None)
        report = Report(tuple(outcomes), None)
    # Where no story was made, all were new versions of articles that stand in others.
    return replace(report, story=target.given if isinstance(target.given, Story) else report.stories[0])


def stored_already(pieces: Sequence[Piece]) -> list[DuplicateOf | None]:
    """For each piece the first one of the same text and outlet that is stored, None where there is none; one query."""
    asked = [same_piece(piece.text, piece.outlet) for piece in pieces]
    stored = Version.objects.filter(sha256__in={text for text, _ in asked}).order_by("-pk")
    versions = stored.select_related("article__outlet", "article__story")
    known = {(version.sha256, folded(version.article.outlet.name)): version for version in versions}
    return [DuplicateOf(known[key]) if key in known else None for key in asked]


def _given_twice(first: Piece, number: int) -> Refused:
    return Refused(f"The same text is given twice, first as {first.file_name or f'text {number}'}: leave one out.")


def add_article(piece: Piece, story: Story | NewStory | None) -> Outcome:
    """Store one piece by itself, in one transaction; with None it stands in no story yet.

    Where the address of the piece is that of an article of the same outlet, its text becomes the newest version of that
    article, which stays in its story; a new story is not made for it. The same piece again adds nothing.
    """
    with transaction.atomic():
        _hold_off_others()
        outcome = _add(piece, _Target(story))
        if not isinstance(outcome, Added | NewVersion):
            transaction.set_rollback(True)
    return outcome


def _hold_off_others() -> None:
    """Let no other writer in until the transaction ends, so that what was found to be new or no copy stays so."""
    if connection.vendor == "postgresql":  # with SQLite one transaction writes at a time anyway
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_WRITERS])


class _Target:
    """The story that pieces come into. A new one is made when the first of them needs it, so that none stays empty."""

    def __init__(self, given: Story | NewStory | None) -> None:
        self.given = given

    def story(self) -> Story | None:
        """The story, made if need be; None where the pieces are to stand in none."""
        if isinstance(self.given, NewStory):
            self.given = _make_story(self.given)
        return self.given


def _add(piece: Piece, target: _Target) -> Outcome:
    (duplicate,) = stored_already([piece])
    return duplicate or _store(piece, target)


def _store(piece: Piece, target: _Target) -> Added | NewVersion:
    outlet = piece.outlet if isinstance(piece.outlet, Outlet) else _outlet_called(piece.outlet)
    known = Article.objects.filter(outlet=outlet, url=piece.url).order_by("pk").first() if piece.url else None
    if known is not None:
        stood = known.story_id
        _renew(known, piece, target)
        newest = known.versions.order_by("-number").values_list("number", flat=True).first() or 0
        version = _version(known, newest + 1, piece)
        return NewVersion(version, link(version), placed=known.story_id != stood)
    article = Article.objects.create(
        story=target.story(),
        outlet=outlet,
        outlet_source=piece.outlet_source,
        headline=piece.headline,
        standfirst=piece.standfirst,
        byline=piece.byline,
        url=piece.url,
        published_at=piece.published_at,
        language=piece.language,
    )
    version = _version(article, 1, piece)
    return Added(version, link(version))


def _renew(article: Article, piece: Piece, target: _Target) -> None:
    """What the piece says of the article now; one that stands in no story comes into the one given."""
    told = {name: getattr(piece, name) for name in ("headline", "standfirst", "byline", "published_at", "language")}
    new = {name: value for name, value in told.items() if value and value != getattr(article, name)}
    if article.story_id is None and (story := target.story()) is not None:
        new["story"] = story
    for name, value in new.items():
        setattr(article, name, value)
    if new:
        article.save()


def _version(article: Article, number: int, piece: Piece) -> Version:
    return Version.objects.create(
        article=article,
        number=number,
        text=piece.text,
        sha256=digest(piece.text),
        complete=piece.complete,
        file_name=piece.file_name[-255:],
    )


def _outlet_called(name: str) -> Outlet:
    name = " ".join(name.split())
    found = Outlet.objects.filter(name__iexact=name).first()
    return found or Outlet.objects.get_or_create(name=name)[0]


def _make_story(new: NewStory) -> Story:
    if new.by_title and (known := story_called(new.title)):  # another writer made it meanwhile
        return known
    for _ in range(_TRIES - 1):
        try:
            with transaction.atomic():
                return Story.objects.create(title=new.title, date=new.date)
        except IntegrityError:
            continue
    return Story.objects.create(title=new.title, date=new.date)
