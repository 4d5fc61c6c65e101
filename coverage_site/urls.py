"""Where each address leads: the admin, and everything else in the one app."""

from django.contrib import admin
from django.urls import include, path

from articles.admin.jobs import jobs_page
from articles.admin.on_site import on_site
from articles.api import api
from coverage_site.accounts import NewPassword, SignIn, SignOut
from coverage_site.throttle import DeskSignInForm

admin.site.login_form = DeskSignInForm

urlpatterns = [
    path("sign-in/", SignIn.as_view(), name="sign-in"),
    path("password/", NewPassword.as_view(), name="password"),
    path("sign-out/", SignOut.as_view(), name="sign-out"),
    path("admin/logout/", SignOut.as_view(), name="desk-sign-out"),
    path("admin/jobs/", admin.site.admin_view(jobs_page), name="jobs"),
    path("admin/r/<path:content_type_id>/<path:object_id>/", admin.site.admin_view(on_site)),
    path("admin/", admin.site.urls),
    path("api/v1/", api.urls),
    path("", include("articles.urls")),
]
handler500 = "coverage_site.failures.failed"
