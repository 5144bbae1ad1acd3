"""What would happen twice is never sent twice, whatever goes wrong with it."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from aixsdk import Aixplain
from aixsdk import exceptions as errors
from tests.sdk.platform import Platform

EXEC = "POST /api/v2/execute/x"

OPERATIONS: dict[str, tuple[str, Callable[[Aixplain], Any]]] = {
    "run of a model": (EXEC, lambda aix: aix.Model(id="x").run("hi")),
    "start of a model": (EXEC, lambda aix: aix.Model(id="x").run_async("hi")),
    "stream of a model": (EXEC, lambda aix: aix.Model(id="x").run_stream("hi")),
    "run of a tool": (EXEC, lambda aix: aix.Tool(id="x").run("add", "data")),
    "connect": (EXEC, lambda aix: aix.Integration(id="x").connect(name="name")),
    "tool": (EXEC, lambda aix: aix.Tool(name="n", integration=aix.Integration(id="x")).save()),
    "subscription": (
        EXEC,
        lambda aix: aix.Trigger(trigger_type="external", connection="x", event="E").save(),
    ),
    "agent": ("POST /v2/agents", lambda aix: aix.Agent(name="n").save()),
    "duplicate": ("POST /v2/agents/x/duplicate", lambda aix: aix.Agent(id="x").duplicate()),
    "run of an agent": ("POST /v2/agents/x/run", lambda aix: _saved(aix.Agent(id="x")).run("hi")),
    "message": ("POST /v1/sessions/x/messages", lambda aix: aix.Session(id="x").add_message("user", "hi")),
    "run in a session": (
        "POST /v1/sessions/x/messages",
        lambda aix: aix.Agent(id="x").run("hi", session=aix.Session(id="x")),
    ),
    "session": ("POST /v1/sessions", lambda aix: aix.Session(agent_id="a").save()),
    "trigger": ("POST /v1/triggers", lambda aix: aix.Trigger(name="n").save()),
    "skill": ("POST /sdk/skill", lambda aix: aix.Skill(name="n").save()),
    "API key": ("POST /sdk/api-keys", lambda aix: aix.APIKey(name="n").save()),
    "utility": (
        "POST /sdk/utilities",
        lambda aix: aix.Utility(description="Does something.", code="s3://b/k").save(),
    ),
    "run of a utility": ("POST /sdk/utilities/x/run", lambda aix: aix.Utility(id="x").run("hi")),
    "issue": ("POST /v1/issue", lambda aix: aix.issue.report("It hangs")),
}


def _saved(agent: Any) -> Any:
    agent.mark_as_saved()
    return agent


@pytest.mark.parametrize("operation", OPERATIONS)
@pytest.mark.parametrize(
    "failure",
    [
        httpx.Response(500),
        httpx.Response(503),
        httpx.Response(429, headers={"retry-after": "0"}),
        httpx.ReadTimeout("slow"),
        httpx.RemoteProtocolError("closed"),
        httpx.ConnectError("refused"),
    ],
    ids=repr,
)
def test_once(aix: Aixplain, platform: Platform, operation: str, failure: Any) -> None:
    where, do = OPERATIONS[operation]
    platform.on(where, failure)
    with pytest.raises(errors.AixplainV2Error):
        do(aix)
    assert platform.sent == [where]
