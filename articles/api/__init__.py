"""The JSON API under /api/v1/: what the pages show, for programs. docs/api.md is its guide."""

from articles.api.articles import router as articles
from articles.api.imports import router as imports
from articles.api.searching import router as searching
from articles.api.service import ParallaxAPI
from articles.api.stories import router as stories
from articles.api.tokens import reader

api = ParallaxAPI(
    title="Parallax",
    version="1.0.0",
    description="How outlets covered the same story: articles, statements, points, coverage, framing and findings.",
    urls_namespace="api",
    docs_url=None,  # its pages load their script from elsewhere; docs/api.md and openapi.json say it all
    auth=reader,
)
api.add_router("", stories)
api.add_router("", articles)
api.add_router("", searching)
api.add_router("", imports)

__all__ = ["api"]
