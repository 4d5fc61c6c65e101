"""The right of reply: what an outlet or a speaker is shown of a story, by a link that ends."""

from articles.replying.content import MOST, Shown, choices_of, content_of, shown_of
from articles.replying.form import ReplyForm
from articles.replying.links import find, make_link, revoke

__all__ = ["MOST", "ReplyForm", "Shown", "choices_of", "content_of", "find", "make_link", "revoke", "shown_of"]
