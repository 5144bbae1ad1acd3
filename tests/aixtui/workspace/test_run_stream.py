"""Answers that come piece by piece, from the sandbox."""

from collections.abc import Iterator

import pytest

from aixsdk.exceptions import APIError, OperationFailedError
from aixsdk.polling import waited
from aixtui.kinds.model import MODEL
from aixtui.kindspec.kind import Resource
from aixtui.kindspec.results import RunEvent
from aixtui.sandbox import RunningSandbox
from aixtui.workspace.workspace import WorkspaceGateway
from tests.driving import connection_to

PROMPT = {"text": "Say something about speech.", "pace": "0"}


@pytest.fixture
def workspace(sandbox: RunningSandbox) -> Iterator[WorkspaceGateway]:
    opened = WorkspaceGateway.open(connection_to(sandbox))
    yield opened
    opened.close()


@pytest.fixture
def model(workspace: WorkspaceGateway) -> Resource:
    return workspace.get(MODEL, "sandbox/word-chain")


def test_what_streams_is_read_piece_by_piece_and_amounts_to_a_reply(
    workspace: WorkspaceGateway, model: Resource
) -> None:
    events = list(waited(workspace.run(MODEL, model, PROMPT)))
    assert [events[0].phase, events[-1].phase] == ["sent", "finished"]
    pieces = [event for event in events if event.phase == "streamed"]
    assert {event.phase for event in events[1:-1]} == {"streamed"}
    assert len(pieces) > 5
    last = events[-1]
    assert last.reading.output == "".join(piece.text for piece in pieces) == last.raw["data"]
    assert (last.status, last.raw["streamed"], last.credits) == ("SUCCESS", True, None)
    assert last.reading.tokens == last.raw["usage"]["total_tokens"]


def test_what_was_kept_of_it_can_be_read_again(workspace: WorkspaceGateway, model: Resource) -> None:
    *_, last = waited(workspace.run(MODEL, model, PROMPT))
    again = workspace.reply(MODEL, model, last.raw, "")
    assert (again.status, again.reading) == (last.status, last.reading)


def test_commands_and_runs_that_may_ask_for_tools_get_it_in_one_piece(
    workspace: WorkspaceGateway, model: Resource
) -> None:
    tools = '[{"type": "function", "function": {"name": "speak", "parameters": {}}}]'
    for events in (
        waited(workspace.run(MODEL, model, {**PROMPT, "tools": tools})),
        workspace.run_with(MODEL, model, {"text": "Say something."}),
    ):
        assert "streamed" not in {event.phase for event in events}


def test_what_does_not_say_that_it_streams_is_not_streamed(workspace: WorkspaceGateway) -> None:
    model = workspace.get(MODEL, "sandbox/sentiment")
    assert [event.phase for event in waited(workspace.run(MODEL, model, {"text": "Good."}))] == [
        "sent",
        "finished",
    ]


def read(events: Iterator[RunEvent]) -> tuple[str, Exception | None]:
    """The text that came, and what ended it."""
    text = ""
    try:
        for event in events:
            text += event.text
    except APIError as error:
        return text, error
    return text, None


def test_an_answer_that_breaks_off_is_a_failure_after_what_came(
    sandbox: RunningSandbox, model: Resource, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = WorkspaceGateway.open(connection_to(sandbox))
    client = type(model.context.client)
    plain = client.request_stream

    def cut(self: object, *args: object, headers: dict[str, str], **kwargs: object) -> object:
        return plain(self, *args, headers={**headers, "x-sandbox-fault": "cut=600"}, **kwargs)

    monkeypatch.setattr(client, "request_stream", cut)
    text, error = read(waited(workspace.run(MODEL, model, PROMPT)))
    workspace.close()
    assert text
    assert isinstance(error, APIError | OperationFailedError)
