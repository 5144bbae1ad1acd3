"""Documents into dataclasses, without reflection for each of them.

A class is read once: its annotations and its dataclasses-json configuration become a list of (attribute,
wire key, type taken as it is, converter). The results equal those of the class's `from_dict`, which is used
itself for a class that overrides it or says something that has no plan here.
"""

from __future__ import annotations

import dataclasses
import functools
import types
import typing
from collections.abc import Callable, Mapping
from enum import Enum
from typing import Any, TypeVar, cast

from dataclasses_json import DataClassJsonMixin

T = TypeVar("T")
Convert = Callable[[Any], Any]
Step = tuple[str, str, type | None, Convert]

_MISSING = object()
_FROM_DICT = DataClassJsonMixin.from_dict.__func__  # type: ignore[attr-defined]
_SCALARS = (str, int, float, bool)


class _NoPlanError(Exception):
    """The class says something that only dataclasses-json understands."""


def decoder_for(cls: type[T]) -> Callable[[Any], T]:
    """A function from a JSON object to an instance of `cls`; it raises whatever a wrong document leads to."""
    own = getattr(cls, "from_dict", None)
    if own is not None and getattr(own, "__func__", None) is not _FROM_DICT:
        return cast("Callable[[Any], T]", own)
    try:
        steps = _steps(cast("Any", _owner(cls)))
    except _NoPlanError:
        return cast("Callable[[Any], T]", own)
    return functools.partial(_decode, cls, steps)


def decode(cls: type[T], document: Any) -> T:
    """One document; for many, take `decoder_for` out of the loop."""
    return decoder_for(cls)(document)


def wire_names(cls: type[Any]) -> dict[str, str]:
    """Attribute -> key on the wire, of everything the constructor takes."""
    return {field.name: key for field, key, _ in _fields(_owner(cls))}


def copy_json(value: Any) -> Any:
    """A copy that shares no object or array with `value`, so that changing one does not change the other."""
    kind = type(value)
    if kind is dict:
        return {key: copy_json(item) for key, item in value.items()} if value else {}
    if kind is list:
        return [copy_json(item) for item in value] if value else []
    return value


def _decode(cls: type[T], steps: list[Step], document: Any) -> T:
    if isinstance(document, cls):
        return document
    get = document.get
    values: dict[str, Any] = {}
    for name, key, plain, convert in steps:
        value = get(key, _MISSING)
        if value is _MISSING:
            if name == key:
                continue
            value = get(name, _MISSING)
            if value is _MISSING:
                continue
        values[name] = value if value is None or type(value) is plain else convert(value)
    return cls(**values)


def _owner(cls: type[Any]) -> type[Any]:
    """The class that declares the fields: a class bound to a client declares none of its own."""
    return next(base for base in cls.__mro__ if "__dataclass_fields__" in base.__dict__)


@functools.cache
def _steps(cls: Any) -> list[Step]:
    hints = typing.get_type_hints(cls)
    steps: list[Step] = []
    for field, key, decoder in _fields(cls):
        plain, convert = (None, decoder) if decoder else _plan(hints[field.name])
        steps.append((field.name, key, plain, convert))
    return steps


def _fields(cls: type[Any]) -> list[tuple[dataclasses.Field[Any], str, Convert | None]]:
    config: Mapping[str, Any] = getattr(cls, "dataclass_json_config", None) or {}
    if config.get("undefined") is not None:
        raise _NoPlanError
    found = []
    for field in dataclasses.fields(cls):
        own = field.metadata.get("dataclasses_json", {})
        if own.get("undefined") is not None or own.get("mm_field") is not None:
            raise _NoPlanError
        letter_case = own.get("letter_case") or config.get("letter_case")
        if field.init:
            key = letter_case(field.name) if letter_case else field.name
            found.append((field, key, own.get("decoder")))
    return found


def _plan(hint: Any) -> tuple[type | None, Convert]:
    """The type of values that are taken as they are, and the converter of all others."""
    if hint is Any:
        return None, copy_json
    if hint in _SCALARS:
        return hint, functools.partial(_scalar, hint)
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        rest = [arg for arg in args if arg is not type(None)]
        if len(rest) == 1 and len(args) == 2:
            return _plan(rest[0])
    elif origin is list and len(args) == 1:
        return None, functools.partial(_list, *_plan(args[0]))
    elif origin is dict and len(args) == 2 and args[0] is str:
        return None, functools.partial(_dict, *_plan(args[1]))
    elif isinstance(hint, type) and issubclass(hint, Enum):
        return hint, hint
    elif isinstance(hint, type) and dataclasses.is_dataclass(hint):
        return hint, functools.partial(_decode, hint, _steps(hint))
    raise _NoPlanError


def _scalar(kind: Callable[[Any], Any], value: Any) -> Any:
    return value if isinstance(value, kind) else kind(value)  # type: ignore[arg-type]


def _list(plain: type | None, convert: Convert, value: Any) -> list[Any]:
    if not isinstance(value, list | tuple):
        raise TypeError(f"expected a list, not {type(value).__name__}")
    return [item if type(item) is plain else convert(item) for item in value]


def _dict(plain: type | None, convert: Convert, value: Any) -> dict[str, Any]:
    if not isinstance(value, Mapping):
        raise TypeError(f"expected an object, not {type(value).__name__}")
    return {str(key): item if type(item) is plain else convert(item) for key, item in value.items()}
