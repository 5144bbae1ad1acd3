"""A kind whose resources no server has: what the registry asks of it is all that it needs."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest

from aixtui.kinds import KINDS
from aixtui.kindspec import cells
from aixtui.kindspec.kind import Column, Fact, Kind, Section
from aixtui.listing import address
from aixtui.sandbox import RunningSandbox
from aixtui.screens.browse.screen import BrowseScreen
from aixtui.screens.detail.screen import DetailScreen
from aixtui.workspace.query import Query
from aixtui.workspace.workspace import WorkspaceGateway
from tests.driving import app_on, connection_to, screen_text, wait_for_text, wait_until


@dataclass
class Note:
    id: str
    name: str
    shelf: "Shelf"
    path: str | None = None

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
        source=lambda _: shelf,
        columns=(Column("name", "Name", lambda note: cells.text(note.name)),),
        sections=(Section("Note", (Fact("Says", lambda note: cells.text(note.name)),)),),
        paging="none",
    )


@pytest.fixture
def workspace(sandbox: RunningSandbox) -> Iterator[WorkspaceGateway]:
    gateway = WorkspaceGateway.open(connection_to(sandbox))
    yield gateway
    gateway.close()


def test_a_local_kind_lists_searches_opens_and_deletes(notes: Kind, workspace: WorkspaceGateway) -> None:
    assert [row.id for row in workspace.search(notes, Query()).rows] == ["1", "2"]
    (bread,) = workspace.search(notes, Query(text="BREAD")).rows
    assert workspace.document(workspace.get(notes, bread.id)) == {"id": "2", "name": "bread"}
    workspace.delete(bread.resource)
    page = workspace.search(notes, Query())
    assert ([row.id for row in page.rows], page.total, page.pages) == (["1"], 1, 1)


def test_a_local_kind_can_what_its_source_has(notes: Kind, workspace: WorkspaceGateway) -> None:
    assert workspace.capabilities(notes) == {"search", "get", "delete"}


@pytest.mark.anyio
async def test_the_app_takes_a_local_kind(notes: Kind, shelf: Shelf, sandbox: RunningSandbox) -> None:
    everything = (*KINDS, notes)
    assert address.parse("notes bread", everything).kind == "note"
    app = app_on(connection_to(sandbox), kinds=everything)
    async with app.run_test(size=(100, 30)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("0")
        await wait_until(pilot, lambda: app.place.address == "keys", "the tenth kind")
        await pilot.press("right_square_bracket", "right_square_bracket")
        await wait_for_text(pilot, "▌ milk")
        assert "1-2 of 2" in screen_text(app)
        await pilot.press("1")
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("ctrl+p", *"notes")
        await wait_for_text(pilot, "Show the notes.")
        await pilot.press("escape", "colon", *"notes", "enter")
        await wait_for_text(pilot, "▌ milk")
        await pilot.press("slash", *"bread", "enter")
        await wait_for_text(pilot, "▌ bread")
        await pilot.press("enter")
        await wait_until(pilot, lambda: isinstance(app.screen, DetailScreen), "the note")
        await wait_for_text(pilot, "Says")
        await pilot.press("escape")
        await wait_until(pilot, lambda: isinstance(app.screen, BrowseScreen), "the list")
        await pilot.press("D")
        await wait_for_text(pilot, "Delete the note bread?")
        await pilot.press("y")
        await wait_until(pilot, lambda: [note.name for note in shelf.notes] == ["milk"], "one note")
