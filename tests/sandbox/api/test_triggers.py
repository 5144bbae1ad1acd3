import time
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

AGENT = "sandbox-ws%2Ftext-analyst"


def trigger(own: httpx.Client, **fields: Any) -> httpx.Response:
    wanted = {
        "name": "Overnight",
        "input": "Good.",
        "assetType": "agent",
        "triggerType": "time",
        "enabled": True,
        "notifications": False,
        "assetId": own.get(f"/v2/agents/{AGENT}").json()["id"],
        "configuration": {"type": "daily", "time": "07:40", "timezone": "Europe/Lisbon"},
    }
    return own.post("/v1/triggers", json={**wanted, **fields})


def test_a_trigger_is_made_listed_changed_and_deleted(own: httpx.Client) -> None:
    made = trigger(own).json()
    assert (made["type"], made["lastRunAt"], made["failureCount"]) == ("daily", None, 0)
    assert made["nextRunAt"] > datetime.now(UTC).isoformat()
    assert own.get(f"/v1/triggers/{made['id']}").json() == made
    other = trigger(own, triggerType="external", triggerId="ti_1", configuration=None, name="External").json()
    assert other["nextRunAt"] is None
    assert len(own.get("/v1/triggers").json()) == 2
    assert len(own.get("/v1/triggers", params={"agentId": made["assetId"]}).json()) == 2
    assert own.get("/v1/triggers", params={"agentId": "other"}).json() == []
    changed = own.put(f"/v1/triggers/{made['id']}", json={"id": made["id"], "enabled": False}).json()
    assert (changed["enabled"], changed["name"]) == (False, "Overnight")
    own.delete(f"/v1/triggers/{made['id']}")
    assert own.get(f"/v1/triggers/{made['id']}").status_code == httpx.codes.NOT_FOUND


def test_a_due_trigger_runs_its_agent_once(own: httpx.Client) -> None:
    soon = (datetime.now(UTC) + timedelta(seconds=2)).isoformat()
    made = trigger(own, configuration={"type": "once", "runAt": soon}).json()
    spent = own.get("/sdk/billing/wallet").json()["totalBalance"]
    deadline = time.monotonic() + 20
    while own.get("/sdk/billing/wallet").json()["totalBalance"] == spent:
        assert time.monotonic() < deadline
        time.sleep(0.02)
    after = own.get(f"/v1/triggers/{made['id']}").json()
    assert after["lastRunAt"] >= soon[:19]
    assert (after["enabled"], after["nextRunAt"], after["failureCount"]) == (False, None, 0)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"colour": "red"}, "property colour should not exist"),
        ({"name": ""}, "name should not be empty"),
        ({"assetType": "model"}, "assetType must be agent"),
        ({"triggerType": "moon"}, "triggerType must be time or external"),
        ({"triggerType": "external", "triggerId": ""}, "triggerId should not be empty"),
        ({"triggerId": True}, "triggerId must be a string"),
        ({"description": 5}, "description must be a string"),
        ({"configuration": None}, "configuration should not be empty"),
        ({"enabled": "yes"}, "enabled must be a boolean value"),
        ({"assetId": "none"}, "err.asset_is_not_available"),
        ({"retryCount": 99}, "retryCount must be an integer number from 0 to 10"),
    ],
)
def test_a_wrong_trigger_is_refused(own: httpx.Client, fields: dict[str, Any], message: str) -> None:
    reply = trigger(own, **fields)
    assert reply.status_code == httpx.codes.BAD_REQUEST
    assert reply.json()["message"] == message


@pytest.mark.parametrize("key", ["colour", "nextRunAt", "createdAt", "failureCount"])
def test_a_change_takes_no_key_that_a_trigger_cannot_be_told(own: httpx.Client, key: str) -> None:
    made = trigger(own).json()
    reply = own.put(f"/v1/triggers/{made['id']}", json={"id": made["id"], "name": "Other", key: 1})
    assert (reply.status_code, reply.json()["message"]) == (400, f"property {key} should not exist")
    assert own.get(f"/v1/triggers/{made['id']}").json() == made


def test_the_triggers_of_a_deleted_agent_go_with_it(own: httpx.Client) -> None:
    agent = own.post("/v2/agents", json={"name": "Clocked"}).json()["id"]
    mine, other = trigger(own, assetId=agent).json()["id"], trigger(own).json()["id"]
    assert own.delete(f"/v2/agents/{agent}").is_success
    assert [found["id"] for found in own.get("/v1/triggers").json()] == [other]
    assert own.get(f"/v1/triggers/{mine}").status_code == httpx.codes.NOT_FOUND
