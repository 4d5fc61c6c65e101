"""One's own account: signing in and out, and another password."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.forms import PasswordChangeForm
from django.contrib.auth.views import LoginView, LogoutView, PasswordChangeView
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse_lazy

from coverage_site.given_passwords import go_on, is_given, refuse_old
from coverage_site.throttle import SignInForm


class NewPasswordForm(PasswordChangeForm):
    """The old password, and the new one twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in zip(
            self.fields, ("Your password until now", "New password", "New password again"), strict=True
        ):
            self.fields[name].label = label

    def clean_old_password(self) -> str:
        """The right one, and none that was given too long ago: a session can be older than a week."""
        old: str = super().clean_old_password()
        refuse_old(self.user)
        return old

    def clean_new_password1(self) -> str:
        """Another one: who was given a password cannot keep it."""
        new = str(self.cleaned_data["new_password1"])
        if new == self.data.get("old_password"):
            raise ValidationError("This is your password until now: choose another one.")
        return new


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

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Besides whether the password until now was given."""
        return super().get_context_data(given=is_given(self.request), **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:  # noqa: ANN401 - of its own class
        """Change it, say so, and lead whoever had a given one to the page that they wanted."""
        given = is_given(self.request)
        response = super().form_valid(form)
        if given:
            messages.success(self.request, "The password that you chose is yours from now on.")
            return redirect(go_on(self.request) or "index")
        messages.success(self.request, "Your password is changed, and your other browsers are signed out.")
        return response
