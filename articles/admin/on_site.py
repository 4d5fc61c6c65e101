"""From a page of the admin to the page of the site that shows the same thing."""

from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.contrib.contenttypes.views import shortcut
from django.http import Http404, HttpRequest, HttpResponse


def on_site(request: HttpRequest, content_type_id: str, object_id: str) -> HttpResponse:
    """Where a thing has its page, for whoever may see it in the admin.

    Django's own tells the address of anything that has one to everybody of the desk: also what a reader has saved.
    """
    number = int(content_type_id) if content_type_id.isascii() and content_type_id.isdecimal() else 0
    found = ContentType.objects.filter(pk=number).first()
    model = found.model_class() if found else None
    if model is None or not admin.site.is_registered(model):
        raise Http404
    if not admin.site.get_model_admin(model).has_view_permission(request):
        raise Http404
    return shortcut(request, content_type_id, object_id)
