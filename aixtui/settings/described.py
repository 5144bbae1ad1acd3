"""What there is to set: each setting with its default and what it is for, read off `tree`."""

import ast
import inspect
from collections.abc import Iterator
from dataclasses import MISSING, Field, fields
from typing import Any, NamedTuple

from aixtui.settings import tree

KEYS = "keys.ACTION"
"""The name that stands for all keys of actions."""
TAKES_KEYS = "a key as the app shows it, or several; empty for none"


class Described(NamedTuple):
    """One setting. `profiles.NAME.` stands before those of a profile, `keys.ACTION` for all keys."""

    name: str
    default: Any
    """None where without it something is found out."""
    about: str
    values: str
    """What it may be, in words."""
    options: tuple[str | bool, ...] = ()
    """All that it may be, where that is little."""
    is_number: bool = False
    is_live: bool = False
    """Whether another value holds at once, or from the next start on."""

    @property
    def without(self) -> str:
        """What holds where it has no value, in words; empty for a setting that always has one."""
        return self.about.partition("; without it ")[2].rstrip(".") if self.default is None else ""


def described() -> tuple[Described, ...]:
    """All settings, in the order of the file."""
    docs = _docstrings()
    top = [one for one in fields(tree.Settings) if one.default is not MISSING]
    found = [*_of("Settings", "", top, docs)]
    for part in fields(tree.Settings):
        if part.name == "profiles":
            found += _of("Profile", "profiles.NAME.", fields(tree.Profile), docs)
        elif part.name == "keys":
            found.append(Described(KEYS, None, docs["Settings", "keys"], TAKES_KEYS, is_live=True))
        elif part.default is MISSING:
            cls: type = part.default_factory  # type: ignore[assignment]  # of a table it is its class
            found += _of(cls.__name__, f"{part.name}.", fields(cls), docs)
    return tuple(found)


def _of(cls: str, prefix: str, parts: Any, docs: dict[tuple[str, str], str]) -> Iterator[Described]:
    for one in parts:
        name = f"{prefix}{one.name}".replace("_", "-")
        options, is_live = one.metadata.get("one_of", ()), one.metadata.get("live", False)
        about, is_number = docs.get((cls, one.name), ""), "least" in one.metadata
        yield Described(name, one.default, about, _values(one), options, is_number, is_live)


def _values(spec: Field[Any]) -> str:
    if "least" in spec.metadata:
        return f"a whole number from {spec.metadata['least']} to {spec.metadata['most']:,}"
    if "one_of" in spec.metadata:
        return ", ".join(
            str(one).lower() if isinstance(one, bool) else one for one in spec.metadata["one_of"]
        )
    takes: str = spec.metadata.get("takes", "text")
    return takes


def _docstrings() -> dict[tuple[str, str], str]:
    """The text under each field: the one place where a setting is explained."""
    docs = {}
    for cls in ast.parse(inspect.getsource(tree)).body:
        if not isinstance(cls, ast.ClassDef):
            continue
        for before, after in zip(cls.body, cls.body[1:], strict=False):
            is_text = isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant)
            if isinstance(before, ast.AnnAssign) and isinstance(before.target, ast.Name) and is_text:
                docs[cls.name, before.target.id] = " ".join(str(after.value.value).split())  # type: ignore[attr-defined]
    return docs
