"""Parts of a page that are written out once, and kept for as long as what they are made from stays the same."""

from collections.abc import Hashable

from django import template
from django.template.context import Context
from django.utils.safestring import SafeString

from articles.comparison.keeping import Keeper

register = template.Library()

_written: Keeper[SafeString] = Keeper(48_000_000, len)


@register.simple_tag(takes_context=True)
def kept(context: Context, name: str, of: str, **more: Hashable) -> SafeString:
    """The template ``name`` with this context, as ``{% include %}`` has it.

    Where the context has under ``kept`` a key for what it is made ``of`` (``and`` something else that can be hashed),
    it is written out but once for that.
    """
    key = (context.get("kept") or {}).get(of)
    if key is None:
        return _write(context, name)
    whole = (name, key, more.get("and"))
    return _written.get(whole) or _written.keep(whole, _write(context, name))


def _write(context: Context, name: str) -> SafeString:
    assert context.template
    with context.push():
        return context.template.engine.get_template(name).render(context)
