"""The public addresses."""

from django.urls import path

from articles.views import (
    exports,
    freezes,
    joinings,
    methods,
    passages,
    replies,
    rulings,
    stories,
    story_views,
    versions,
)

urlpatterns = [
    path("", stories.index, name="index"),
    path("methods/", methods.methods, name="methods"),
    path("methods/own/", methods.own, name="own-figures"),
    path("stories/<slug:slug>/", stories.story, name="story"),
    path("stories/<slug:slug>/versions/", versions.versions, name="story-versions"),
    path("stories/<slug:slug>/matrix/", story_views.matrix, name="story-matrix"),
    path("stories/<slug:slug>/quotations/", story_views.quotations, name="story-quotations"),
    path("stories/<slug:slug>/facts/", story_views.facts, name="story-facts"),
    path("stories/<slug:slug>/export.<str:form>", exports.export, name="story-export"),
    path("stories/<slug:slug>/passages/<str:version>/<str:parts>/", passages.passage, name="passage"),
    path(
        "stories/<slug:slug>/passages/<str:version>/<str:parts>/<str:name>", passages.passage_file, name="passage-file"
    ),
    path("stories/<slug:slug>/freeze/", freezes.freeze_story, name="freeze"),
    path("stories/<slug:slug>/frozen/", freezes.listed, name="story-frozen"),
    path("frozen/<str:sha256>/", freezes.frozen, name="frozen"),
    path("frozen/<str:sha256>/document.json", freezes.document, name="frozen-document"),
    path("stories/<slug:slug>/replies/", replies.replies, name="replies"),
    path("stories/<slug:slug>/replies/<int:pk>/revoke/", replies.revoke_link, name="reply-revoke"),
    path("reply/<str:token>/", replies.reply, name="reply"),
    path("stories/<slug:slug>/framing/", story_views.framing, name="story-framing"),
    path("stories/<slug:slug>/brief/", story_views.brief, name="story-brief"),
    path("stories/<slug:slug>/progress/", stories.progress, name="story-progress"),
    path("stories/<slug:slug>/joined/<int:pk>/", joinings.check_joining, name="story-joined"),
    path("stories/<slug:slug>/rulings/", rulings.listed, name="rulings"),
    path("stories/<slug:slug>/rulings/statement/", rulings.statement, name="ruling-statement"),
    path("stories/<slug:slug>/rulings/elsewhere/", rulings.elsewhere, name="ruling-elsewhere"),
    path("stories/<slug:slug>/rulings/confirm/", rulings.confirm, name="ruling-confirm"),
    path("stories/<slug:slug>/rulings/missed/", rulings.missed, name="ruling-missed"),
    path("stories/<slug:slug>/rulings/here/", rulings.here, name="ruling-here"),
    path("stories/<slug:slug>/rulings/absent/", rulings.absent, name="ruling-absent"),
    path("stories/<slug:slug>/rulings/merge/", rulings.merge, name="ruling-merge"),
    path("stories/<slug:slug>/rulings/finding/", rulings.finding, name="ruling-finding"),
    path("stories/<slug:slug>/rulings/undo/", rulings.undo, name="ruling-undo"),
]
