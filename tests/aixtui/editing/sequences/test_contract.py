"""The server in memory does what the platform's does: the same is asked of both, through the same gateway."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest

from aixsdk.exceptions import AixplainV2Error, NotFoundError
from aixtui.kinds.agent import AGENT
from aixtui.kindspec.fields import text_of
from aixtui.kindspec.kind import Kind
from aixtui.sandbox import RunningSandbox
from aixtui.workspace.problems import explain
from aixtui.workspace.stale_edit import StaleEditError
from aixtui.workspace.workspace import WorkspaceGateway
from tests.aixtui.editing.sequences.probe import PROBE
from tests.aixtui.editing.sequences.server import MemoryServer
from tests.driving import connection_to


class World(NamedTuple):
    """A workspace, a kind in it, and what its fields are called."""

    gateway: WorkspaceGateway
    kind: Kind
    text: str
    cost: str
    seconds: str
    memory: MemoryServer | None

    def make(self, name: str = "Keeper", **values: str) -> Any:
        return self.gateway.create(self.kind, {"name": name, **values})

    def refuse(self) -> dict[str, str]:
        """Values that the server does not take."""
        if self.memory is not None:
            self.memory.fates.append("refused")
            return {"name": "Taken"}
        self.make("Taken")
        return {"name": "Taken"}

    def texts(self, resource: Any) -> dict[str, str]:
        return {field.name: text_of(field, resource) for field in self.kind.fields}


@pytest.fixture(params=["memory", "sandbox"])
def world(request: pytest.FixtureRequest) -> Iterator[World]:
    if request.param == "memory":
        server = MemoryServer()
        gateway = WorkspaceGateway(server)  # type: ignore[arg-type]  # what kinds are handed is ours
        yield World(gateway, PROBE, "summary", "limits.cost", "limits.seconds", server)
        return
    sandbox: RunningSandbox = request.getfixturevalue("fresh_sandbox")
    gateway = WorkspaceGateway.open(connection_to(sandbox))
    names = ("description", "budget.max_cost", "budget.max_duration_seconds")
    yield World(gateway, AGENT, *names, None)
    gateway.close()


def test_what_is_made_is_there(world: World) -> None:
    made: list[Any] = []
    values = {"name": "Keeper", world.text: "a\u2028b\n", world.cost: "0.5"}
    whole = world.gateway.create(world.kind, values, made.append)
    assert [one.resource.id for one in made] == [whole.id]
    assert world.texts(world.gateway.get(world.kind, whole.id)) == world.texts(whole)
    assert {name: world.texts(whole)[name] for name in values} == values


def test_a_save_changes_what_it_names_and_leaves_what_it_was_given(world: World) -> None:
    before = world.make(**{world.text: "kept\x85", world.cost: "0.5", world.seconds: "90 s"})
    was = world.texts(before)
    after = world.gateway.save(world.kind, before, {world.cost: "2"})
    assert world.texts(before) == was
    assert world.texts(after) == was | {world.cost: "2"}
    assert world.texts(world.gateway.get(world.kind, before.id)) == world.texts(after)


def test_what_somebody_else_changed_is_kept_or_told(world: World) -> None:
    mine = world.make(**{world.text: "base"})
    theirs = world.gateway.save(world.kind, mine, {world.text: "theirs"})
    with pytest.raises(StaleEditError) as stale:
        world.gateway.save(world.kind, mine, {world.text: "mine", world.cost: "1"})
    assert stale.value.theirs == {world.text: "theirs"}
    assert world.texts(stale.value.current) == world.texts(theirs)
    saved = world.gateway.save(world.kind, mine, {world.cost: "1"})
    assert world.texts(saved) == world.texts(theirs) | {world.cost: "1"}


def test_the_same_value_in_another_spelling_is_no_conflict(world: World) -> None:
    mine = world.make()
    world.gateway.save(world.kind, mine, {world.seconds: "2 h"})
    assert (
        world.texts(world.gateway.save(world.kind, mine, {world.seconds: "120 min"}))[world.seconds] == "2 h"
    )


def test_what_is_refused_leaves_all_as_it_was(world: World) -> None:
    before = world.make()
    with pytest.raises(AixplainV2Error) as refused:
        world.gateway.save(world.kind, before, world.refuse())
    problem = explain(refused.value)
    assert (problem.outcome_unknown, "taken" in problem.text) == (False, True)
    assert world.texts(world.gateway.get(world.kind, before.id)) == world.texts(before)


def test_what_is_not_there_is_said_so(world: World) -> None:
    with pytest.raises(NotFoundError):
        world.gateway.get(world.kind, "66f0c1d2e3a4b5c6d7e8f9ff")
