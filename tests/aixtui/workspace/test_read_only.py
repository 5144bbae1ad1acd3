"""What is only read is not changed: refused below every face, before anything is sent."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from inspect import isfunction
from pathlib import Path
from typing import Any

import pytest

from aixtui.kinds.agent import AGENT
from aixtui.kinds.file import FILE
from aixtui.kinds.model import MODEL
from aixtui.sandbox import RunningSandbox
from aixtui.settings.read_only import Mode, ReadOnly, ReadOnlyError
from aixtui.workspace.problems import explain
from aixtui.workspace.workspace import WorkspaceGateway
from tests.driving import connection_to
from tests.sandbox_requests import sandbox_requests

Call = Callable[[WorkspaceGateway, Any, Path], object]


def run_to_its_end(workspace: WorkspaceGateway, _: Any, __: Path) -> object:
    model = workspace.get(MODEL, "sandbox/text-statistics")
    return list(workspace.run(MODEL, model, {"text": "Two words."}))


def run_values_to_the_end(workspace: WorkspaceGateway, _: Any, __: Path) -> object:
    model = workspace.get(MODEL, "sandbox/text-statistics")
    return list(workspace.run_with(MODEL, model, {"text": "Two words."}))


READS = {
    "open", "close", "check", "capabilities", "search", "get", "to_edit", "document", "ask", "code",
    "messages", "download", "watch", "reply", "wire_fields", "what_it_takes", "sent_run", "shortages",
}  # fmt: skip
RUNS: dict[str, Call] = {
    "run": lambda ws, agent, _: next(iter(ws.run(AGENT, agent, {"query": "Count this."}))),
    "upload_input": lambda ws, _, file: ws.upload_input(file, lambda *_: None),
    "run_with": lambda ws, agent, _: next(iter(ws.run_with(AGENT, agent, {"query": "Count this."}))),
}
CHANGES: dict[str, Call] = {
    "create": lambda ws, _, __: ws.create(AGENT, {"name": "A new one", "instructions": "Be brief."}),
    "save": lambda ws, agent, _: ws.save(AGENT, agent, {"description": "Another."}),
    "send": lambda ws, _, __: ws.send(
        "POST", "v2/agents", {"name": "A sent one", "instructions": "Be brief."}
    ),
    "clone": lambda ws, agent, _: ws.clone(AGENT, agent, {"name": "A copy"}),
    "duplicate": lambda ws, agent, _: ws.duplicate(agent, "Another copy", with_members=False),
    "onboard": lambda ws, agent, _: ws.onboard(AGENT, agent, to_draft=True),
    "delete": lambda ws, agent, _: ws.delete(agent),
}
"""Each verb that changes something, in an order in which the one before spoils nothing."""


@contextmanager
def gateway(sandbox: RunningSandbox, mode: Mode = "no") -> Iterator[WorkspaceGateway]:
    connection = replace(connection_to(sandbox), read_only=ReadOnly(mode, "--read-only"))
    workspace = WorkspaceGateway.open(connection)
    try:
        yield workspace
    finally:
        workspace.close()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "notes.txt"
    path.write_text("Some notes.", encoding="utf-8")
    return path


def test_each_verb_of_the_workspace_is_known_to_read_or_to_change() -> None:
    """A new verb fails here until it is said what it does, and with that until it is refused below."""
    verbs = {
        name
        for name, value in vars(WorkspaceGateway).items()
        if not name.startswith("_") and (isfunction(value) or isinstance(value, classmethod))
    }
    assert verbs == READS | set(RUNS) | set(CHANGES)


@pytest.mark.parametrize("verb", [*RUNS, *CHANGES])
def test_no_change_is_sent_where_it_is_only_read(verb: str, sandbox: RunningSandbox, file: Path) -> None:
    with gateway(sandbox, "yes") as workspace:
        agent = workspace.get(AGENT, "sandbox-ws/text-analyst")
        with sandbox_requests() as requests, pytest.raises(ReadOnlyError) as caught:
            (RUNS | CHANGES)[verb](workspace, agent, file)
        assert requests == []
        assert not agent.is_deleted
    problem = explain(caught.value)
    assert problem.title == "Read-only"
    assert problem.text.startswith("Nothing is ")
    assert problem.hint == "Set by --read-only; start again without it to change that."


def test_an_upload_is_refused_where_it_is_only_read(sandbox: RunningSandbox, file: Path) -> None:
    with gateway(sandbox, "yes") as workspace, sandbox_requests() as requests:
        with pytest.raises(ReadOnlyError, match="Nothing is uploaded here"):
            workspace.create(FILE, {"source": str(file)})
        assert requests == []


def test_a_run_is_refused_when_it_is_asked_for_and_not_with_its_first_event(sandbox: RunningSandbox) -> None:
    with gateway(sandbox, "yes") as workspace:
        agent = workspace.get(AGENT, "sandbox-ws/text-analyst")
        with pytest.raises(ReadOnlyError):
            workspace.run(AGENT, agent, {})
        with pytest.raises(ReadOnlyError):
            workspace.run_with(AGENT, agent, {})


@pytest.mark.parametrize("verb", CHANGES)
def test_no_change_but_a_run_is_sent_where_runs_are_let_through(
    verb: str, sandbox: RunningSandbox, file: Path
) -> None:
    with gateway(sandbox, "except-runs") as workspace:
        agent = workspace.get(AGENT, "sandbox-ws/text-analyst")
        with sandbox_requests() as requests, pytest.raises(ReadOnlyError):
            CHANGES[verb](workspace, agent, file)
        assert requests == []


@pytest.mark.parametrize("call", [run_to_its_end, run_values_to_the_end])
def test_runs_are_let_through(call: Call, sandbox: RunningSandbox, file: Path) -> None:
    with gateway(sandbox, "except-runs") as workspace, sandbox_requests() as requests:
        assert call(workspace, None, file)
    assert any(request.startswith("POST ") for request in requests)


def test_each_of_these_changes_is_sent_where_nothing_is_refused(
    fresh_sandbox: RunningSandbox, file: Path
) -> None:
    """What is refused above would have reached the server."""
    with gateway(fresh_sandbox) as workspace:
        agent = workspace.get(AGENT, "sandbox-ws/text-analyst")
        for verb, call in CHANGES.items():
            with sandbox_requests() as requests:
                call(workspace, agent, file)
            assert any(request.startswith(("POST ", "PUT ", "DELETE ")) for request in requests), verb
