"""What tells resources of one name apart: who makes them, and where they run. Pure."""

from collections.abc import Mapping
from typing import Any

from aixtui.kindspec.cells import clean

BETWEEN = " · "


def maker_of(resource: Any) -> str:
    """Who makes a resource and where it runs, clean: `OpenAI on azure`; its path where neither is told."""
    developer, host, path = (_text(resource, name) for name in ("developer", "host", "path"))
    if developer and host and developer.casefold() != host.casefold():
        return f"{developer} on {host}"
    return developer or host or path


def told_apart(resource_id: str, names: Mapping[str, str], makers: Mapping[str, str]) -> str:
    """What a resource is called among others, by their ids: with its maker where one has the same name.

    Where that is the same, too, or not known, with its id.
    """
    name = names.get(resource_id)
    if not name:
        return clean(resource_id)
    others = [other for other, called in names.items() if called == name and other != resource_id]
    if not others:
        return name
    maker = makers.get(resource_id, "")
    is_its_own = maker and maker not in (makers.get(other) for other in others)
    parts = (name, maker) if is_its_own else (name, maker, clean(resource_id))
    return BETWEEN.join(filter(None, parts))


def _text(resource: Any, name: str) -> str:
    value = getattr(resource, name, None)
    return clean(value) if isinstance(value, str) else ""
