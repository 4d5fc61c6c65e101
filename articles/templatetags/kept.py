"""Parts of a page that are written out once, and kept for as long as what they are made from stays the same."""

from collections.abc import Hashable, Mapping

from django import template
from django.template.base import render_value_in_context
from django.template.context import Context
from django.utils.safestring import SafeString, mark_safe

from articles.comparison.filters import NOT_TEXT
from articles.comparison.keeping import Keeper

register = template.Library()

type Parts = tuple[str, ...]  # by turns text and the name of a gap in it

_ENTRY = 500  # bytes of a key and its place, roughly
_written: Keeper[Parts] = Keeper(48_000_000, lambda parts: _ENTRY + sum(map(len, parts)))


@register.simple_tag(takes_context=True)
def kept(context: Context, name: str, of: str, **more: object) -> SafeString:
    """The template ``name`` with this context and ``more``, as ``{% include %}`` has it.

    Where the context has under ``kept`` a key for what it is made ``of`` (``and`` something else that can be hashed),
    it is written out but once for that. What is given besides may then be another value each time: it is put in
    wherever the template writes it, so a template may do nothing else with it.
    """
    also = more.pop("and", None)
    assert isinstance(also, Hashable)
    key = (context.get("kept") or {}).get(of)
    if key is None:
        return _write(context, name, more)
    whole = (name, key, also)
    parts = _written.get(whole)
    if parts is None:
        marks = {gap: mark_safe(f"{NOT_TEXT}{gap}{NOT_TEXT}") for gap in more}  # noqa: S308 - our own names  # nosec B308
        parts = _written.keep(whole, tuple(_write(context, name, marks).split(NOT_TEXT)))
    return _filled(context, parts, more)


def _filled(context: Context, parts: Parts, values: Mapping[str, object]) -> SafeString:
    filled = {gap: render_value_in_context(value, context) for gap, value in values.items()}
    pieces = (filled[part] if number % 2 else part for number, part in enumerate(parts))
    return mark_safe("".join(pieces))  # noqa: S308 - the parts are a template's, what is put in is escaped  # nosec B308


def _write(context: Context, name: str, values: Mapping[str, object]) -> SafeString:
    assert context.template
    with context.push(**values):
        return context.template.engine.get_template(name).render(context)
