"""The page "Sort articles": proposed stories for articles that stand in none yet."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from articles.admin.recomputing import analyse_again
from articles.models import Article, Joining, Story
from articles.proposals import accept, proposals

_MOST_STORIES = 50  # the newest ones, to choose from; others are reached from the article's own page
_MOST_SHOWN = 50  # proposals, and joinings to check
_TOGETHER = "with:"  # how the choice of another proposal begins; the keys of its articles follow
_TEMPLATE = "admin/articles/article/sort.html"


class AcceptForm(forms.Form):
    """One proposal as the editor leaves it: which articles, and the story that they tell.

    The story may be one that is there, a new one, or a new one together with the articles of another proposal.
    """

    article = forms.ModelMultipleChoiceField(
        Article.objects.all(), error_messages={"required": "Choose at least one article of the proposal."}
    )
    story = forms.CharField(required=False)
    title = forms.CharField(max_length=200, required=False)
    others: tuple[int, ...] = ()

    def clean_story(self) -> Story | None:
        """The story that is there, None for a new one; the articles of another proposal become ``others``."""
        chosen = self.cleaned_data["story"]
        kind, _, keys = chosen.rpartition(":")
        if f"{kind}:" == _TOGETHER:
            self.others = tuple(int(key) for key in keys.split(",") if key.isdecimal())
            return None
        story = Story.objects.filter(pk=int(chosen)).first() if chosen.isdecimal() else None
        if chosen and story is None:
            raise forms.ValidationError("That story is gone: choose another one.")
        return story

    def clean(self) -> dict[str, object]:
        """A new story needs a title."""
        cleaned = super().clean() or {}
        if not self.errors and not cleaned.get("story") and not cleaned.get("title"):
            self.add_error("title", "Type the title of the new story, or choose a story.")
        return cleaned


def sort_articles_page(request: HttpRequest) -> HttpResponse:
    """Show the proposals, or carry out one as the editor left it."""
    if not request.user.has_perm("articles.change_article"):
        raise PermissionDenied
    if request.method == "POST":
        form = AcceptForm(request.POST)
        if form.is_valid():
            _accept(request, form)
            return HttpResponseRedirect(reverse("admin:articles_article_sort"))
        for errors in form.errors.values():
            messages.error(request, f"Nothing was sorted: {errors[0]}")
    found = proposals()
    context = {
        **admin.site.each_context(request),
        "title": "Sort articles",
        "proposals": found[:_MOST_SHOWN],
        "more": len(found[_MOST_SHOWN:]),
        "joined": Joining.objects.to_check().select_related("article__outlet", "story").order_by("-pk")[:_MOST_SHOWN],
        "stories": Story.objects.all()[:_MOST_STORIES],
    }
    return render(request, _TEMPLATE, context)


def _accept(request: HttpRequest, form: AcceptForm) -> None:
    chosen = [*(article.pk for article in form.cleaned_data["article"]), *form.others]
    with transaction.atomic():
        story, placed = accept(chosen, story=form.cleaned_data["story"], title=form.cleaned_data["title"])
        if story is None:
            messages.warning(request, "Nothing was sorted: another editor has placed these articles meanwhile.")
            return
        analyse_again(request, [story], f"{placed} article{'' if placed == 1 else 's'} sorted into it")
