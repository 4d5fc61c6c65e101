"""One's own account: signing in and out, and another password."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.forms import PasswordChangeForm
from django.contrib.auth.views import LoginView, LogoutView, PasswordChangeView
from django.http import HttpRequest, HttpResponse
from django.urls import reverse_lazy

from coverage_site.throttle import SignInForm


class NewPasswordForm(PasswordChangeForm):
    """The old password, and the new one twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in zip(
            self.fields, ("Your password until now", "New password", "New password again"), strict=True
        ):
            self.fields[name].label = label


class SignIn(LoginView):
    """The sign-in page of the site; whoever is signed in already is led on."""

    template_name = "sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True


class SignOut(LogoutView):
    """Signing out, of the site and of the admin: the browser forgets what it keeps of the pages too."""

    http_method_names = ["post"]  # noqa: RUF012 - as Django has it

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """End the session; a cookie or the Back button leads to nothing."""
        response = super().post(request, *args, **kwargs)
        response["Clear-Site-Data"] = '"storage"'  # the history of htmx holds whole pages
        return response


class NewPassword(PasswordChangeView):
    """Another password, for whoever knows the one until now; other sessions of theirs end by it."""

    template_name = "password.html"
    form_class = NewPasswordForm
    success_url = reverse_lazy("saved")

    def form_valid(self, form: Any) -> HttpResponse:  # noqa: ANN401 - of its own class
        """Change it, and say so."""
        messages.success(self.request, "Your password is changed, and your other browsers are signed out.")
        return super().form_valid(form)
