"""Documents into dataclasses, without reflection for each of them.

A class is read once: from its annotations and its dataclasses-json configuration one function is written and
compiled, as `dataclasses` itself does for `__init__`, because a loop over the fields takes twice as long. The
results equal those of the class's `from_dict`, which is used itself for a class that overrides it or says
something there is no rule for here.
"""

from __future__ import annotations

import dataclasses
import functools
import types
import typing
from collections.abc import Callable, Mapping
from enum import Enum
from typing import Any, NamedTuple, TypeVar, cast

from .json_document import is_inherited

T = TypeVar("T")
Convert = Callable[[Any], Any]

_MISSING = object()
_SCALARS = (str, int, float, bool)


class Converter(NamedTuple):
    """How the values of one type are made: taken as they are when of type `plain`, else by `convert`.

    Without `convert` every value is taken as it is, shared with the document.
    """

    convert: Convert | None
    plain: type | None = None
    is_list: bool = False


class UnsupportedTypeError(Exception):
    """The class says something that only dataclasses-json understands."""


def decoder_for(cls: type[T]) -> Callable[[Any], T]:
    """A function from a JSON object to an instance of `cls`; it raises whatever a wrong document leads to."""
    own = getattr(cls, "from_dict", None)
    if own is not None and not is_inherited(own):
        return cast("Callable[[Any], T]", own)
    try:
        build = build_decoder(cast("Any", _owner(cls)))
    except UnsupportedTypeError:
        return cast("Callable[[Any], T]", own)
    return functools.partial(build, cls=cls)


def decode(cls: type[T], document: Any) -> T:
    """One document; for many, take `decoder_for` out of the loop."""
    return decoder_for(cls)(document)


def wire_names(cls: type[Any]) -> dict[str, str]:
    """Attribute -> key on the wire, of everything the constructor takes."""
    return {field.name: key for field, key, _ in _fields(_owner(cls))}


def _owner(cls: type[Any]) -> type[Any]:
    """The class that declares the fields: a class bound to a client declares none of its own."""
    return next(base for base in cls.__mro__ if "__dataclass_fields__" in base.__dict__)


@functools.cache
def build_decoder(cls: Any) -> Callable[..., Any]:
    """A function: document, class to make (`cls` itself or a subclass bound to a client) -> instance."""
    hints = typing.get_type_hints(cls)
    known: dict[str, Any] = {"made": cls, "missing": _MISSING}
    lines = ["def build(document, cls=made):"]
    lines.append(" if type(document) is not dict and isinstance(document, cls): return document")
    lines.append(" get = document.get")
    arguments = []
    for number, (field, key, decoder) in enumerate(_fields(cls)):
        rule = Converter(decoder) if decoder else _rule(hints[field.name])
        known |= {f"plain{number}": rule.plain, f"convert{number}": rule.convert}
        known |= {f"default{number}": field.default, f"factory{number}": field.default_factory}
        lines += _field_lines(field, key, number, rule)
        positional = cls.__dataclass_params__.init and not field.kw_only
        arguments.append(f"v{number}" if positional else f"{field.name}=v{number}")
    lines.append(f" return cls({', '.join(arguments)})")
    exec("\n".join(lines), known)
    return cast("Callable[..., Any]", known["build"])


def _field_lines(field: dataclasses.Field[Any], key: str, number: int, rule: Converter) -> list[str]:
    """The statements that put the value of a field into the local variable v<number>."""
    value, default = f"v{number}", f"default{number}"
    if field.default is dataclasses.MISSING:
        default = "missing"
    slow = []
    if key != field.name:
        slow.append(f"if {value} is missing: {value} = get({field.name!r}, {default})")
        default = "missing"
    if field.default_factory is not dataclasses.MISSING:
        slow.append(f"if {value} is missing: {value} = factory{number}()")
    elif field.default is dataclasses.MISSING:
        slow.append(f"if {value} is missing: raise KeyError({field.name!r})")
    convert = f"{value} = convert{number}({value})"
    if rule.convert is not None and rule.plain is not None:
        slow.append(f"if {value} is not None and type({value}) is not plain{number}: {convert}")
    elif rule.convert is not None:
        slow.append(f"if {value} is not None: {convert}")
    # Most values are of the right type and most lists are empty: one test is all that those should cost.
    test = "True"
    if rule.is_list:
        test = f"type({value}) is not list or {value}"
    elif rule.plain is not None:
        test = f"type({value}) is not plain{number}"
    lines = [f" {value} = get({key!r}, {default})"]
    if slow:
        lines += [f" if {test}:", *(f"  {statement}" for statement in slow)]
    return lines


def _fields(cls: type[Any]) -> list[tuple[dataclasses.Field[Any], str, Convert | None]]:
    config: Mapping[str, Any] = getattr(cls, "dataclass_json_config", None) or {}
    if config.get("undefined") is not None:
        raise UnsupportedTypeError
    found = []
    for field in dataclasses.fields(cls):
        own = field.metadata.get("dataclasses_json", {})
        if own.get("undefined") is not None or own.get("mm_field") is not None:
            raise UnsupportedTypeError
        letter_case = own.get("letter_case") or config.get("letter_case")
        if field.init:
            key = letter_case(field.name) if letter_case else field.name
            found.append((field, key, own.get("decoder")))
    return found


def _rule(hint: Any) -> Converter:
    if hint is Any:
        return Converter(None)
    if hint in _SCALARS:
        return Converter(functools.partial(_scalar, hint), hint)
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        rest = [arg for arg in args if arg is not type(None)]
        if len(rest) == 1 and len(args) == 2:
            return _rule(rest[0])
    elif origin is list and len(args) == 1:
        item = _rule(args[0])
        shared = item.convert is None
        return Converter(functools.partial(_list, item), list if shared else None, is_list=not shared)
    elif origin is dict and len(args) == 2 and args[0] is str:
        item = _rule(args[1])
        return Converter(functools.partial(_dict, item), dict if item.convert is None else None)
    elif isinstance(hint, type) and issubclass(hint, Enum):
        return Converter(hint, hint)
    elif isinstance(hint, type) and dataclasses.is_dataclass(hint):
        return Converter(build_decoder(hint), hint)
    raise UnsupportedTypeError


def _scalar(kind: Callable[[Any], Any], value: Any) -> Any:
    return value if isinstance(value, kind) else kind(value)  # type: ignore[arg-type]


def _list(item: Converter, value: Any) -> list[Any]:
    if not isinstance(value, list | tuple):
        raise TypeError(f"expected a list, not {type(value).__name__}")
    plain, convert = item.plain, item.convert
    if convert is None:
        return list(value)
    return [each if type(each) is plain else convert(each) for each in value]


def _dict(item: Converter, value: Any) -> dict[str, Any]:
    if not isinstance(value, Mapping):
        raise TypeError(f"expected an object, not {type(value).__name__}")
    plain, convert = item.plain, item.convert
    if convert is None:
        return dict(value)
    return {key: each if type(each) is plain else convert(each) for key, each in value.items()}
