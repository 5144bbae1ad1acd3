"""The tabs of a document, and what stands in the one for inputs or actions while there are none."""

from collections.abc import Mapping
from typing import Literal

from aixtui.actions import key_of
from aixtui.editing.lazy_part import LazyPart
from aixtui.kindspec.cells import Cell
from aixtui.kindspec.kind import Kind
from aixtui.kindspec.overview import ShownFact, ShownSection

Tab = Literal["overview", "inputs", "actions", "json", "runs", "code"]
FIRST: Tab = "overview"
NONE_THERE: Mapping[Tab, str] = {"inputs": "It takes no inputs.", "actions": "It has no actions."}
_NONE_OF_ITS_OWN = "It has no actions of its own: connect it, and the tool that comes of it has them."
"""What the tabs that tell what a resource takes say of one that takes nothing."""
ASKING = "Asking the server …"


def tabs_of(kind: Kind) -> tuple[Tab, ...]:
    """The tabs of a kind: none that could never show anything."""
    takes: tuple[Tab, ...] = ("actions",) if kind.actions else ("inputs",) if kind.inputs else ()
    runs: tuple[Tab, ...] = ("runs",) if takes else ()
    return (FIRST, *takes, "json", *runs, "code")


def shown_takes(kind: Kind, tab: Tab, part: LazyPart[tuple[ShownSection, ...]]) -> tuple[ShownSection, ...]:
    """The inputs or actions, else why none are seen."""
    if part.content:
        return part.content
    if part.problem:
        value = Cell(f"{part.problem}\n{key_of('detail.refresh')} asks again.", "bad")
    else:
        none = _NONE_OF_ITS_OWN if kind.makes else NONE_THERE[tab]
        value = Cell(ASKING if part.content is None else none, "muted")
    return (ShownSection(tab.capitalize(), (ShownFact("", value),)),)
