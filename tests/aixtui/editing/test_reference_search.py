"""What is found for a field that refers to something: page by page, each asked for once, or why not."""

from collections.abc import Callable
from typing import Any

import pytest

from aixtui.editing.reference_search import SIZE, ReferenceSearch
from aixtui.kindspec.references import Reference
from aixtui.workspace.query import Query
from aixtui.workspace.workspace import WorkspaceGateway
from tests.aixtui.editing.conftest import Agents
from tests.aixtui.scripted_face import ScriptedFace

pytestmark = pytest.mark.anyio


class Searched:
    """A search, with all that it asks the server for."""

    def __init__(self, agents: Agents, monkeypatch: pytest.MonkeyPatch, *kinds: str) -> None:
        self.asked: list[tuple[str, str, int]] = []
        self.before: Callable[[], None] = lambda: None
        original = WorkspaceGateway.search

        def search(workspace: WorkspaceGateway, kind: Any, query: Query, **options: Any) -> Any:
            self.asked.append((kind.id, query.text, query.page))
            self.before()
            return original(workspace, kind, query, **options)

        monkeypatch.setattr(WorkspaceGateway, "search", search)
        self.face = ScriptedFace()
        self.search = ReferenceSearch(agents.session, self.face, Reference(kinds, many=True))

    async def look_for(self, text: str) -> list[str]:
        self.search.look_for(text)
        return await self._found()

    async def turn(self, by: int) -> list[str]:
        self.search.turn(by)
        return await self._found()

    async def _found(self) -> list[str]:
        await self.face.idle()
        return [one.id for one in self.search.found]

    @property
    def note(self) -> str:
        return " ".join(one.label for one in self.search.notes)


async def test_pages_come_one_after_the_other_and_are_asked_for_once(
    agents: Agents, monkeypatch: pytest.MonkeyPatch
) -> None:
    searched = Searched(agents, monkeypatch, "model")
    search = searched.search
    first = await searched.look_for("")
    assert (len(first), search.has_others) == (SIZE, True)
    total = search.caption.removeprefix("1-20 of ")
    second = await searched.turn(1)
    assert search.caption == f"21-40 of {total}"
    assert not set(first) & set(second)
    assert await searched.turn(-1) == first
    await searched.turn(-1)
    last = -(-int(total.replace(",", "")) // SIZE)
    assert (search.page, search.caption.endswith(f"-{total.replace(',', '')} of {total}")) == (last, True)
    assert await searched.turn(1) == first
    assert [page for _, _, page in searched.asked] == [1, 2, last]


async def test_of_several_kinds_each_page_has_as_many_of_each(
    agents: Agents, monkeypatch: pytest.MonkeyPatch
) -> None:
    searched = Searched(agents, monkeypatch, "tool", "model")
    await searched.look_for("")
    kinds = {kind for kind, _, _ in searched.asked}
    assert kinds == {"tool", "model"}
    assert "tools 1-" in searched.search.caption
    assert " · " in searched.search.caption
    assert "models 1-20 of " in searched.search.caption
    searched.asked.clear()
    await searched.turn(1)
    assert searched.asked == [("model", "", 2)]  # of the others there is no second page
    assert searched.search.caption.startswith("models 21-40 of ")


async def test_another_text_is_looked_for_from_its_first_page_on(
    agents: Agents, monkeypatch: pytest.MonkeyPatch
) -> None:
    searched = Searched(agents, monkeypatch, "model")
    await searched.look_for("")
    await searched.turn(1)
    found = await searched.look_for("opus")
    assert (searched.search.page, searched.asked[-1]) == (1, ("model", "opus", 1))
    assert found
    assert (await searched.look_for("no such thing at all"), searched.search.caption) == ([], "")
    assert (searched.search.has_others, searched.note) == (False, "")


async def test_while_a_page_is_awaited_the_one_before_is_shown_and_no_other_asked_for(
    agents: Agents, monkeypatch: pytest.MonkeyPatch
) -> None:
    searched = Searched(agents, monkeypatch, "model")
    first = await searched.look_for("")
    for _ in range(3):  # a key that is held down
        searched.search.turn(1)
    assert [one.id for one in searched.search.found] == first
    assert searched.search.caption.endswith("· looking on the server …")
    await searched.face.idle()
    assert (searched.search.page, searched.search.caption[:9], len(searched.asked)) == (2, "21-40 of ", 2)


async def test_a_page_that_does_not_come_says_why_and_can_be_asked_for_again(
    agents: Agents, monkeypatch: pytest.MonkeyPatch
) -> None:
    searched = Searched(agents, monkeypatch, "model")

    def fail() -> None:
        raise OSError("The line \x1b[31mis cut.")

    searched.before = fail
    assert await searched.look_for("") == []
    assert "The line" in searched.note
    assert "is cut." in searched.note
    assert "\x1b" not in searched.note
    assert (searched.note.endswith("PgDn tries again."), searched.search.has_others) == (True, True)
    await searched.look_for("")  # the dialog lists anew: that asks for nothing
    assert len(searched.asked) == 1
    searched.before = lambda: None
    first = await searched.turn(1)
    assert (len(first), searched.note) == (SIZE, "")
    searched.before = fail
    assert await searched.turn(1) == first
    assert (searched.search.page, "is cut." in searched.search.caption) == (1, True)
    searched.before = lambda: None
    assert await searched.turn(1) != first
    assert (searched.search.page, searched.search.caption[:9]) == (2, "21-40 of ")
    assert searched.face.problems == []


async def test_of_several_kinds_those_stand_first_that_the_field_is_named_after(
    agents: Agents, monkeypatch: pytest.MonkeyPatch
) -> None:
    searched = Searched(agents, monkeypatch, "tool", "model")
    await searched.look_for("")
    assert [kind for kind, _, _ in searched.asked] == ["tool", "model"]
    assert searched.search.caption.startswith("tools 1-")
    assert searched.search.found[0].note.startswith("tool ")
