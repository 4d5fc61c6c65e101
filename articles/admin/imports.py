"""Imports: a form that takes files, and a page that shows how far they are read in and what became of each row."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import URLPattern, path, reverse

from articles import imports, jobs
from articles.admin.progress import JobAdmin
from articles.forms import FilesInput
from articles.models import Became, Import, JobState, Outlet, Story
from articles.tasks import IMPORTS, import_tried, start_import

_ROWS_SHOWN = 100
_STORIES_SHOWN = 5
_MOST_SUGGESTED = 200
_FILES_GONE = "The files are not here any more, as they are kept for a day: choose them again."


class _FilesField(forms.FileField):
    """One or many files."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:  # noqa: ANN401
        """The files that were chosen, each of which may be empty: an import says so of its row."""
        files = [super(_FilesField, self).clean(file, initial) for file in data or [None]]
        if refused := imports.too_much(files):
            raise forms.ValidationError(refused)
        return files


class ImportForm(forms.Form):
    """The files, and what they leave open."""

    uploads = _FilesField(
        allow_empty_file=True,
        label="Files",
        help_text="Text, web pages, Word documents, PDFs, tables (.csv, .jsonl), or .zip archives of these.",
        error_messages={"required": "Choose one or more files."},
    )
    outlet = forms.CharField(
        max_length=120,
        required=False,
        label="Outlet of articles that name none",
        help_text="An address that belongs to a known outlet, or a column of a table, goes before it.",
        widget=forms.TextInput(attrs={"list": "outlets"}),
    )
    story = forms.CharField(
        max_length=200,
        required=False,
        label="Story of articles that name none",
        help_text="Leave it empty to sort them into stories later.",
        widget=forms.TextInput(attrs={"list": "stories"}),
    )


@admin.register(Import)
class ImportAdmin(JobAdmin[Import]):
    """Past and present imports."""

    progress_template = "admin/articles/import/progress.html"
    list_display = ("name", "how", "state", "message", "started_by", "created_at")
    list_filter = ("state", "dry_run")
    search_fields = ("name",)

    @admin.display(description="how", ordering="dry_run")
    def how(self, job: Import) -> str:
        """In words, as the signs of Django's admin are red and green."""
        return "Dry run" if job.dry_run else "Import"

    def get_urls(self) -> list[URLPattern]:
        """The usual pages, and the table of refused rows."""
        table = self.admin_site.admin_view(self.refused)
        return [path("<int:pk>/refused.csv", table, name="articles_import_refused"), *super().get_urls()]

    def may_start(self, request: HttpRequest) -> bool:
        """Whoever may add articles may import them."""
        return request.user.has_perm("articles.add_article")

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Imports are listed for those who may start one."""
        return self.may_start(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """An import is started here."""
        return self.may_start(request)

    def has_view_permission(self, request: HttpRequest, obj: Import | None = None) -> bool:  # noqa: ARG002
        """Whoever can start an import may watch those of others."""
        return self.may_start(request)

    def has_delete_permission(self, request: HttpRequest, obj: Import | None = None) -> bool:  # noqa: ARG002
        """What is deleted is the report, never an article."""
        return self.may_start(request)

    def get_deleted_objects(
        self,
        objs: Any,  # noqa: ANN401 - a list or a query set
        request: HttpRequest,  # noqa: ARG002
    ) -> tuple[list[Any], dict[str, int], set[str], list[str]]:
        """Only the imports themselves, not their thousands of rows."""
        return [str(job) for job in objs], {"imports": len(objs)}, set(), []

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:  # noqa: ANN401, ARG002
        """The form; a POST starts the import, or tries it."""
        if not isinstance(request.user, User) or not self.may_start(request):
            raise PermissionDenied
        initial = {name: request.GET.get(name, "") for name in ("outlet", "story")}
        posted = request.method == "POST"
        form = ImportForm(
            request.POST if posted else None,
            request.FILES if posted else None,
            initial=initial,
            label_suffix="",
        )
        if form.is_valid():
            with transaction.atomic():
                job = imports.keep(
                    form.cleaned_data["uploads"],
                    story=form.cleaned_data["story"],
                    outlet=form.cleaned_data["outlet"],
                    dry_run="try" in request.POST,
                    started_by=request.user,
                )
                start_import(job)
            return HttpResponseRedirect(_address(job))
        context = {
            **self.admin_site.each_context(request),
            "title": "Import articles",
            "opts": self.opts,
            "form": form,
            "outlets": Outlet.objects.order_by("name").values_list("name", flat=True)[:_MOST_SUGGESTED],
            "stories": Story.objects.values_list("title", flat=True)[:_MOST_SUGGESTED],
            "most_files": imports.MOST_FILES,
            "most_megabytes": imports.MOST_BYTES // 1_000_000,
        }
        return render(request, "admin/articles/import/start.html", context)

    def act(self, request: HttpRequest, job: Import) -> HttpResponse:
        """Import in earnest what was tried, or try again what failed."""
        if not job.kept:
            messages.warning(request, _FILES_GONE)
        elif "retry" in request.POST:
            jobs.retry(IMPORTS, job.pk)
        else:
            import_tried(job.pk)
        return HttpResponseRedirect(_address(job))

    def shown(self, request: HttpRequest, job: Import) -> dict[str, Any]:
        """The counts so far; in the end the rows of one page too, and the stories that got something new."""
        counts = imports.counted(job)
        shown = {
            "counts": [(outcome, counts[outcome.value]) for outcome in Became],
            "rows_in_all": sum(counts.values()),
        }
        if job.state in {JobState.WAITING, JobState.RUNNING}:
            return shown
        became = request.GET.get("became", "")
        became = became if became in Became else ""
        rows = (job.rows.filter(became=became) if became else job.rows.all()).select_related("article")
        stories = list(imports.touched(job))
        again = reverse("admin:articles_import_add", query={"outlet": job.outlet, "story": job.story})
        return {
            **shown,
            "rows": Paginator(rows, _ROWS_SHOWN).get_page(request.GET.get("page")),
            "became": became,
            "refused": counts[Became.REFUSED.value],
            "stories": stories[:_STORIES_SHOWN],
            "more_stories": max(0, len(stories) - _STORIES_SHOWN),
            "unsorted": imports.unsorted(job),
            "again": again,
        }

    def refused(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The refused rows, to be mended and imported again."""
        if not self.may_start(request):
            raise PermissionDenied
        job = Import.objects.filter(pk=pk).first()
        if job is None:
            raise Http404(f"There is no import {pk}.")
        # Half a character cannot be written: a question mark stands for it.
        table = imports.refused(job).encode("utf-8", errors="replace")
        response = HttpResponse(table, content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="refused-{pk}.csv"'
        return response


def _address(job: Import) -> str:
    return reverse("admin:articles_import_change", args=[job.pk])
