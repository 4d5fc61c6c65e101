"""Imports: files in, and what became of each row."""

from typing import Annotated, Any

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from ninja import FileEx, P, Path, Query, Router, Schema, Status
from ninja.errors import HttpError
from ninja.files import UploadedFile
from pydantic import AfterValidator, Field

from articles import imports as importing
from articles.api.articles import Number
from articles.api.asking import Part, Text, without_nul
from articles.api.problems import PROBLEMS
from articles.api.schemas import ImportOut, Page, RowOut
from articles.api.tokens import importer
from articles.models import Import
from articles.tasks import start_import

router = Router(tags=["Imports"], auth=importer)

OutletName = Annotated[str, Field(max_length=120, pattern=r"^[^\x00]*$"), AfterValidator(without_nul)]


class ImportIn(Schema):
    """What the files leave open."""

    story: Text = Field("", description="The title of the story of articles that name none.")
    outlet: OutletName = Field("", description="The outlet of articles that name none.")
    dry_run: bool = Field(False, description="Store nothing, and say what would become of each row.")


@router.post("/imports", response={202: ImportOut} | PROBLEMS, summary="Import files")
def start(
    request: HttpRequest,
    response: HttpResponse,
    given: Query[ImportIn],
    files: FileEx[list[UploadedFile], P(min_length=1)],
) -> Status[ImportOut]:
    """Keep the files and import them in the background; the same files again add nothing."""
    user = _may_import(request)
    if refused := importing.too_much(files):
        raise HttpError(413, refused)
    with transaction.atomic():
        job = importing.keep(files, story=given.story, outlet=given.outlet, dry_run=given.dry_run, started_by=user)
        start_import(job)
    response["Location"] = reverse("api:import", args=[job.pk])
    return Status(202, _shown(job))


@router.get("/imports/{id}", response={200: ImportOut} | PROBLEMS, summary="How far an import is", url_name="import")
def one(request: HttpRequest, id: Path[Number]) -> ImportOut:  # noqa: A002 - the name in the address
    """Where an import stands, and how many rows became what so far."""
    _may_import(request)
    return _shown(get_object_or_404(Import, pk=id))


@router.get("/imports/{id}/rows", response={200: Page[RowOut]} | PROBLEMS, summary="What became of each row")
def rows(request: HttpRequest, id: Path[Number], asked: Query[Part]) -> Page[RowOut]:  # noqa: A002
    """The rows read so far, in their order."""
    _may_import(request)
    found = get_object_or_404(Import, pk=id).rows.all()
    fields: Any = ("name", "became", "because", "outlet", "headline", "article_id")
    items = [
        RowOut(**{name.removesuffix("_id"): value for name, value in row.items()})
        for row in asked.of(found.values(*fields))
    ]
    return Page[RowOut](count=found.count(), offset=asked.offset, items=items)


def _may_import(request: HttpRequest) -> User:
    """Whose token it is, if that is somebody who may add articles."""
    if not isinstance(request.user, User) or not request.user.has_perm("articles.add_article"):
        raise PermissionDenied("The user of this token may not add articles: ask an admin for the role Editor.")
    return request.user


def _shown(job: Import) -> ImportOut:
    return ImportOut(
        id=job.pk,
        name=job.name,
        state=job.state,
        message=job.message,
        dry_run=job.dry_run,
        done=job.done,
        total=job.total,
        counts=importing.counted(job),
    )
