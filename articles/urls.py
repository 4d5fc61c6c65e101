"""The public addresses."""

from django.urls import path

from articles.views import joinings, methods, stories, versions

urlpatterns = [
    path("", stories.index, name="index"),
    path("methods/", methods.methods, name="methods"),
    path("stories/<slug:slug>/", stories.story, name="story"),
    path("stories/<slug:slug>/versions/", versions.versions, name="story-versions"),
    path("stories/<slug:slug>/progress/", stories.progress, name="story-progress"),
    path("stories/<slug:slug>/joined/<int:pk>/", joinings.check_joining, name="story-joined"),
]
