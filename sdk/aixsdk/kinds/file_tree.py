"""What is in a folder that the platform keeps. Pure."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..exceptions import InvalidResponseError


def children_of(reply: Any, make: Callable[[dict[str, Any]], Any]) -> list[Any]:
    """What is right in the folder, each made of its document, with its own in `children`.

    `reply` is the flat list of all that is in it, at any depth. Raises InvalidResponseError.
    """
    nodes = reply.get("results") if isinstance(reply, dict) else reply
    if not isinstance(nodes, list) or not all(isinstance(node, dict) for node in nodes):
        raise InvalidResponseError("The platform sent no list of what is in the folder.")
    files = [make({**node, "children": []}) for node in nodes]
    by_id = {file.id: file for file in files if file.id}
    top: list[Any] = []
    for file in files:
        parent = by_id.get(file.parent_id)
        (top if parent is None or parent is file else parent.children).append(file)
    return top
