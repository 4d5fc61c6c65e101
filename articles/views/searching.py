"""The search over all stories."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from articles.across.asked import Asked
from articles.across.searching import search_page
from coverage_site.access import reads_whole_texts
from coverage_site.http import render_page


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Articles, statements and speakers that have certain words, under the choices of the query string."""
    asked = Asked.from_query(request.GET)
    page = search_page(asked, whole=reads_whole_texts(request))
    address = request.path + (asked.query_string() if asked.text else "")
    return render_page(request, "search.html", {"page": page}, part="search", address=address)
