"""What differs between the official surface and this SDK."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from types import ModuleType
from typing import Any, NamedTuple, is_typeddict

import aixsdk
from tests.sdk.surface.listing import Class, Operation, Section, sections

# What is left out, as a whole: one difference each.
LEFT_OUT = {
    "agent_evaluator",
    "agent_progress",
    "eval_experiment",
    "eval_results_display",
    "meta_agents",
    "rlm",
}
# The modules that a program imports from; the other names of the listing may live in any module here.
IMPORTED = {"enums", "exceptions", "resource"}
# Classes that only the official uploads use: they are not exported, and no object takes or returns them.
INSIDE = {"upload_utils"}
_POSITIONAL_ONLY = inspect.Parameter.POSITIONAL_ONLY
_BUILTIN_BASES = {"str": str, "Enum": Enum, "Exception": Exception}


class Difference(NamedTuple):
    """`key` is what a row of the guide to moving names; `text` says what differs."""

    section: str
    key: str
    text: str

    def __str__(self) -> str:
        return f"{self.section}: {self.key}: {self.text}"


def differences() -> list[Difference]:
    """All of them, in the order of the listing."""
    return [difference for section in sections() for difference in _of_section(section)]


def _of_section(section: Section) -> Iterator[Difference]:
    named: list[Class | Operation] = [*section.classes, *section.functions]
    if section.name in LEFT_OUT:
        if not all(found_here(section.name, item.name) for item in named):
            yield Difference(section.name, section.name, "is left out")
        return
    for item in named:
        ours = found_here(section.name, item.name)
        if ours is None:
            if _is_reachable(section, item):
                yield Difference(section.name, item.name, "is not here")
            continue
        if item.name in section.starred and item.name not in aixsdk.__all__:
            yield Difference(section.name, item.name, "cannot be imported from aixsdk")
        for key, text in of_class(item, ours) if isinstance(item, Class) else of_call(item, ours, ""):
            yield Difference(section.name, key, text)


def _is_reachable(section: Section, item: Class | Operation) -> bool:
    """Whether a program can meet it: exported, or a class whose objects are taken or returned."""
    exported = item.name in section.starred or section.name in IMPORTED
    return exported or (isinstance(item, Class) and section.name not in INSIDE)


def found_here(section: str, name: str) -> Any:
    """The class or function of this name, or None."""
    if section in IMPORTED:
        return getattr(importlib.import_module(f"aixsdk.{section}"), name, None)
    if name in aixsdk.__all__:
        return getattr(aixsdk, name)
    return _defined().get(name)


@cache
def _defined() -> dict[str, Any]:
    """What the modules of the SDK define, by name."""
    modules: list[ModuleType] = [
        importlib.import_module(found.name) for found in pkgutil.walk_packages(aixsdk.__path__, "aixsdk.")
    ]
    return {
        name: value
        for module in modules
        for name, value in vars(module).items()
        if getattr(value, "__module__", "") == module.__name__ and callable(value)
    }


def of_class(official: Class, ours: type[Any]) -> Iterator[tuple[str, str]]:
    """Key and text of each difference of a class."""
    name = official.name
    yield from ((f"{name}({base})", "is no base") for base in official.bases if not _is_below(ours, base))
    yield from _of_members(official, ours)
    present = {*dir(ours), *_fields(ours), *_constructor(ours)}
    for attribute in [*official.fields, *official.properties]:
        if attribute not in present:
            yield f"{name}.{attribute}", "is no attribute"
        elif _is_method(ours, attribute):
            yield f"{name}.{attribute}", "is a method here"
    for operation in official.operations:
        method = inspect.getattr_static(ours, operation.name, None)
        if method is None:
            yield f"{name}.{operation.name}", "is no method"
        elif _kind(method) != operation.kind:
            yield f"{name}.{operation.name}", f"is a {operation.kind}, a {_kind(method)} here"
        else:
            yield from of_call(operation, getattr(ours, operation.name), f"{name}.")


def _of_members(official: Class, ours: type[Any]) -> Iterator[tuple[str, str]]:
    if not official.members:
        return
    here = {member: str(value.value) for member, value in getattr(ours, "__members__", {}).items()}
    for member, value in official.members.items():
        if here.get(member) != value:
            yield f"{official.name}.{member}", f"is {value!r}, {here.get(member)!r} here"
    if len(here) < official.size:
        yield official.name, f"has {official.size} members, {len(here)} here"


def _is_below(ours: type[Any], base: str) -> bool:
    if base == "dict":
        return is_typeddict(ours)
    known = _BUILTIN_BASES.get(base) or found_here("", base) or getattr(aixsdk.exceptions, base, None)
    # A base that has no name here is a matter of its own line, or of the language (Generic, Protocol).
    return known is None or issubclass(ours, known)


def _fields(ours: type[Any]) -> set[str]:
    annotated = {name for cls in ours.__mro__ for name in vars(cls).get("__annotations__", {})}
    return annotated | ({field.name for field in fields(ours)} if is_dataclass(ours) else set())


def _constructor(ours: type[Any]) -> set[str]:
    try:
        return set(inspect.signature(ours).parameters)
    except ValueError:
        return set()


def _is_method(ours: type[Any], name: str) -> bool:
    return inspect.isroutine(inspect.getattr_static(ours, name, None))


def _kind(method: Any) -> str:
    for kind in (classmethod, staticmethod, property):
        if isinstance(method, kind):
            return kind.__name__
    return "method" if callable(method) else "attribute"


def of_call(official: Operation, ours: Callable[..., Any], owner: str) -> Iterator[tuple[str, str]]:
    """Whether a call that is right there is right here too; parameters that can be left out may be more."""
    key = owner + official.name
    here = list(inspect.signature(ours).parameters.values())
    if owner and official.kind == "method":
        here = here[1:]
    by_name = {parameter.name: parameter for parameter in here}
    positions = [p.name for p in here if p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD)]
    kinds = {p.kind for p in here}
    for position, parameter in enumerate(official.parameters):
        name = parameter.name.lstrip("*")
        variable = {1: inspect.Parameter.VAR_POSITIONAL, 2: inspect.Parameter.VAR_KEYWORD}.get(
            len(parameter.name) - len(name)
        )
        if variable is not None:
            if variable not in kinds:
                yield f"{key}({parameter.name})", "is not taken"
        elif name not in by_name:
            yield f"{key}({name})", "is no parameter"
        elif positions[position : position + 1] != [name]:
            yield f"{key}({name})", f"is parameter {position + 1}, not here"
        elif by_name[name].kind is _POSITIONAL_ONLY and inspect.Parameter.VAR_KEYWORD not in kinds:
            # With keywords of any name, the same name is one of these.
            yield f"{key}({name})", "cannot be named here"
        elif text := _default(parameter.default, by_name[name].default):
            yield f"{key}({name})", text
    known = {parameter.name for parameter in official.parameters}
    for extra in here:
        if extra.default is extra.empty and extra.name not in known and extra.kind < extra.VAR_POSITIONAL:
            yield f"{key}({extra.name})", "must be given here"


def _default(official: str | None, ours: Any) -> str:
    empty = ours is inspect.Parameter.empty
    if official is None or official == "...":
        return "" if official is None or not empty else "can be left out, not here"
    if empty:
        return f"is {official} when left out, cannot be left out here"
    here = repr(ours.value if isinstance(ours, Enum) else ours)
    return "" if here == official else f"is {official} when left out, {here} here"
