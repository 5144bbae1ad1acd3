"""`messages`: what was said in a session."""

import json

import pytest

from aixsdk import Aixplain
from aixtui.cli.exit_codes import DONE, NOT_FOUND, USAGE
from aixtui.sandbox import RunningSandbox
from tests.aixtui.cli.conftest import Command


@pytest.fixture
def session(fresh_access: RunningSandbox) -> str:
    """The id of a session in which somebody said something."""
    server = fresh_access
    with Aixplain(server.api_key, backend_url=server.backend_url, model_url=server.models_url) as aix:
        agent = aix.Agent.get("sandbox-ws/text-analyst")
        talk = aix.Session(name="Talk", agent_id=agent.id).save()
        talk.add_message("user", "One line.\nTwo [b]lines\x1b[31m.")
        talk.add_message("assistant", "Yes.")
        return str(talk.id)


def test_what_was_said_is_printed_the_oldest_first(aixtui: Command, session: str) -> None:
    lines = aixtui("messages", f"sessions/{session}").out.splitlines()
    assert lines[0].split("\t") == ["ROLE", "WHEN", "TEXT", "REACTION", "ATTACHMENTS"]
    assert [line.split("\t")[0] for line in lines[1:]] == ["user", "assistant"]
    items = [json.loads(line) for line in aixtui("messages", session, "-o", "jsonl").out.splitlines()]
    assert [one["text"] for one in items] == ["One line.\nTwo [b]lines.", "Yes."]
    told = aixtui("messages", session, "--template", "{{ role }}: {{ text }}")
    assert (told.code, told.out) == (DONE, "user: One line.\nTwo [b]lines.\nassistant: Yes.\n")


def test_a_session_that_there_is_not_and_what_has_no_messages(aixtui: Command, session: str) -> None:
    missing = aixtui("messages", f"{session}0", "-o", "json")
    assert (missing.code, missing.out) == (NOT_FOUND, "")
    assert json.loads(missing.err)["error"]["code"] == "not-found"
    model = aixtui("messages", "models/sandbox/sentiment")
    assert (model.code, model.out) == (USAGE, "")
    assert "Only sessions have messages." in model.err
