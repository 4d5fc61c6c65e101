"""Reply links: made with a token that nobody can guess and only its bearer knows, found by it, revoked."""

import hashlib
import secrets

from django.contrib.auth.models import User
from django.utils import timezone

from articles.models import ReplyLink, Story
from articles.replying.form import ReplyForm

_BYTES = 32


def make_link(story: Story, form: ReplyForm, editor: User) -> tuple[ReplyLink, str]:
    """Store the link of a form that is valid; with its token, which is kept nowhere."""
    token = secrets.token_urlsafe(_BYTES)
    given = form.cleaned_data
    link = ReplyLink.objects.create(
        token_sha256=_hashed(token),
        story=story,
        for_whom=given["for_whom"],
        contact=given["contact"],
        message=given["message"],
        content=form.content,
        made_by=editor,
        expires_at=form.expires_at,
    )
    return link, token


def find(token: str) -> ReplyLink | None:
    """The link of a token, open or not; None for none."""
    return ReplyLink.objects.filter(token_sha256=_hashed(token)).first()


def revoke(link: ReplyLink, editor: User) -> None:
    """Close a link at once; one that was revoked before stays as it is."""
    ReplyLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=timezone.now(), revoked_by=editor)


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
