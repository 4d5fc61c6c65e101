"""Lists that are written out without a loop in the template (articles/comparison/lists.py)."""

from django import template
from django.utils.safestring import SafeString

from articles.comparison.facets import FacetView
from articles.comparison.lists import choice_boxes

register = template.Library()


@register.filter
def boxes_of(facet: FacetView, noun: str) -> SafeString:
    """The boxes of a facet; what is counted is named as by ``pluralize``: "point,points", or "found" for any number."""
    one, _, more = noun.partition(",")
    return choice_boxes(facet.name, facet.choices, one, more or one)
