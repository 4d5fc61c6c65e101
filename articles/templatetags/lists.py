"""Lists that are written out without a loop in the template (articles/comparison/lists.py)."""

from collections.abc import Iterable

from django import template
from django.template.context import Context
from django.utils.safestring import SafeString, mark_safe

from articles.comparison.facets import FacetView
from articles.comparison.lacks import Lack, lack_html
from articles.comparison.links import links_html
from articles.comparison.lists import choice_boxes

register = template.Library()
register.simple_tag(links_html, name="links")


@register.filter
def boxes_of(facet: FacetView, noun: str) -> SafeString:
    """The boxes of a facet; what is counted is named as by ``pluralize``: "point,points", or "found" for any number."""
    one, _, more = noun.partition(",")
    return choice_boxes(facet.name, facet.choices, one, more or one)


@register.simple_tag(takes_context=True)
def lacks(context: Context, those: Iterable[Lack]) -> SafeString:
    """Articles without the open point, each with what an editor who looks at it can do about that."""
    assert context.template
    handles = context.template.engine.get_template("rulings/_handles.html") if context.get("desk") else None

    def handled(lack: Lack) -> str:
        if handles is None:
            return ""
        with context.push(version=lack.version):
            return handles.render(context)

    return mark_safe("".join(lack_html(lack, handled(lack)) for lack in those))  # noqa: S308 - it escapes  # nosec B308
