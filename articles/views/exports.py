"""What a reader takes away from a story page: its rows under the same filters, as a file."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from articles.comparison import Filters, story_page
from articles.comparison.tabs import MATRIX
from articles.exports import FORMATS, export_of
from articles.models import Story
from articles.views.showing import steadily
from coverage_site.access import reads_whole_texts


@require_safe
def export(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """The view that the query string gives, in one of the formats; a story not compared yet has only its page."""
    if form not in FORMATS:
        raise Http404
    return steadily(slug, lambda story: _file(request, story, form))


def _file(request: HttpRequest, story: Story, form: str) -> HttpResponse:
    whole = reads_whole_texts(request)
    # The matrix has a row for every point that remains, in the order that was asked for.
    page = story_page(story, Filters.from_query(request.GET), whole=whole, view=MATRIX)
    if page is None:
        return redirect(story)
    address = request.build_absolute_uri(story.get_absolute_url()) + page.query
    made = export_of(page, whole=whole, address=address, at=timezone.now())
    response = HttpResponse(FORMATS[form].write(made), content_type=FORMATS[form].content_type)
    response["Content-Disposition"] = f'attachment; filename="{made.name}.{form}"'
    patch_cache_control(response, private=True)
    return response
