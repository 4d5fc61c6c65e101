"""Lists that are written out without a loop in the template (articles/comparison/lists.py)."""

from django import template
from django.utils.safestring import SafeString

from articles.comparison.facets import FacetView
from articles.comparison.lists import choice_boxes

register = template.Library()


@register.simple_tag
def choices_of(facet: FacetView, noun: str, *, counted: bool) -> SafeString:
    """The boxes of a facet; what is ``counted`` has a plural in "s"."""
    return choice_boxes(facet.name, facet.choices, noun, f"{noun}s" if counted else noun)
