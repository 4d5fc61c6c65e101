"""What an editor has chosen in the form that adds articles: kept until it is added, or for a day."""

import uuid
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils import timezone
from django.utils.datastructures import MultiValueDict

from articles.intake import READ_LIMITS, Child, Reason, Refusal, Row, Sizes, read_any
from articles.models import OfferedText

_LONGEST_FILE_NAME = 255
_KEPT = timedelta(days=1)
_MOST_OFFERED = 100  # rows that one form can show and send
_FACTS = ("headline", "standfirst", "byline", "published", "url", "outlet", "language")
MOST_REFUSED = 100  # sentences that the form carries along
_LONGEST_REFUSAL = 1000


def keep_files(files: Iterable[UploadedFile[Any]], owner: User, batch: uuid.UUID) -> list[Refusal]:
    """Keep the texts of chosen files until the submission is complete; the refusals of what could not be read.

    The same file of the same batch again is not kept twice. What others left unfinished long ago is dropped.
    """
    OfferedText.objects.filter(created_at__lt=timezone.now() - _KEPT).delete()
    kept = OfferedText.objects.filter(owner=owner, batch=batch)
    sizes = Sizes(text=settings.PARALLAX_UPLOAD_LIMIT)
    refusals: list[Refusal] = []
    with Child(READ_LIMITS) as child:
        for file in files:
            name = file.name or "The file"
            for one in read_any(name, file.read(sizes.archive + 1), child, sizes):
                if isinstance(one, Refusal):
                    refusals.append(one)
                elif kept.count() >= _MOST_OFFERED:
                    refusals.append(_too_many(name))
                    break
                else:
                    _keep(one, owner, batch)
    return refusals


def _keep(row: Row, owner: User, batch: uuid.UUID) -> None:
    facts = {key: value for key in _FACTS if (value := getattr(row, key))} | {"complete": row.complete}
    OfferedText.objects.get_or_create(
        owner=owner, batch=batch, file_name=row.where[-_LONGEST_FILE_NAME:], text=row.text, defaults={"facts": facts}
    )


def _too_many(name: str) -> Refusal:
    return Refusal(
        Reason.TOO_LARGE,
        f"{name} brings more than {_MOST_OFFERED} articles, and those after them were not kept: add these first, or "
        "import the file instead.",
        name,
    )


def row_of(offered: OfferedText) -> Row:
    """The row that a kept text came as."""
    return Row(offered.text, offered.file_name, **offered.facts)


def chosen_files(files: MultiValueDict[str, UploadedFile[Any]]) -> list[UploadedFile[Any]]:
    """The files that were chosen in the form; a browser sends one without a name when none was."""
    return [file for file in files.getlist("text_files") if file.name]


def refused_before(posted: QueryDict, files: Iterable[UploadedFile[Any]]) -> list[str]:
    """The sentences about files refused earlier in the same submission, which the form carries along.

    A file of the same name that is chosen again takes its sentence back.
    """
    again = tuple(f"{file.name} " for file in files)
    sentences = [sentence[:_LONGEST_REFUSAL] for sentence in posted.getlist("refused")[:MOST_REFUSED]]
    return [sentence for sentence in sentences if sentence and not sentence.startswith(again)]
