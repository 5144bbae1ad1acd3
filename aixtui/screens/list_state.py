"""What a list remembers while others are looked at."""

from dataclasses import dataclass

from aixtui.runtime.query import Query
from aixtui.runtime.workspace import RowPage


@dataclass
class ListState:
    """Where the list of one kind was left."""

    query: Query
    page: RowPage | None = None
    capabilities: frozenset[str] | None = None
    cursor: str = ""
