"""Frozen values as JSON and back, by their annotations; and JSON as bytes that are the same for equal values."""

import json
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from functools import lru_cache
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints


def to_json(value: Any) -> Any:  # noqa: ANN401 - whatever the values of the language core hold
    """Dataclasses and mappings as objects, tuples and spans as lists, sets as sorted lists, enums as their values."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: to_json(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Mapping):
        return {str(key): to_json(one) for key, one in value.items()}
    if isinstance(value, set | frozenset):
        return sorted(to_json(one) for one in value)
    if isinstance(value, tuple | list):
        return [to_json(one) for one in value]
    return value


def from_json(form: Any, data: Any) -> Any:  # noqa: ANN401 - an annotation and JSON in, a value of it out
    """The value of the annotation ``form`` that ``to_json`` wrote; raises on data of another form.

    A field that is not there gets its default, so that what was written before it was added can still be read; what is
    there too much is left. Of a union with None only one other member is told apart; ``Any`` is taken as it is.
    """
    inner = get_args(form)
    if NoneType in inner:
        return None if data is None else from_json(next(one for one in inner if one is not NoneType), data)
    match get_origin(form):
        case builtin if builtin is tuple:
            return tuple(from_json(inner[0], one) for one in data)
        case builtin if builtin is frozenset:
            return frozenset(from_json(inner[0], one) for one in data)
        case builtin if builtin is Mapping:
            return {key: from_json(inner[1], one) for key, one in data.items()}
    if is_dataclass(form):
        there = ((name, hint) for name, hint, needed in _fields(form) if needed or name in data)  # type: ignore[arg-type]
        return form(**{name: from_json(hint, data[name]) for name, hint in there})  # type: ignore[operator]
    if isinstance(form, type) and issubclass(form, Enum):
        return form(data)
    if isinstance(form, type) and issubclass(form, tuple):  # a named tuple: a span
        return form(*data)
    return data


def canonical(value: object) -> bytes:
    """JSON in UTF-8 with sorted keys and no blanks: equal values give equal bytes."""
    text = json.dumps(to_json(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return text.encode()


@lru_cache(maxsize=64)
def _fields(form: Any) -> tuple[tuple[str, Any, bool], ...]:  # noqa: ANN401 - a dataclass
    """Its fields with their annotations, and whether each is needed: it has no default."""
    hints = get_type_hints(form)
    return tuple(
        (field.name, hints[field.name], field.default is MISSING and field.default_factory is MISSING)
        for field in fields(form)
    )
