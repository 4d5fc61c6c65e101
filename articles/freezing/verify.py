"""A frozen comparison made again from its own texts, and held against what was frozen, byte for byte."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from articles.analysis import read
from articles.comparison.words import count
from articles.freezing.analysing import found_in
from articles.freezing.codec import canonical
from articles.freezing.differences import differences
from articles.freezing.document import Document, UnknownFormat, read_document
from articles.models import Freeze, Version
from articles.pipeline import reading_version


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of it. ``differs`` are sentences, one a difference; ``notes`` are no differences."""

    same: bool
    summary: str
    differs: tuple[str, ...]
    notes: tuple[str, ...]


def verify(frozen: Freeze) -> Verdict:
    """Check the hash of the document and those of its texts, read the texts and compare them again."""
    content = frozen.document.encode()
    hashed = hashlib.sha256(content).hexdigest()
    altered = (
        () if hashed == frozen.sha256 else (f"The document was altered after it was frozen: its hash is {hashed}.",)
    )
    try:
        document = read_document(frozen.document)
    except UnknownFormat as error:
        return Verdict(False, "It could not be made again.", (*altered, str(error)), ())
    except ValueError:
        return Verdict(False, "It could not be made again.", (*altered, "The document is no JSON any more."), ())
    wrong = tuple(_texts(document))
    given = document.given
    again = found_in(given, {article.key: read(article.text) for article in given.articles})
    same = canonical(again) == canonical(document.found)
    differs = (*altered, *wrong, *(() if same else differences(document, again)))
    if not same and len(differs) == len(altered) + len(wrong):
        differs = (*differs, "The bytes of what is found differ, though no single value was told apart.")
    return Verdict(not differs, _summary(document, differs), differs, tuple(_notes(document)))


def _texts(document: Document) -> Iterable[str]:
    """What does not fit among the texts: in the document, and of the same texts as they are stored here."""
    stored = Version.objects.filter(sha256__in=[article.sha256 for article in document.given.articles])
    texts: dict[str, set[str]] = {}
    for sha256, text in stored.values_list("sha256", "text"):
        texts.setdefault(sha256, set()).add(hashlib.sha256(text.encode()).hexdigest())
    for article in document.given.articles:
        if hashlib.sha256(article.text.encode()).hexdigest() != article.sha256:
            yield f"The frozen text of {article.name} does not have the hash that stands beside it, {article.sha256}."
        if texts.get(article.sha256, {article.sha256}) != {article.sha256}:
            yield f"The text of {article.name} that is stored here was altered: it does not have its own hash any more."


def _notes(document: Document) -> Iterable[str]:
    if document.analysis != reading_version():
        yield f"Frozen by analysis {document.analysis}, made again by {reading_version()}."
    kept = set(Version.objects.values_list("sha256", flat=True).filter(sha256__in=_hashes(document)))
    for article in document.given.articles:
        if article.sha256 not in kept:
            yield f"The text of {article.name} is not stored here any more; the frozen one was read."


def _hashes(document: Document) -> list[str]:
    return [article.sha256 for article in document.given.articles]


def _summary(document: Document, differs: tuple[str, ...]) -> str:
    found = document.found.comparison
    statements = sum(len(article.statements) for article in found.articles.values())
    what = (
        f"{count(len(found.points), 'point')}, {count(statements, 'statement')} and "
        f"{count(len(found.findings), 'finding')} of {count(len(found.articles), 'text')}"
    ).replace("\u00a0", " ")
    if differs:
        return f"Not the same: {count(len(differs), 'difference')}.".replace("\u00a0", " ")
    return f"Byte for byte the same: {what}."
