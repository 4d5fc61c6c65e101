"""The editors' desk: Django's admin, with the page that adds articles and the runs that follow a change."""

from django.contrib import admin

from articles.admin import articles, feeds, fetches, knowledge, people, runs, stories

__all__ = ["articles", "feeds", "fetches", "knowledge", "people", "runs", "stories"]

admin.site.site_header = "Parallax desk"
admin.site.site_title = "Parallax desk"
admin.site.index_title = "The desk"
