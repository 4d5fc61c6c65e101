"""API tokens: everybody of the desk makes and takes back their own; a secret is shown once."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from articles.admin.typed import ModelAdmin
from articles.models import ApiToken, Scope


class TokenForm(forms.ModelForm):  # type: ignore[type-arg] # Django's has no brackets when it runs
    """What a token is for, what it is good for, and until when."""

    scopes = forms.MultipleChoiceField(
        choices=Scope.choices,
        widget=forms.CheckboxSelectMultiple,
        initial=[Scope.READ.value],
        error_messages={"required": "Choose what the token is good for."},
    )

    def clean_expires_at(self) -> Any:  # noqa: ANN401 - a moment or None
        """A moment to come."""
        moment = self.cleaned_data["expires_at"]
        if moment is not None and moment <= timezone.now():
            raise forms.ValidationError("This moment is over: give a later one, or none.")
        return moment


@admin.register(ApiToken)
class ApiTokenAdmin(ModelAdmin[ApiToken]):
    """The tokens of whoever is signed in; a superuser sees those of all."""

    form = TokenForm
    fields = ("name", "scopes", "expires_at")
    list_display = ("name", "start", "user", "good_for", "state", "used_at", "created_at")
    list_select_related = ("user",)
    search_fields = ("name", "start")
    actions = ("take_back",)

    @admin.display(description="good for")
    def good_for(self, token: ApiToken) -> str:
        """The scopes."""
        return ", ".join(token.scopes)

    @admin.display(description="state")
    def state(self, token: ApiToken) -> str:
        """Whether it can be used, in words."""
        if token.revoked_at:
            return "Taken back"
        return "In force" if token.in_force else "Expired"

    @admin.action(description="Take back the selected tokens")
    def take_back(self, request: HttpRequest, tokens: QuerySet[ApiToken]) -> None:
        """They open nothing from now on."""
        count = tokens.filter(revoked_at=None).update(revoked_at=timezone.now())
        self.message_user(request, f"{count} token{'' if count == 1 else 's'} taken back.")

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:  # noqa: ANN401 - Django's own type
        """The form; each token is made by itself, as its secret has to be copied."""
        once = {"show_save_and_add_another": False, "show_save_and_continue": False}
        return super().add_view(request, form_url, {**(extra_context or {}), **once})

    def get_queryset(self, request: HttpRequest) -> QuerySet[ApiToken]:
        """One's own."""
        tokens: QuerySet[ApiToken] = super().get_queryset(request)
        return tokens if request.user.is_superuser else tokens.filter(user__username=request.user.get_username())

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Whoever may sign in to the admin."""
        return request.user.is_staff

    def has_view_permission(self, request: HttpRequest, obj: ApiToken | None = None) -> bool:  # noqa: ARG002 - Django passes it
        """Whoever may sign in to the admin."""
        return request.user.is_staff

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Whoever may sign in to the admin."""
        return request.user.is_staff

    def has_change_permission(self, request: HttpRequest, obj: ApiToken | None = None) -> bool:
        """A token is not changed, only taken back."""
        return obj is None and request.user.is_staff

    def has_delete_permission(self, request: HttpRequest, obj: ApiToken | None = None) -> bool:  # noqa: ARG002 - Django passes it
        """A token that was used stays in the list, taken back."""
        return False

    def save_model(self, request: HttpRequest, obj: ApiToken, form: Any, change: bool) -> None:  # noqa: ANN401 - Django's own types
        """Store the token of whoever is signed in, and keep its secret for the answer."""
        assert isinstance(request.user, User)
        obj.user = request.user
        form.secret = ApiToken.new_secret()
        obj.take(form.secret)
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:  # noqa: ANN401 - Django's own types
        """Hand the secret on to the answer: it is stored nowhere."""
        super().save_related(request, form, formsets, change)
        request.secret = form.secret  # type: ignore[attr-defined]

    def response_add(self, request: HttpRequest, obj: ApiToken, post_url_continue: str | None = None) -> HttpResponse:  # noqa: ARG002 - Django passes it
        """The page that shows the secret, once."""
        context = {
            **self.admin_site.each_context(request),
            "title": "The new token",
            "opts": self.opts,
            "token": obj,
            "secret": request.secret,  # type: ignore[attr-defined]
        }
        response = render(request, "admin/articles/apitoken/made.html", context)
        response["Cache-Control"] = "no-store"
        return response
