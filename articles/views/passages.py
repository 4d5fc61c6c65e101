"""One passage: its page, and its citation and annotation as files."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from articles.exports.passage import NotReadable, PassagePage, passage_page
from articles.models import Story
from coverage_site.access import reads_whole_texts

_FILES = {
    "citation.txt": ("citation", "text/plain; charset=utf-8"),
    "citation.bib": ("bibtex", "application/x-bibtex; charset=utf-8"),
    "citation.json": ("csl", "application/vnd.citationstyles.csl+json"),
    "annotation.jsonld": ("annotation", "application/ld+json"),
}


@require_safe
def passage(request: HttpRequest, slug: str, version: str, parts: str) -> HttpResponse:
    """A passage in its surrounding, how to cite it, and who else carries its point."""
    story = _story(slug)
    try:
        page = _page(request, story, version, parts)
    except NotReadable:
        return render(request, "passages/not_readable.html", {"story": story}, status=403)
    context = {"story": story, "page": page, "version": version, "parts": parts, "address": _address(request)}
    response = render(request, "passages/passage.html", context)
    patch_cache_control(response, private=True)
    return response


@require_safe
def passage_file(request: HttpRequest, slug: str, version: str, parts: str, name: str) -> HttpResponse:
    """The citation or the annotation of a passage as a file."""
    if name not in _FILES:
        raise Http404
    try:
        page = _page(request, _story(slug), version, parts)
    except NotReadable as error:
        raise Http404 from error
    field, content_type = _FILES[name]
    response = HttpResponse(f"{getattr(page, field)}\n", content_type=content_type)
    patch_cache_control(response, private=True)
    return response


def _story(slug: str) -> Story:
    return get_object_or_404(Story.objects.select_related("comparison"), slug=slug)


def _page(request: HttpRequest, story: Story, version: str, parts: str) -> PassagePage:
    page = passage_page(story, version, parts, whole=reads_whole_texts(request), address=_address(request))
    if page is None:
        raise Http404
    return page


def _address(request: HttpRequest) -> str:
    """That of the passage's page, from any of its addresses."""
    return request.build_absolute_uri(request.path.rpartition("/")[0] + "/")
