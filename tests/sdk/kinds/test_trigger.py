from typing import Any

import httpx
import pytest

from aixsdk import Aixplain
from aixsdk import exceptions as errors
from aixsdk.enums import TriggerKind
from aixsdk.kinds import schedule
from tests.sdk.platform import Platform

EXEC = "POST /api/v2/execute/c1"
BASE = {"assetType": "agent", "enabled": True, "notifications": False}


@pytest.mark.parametrize(
    ("made", "stored"),
    [
        (schedule.once("2027-03-09T06:45:00Z"), {"type": "once", "runAt": "2027-03-09T06:45:00Z"}),
        (schedule.every("day", at="07:40"), {"type": "daily", "time": "07:40"}),
        (
            schedule.every("day", at="07:40", timezone="Europe/Lisbon"),
            {"type": "daily", "time": "07:40", "timezone": "Europe/Lisbon"},
        ),
        (
            schedule.every("week", on=["tue", "Friday"], at="16:15"),
            {"type": "weekly", "time": "16:15", "daysOfWeek": ["tue", "fri"]},
        ),
        (
            schedule.every("month", on=[5, 20], at="08:30"),
            {"type": "monthly", "time": "08:30", "daysOfMonth": [5, 20]},
        ),
        (
            schedule.every("hour", interval=3),
            {"type": "recurring", "repeat": {"every": 3, "unit": "hour"}},
        ),
        (schedule.every("day"), {"type": "recurring", "repeat": {"every": 1, "unit": "day"}}),
        (
            schedule.every("week", interval=2, start_at="2027-01-01T00:00:00Z"),
            {"type": "recurring", "startAt": "2027-01-01T00:00:00Z", "repeat": {"every": 2, "unit": "week"}},
        ),
    ],
)
def test_schedules(made: dict[str, Any], stored: dict[str, Any]) -> None:
    assert made == stored


@pytest.mark.parametrize(
    "wrong",
    [
        {"unit": "year"},
        {"unit": "week"},
        {"unit": "week", "on": ["someday"]},
        {"unit": "month"},
        {"unit": "month", "on": [0]},
        {"unit": "month", "on": [32]},
        {"unit": "month", "on": ["mon"]},
        {"unit": "month", "on": [1], "interval": 2},
        {"unit": "day", "interval": 0},
    ],
)
def test_schedules_that_there_are_not(wrong: dict[str, Any]) -> None:
    with pytest.raises(errors.ValidationError):
        schedule.every(**wrong)


def test_only_known_keys_are_sent(aix: Aixplain, platform: Platform) -> None:
    platform.on("POST /v1/triggers", {"id": "g1", "nextRunAt": "2027-01-01T06:40:00.000Z"})
    platform.on("PUT /v1/triggers/g1", {})
    trigger = aix.Trigger(name="n", input="i", asset_id="a1", configuration=schedule.every("day", at="07:40"))
    trigger.save()
    sent = {**BASE, "name": "n", "input": "i", "triggerType": "time", "assetId": "a1"}
    sent["configuration"] = {"type": "daily", "time": "07:40"}
    assert platform.body() == sent
    assert trigger.next_run_at == "2027-01-01T06:40:00.000Z"
    trigger.enable(False)
    assert platform.body() == {**sent, "enabled": False, "id": "g1"}


def test_the_list_has_one_filter(aix: Aixplain, platform: Platform) -> None:
    platform.on("GET /v1/triggers", [{"id": "g1"}, {"id": "g2"}])
    assert aix.Trigger.search(agent_id="a1", page_size=1).total == 2
    assert platform.sent == ["GET /v1/triggers?agentId=a1"]


class TestExternal:
    def _trigger(self, aix: Aixplain) -> Any:
        return aix.Trigger(
            name="n",
            input="i",
            trigger_type=TriggerKind.EXTERNAL,
            connection=aix.Tool(id="c1"),
            event="NEW_REFUND",
        )

    @pytest.mark.parametrize("reply", [{"trigger_id": "ti"}, {"triggerId": "ti"}])
    def test_subscribes_then_saves(self, aix: Aixplain, platform: Platform, reply: dict[str, str]) -> None:
        platform.on(EXEC, {"status": "SUCCESS", "completed": True, "data": reply})
        platform.on("POST /v1/triggers", {"id": "g1"})
        self._trigger(aix).save()
        assert platform.body(0) == {
            "action": "activate_trigger",
            "data": {"slug": "NEW_REFUND", "config": {}},
            "enable": True,
            "toolkit_versions": "latest",
        }
        assert platform.body() == {
            **BASE,
            "name": "n",
            "input": "i",
            "triggerType": "external",
            "triggerId": "ti",
        }

    def test_an_event_knows_its_connection(self, aix: Aixplain, platform: Platform) -> None:
        platform.on(EXEC, {"status": "SUCCESS", "completed": True, "data": [{"slug": "NEW_REFUND"}]})
        event = aix.Tool(id="c1").triggers["new_refund"]
        assert event.connection_id == "c1"
        platform.on(EXEC, {"status": "SUCCESS", "completed": True, "data": {"trigger_id": "ti"}})
        platform.on("POST /v1/triggers", {"id": "g1"})
        platform.on("DELETE /v1/triggers/g1", {})
        trigger = aix.Trigger(name="n", input="i", trigger_type="external", event=event).save()
        assert platform.body(1)["data"] == {"slug": "NEW_REFUND", "config": {}}
        trigger.delete()
        assert platform.sent[-2:] == [EXEC, "DELETE /v1/triggers/g1"]

    def test_a_connection_may_be_an_id(self, aix: Aixplain, platform: Platform) -> None:
        platform.on(EXEC, {"status": "SUCCESS", "completed": True, "data": {"trigger_id": "ti"}})
        platform.on("POST /v1/triggers", {"id": "g1"})
        aix.Trigger(trigger_type="external", connection="c1", event="NEW_REFUND").save()
        assert platform.sent == [EXEC, "POST /v1/triggers"]

    def test_an_integration_s_event_has_no_connection(self, aix: Aixplain, platform: Platform) -> None:
        platform.on(EXEC, {"status": "SUCCESS", "completed": True, "data": [{"slug": "NEW_REFUND"}]})
        (event,) = aix.Integration(id="c1").list_trigger_types()
        assert event.connection_id is None
        with pytest.raises(errors.ResourceError, match="needs a connection"):
            aix.Trigger(name="n", trigger_type="external", event=event).save()

    @pytest.mark.parametrize("status", [200, 400])
    def test_every_request_has_the_key_of_its_call(
        self, aix: Aixplain, platform: Platform, status: int
    ) -> None:
        platform.on(EXEC, {"status": "SUCCESS", "completed": True, "data": {"trigger_id": "ti"}})
        platform.on("POST /v1/triggers", {"id": "g1", "message": "no"}, status=status)
        platform.on("DELETE /v1/triggers/g1", {})
        trigger = self._trigger(aix)
        if status == 200:
            trigger.save(api_key="other").delete(api_key="other")
        else:
            with pytest.raises(errors.ResourceError):
                trigger.save(api_key="other")
        assert len(platform.requests) == (4 if status == 200 else 3)
        assert {request.headers["x-api-key"] for request in platform.requests} == {"other"}

    def test_a_refused_trigger_leaves_no_subscription(self, aix: Aixplain, platform: Platform) -> None:
        platform.on(EXEC, {"status": "SUCCESS", "completed": True, "data": {"trigger_id": "ti"}})
        platform.on("POST /v1/triggers", {"message": "no"}, status=400)
        with pytest.raises(errors.ResourceError):
            self._trigger(aix).save()
        assert platform.body() == {"action": "delete_trigger", "data": {"trigger_id": "ti"}}

    def test_a_lost_answer_keeps_the_subscription(self, aix: Aixplain, platform: Platform) -> None:
        platform.on(EXEC, {"status": "SUCCESS", "completed": True, "data": {"trigger_id": "ti"}})
        platform.on("POST /v1/triggers", httpx.ReadTimeout("slow"))
        with pytest.raises(errors.ResourceError):
            self._trigger(aix).save()
        assert platform.sent[-1] == "POST /v1/triggers"

    def test_needs_a_connection_and_an_event(self, aix: Aixplain, platform: Platform) -> None:
        with pytest.raises(errors.ResourceError, match="needs a connection"):
            aix.Trigger(name="n", trigger_type="external").save()
        assert platform.sent == []

    @pytest.mark.parametrize("status", [200, 404])
    def test_delete_ends_the_subscription_first(self, aix: Aixplain, platform: Platform, status: int) -> None:
        platform.on(EXEC, {"status": "SUCCESS", "completed": True, "data": None}, status=status)
        platform.on("DELETE /v1/triggers/g1", {})
        trigger = aix.Trigger(id="g1", trigger_id="ti", connection=aix.Tool(id="c1"))
        trigger.delete()
        assert platform.sent == [EXEC, "DELETE /v1/triggers/g1"]
