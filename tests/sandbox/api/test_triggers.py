import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from aixtui.sandbox.problems import PlatformError
from aixtui.sandbox.schedule import next_run
from aixtui.sandbox.store.database import Database
from aixtui.sandbox.store.triggers import TriggerStore

AGENT = "sandbox-ws%2Ftext-analyst"
NOW = datetime(2026, 7, 14, 10, 20, 30, tzinfo=UTC)  # a Tuesday


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


@pytest.mark.parametrize(
    ("configuration", "due"),
    [
        ({"type": "daily", "time": "07:40"}, "2026-07-15T07:40"),
        ({"type": "daily", "time": "10:21"}, "2026-07-14T10:21"),
        ({"type": "daily", "time": "07:40", "timezone": "Europe/Lisbon"}, "2026-07-15T06:40"),
        ({"type": "weekly", "time": "16:15", "daysOfWeek": ["mon", "fri"]}, "2026-07-17T16:15"),
        ({"type": "weekly", "time": "10:00", "daysOfWeek": ["tue"]}, "2026-07-21T10:00"),
        ({"type": "monthly", "time": "08:30", "daysOfMonth": [5, 20]}, "2026-07-20T08:30"),
        ({"type": "monthly", "time": "08:30", "daysOfMonth": [31]}, "2026-07-31T08:30"),
        ({"type": "recurring", "repeat": {"every": 3, "unit": "hour"}}, "2026-07-14T11:20:30"),
        (
            {"type": "recurring", "startAt": "2026-08-01T00:00:00Z", "repeat": {"every": 2, "unit": "week"}},
            "2026-08-01",
        ),
        ({"type": "once", "runAt": "2027-03-09T06:45:00Z"}, "2027-03-09T06:45"),
    ],
)
def test_the_next_run_of_every_schedule(configuration: dict[str, Any], due: str) -> None:
    created = NOW - timedelta(hours=2)
    assert next_run(configuration, NOW, created) == datetime.fromisoformat(due).replace(tzinfo=UTC)


def test_once_is_over_afterwards() -> None:
    assert next_run({"type": "once", "runAt": "2020-01-01T00:00:00Z"}, NOW, NOW) is None


@pytest.mark.parametrize(
    "configuration",
    [
        {},
        {"type": "hourly"},
        {"type": "daily"},
        {"type": "daily", "time": "25:00"},
        {"type": "daily", "time": "07:40", "timezone": "Mars/Base"},
        {"type": "daily", "time": "07:40", "timezone": "../../etc/passwd"},
        {"type": "weekly", "time": "07:40", "daysOfWeek": ["someday"]},
        {"type": "weekly", "time": "07:40"},
        {"type": "monthly", "time": "07:40", "daysOfMonth": [0]},
        {"type": "recurring", "repeat": {"every": 0, "unit": "day"}},
        {"type": "recurring", "repeat": {"every": 10**18, "unit": "week"}},
        {"type": "recurring"},
        {"type": "recurring", "repeat": {"every": 3, "unit": "day"}, "startAt": False},
        {"type": "once", "runAt": "tomorrow"},
    ],
)
def test_a_schedule_that_makes_no_sense_is_refused(configuration: dict[str, Any]) -> None:
    with pytest.raises(PlatformError) as refused:
        next_run(configuration, NOW, NOW)
    assert refused.value.status == 400


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
        ({"triggerType": "external"}, "triggerId should not be empty"),
        ({"triggerId": True}, "triggerId must be a string"),
        ({"description": 5}, "description must be a string"),
        ({"configuration": None}, "configuration must be an object"),
        ({"enabled": "yes"}, "enabled must be a boolean value"),
        ({"assetId": "none"}, "err.asset_is_not_available"),
        ({"retryCount": 99}, "retryCount must be an integer number from 0 to 10"),
    ],
)
def test_a_wrong_trigger_is_refused(own: httpx.Client, fields: dict[str, Any], message: str) -> None:
    reply = trigger(own, **fields)
    assert reply.status_code == httpx.codes.BAD_REQUEST
    assert reply.json()["message"] == message


def test_the_triggers_of_a_deleted_agent_go_with_it(own: httpx.Client) -> None:
    agent = own.post("/v2/agents", json={"name": "Clocked"}).json()["id"]
    mine, other = trigger(own, assetId=agent).json()["id"], trigger(own).json()["id"]
    assert own.delete(f"/v2/agents/{agent}").is_success
    assert [found["id"] for found in own.get("/v1/triggers").json()] == [other]
    assert own.get(f"/v1/triggers/{mine}").status_code == httpx.codes.NOT_FOUND


def test_a_trigger_that_was_removed_is_not_brought_back(tmp_path: Path) -> None:
    database = Database(tmp_path / "a.db")
    triggers = TriggerStore(database)
    doc = {"id": "t", "assetId": "a", "enabled": True, "nextRunAt": "2020-01-01T00:00:00.000Z"}
    triggers.save(1, doc)
    assert triggers.change({**doc, "nextRunAt": None})
    assert triggers.next_due() is None
    triggers.delete_of("a")
    assert not triggers.change(doc)
    assert triggers.search(1, None) == []
    database.close()
