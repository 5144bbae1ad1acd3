"""A kind whose resources no server has: what the registry asks of it is all that it needs."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest

from aixtui.catalog import cells
from aixtui.catalog.kind import Column, Kind
from aixtui.runtime.query import Query
from aixtui.runtime.workspace import Workspace
from aixtui.sandbox import RunningSandbox
from tests.driving import connection_to


@dataclass
class Note:
    id: str
    name: str
    shelf: "Shelf"

    def to_dict(self) -> dict[str, Any]:
        return {"id": self.id, "name": self.name}

    def delete(self) -> None:
        self.shelf.notes.remove(self)


@dataclass
class Shelf:
    """The least that a local source has: search, get and, since notes can be deleted, delete."""

    notes: list[Note] = field(default_factory=list)

    def search(self, **_: Any) -> Any:
        return SimpleNamespace(results=list(self.notes), errors=[], total=len(self.notes), page_total=1)

    def get(self, note_id: str) -> Note:
        return next(note for note in self.notes if note.id == note_id)

    delete = Note.delete


@pytest.fixture
def shelf() -> Shelf:
    shelf = Shelf()
    shelf.notes = [Note("1", "milk", shelf), Note("2", "bread", shelf)]
    return shelf


@pytest.fixture
def notes(shelf: Shelf) -> Kind:
    return Kind(
        id="note",
        plural="notes",
        label="Notes",
        bound=lambda _: shelf,
        columns=(Column("name", "Name", lambda note: cells.text(note.name)),),
        sections=(),
        paging="none",
    )


@pytest.fixture
def workspace(sandbox: RunningSandbox) -> Iterator[Workspace]:
    found = Workspace.open(connection_to(sandbox))
    yield found
    found.close()


def test_a_local_kind_lists_searches_opens_and_deletes(notes: Kind, workspace: Workspace) -> None:
    assert [row.id for row in workspace.search(notes, Query()).rows] == ["1", "2"]
    (bread,) = workspace.search(notes, Query(text="BREAD")).rows
    assert workspace.document(workspace.get(notes, bread.id)) == {"id": "2", "name": "bread"}
    workspace.delete(bread.resource)
    page = workspace.search(notes, Query())
    assert ([row.id for row in page.rows], page.total, page.pages) == (["1"], 1, 1)


def test_a_local_kind_can_what_its_source_has(notes: Kind, workspace: Workspace) -> None:
    assert workspace.capabilities(notes) == {"search", "get", "delete"}
