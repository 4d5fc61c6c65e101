"""Speakers across stories."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from articles.models import Speaker


@require_safe
def speakers(request: HttpRequest) -> HttpResponse:
    """All speakers."""
    return render(request, "speakers/index.html", {})


@require_safe
def speaker(request: HttpRequest, pk: int) -> HttpResponse:
    """One speaker."""
    return render(request, "speakers/speaker.html", {"speaker": get_object_or_404(Speaker, pk=pk)})
