"""What can be done with the resources of a kind."""

from typing import Any

from aixtui.kindspec.kind import Kind


def capabilities_of(kind: Kind, source: Any) -> frozenset[str]:
    """Read off what its source has; a kind with fields can be saved, one with drafts can `onboard`."""
    names = ("search", "get", "run", "delete", "messages", "download", "duplicate")
    able = {name for name in names if hasattr(source, name)}
    made = {"create"} if kind.makes else set()
    changed = {"save", "clone", "create"} if kind.fields else made
    states = {"onboard"} if kind.has_drafts else set()
    return frozenset(able | changed | states) - kind.hidden_capabilities
