"""One of everything that an address can lead to, and somebody of each role at it."""

import hashlib
import uuid
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.contrib.auth.models import Group, User
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from articles.comparison.places import parts_key, version_key
from articles.models import (
    ApiToken,
    Feed,
    Fetch,
    Freeze,
    Joining,
    Outlet,
    ReplyLink,
    Role,
    Ruling,
    Run,
    SavedSearch,
    Scope,
    Side,
    Speaker,
    Statement,
    Story,
)
from articles.rulings import Passage, SpeakerIs
from tests.factories import ApiTokenFactory, ArticleFactory, ImportFactory, UserFactory
from tests.integration.rulings.harbour import analysed_story, fresh, ruled, version_with
from tests.integration.texts import FIRST, SECOND

PASSWORD = "soft-rain-on-slate"
CLOSED = "The tide tables were printed again in June"
_FAR_DOWN = f"\n{' '.join(['Nothing moved on the water.'] * 30)}\n\n{CLOSED}, and nobody asked why.\n"
_FROZEN = Path(__file__).parents[1] / "freezing" / "frozen.json"


@dataclass(frozen=True)
class World:
    """People by their roles, None for nobody; secrets of tokens; what addresses name; and one's own, by role."""

    people: dict[str, User | None]
    secrets: dict[str, str]
    names: dict[str, Any]
    own: dict[str, dict[str, Any]]

    def names_for(self, role: str) -> dict[str, Any]:
        """What the address of a row names when somebody of this role asks."""
        return self.names | self.own.get(role, {})


def make_world() -> World:
    """All of it; whose own things are meant is said by the role."""
    Side.objects.create(name="Shipping Line", short_name="Line")
    story, somebody = analysed_story((FIRST, SECOND + _FAR_DOWN)), person("sam", Role.EDITOR)
    said = Statement.objects.select_related("version__article").order_by("pk")[0]
    ruled(story, SpeakerIs(Passage.parse(f"{said.version_id}:{said.start}-{said.end}"), "Tom Reed"), somebody)
    people: dict[str, User | None] = {
        "anonymous": None,
        "reader": person("rhea", Role.READER),
        "editor": person("mara", Role.EDITOR),
        "admin": person("ada", Role.ADMIN),
        "first admin": User.objects.create_superuser("first", password=PASSWORD),
    }
    gone = UserFactory(username="gone", is_active=False)
    own = {role: _own(role, user or somebody) for role, user in people.items()}
    secrets = {
        f"{role} {scope}": secret_of(user, scope)
        for role in ("reader", "editor")
        if (user := people[role])
        for scope in Scope
    }
    secrets["gone read import"] = secret_of(gone, *Scope)
    return World(
        people, secrets, _of_story(fresh(story)) | _of_links(story, somebody, gone) | _of_desk(story, somebody), own
    )


def person(name: str, role: Role) -> User:
    """Somebody with a role and a password."""
    user: User = UserFactory(username=name)
    user.set_password(PASSWORD)
    user.save()
    user.groups.add(Group.objects.get(name=role))
    return User.objects.get(pk=user.pk)


def secret_of(user: User, *scopes: Scope) -> str:
    """The secret of a new token of a user."""
    token, secret = (
        ApiToken(name="Notebook", user=user, scopes=[scope.value for scope in scopes]),
        ApiToken.new_secret(),
    )
    token.take(secret)
    token.save()
    return secret


def _own(role: str, user: User) -> dict[str, Any]:
    return {
        "own_saved": SavedSearch.objects.create(user=user, query=f"?q={role}", name=role).pk,
        "own_token": ApiTokenFactory(user=user).pk,
    }


def _of_story(story: Story) -> dict[str, Any]:
    assert story.comparison
    statement = Statement.objects.filter(comparison=story.comparison).select_related("version").order_by("pk")[0]
    article = statement.version.article
    Outlet.objects.filter(pk=article.outlet_id).update(licensed=True)
    passage = Passage.parse(f"{statement.version_id}:{statement.start}-{statement.end}")
    closed = version_with(CLOSED)
    start = closed.text.index(CLOSED)
    return {
        "story": story.get_absolute_url(),
        "slug": story.slug,
        "story_pk": story.pk,
        "article": article.pk,
        "outlet": article.outlet.slug,
        "outlet_pk": article.outlet_id,
        "side": Side.objects.order_by("-pk")[0].pk,
        "speaker": Speaker.objects.order_by("pk")[0].pk,
        "statement": passage,
        "version": statement.version_id,
        "version_key": version_key(statement.version_id, statement.version.sha256),
        "parts": parts_key(passage.parts),
        "story_type": ContentType.objects.get_for_model(Story).pk,
        "saved_type": ContentType.objects.get_for_model(SavedSearch).pk,
        "closed_article": closed.article_id,
        "closed_key": version_key(closed.pk, closed.sha256),
        "closed_parts": f"{start}-{start + len(CLOSED)}",
        "waiting": Story.objects.create(title="Waiting").slug,
    }


def _of_links(story: Story, somebody: User, gone: User) -> dict[str, Any]:
    document = _FROZEN.read_text(encoding="utf-8")
    frozen = Freeze.objects.create(
        sha256=hashlib.sha256(document.encode()).hexdigest(),
        story=story,
        title="Harbour",
        document=document,
        frozen_by=somebody,
    )
    later, before = timezone.now() + timedelta(days=1), timezone.now() - timedelta(seconds=1)
    for name, expires, revoked in (("open", later, None), ("ended", before, None), ("revoked", later, before)):
        ReplyLink.objects.create(
            token_sha256=hashlib.sha256(name.encode()).hexdigest(),
            story=story,
            for_whom="The Courier",
            contact="Mara",
            content=[],
            made_by=somebody,
            expires_at=expires,
            revoked_at=revoked,
        )
    saved = SavedSearch.objects.create(user=somebody, story=story, name="Somebody’s")
    closed = SavedSearch.objects.create(user=gone, story=story, name="Gone")
    return {
        "frozen": frozen.sha256,
        "nothing": "0" * 64,
        "link": ReplyLink.objects.order_by("pk")[0].pk,
        "others_saved": saved.pk,
        "feed_token": saved.token,
        "feed_of_gone": closed.token,
    }


def _of_desk(story: Story, somebody: User) -> dict[str, Any]:
    joined = ArticleFactory(story=story)
    feed = Feed.objects.create(outlet=joined.outlet, address="https://courier.example/feed")
    task = DBTaskResult.objects.create(
        id=uuid.uuid4(),
        args_kwargs={"args": [], "kwargs": {}},
        task_path="articles.tasks.nothing",
        backend_name="default",
        run_after=timezone.now(),
    )
    return {
        "joining": Joining.objects.create(article=joined, story=story, likeness=0.4).pk,
        "import": ImportFactory(message="Done", state="done").pk,
        "run": Run.objects.create(story=story, state="failed").pk,
        "unsorted": ArticleFactory(story=None).pk,
        "feed": feed.pk,
        "fetch": Fetch.objects.create(asked=[], started_by=somebody, state="done").pk,
        "ruling": Ruling.objects.order_by("pk")[0].pk,
        "task": task.pk,
        "others_token": ApiTokenFactory(user=somebody).pk,
        "user": somebody.pk,
        "first": User.objects.get(username="first").pk,
        "group": Group.objects.get(name=Role.READER).pk,
    }
