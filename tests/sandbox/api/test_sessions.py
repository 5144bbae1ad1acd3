from datetime import datetime, timedelta, timezone
from typing import Any

import httpx
import pytest

from aixtui.sandbox import RunningSandbox
from tests.sandbox.agents import create
from tests.sandbox.polls import outcome

AGENT = "sandbox-ws%2Ftext-analyst"


def opened(own: httpx.Client, **fields: Any) -> dict[str, Any]:
    agent = own.get(f"/v2/agents/{AGENT}").json()["id"]
    reply = own.post("/v1/sessions", json={"agentId": agent, "status": "active", **fields})
    assert reply.status_code == httpx.codes.CREATED, reply.text
    session: dict[str, Any] = reply.json()
    return session


def settled(own: httpx.Client, session: dict[str, Any]) -> dict[str, Any]:
    """The session once its run is over; the run's result is there a moment earlier."""
    while True:
        found: dict[str, Any] = own.get(f"/v1/sessions/{session['id']}").json()
        if found["runStatus"] != "running":
            return found


def test_a_users_message_is_answered_by_the_agent(own: httpx.Client) -> None:
    session = opened(own, name="ticket 8812")
    assert (session["messageCount"], session["runStatus"], session["lastMessageAt"]) == (0, "idle", None)
    messages = f"/v1/sessions/{session['id']}/messages"
    message = own.post(messages, json={"role": "user", "content": "I love it."}).json()
    last = outcome(own, f"/sdk/agents/{message['requestId']}/result")
    assert session["id"] in last["data"]["session_id"]
    after = settled(own, session)
    assert (after["messageCount"], after["runStatus"]) == (2, "completed")
    first, second = own.get(messages).json()
    assert (first["role"], first["sequence"], first["content"]) == ("user", 1, "I love it.")
    assert (second["role"], second["sequence"], second["content"]) == ("assistant", 2, last["data"]["output"])
    assert after["lastMessagePreview"].startswith(second["content"][:50])


def test_the_sessions_configuration_applies_to_its_runs(own: httpx.Client) -> None:
    config = {"executionParams": {"outputFormat": "json"}, "criteria": "be brief"}
    session = opened(own, executionConfig=config)
    assert session["executionConfig"] == config
    messages = f"/v1/sessions/{session['id']}/messages"
    message = own.post(messages, json={"role": "user", "content": "Good."}).json()
    assert outcome(own, f"/sdk/agents/{message['requestId']}/result")["data"]["output"].startswith("{")


def test_what_an_inspector_withheld_is_told_in_its_place(own: httpx.Client) -> None:
    blind = {"assetId": "67fd9e2bef0365783d06e2f0"}
    watch = {"name": "watch", "targets": ["input"], "action": {"type": "abort"}, "evaluator": blind}
    agent = create(own, name="Guarded", inspectors=[watch])
    session = own.post("/v1/sessions", json={"agentId": agent["id"]}).json()
    messages = f"/v1/sessions/{session['id']}/messages"
    own.post(messages, json={"role": "user", "content": "I like it."}).raise_for_status()
    settled(own, session)
    [_, answer] = own.get(messages).json()
    assert answer["content"].startswith("watch withheld the answer: It could not judge: GPT-4.1 Nano")


def test_only_answers_are_liked(own: httpx.Client) -> None:
    session = opened(own)
    messages = f"/v1/sessions/{session['id']}/messages"
    own.post(messages, json={"role": "user", "content": "Good."})
    settled(own, session)
    user, assistant = own.get(messages).json()
    for reaction in ("LIKE", "DISLIKE", None):
        liked = own.post(f"{messages}/{assistant['id']}/reaction", json={"reaction": reaction}).json()
        assert liked["reaction"] == reaction
    refused = own.post(f"{messages}/{user['id']}/reaction", json={"reaction": "LIKE"})
    assert refused.status_code == httpx.codes.BAD_REQUEST
    assert "assistant" in refused.json()["message"]
    assert own.post(f"{messages}/{assistant['id']}/reaction", json={"reaction": "MEH"}).status_code == 400


def test_sessions_are_listed_filtered_changed_and_deleted(own: httpx.Client) -> None:
    made = [opened(own, name=f"s{number}") for number in range(3)]
    assert [found["name"] for found in own.get("/v1/sessions").json()] == ["s2", "s1", "s0"]
    page = own.get("/v1/sessions", params={"pageSize": 1, "pageNumber": 1, "memoryEnabled": "True"}).json()
    assert [found["name"] for found in page] == ["s1"]
    changed = own.put(f"/v1/sessions/{made[0]['id']}", json={"status": "archived"}).json()
    assert (changed["name"], changed["status"]) == ("s0", "archived")
    kept = own.put(f"/v1/sessions/{made[0]['id']}", json={"status": None}).json()
    assert (kept["name"], kept["status"]) == ("s0", "archived")
    archived = own.get("/v1/sessions", params={"status": "archived", "agentId": made[0]["agentId"]}).json()
    assert [found["id"] for found in archived] == [made[0]["id"]]
    assert own.get("/v1/sessions", params={"createdAfter": "2999-01-01"}).json() == []
    own.delete(f"/v1/sessions/{made[0]['id']}")
    assert own.get(f"/v1/sessions/{made[0]['id']}").status_code == httpx.codes.NOT_FOUND


def test_messages_of_both_roles_are_stored_and_deleted(own: httpx.Client) -> None:
    session = opened(own)
    messages = f"/v1/sessions/{session['id']}/messages"
    attachments = [{"url": "http://x.test/a.wav", "name": "a.wav", "type": "audio", "mimeType": "audio/wav"}]
    made = own.post(messages, json={"role": "assistant", "content": "", "attachments": attachments}).json()
    assert (made["role"], made["attachments"], made["requestId"]) == ("assistant", attachments, None)
    assert own.get(f"{messages}/{made['id']}").json() == made
    own.delete(f"{messages}/{made['id']}")
    assert own.get(f"{messages}/{made['id']}").status_code == httpx.codes.NOT_FOUND


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"agentId": "none"}, 404),
        ({}, 400),
        ({"status": "odd"}, 400),
        ({"name": 5}, 400),
        ({"executionConfig": "x"}, 400),
    ],
)
def test_a_wrong_session_is_refused(own: httpx.Client, body: dict[str, Any], status: int) -> None:
    assert own.post("/v1/sessions", json=body).status_code == status


def test_wrong_messages_are_refused(own: httpx.Client) -> None:
    messages = f"/v1/sessions/{opened(own)['id']}/messages"
    for body in ({"role": "user", "content": ""}, {"role": "system", "content": "x"}, {"content": "x"}):
        assert own.post(messages, json=body).status_code == httpx.codes.BAD_REQUEST
    assert own.get("/v1/sessions/none/messages").status_code == httpx.codes.NOT_FOUND
    assert own.get("/v1/sessions?pageSize=x").status_code == httpx.codes.BAD_REQUEST


def test_a_message_whose_run_is_refused_leaves_no_trace(
    own: httpx.Client, fresh_sandbox: RunningSandbox
) -> None:
    agent = create(own, name="Guarded")
    session = own.post("/v1/sessions", json={"agentId": agent["id"]}).json()["id"]
    limited = own.post("/sdk/api-keys", json={"name": "one", "globalLimits": {"rpd": 1}, "assetsLimits": []})
    headers = {"x-api-key": limited.json()["accessKey"]}
    own.post("/api/v2/execute/sandbox/sentiment", json={"text": "Good."}, headers=headers)
    said = {"role": "user", "content": "Hello"}
    refused = own.post(f"/v1/sessions/{session}/messages", json=said, headers=headers)
    assert refused.status_code == httpx.codes.TOO_MANY_REQUESTS
    assert own.get(f"/v1/sessions/{session}/messages").json() == []
    assert own.get(f"/v1/sessions/{session}").json()["runStatus"] == "idle"


@pytest.mark.parametrize("config", [{"executionParams": {"maxTokens": "x"}}, {"executionParams": 5}])
def test_a_configuration_that_no_run_understands_is_refused(api: httpx.Client, config: object) -> None:
    body = {"agentId": "sandbox-ws/text-analyst", "executionConfig": config}
    assert api.post("/v1/sessions", json=body).status_code == httpx.codes.BAD_REQUEST


def listed(own: httpx.Client, **query: str) -> list[str]:
    reply = own.get("/v1/sessions", params=query)
    assert reply.is_success, reply.text
    return [session["name"] for session in reply.json()]


def test_sessions_are_filtered_by_memory_and_by_moments_in_any_zone(own: httpx.Client) -> None:
    opened(own, name="kept", executionConfig={"memoryEnabled": True})
    opened(own, name="plain")
    forgetful = opened(own, name="forgetful", executionConfig={"memoryEnabled": False})
    assert listed(own, memoryEnabled="True") == ["plain", "kept"]
    assert listed(own, memoryEnabled="false") == ["forgetful"]
    made = datetime.fromisoformat(forgetful["createdAt"])
    later = made.astimezone(timezone(timedelta(hours=-9))) + timedelta(seconds=1)
    assert len(listed(own, createdBefore=later.isoformat())) == 3
    assert listed(own, createdAfter=later.isoformat()) == []
    assert listed(own, createdAfter=made.replace(tzinfo=None).isoformat()) == []


@pytest.mark.parametrize("key", ["createdBefore", "createdAfter", "memoryEnabled"])
def test_a_filter_that_says_nothing_is_refused(own: httpx.Client, key: str) -> None:
    assert own.get("/v1/sessions", params={key: "soon"}).status_code == httpx.codes.BAD_REQUEST


def test_a_run_with_the_header_of_a_session_is_a_turn_in_it(own: httpx.Client) -> None:
    session = opened(own)
    header = {"x-session-id": session["id"]}
    run = f"/v2/agents/{AGENT}/run"
    for query in ("Bom dia a todos os amigos.", "What language is it?"):
        reply = own.post(run, json={"query": query}, headers=header).json()
        assert reply["sessionId"] == session["id"]
        last = outcome(own, f"/sdk/agents/{reply['requestId']}/result")
        settled(own, session)
    assert "Portuguese" in last["data"]["output"]
    said = own.get(f"/v1/sessions/{session['id']}/messages").json()
    assert [message["role"] for message in said] == ["user", "assistant"] * 2
    assert said[2]["content"] == "What language is it?"
    assert (said[2]["requestId"], said[3]["content"]) == (reply["requestId"], last["data"]["output"])


def test_a_session_without_memory_answers_each_message_by_itself(own: httpx.Client) -> None:
    session = opened(own, executionConfig={"memoryEnabled": False})
    for content in ("Bom dia a todos os amigos.", "What language is it?"):
        message = own.post(
            f"/v1/sessions/{session['id']}/messages", json={"role": "user", "content": content}
        ).json()
        last = outcome(own, f"/sdk/agents/{message['requestId']}/result")
    assert "Portuguese" not in last["data"]["output"]


def test_a_session_of_another_agent_and_an_archived_one_take_no_turn(own: httpx.Client) -> None:
    session, other = opened(own), create(own, name="Other")
    header = {"x-session-id": session["id"]}
    mixed = own.post(f"/v2/agents/{other['id']}/run", json={"query": "Good."}, headers=header)
    assert mixed.json()["message"] == "The session belongs to another agent."
    own.put(f"/v1/sessions/{session['id']}", json={"status": "archived"})
    for path, body in (
        (f"/v2/agents/{AGENT}/run", {"query": "Good."}),
        (f"/v1/sessions/{session['id']}/messages", {"role": "user", "content": "Good."}),
    ):
        assert own.post(path, json=body, headers=header).json()["message"] == "The session is archived."
    assert own.get(f"/v1/sessions/{session['id']}").json()["messageCount"] == 0
