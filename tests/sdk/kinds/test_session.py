from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from aixsdk import Aixplain
from aixsdk import exceptions as errors
from aixsdk.enums import AttachmentType, RunStatus
from aixsdk.kinds.execution_config import ExecutionConfig
from aixsdk.kinds.session import Session
from tests.sdk import documents
from tests.sdk.platform import Platform

MESSAGES = "/v1/sessions/s1/messages"


@pytest.fixture
def session(aix: Aixplain) -> Session:
    return aix.Session(id="s1", agent_id="a1", name="n")


def test_the_list_is_a_query(aix: Aixplain, platform: Platform) -> None:
    platform.on("GET /v1/sessions", [{"id": "s1", "status": "active"}])
    found = aix.Session.search(
        agent="a1", status="active", memory_enabled=True, created_after="2026-01-01T00:00Z"
    )
    assert (found.total, found.results[0].status) == (1, "active")
    assert dict(platform.requests[0].url.params) == {
        "agentId": "a1",
        "status": "active",
        "memoryEnabled": "True",
        "createdAfter": "2026-01-01T00:00Z",
        "pageNumber": "0",
        "pageSize": "20",
    }


def test_all_sessions_are_found_although_nobody_says_how_many_there_are(
    aix: Aixplain, platform: Platform
) -> None:
    platform.on("GET /v1/sessions", [{"id": "1"}, {"id": "2"}], [{"id": "3"}, {"id": "4"}], [{"id": "5"}])
    assert [found.id for found in aix.Session.search_all(page_size=2)] == ["1", "2", "3", "4", "5"]
    assert [dict(request.url.params)["pageNumber"] for request in platform.requests] == ["0", "1", "2"]


def test_only_what_is_set_is_saved(session: Session, aix: Aixplain, platform: Platform) -> None:
    platform.on("PUT /v1/sessions/s1", {})
    platform.on("POST /v1/sessions", {"id": "s2", "runStatus": "idle"})
    session.save()
    assert platform.body() == {"agentId": "a1", "name": "n", "status": "active"}
    made = aix.Session(agent_id="a1", execution_config={"criteria": "be brief"}).save()
    assert platform.body() == {
        "agentId": "a1",
        "status": "active",
        "executionConfig": {"criteria": "be brief"},
    }
    assert (made.id, made.run_status) == ("s2", "idle")


def test_its_agent_is_an_object_or_an_id(aix: Aixplain) -> None:
    assert aix.Session(agent="a1").agent_id == "a1"
    assert aix.Session(agent=aix.Agent(id="a2")).agent_id == "a2"
    with pytest.raises(errors.ValidationError, match="must be saved"):
        aix.Session(agent=aix.Agent(name="new"))


def test_messages_come_in_order(session: Session, platform: Platform) -> None:
    platform.on(f"GET {MESSAGES}", [{"id": "m2", "sequence": 2}, {"id": "m1", "sequence": 1}])
    assert [message.id for message in session.messages()] == ["m1", "m2"]


@pytest.mark.parametrize("reply", [{}, {"results": []}, None, [3], [{"sequence": "x"}]])
def test_messages_that_cannot_be_read(session: Session, platform: Platform, reply: Any) -> None:
    platform.on(f"GET {MESSAGES}", reply)
    with pytest.raises(errors.InvalidResponseError):
        session.messages()


def test_a_message_is_sent_as_it_is_and_once(session: Session, platform: Platform) -> None:
    platform.on(f"POST {MESSAGES}", {"id": "m1", "role": "user", "requestId": "r1"})
    attachment = {"url": "https://x/a.wav", "name": "a.wav"}
    sent = session.add_message("user", "Hi", attachments=[attachment], tools=[{"id": "t"}], request_id="r0")
    assert sent.request_id == "r1"
    assert platform.body() == {
        "role": "user",
        "content": "Hi",
        "requestId": "r0",
        "attachments": [{**attachment, "type": "audio", "mimeType": "audio/x-wav"}],
        "tools": [{"id": "t"}],
    }
    platform.on(f"POST {MESSAGES}", httpx.Response(503))
    with pytest.raises(errors.ServerError):
        session.add_message("user", "Hi")
    assert len(platform.sent) == 2


def test_ask_waits_for_the_answer(session: Session, platform: Platform) -> None:
    platform.on(f"POST {MESSAGES}", {"id": "m1", "requestId": "r1"})
    done = {"status": "SUCCESS", "completed": True, "data": {"output": "Hello"}}
    platform.on("GET /sdk/agents/r1/result", done)
    assert session.ask("Hi").data.output == "Hello"


def test_a_message_that_starts_nothing(session: Session, platform: Platform) -> None:
    platform.on(f"POST {MESSAGES}", {"id": "m1"})
    with pytest.raises(errors.InvalidResponseError, match="started no run"):
        session.ask("Hi")


def test_ids_of_messages_are_encoded(session: Session, platform: Platform) -> None:
    platform.on(f"DELETE {MESSAGES}/a%2Fb", {})
    platform.on(f"POST {MESSAGES}/a%2Fb/reaction", {"id": "a/b", "reaction": "DISLIKE"})
    session.delete_message("a/b")
    assert session.react("a/b", "DISLIKE").reaction == "DISLIKE"
    assert platform.body() == {"reaction": "DISLIKE"}


def test_sessions_of_an_agent_are_asked_for_by_its_id(aix: Aixplain, platform: Platform) -> None:
    platform.on("GET /v1/sessions", [])
    aix.Session.search(aix.Agent(id="a1"), "active", created_after=datetime(2026, 1, 2, tzinfo=UTC))
    asked = "agentId=a1&status=active&createdAfter=2026-01-02T00%3A00%3A00Z"
    assert asked in platform.sent[0]
    for wrong in (aix.Agent(name="new"), 7):
        with pytest.raises(errors.ValidationError, match="must be saved"):
            aix.Session.search(agent=wrong)
    with pytest.raises(errors.ArgumentError, match="Did you mean 'agent'"):
        aix.Session.search(agnet="a1")  # type: ignore[call-arg]
    with pytest.raises(errors.ArgumentError, match="no argument 'query'"):
        aix.Session.search(query="ticket")  # type: ignore[call-arg]
    assert len(platform.sent) == 1


def test_files_of_a_message_are_uploaded_first(session: Session, platform: Platform, tmp_path: Path) -> None:
    path = tmp_path / "private" / "notes.txt"
    path.parent.mkdir()
    path.write_text("x")
    platform.on("POST /sdk/file/upload/temp-url", documents.upload_place())
    platform.on("PUT /put", httpx.Response(200))
    platform.on(f"POST {MESSAGES}", {"id": "m1", "requestId": "r1"})
    session.add_message("user", "Hi", attachments=[{"path": str(path)}], files=["https://x/b.png"])
    first, second = platform.body()["attachments"]
    assert (first["url"], first["name"]) == ("https://dl/1", "notes.txt")
    assert second == {"url": "https://x/b.png", "name": "b.png", "type": "image", "mimeType": "image/png"}
    assert "private" not in str(platform.body())


def test_a_role_is_one_of_two(session: Session, platform: Platform) -> None:
    with pytest.raises(errors.ValidationError, match="must be one of user, assistant"):
        session.add_message("Hi", "user")
    assert platform.sent == []


CONFIGS = [
    ({"criteria": "short"}, {"criteria": "short"}),
    ({"executionParams": {"maxTokens": 5}}, {"executionParams": {"maxTokens": 5}}),
    (
        {"execution_params": {"maxTokens": 5}, "budget": {"max_cost": 2}},
        {"executionParams": {"maxTokens": 5, "budget": {"maxCost": 2}}},
    ),
    (
        {"execution_params": {"max_tokens": 5, "maxIterations": 3, "context_overflow_strategy": "truncate"}},
        {
            "executionParams": {
                "maxTokens": 5,
                "context_overflow_strategy": "truncate",
                "budget": {"maxIterations": 3},
            }
        },
    ),
    (
        {
            "execution_params": {"max_iterations": 3, "expected_output": {"a": 1}},
            "budget": {"maxIterations": 4},
        },
        {"executionParams": {"expectedOutput": '{"a": 1}', "budget": {"maxIterations": 4}}},
    ),
    (ExecutionConfig(run_response_generation=False), {"runResponseGeneration": False}),
    (None, None),
]


@pytest.mark.parametrize(("given", "sent"), CONFIGS)
def test_settings_of_its_runs(aix: Aixplain, platform: Platform, given: Any, sent: Any) -> None:
    platform.on("POST /v1/sessions", {"id": "s2"})
    session = aix.Session(agent="a1", execution_config=given).save()
    assert platform.body().get("executionConfig") == sent
    again = ExecutionConfig.from_document(sent)
    assert (again and again.to_api_dict()) == sent
    assert session.execution_config == ExecutionConfig.coerce(given)


def test_settings_that_are_taken_away_are_sent_as_none(aix: Aixplain, platform: Platform) -> None:
    config = {"criteria": "be brief", "later": 1}
    stored = {"id": "s1", "agentId": "a1", "executionConfig": config}
    platform.on("GET /v1/sessions/s1", stored)
    platform.on("PUT /v1/sessions/s1", {})
    session = aix.Session.get("s1")
    session.save(name="other")
    assert platform.body()["executionConfig"] == config
    session.save(execution_config={"criteria": None})
    assert platform.body()["executionConfig"] == {"later": 1}
    session.save(execution_config=None)
    assert platform.body()["executionConfig"] == {}


def test_settings_that_there_are_not(aix: Aixplain) -> None:
    with pytest.raises(errors.ArgumentError, match="Did you mean 'criteria'"):
        aix.Session(agent="a1", execution_config={"critera": "short"})
    with pytest.raises(errors.ValidationError, match="are an object"):
        aix.Session(agent="a1", execution_config="short")


def test_tools_of_a_message_are_resources_or_settings(
    session: Session, aix: Aixplain, platform: Platform
) -> None:
    platform.on(f"POST {MESSAGES}", {"id": "m1", "requestId": "r1"})
    setting = {"id": "t2", "parameters": [{"name": "n", "value": 1}]}
    session.add_message("user", "Hi", tools=[aix.Tool(id="t1"), setting])
    assert platform.body()["tools"] == [{"id": "t1"}, setting]
    with pytest.raises(errors.ValidationError, match="tools must be saved"):
        session.add_message("user", "Hi", tools=[aix.Tool(name="new")])
    with pytest.raises(errors.ValidationError, match="add_message: An attachment is"):
        session.add_message("user", "Hi", attachments=[3])
    assert len(platform.sent) == 1


def test_words_of_the_platform_are_members(session: Session, aix: Aixplain, platform: Platform) -> None:
    stored = {
        "id": "m1",
        "attachments": [{"url": "u", "type": "audio", "mimeType": "audio/wav"}, {"type": "3d"}],
    }
    platform.on(f"GET {MESSAGES}/m1", stored)
    platform.on("GET /v1/sessions/s1", {"id": "s1", "runStatus": "running", "agent": {"id": "a9"}})
    first, second = session.get_message("m1").attachments or []
    assert (first.type, first.mimeType, second.type) == (AttachmentType.AUDIO, "audio/wav", "3d")
    fetched = aix.Session.get("s1")
    assert (fetched.run_status, fetched.agent_id) == (RunStatus.RUNNING, None)


def test_what_is_deleted_is_not_made_again(session: Session, platform: Platform) -> None:
    platform.on("DELETE /v1/sessions/s1", {})
    session.delete()
    with pytest.raises(errors.ResourceError, match="has been deleted"):
        session.save()
    assert platform.sent == ["DELETE /v1/sessions/s1"]
