"""What a reader follows: their page, and the feeds that work without signing in."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required, login_required
from django.contrib.auth.models import User
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from articles.across.following import News, TooMany, follow, followed_page, news_of, save_search
from articles.exports.xml import xml_text
from articles.models import SavedSearch, Story
from articles.models.searches import new_token
from articles.search import CannotSearch


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def saved(request: HttpRequest) -> HttpResponse:
    """All that the reader follows; a POST saves the search of its ``query`` as well."""
    assert isinstance(request.user, User)
    if request.method == "POST":
        try:
            search = save_search(request.user, QueryDict(request.POST.get("query", "")[:4000].removeprefix("?")))
        except (CannotSearch, TooMany) as refused:
            messages.warning(request, str(refused))
        else:
            messages.success(request, f"Saved: {search.name}.")
        return redirect("saved")
    return render(request, "following/saved.html", {"page": followed_page(request.user), "host": request.get_host()})


@login_required
@require_POST
def follow_story(request: HttpRequest, slug: str) -> HttpResponse:
    """Follow a story."""
    assert isinstance(request.user, User)
    story = get_object_or_404(Story, slug=slug)
    try:
        follow(request.user, story)
    except TooMany as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, f"You follow “{story}”.")
    return redirect("saved")


@login_required
@require_POST
def change_saved(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for e-mail or for none, make another feed address, or follow no more."""
    search = get_object_or_404(SavedSearch, pk=pk, user=request.user)
    match request.POST.get("do"):
        case "email":
            SavedSearch.objects.filter(pk=pk).update(email=not search.email, email_since=timezone.now())
            messages.success(request, f"{'No e-mail' if search.email else 'E-mail'} for {search.name} from now on.")
        case "token":
            SavedSearch.objects.filter(pk=pk).update(token=new_token())
            messages.success(request, f"{search.name} has a new feed address; the old one no longer works.")
        case "remove":
            search.delete()
            messages.success(request, f"You no longer follow {search.name}.")
        case _:
            messages.warning(request, "Nothing was changed: use the buttons of this page.")
    return redirect("saved")


class NewsFeed(Feed[News, SavedSearch]):
    """The news of one saved search as Atom. Who has its address may read it; it holds no text of an article."""

    feed_type = Atom1Feed

    def get_object(self, _request: HttpRequest, token: str) -> SavedSearch:
        """404 for a token that was revoked, and where its reader's account was closed."""
        found = SavedSearch.objects.select_related("story")
        return get_object_or_404(found, token=token, user__is_active=True)

    def title(self, obj: SavedSearch) -> str:
        """What is followed."""
        return xml_text(f"{obj.name} · Parallax")

    def subtitle(self, obj: SavedSearch) -> str:
        """What the feed tells."""
        return "What new articles change in this story" if obj.story else "New articles that this search finds"

    def link(self, obj: SavedSearch) -> str:
        """The story or the search."""
        return obj.get_absolute_url()

    def feed_url(self, obj: SavedSearch) -> str:
        """No address of its own inside: a reader who shows the feed to others does not give it away."""
        return obj.get_absolute_url()

    def items(self, obj: SavedSearch) -> tuple[News, ...]:
        """The newest news."""
        return news_of(obj)

    def item_title(self, item: News) -> str:
        """What happened."""
        return xml_text(item.title)

    def item_description(self, item: News) -> str:
        """The sentences, a line each."""
        return xml_text("\n".join(item.lines))

    def item_link(self, item: News) -> str:
        """Where it leads."""
        return item.href

    def item_guid(self, item: News) -> str:
        """The same as long as the thing told is the same."""
        return f"tag:parallax,2026:{item.ident}"

    def item_updateddate(self, item: News) -> object:
        """When it came in."""
        return item.at

    item_pubdate = item_updateddate


feed = never_cache(login_not_required(require_safe(NewsFeed())))
