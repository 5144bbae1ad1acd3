import logging
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from aixsdk import Aixplain
from aixsdk import exceptions as errors
from aixsdk.enums import TriggerKind
from aixsdk.kinds.trigger import Trigger
from aixsdk.kinds.trigger_schedule import Times
from tests.sdk.platform import Platform

EXEC = "POST /api/v2/execute/c1"
BASE = {"assetType": "agent", "enabled": True, "notifications": False}


@pytest.mark.parametrize(
    ("said", "stored"),
    [
        ({"run_at": "2027-03-09T06:45:00Z"}, {"type": "once", "runAt": "2027-03-09T06:45:00Z"}),
        (
            {"run_at": datetime(2027, 3, 9, 6, 45, tzinfo=UTC)},
            {"type": "once", "runAt": "2027-03-09T06:45:00Z"},
        ),
        ({"every": "day", "at": "07:40"}, {"type": "daily", "time": "07:40"}),
        (
            {"every": "day", "at": "07:40", "timezone": "Europe/Lisbon"},
            {"type": "daily", "time": "07:40", "timezone": "Europe/Lisbon"},
        ),
        (
            {"every": "week", "on": ["tue", "Friday"], "at": "16:15"},
            {"type": "weekly", "time": "16:15", "daysOfWeek": ["tue", "fri"]},
        ),
        (
            {"every": "week", "on": "tue", "at": "16:15"},
            {"type": "weekly", "time": "16:15", "daysOfWeek": ["tue"]},
        ),
        (
            {"every": "month", "on": [5, 20], "at": "08:30"},
            {"type": "monthly", "time": "08:30", "daysOfMonth": [5, 20]},
        ),
        ({"every": "hour", "interval": 3}, {"type": "recurring", "repeat": {"every": 3, "unit": "hour"}}),
        ({"every": "day"}, {"type": "recurring", "repeat": {"every": 1, "unit": "day"}}),
        (
            {"every": "week", "interval": 2, "start_at": "2027-01-01T00:00:00Z"},
            {"type": "recurring", "startAt": "2027-01-01T00:00:00Z", "repeat": {"every": 2, "unit": "week"}},
        ),
    ],
)
def test_times_are_stored_and_said_again(
    aix: Aixplain, platform: Platform, said: dict[str, Any], stored: dict[str, Any]
) -> None:
    platform.on("POST /v1/triggers", {"id": "g1"})
    platform.on("GET /v1/triggers/g1", {"id": "g1", "configuration": stored})
    trigger = aix.Trigger(name="n", agent="a1", **said).save()
    assert platform.body()["configuration"] == stored
    found = aix.Trigger.get("g1")
    assert (trigger.schedule_type, found.schedule_type) == (stored["type"],) * 2
    for name in Times._fields:
        assert getattr(trigger, name) == getattr(found, name)
    assert Times.of(found.configuration).configuration() == found.configuration
    assert not found.is_modified
    assert not trigger.is_modified


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"every": "year"}, "'year'"),
        ({"every": "week"}, "days of the week"),
        ({"every": "week", "on": ["someday"]}, "'someday'"),
        ({"every": "month"}, "days of the month"),
        ({"every": "month", "on": [0]}, "days of the month"),
        ({"every": "month", "on": [32]}, "days of the month"),
        ({"every": "month", "on": ["mon"]}, "days of the month"),
        ({"every": "month", "on": [1], "interval": 2}, "cannot skip"),
        ({"every": "day", "interval": 0}, "interval"),
        ({"every": "day", "interval": "2"}, "interval"),
        ({"every": "day", "run_at": "2027-03-09T06:45:00Z"}, "run_at"),
        ({"at": "07:40"}, "every"),
    ],
)
def test_times_that_there_are_not(
    aix: Aixplain, platform: Platform, wrong: dict[str, Any], named: str
) -> None:
    with pytest.raises(errors.ResourceError, match=named) as caught:
        aix.Trigger(name="n", agent="a1", **wrong).save()
    assert isinstance(caught.value.__cause__, errors.ValidationError)
    assert platform.sent == []


def test_what_a_schedule_does_not_take_is_said(aix: Aixplain, platform: Platform) -> None:
    platform.on("POST /v1/triggers", {"id": "g1"})
    with pytest.warns(UserWarning, match="recurring schedule has no use for at"):
        aix.Trigger(name="n", agent="a1", every="hour", interval=3, at="07:40").save()


class TestEditing:
    @pytest.fixture
    def trigger(self, aix: Aixplain, platform: Platform) -> Trigger:
        stored = {
            "id": "g1",
            "name": "n",
            "assetId": "a1",
            "configuration": {
                "type": "daily",
                "time": "07:40",
                "timezone": "Europe/Lisbon",
                "nextRunAt": "2027-01-01T06:40:00.000Z",
                "zone": 1,
            },
        }
        platform.on("GET /v1/triggers/g1", stored)
        platform.on("PUT /v1/triggers/g1", {})
        return aix.Trigger.get("g1")

    def test_the_times_are_there(self, trigger: Trigger) -> None:
        assert (trigger.every, trigger.at, trigger.timezone) == ("day", "07:40", "Europe/Lisbon")
        assert (trigger.run_at, trigger.on, trigger.start_at) == (None, None, None)
        assert trigger.next_run_at == "2027-01-01T06:40:00.000Z"

    def test_a_change_of_the_times_is_sent(self, trigger: Trigger, platform: Platform) -> None:
        trigger.at = "08:00"
        assert trigger.is_modified
        trigger.save()
        kept = {"timezone": "Europe/Lisbon", "zone": 1}
        assert platform.body()["configuration"] == {"type": "daily", "time": "08:00", **kept}
        trigger.save(every="week", on=["mon"])
        assert platform.body()["configuration"] == {
            "type": "weekly",
            "time": "08:00",
            "daysOfWeek": ["mon"],
            **kept,
        }

    def test_what_was_saved_is_not_modified(self, trigger: Trigger) -> None:
        assert not trigger.save(at="08:00").is_modified
        assert trigger.at == "08:00"

    def test_a_change_of_the_configuration_is_sent(self, trigger: Trigger, platform: Platform) -> None:
        trigger.configuration.time = "09:00"
        assert trigger.is_modified is True
        trigger.save()
        assert platform.body()["configuration"]["time"] == trigger.at == "09:00"
        trigger.save(configuration={"type": "once", "runAt": "2027-03-09T06:45:00Z"})
        assert platform.body()["configuration"] == {
            "type": "once",
            "runAt": "2027-03-09T06:45:00Z",
            "zone": 1,
        }
        times = Times.of(trigger.configuration)
        assert times == Times(run_at="2027-03-09T06:45:00Z")
        assert [getattr(trigger, name) for name in Times._fields] == list(times)

    def test_a_time_is_changed_in_the_configuration_there_is_now(
        self, trigger: Trigger, platform: Platform
    ) -> None:
        trigger.configuration = {"type": "monthly", "time": "09:00", "daysOfMonth": [5]}
        assert (trigger.every, trigger.on) == ("month", [5])
        trigger.save(at="10:00")
        monthly = {"type": "monthly", "time": "10:00", "daysOfMonth": [5]}
        assert platform.body()["configuration"] == {**monthly, "zone": 1}

    def test_a_configuration_that_is_none(self, trigger: Trigger) -> None:
        with pytest.raises(errors.ArgumentError, match="Did you mean 'time'"):
            trigger.configuration = {"type": "daily", "tiem": "07:40"}
        with pytest.raises(errors.ValidationError, match="A schedule is an object"):
            trigger.configuration = "daily"

    def test_a_clone_fires_at_the_same_times(self, trigger: Trigger, platform: Platform) -> None:
        platform.on("POST /v1/triggers", {"id": "g2"})
        trigger.clone(name="twin", at="10:00").save()
        assert platform.body()["configuration"] == {
            "type": "daily",
            "time": "10:00",
            "timezone": "Europe/Lisbon",
        }

    def test_another_agent(self, trigger: Trigger, aix: Aixplain, platform: Platform) -> None:
        trigger.save(agent=aix.Agent(id="a2"))
        assert platform.body()["assetId"] == "a2"
        trigger.save(asset_id="a3")
        assert (platform.body()["assetId"], trigger.agent) == ("a3", None)
        with pytest.raises(errors.ValidationError, match="must be saved"):
            trigger.agent = aix.Agent(name="new")


def test_only_known_keys_are_sent(aix: Aixplain, platform: Platform) -> None:
    platform.on("POST /v1/triggers", {"id": "g1", "nextRunAt": "2027-01-01T06:40:00.000Z"})
    platform.on("PUT /v1/triggers/g1", {})
    trigger = aix.Trigger(
        name="n", input="i", asset_id="a1", configuration={"type": "daily", "time": "07:40"}
    )
    trigger.save()
    sent = {**BASE, "name": "n", "input": "i", "triggerType": "time", "assetId": "a1"}
    sent["configuration"] = {"type": "daily", "time": "07:40"}
    assert platform.body() == sent
    assert trigger.next_run_at == "2027-01-01T06:40:00.000Z"
    trigger.enable(False)
    assert platform.body() == {**sent, "enabled": False, "id": "g1"}


def test_the_list_has_one_filter(aix: Aixplain, platform: Platform) -> None:
    platform.on("GET /v1/triggers", [{"id": "g1"}, {"id": "g2"}])
    agent = aix.Agent(id="a1")
    assert aix.Trigger.search(agent_id="a1", page_size=1).total == 2
    assert [found.id for found in aix.Trigger.list(agent=agent)] == ["g1", "g2"]
    aix.Trigger.search(agent)
    aix.Trigger.search(agent="a1")
    assert platform.sent == ["GET /v1/triggers?agentId=a1"] * 4
    for wrong in ({"agnet": "a1"}, {"query": "x"}, {"agent": aix.Agent(name="new")}, {"agent": 3}):
        with pytest.raises(errors.ValidationError):
            aix.Trigger.search(**wrong)
    with pytest.raises(errors.ValidationError, match="the same"):
        aix.Trigger.search("a1", "a2")
    assert len(platform.sent) == 4


def test_the_platform_says_nothing_for_the_caller(aix: Aixplain, platform: Platform) -> None:
    told = {"agent": {"id": "a9"}, "connection": "c9", "event": "X", "at": 1, "every": "day", "timezone": "Z"}
    platform.on("GET /v1/triggers", [{"id": "g1", "assetId": "a1", **told}])
    (found,) = aix.Trigger.search()
    assert (found.asset_id, found.trigger_type) == ("a1", "time")
    assert all(getattr(found, name) is None for name in told)


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
        integration = aix.Integration(id="c1")
        event = integration.triggers["NEW_REFUND"]
        assert event.connection_id is None
        assert [spec.slug for spec in integration.list_trigger_types()] == ["NEW_REFUND"]
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

    def test_an_event_is_configured(self, aix: Aixplain, platform: Platform) -> None:
        specs = [{"slug": "NEW_REFUND", "name": "New refund", "config": {"label": {"type": "string"}}}]
        platform.on(EXEC, {"status": "SUCCESS", "completed": True, "data": specs})
        event = aix.Tool(id="c1").triggers["NEW_REFUND"]
        assert event.name == "New refund"
        platform.on(EXEC, {"status": "SUCCESS", "completed": True, "data": {"trigger_id": "ti"}})
        platform.on("POST /v1/triggers", {"id": "g1"})
        first = aix.Trigger(name="n", agent="a1", event=event.configure(label="red"))
        second = aix.Trigger(name="n", agent="a1", event=event.configure(label="blue"))
        assert first.trigger_type is TriggerKind.EXTERNAL
        first.save()
        assert platform.body(1)["data"] == {"slug": "NEW_REFUND", "config": {"label": "red"}}
        second.save()
        assert platform.body(3)["data"] == {"slug": "NEW_REFUND", "config": {"label": "blue"}}
        assert (first.connection_id, first.trigger_slug, first.is_modified) == ("c1", "NEW_REFUND", False)
        with pytest.raises(errors.ArgumentError, match="Did you mean 'label'"):
            event.configure(labl="red")

    def test_a_fetched_one_says_which_subscription_stays(
        self, aix: Aixplain, platform: Platform, caplog: pytest.LogCaptureFixture
    ) -> None:
        platform.on("GET /v1/triggers/g1", {"id": "g1", "triggerType": "external", "triggerId": "ti"})
        platform.on("DELETE /v1/triggers/g1", {})
        with caplog.at_level(logging.WARNING, "aixsdk"):
            aix.Trigger.get("g1").delete()
        assert "The subscription ti stays" in caplog.text
        assert "trigger.connection = tool" in caplog.text
        assert platform.sent[1:] == ["DELETE /v1/triggers/g1"]

    @pytest.mark.parametrize("told", [{}, {"connectionId": "c1"}])
    def test_a_fetched_one_that_is_given_or_told_its_connection(
        self, aix: Aixplain, platform: Platform, told: dict[str, Any]
    ) -> None:
        stored = {"id": "g1", "triggerType": "external", "triggerId": "ti", **told}
        platform.on("GET /v1/triggers/g1", stored)
        platform.on(EXEC, {"status": "SUCCESS", "completed": True, "data": None})
        platform.on("DELETE /v1/triggers/g1", {})
        trigger = aix.Trigger.get("g1")
        if not told:
            trigger.connection = aix.Tool(id="c1")
        trigger.delete()
        assert platform.body(1) == {"action": "delete_trigger", "data": {"trigger_id": "ti"}}
        assert platform.sent[-1] == "DELETE /v1/triggers/g1"

    def test_a_deletion_takes_nothing_by_its_place(self, aix: Aixplain, platform: Platform) -> None:
        with pytest.raises(errors.ArgumentError):
            aix.Trigger(id="g1").delete("now")
        assert platform.sent == []
