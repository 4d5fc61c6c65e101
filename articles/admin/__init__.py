"""The editors' desk: Django's admin, with the pages that add and import articles, and the jobs that follow."""

from django.contrib import admin

from articles.admin import articles, feeds, fetches, imports, knowledge, people, rulings, runs, stories, tokens

__all__ = ["articles", "feeds", "fetches", "imports", "knowledge", "people", "rulings", "runs", "stories", "tokens"]

admin.site.site_header = "Parallax desk"
admin.site.site_title = "Parallax desk"
admin.site.index_title = "The desk"
