"""Every kind on a minimal, a full and a hostile document, decoded by the SDK's own classes."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from aixsdk import Aixplain
from aixtui.actions import ACTIONS
from aixtui.kinds import KINDS, find_kind
from aixtui.kinds.agent import AGENT
from aixtui.kinds.api_key import API_KEY
from aixtui.kinds.model import MODEL
from aixtui.kinds.tool import TOOL
from aixtui.kinds.trigger import TRIGGER
from aixtui.kinds.utility import UTILITY
from aixtui.kindspec.cells import Cell, mask
from aixtui.kindspec.fields import attributes_of, parse_field, parse_fields, text_of
from aixtui.kindspec.inputs import parse_inputs
from aixtui.kindspec.invalid_value import InvalidValueError
from aixtui.kindspec.kind import Kind, reason_against
from aixtui.kindspec.text_codec import LIMIT
from aixtui.listing.columns import place
from aixtui.system import clock
from aixtui.workspace.workspace import WorkspaceGateway
from tests.aixtui.kinds.documents import DOCUMENTS, samples

ROOM = 78
"""Cells of the columns on a screen of 80."""


@pytest.fixture(scope="module")
def aix() -> Iterator[Aixplain]:
    with Aixplain(
        "key", backend_url="http://127.0.0.1:1", model_url="http://127.0.0.1:1/api/v2/execute"
    ) as client:
        yield client


CASES = [
    pytest.param(kind, document, id=f"{kind.id}-{name}")
    for kind in KINDS
    for name, document in samples(kind.id).items()
]


@pytest.mark.parametrize(("kind", "document"), CASES)
def test_every_accessor_gives_clean_text(kind: Kind, document: dict[str, Any], aix: Aixplain) -> None:
    resource = kind.source(aix).from_dict(document)
    cells = [column.value(resource) for column in kind.columns]
    facts = [fact.value(resource) for section in kind.sections for fact in section.facts]
    for value in (value for value in cells + facts if value is not None):
        text = value.text if isinstance(value, Cell) else value
        assert isinstance(text, str)
        assert "\x1b" not in text
        assert "\u202e" not in text
    assert all("\n" not in cell.text for cell in cells)
    assert all(cell.text or column.is_announced for cell, column in zip(cells, kind.columns, strict=True))
    for item in kind.inputs(resource) if kind.inputs else ():
        assert "\x1b" not in item.label + item.help + item.default
    for suggest in (item.suggest_from for item in kind.filters if item.suggest_from):
        assert "\x1b" not in suggest(resource)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)
def test_the_texts_of_a_form_say_what_the_document_holds(kind: Kind, aix: Aixplain) -> None:
    resource = kind.source(aix).from_dict(DOCUMENTS[kind.id])
    before = resource.to_dict()
    fields = kind.fields_of(resource)
    for field in fields:
        text = text_of(field, resource)
        attributes = attributes_of(fields, parse_fields(fields, {field.name: text}), resource)
        for name, value in attributes.items():
            setattr(resource, name, value)
        assert text_of(field, resource) == text
        # One that is picked is sent by its id alone; no limit is None for us and 0 for the platform; entries
        # are documents as they came.
        if (
            field.records is None
            and (field.reference is None or field.reference.many)
            and field.codec is not LIMIT
        ):
            assert resource.to_dict() == before
        before = resource.to_dict()


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)
def test_the_plain_columns_leave_room_at_80_cells_for_the_one_that_grows(kind: Kind) -> None:
    plain = [column for column in kind.columns if not column.wide]
    assert [column.grow for column in plain].count(True) == 1
    assert sum(column.width + 2 for column in plain if not column.grow) <= 62


def test_the_schedule_of_weekdays_is_read_whole_at_80_cells() -> None:
    widths = {placed.column.id: placed.width for placed in place(TRIGGER.columns, ROOM)}
    assert widths["schedule"] >= len("every weekday at 09:00")


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)
def test_nothing_of_a_kind_is_named_twice(kind: Kind) -> None:
    assert len({column.id for column in kind.columns}) == len(kind.columns)
    assert len({item.id for item in kind.filters}) == len(kind.filters)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)
def test_what_a_kind_cannot_do_has_a_reason_of_its_own(kind: Kind, aix: Aixplain) -> None:
    able = WorkspaceGateway(aix).capabilities(kind)
    needs = {action.needs for action in ACTIONS if action.needs}
    reasons = {need: reason_against(kind, need) for need in needs - able}
    assert set(kind.reasons) <= set(reasons)
    assert kind.hidden_capabilities <= set(kind.reasons)
    assert reasons.pop("messages", "Only sessions have messages.") == "Only sessions have messages."
    assert all(reason.endswith(".") and "messages" not in reason for reason in reasons.values())


def test_no_two_kinds_have_a_name_in_common() -> None:
    names = [name for kind in KINDS for name in {kind.id, kind.plural, *kind.aliases}]
    assert len(names) == len(set(names))


def test_the_parameters_of_a_model_become_its_inputs(aix: Aixplain) -> None:
    assert MODEL.inputs is not None
    text, number = MODEL.inputs(aix.Model.from_dict(DOCUMENTS["model"]))
    assert (text.name, text.type_word, text.lines, text.required) == ("text", "text", 6, True)
    assert (number.name, number.type_word, number.default) == ("n", "number", "1")


def test_what_a_parameter_offers_is_sent_as_the_server_has_it(aix: Aixplain) -> None:
    assert MODEL.inputs is not None
    value = " \x1b[31m\u2028 a\r\n"
    params = [
        {"name": "sep", "dataType": "text", "defaultValues": [{"value": value}]},
        {"name": "mode", "dataType": "text", "availableOptions": [{"value": value, "label": ""}]},
    ]
    line, mode = MODEL.inputs(aix.Model.from_dict(DOCUMENTS["model"] | {"params": params}))
    assert line.default == parse_field(line, line.default) == value
    assert (mode.options, mode.option_names) == ((value,), {value: "a"})
    assert parse_field(mode, value) == value
    with pytest.raises(ValueError, match=r"one of: a\.$"):
        parse_field(mode, "b")


def test_the_variables_of_an_agent_become_inputs_and_are_sent_apart(aix: Aixplain) -> None:
    assert AGENT.inputs is not None
    agent = aix.Agent.from_dict(DOCUMENTS["agent"])
    names = [item.name for item in AGENT.inputs(agent) if not item.is_advanced]
    assert names == ["query", "language", "attachments", "session"]
    arguments = AGENT.arguments(agent, {"query": "Hi", "language": "pt"})
    assert arguments == {"query": "Hi", "variables": {"language": "pt"}}


def test_an_agent_is_not_run_with_a_gap_in_its_instructions(aix: Aixplain) -> None:
    agent = aix.Agent.from_dict(DOCUMENTS["agent"] | {"instructions": "Write about {topic}."})
    assert AGENT.inputs is not None
    texts = {"query": "Hi", "language": "pt"}
    fields = AGENT.inputs(agent)
    with pytest.raises(InvalidValueError, match="topic is required"):
        parse_inputs(fields, texts)
    assert parse_inputs(fields, {**texts, "topic": "tides"})["topic"] == "tides"
    assert "topic" not in parse_inputs(fields, {**texts, "session": "s1"}), "a message of a session has none"


def test_settings_of_one_run_of_an_agent_are_sent_where_they_belong(aix: Aixplain) -> None:
    agent = aix.Agent.from_dict(DOCUMENTS["agent"] | {"instructions": "In {tone} of {session}."})
    assert AGENT.inputs is not None
    assert {"tone", "variables.session"} <= {item.name for item in AGENT.inputs(agent)}
    values = {
        "query": "Hi",
        "variables.session": "noon",
        "session": "s1",
        "output_format": "json",
        "budget.max_cost": 2,
        "budget.max_iterations": 3,
        "tools.t1": {"top": 5},
        "attachments": ["https://h/a"],
    }
    assert AGENT.arguments(agent, values) == {
        "query": "Hi",
        "variables": {"session": "noon"},
        "session": "s1",
        "execution_params": {"output_format": "json"},
        "budget": {"max_cost": 2, "max_iterations": 3},
        "tools": [{"id": "t1", "parameters": [{"name": "top", "value": 5}]}],
        "attachments": ["https://h/a"],
    }


def test_a_tool_without_a_schema_takes_an_action_and_all_in_one(aix: Aixplain) -> None:
    assert TOOL.inputs is not None
    action, data = TOOL.inputs(aix.Tool.from_dict(DOCUMENTS["tool"]))
    assert (action.default, action.options) == ("add", ("add", "subtract"))
    assert (data.name, data.type_word, data.required) == ("data", "JSON", False)
    unbound, _ = TOOL.inputs(aix.Tool.from_dict({"id": "t", "name": "t"}))
    assert (unbound.options, unbound.required) == ((), False)


def test_a_utility_is_run_on_its_arguments_as_one_object(aix: Aixplain) -> None:
    assert UTILITY.inputs is not None
    utility = aix.Utility.from_dict(DOCUMENTS["utility"])
    assert [(item.name, item.type_word) for item in UTILITY.inputs(utility)] == [
        ("a", "number"),
        ("b", "text"),
    ]
    assert UTILITY.arguments(utility, {"a": 1, "b": "x"}) == {"data": {"a": 1, "b": "x"}}


def test_a_schedule_reads_as_one_line(aix: Aixplain) -> None:
    (schedule,) = [column for column in TRIGGER.columns if column.id == "schedule"]
    daily = aix.Trigger.from_dict(DOCUMENTS["trigger"])
    assert schedule.value(daily).text == "every day at 07:40 Europe/Lisbon"
    often = {"type": "recurring", "repeat": {"every": 3, "unit": "hour"}}
    assert schedule.value(aix.Trigger(name="t", configuration=often)).text == "every 3 hours"
    assert schedule.value(aix.Trigger(name="t", trigger_type="external")).text == "external"


def test_an_access_key_is_never_shown_whole(aix: Aixplain) -> None:
    whole = "f3d1c9a07b5e4f4fb6a1f3d1c9a07b5e"
    key = aix.APIKey.from_dict(DOCUMENTS["key"] | {"accessKey": whole})
    texts = [column.value(key).text for column in API_KEY.columns]
    assert "f3d1****7b5e" in texts
    assert not any(whole in text for text in texts)
    assert mask("ab12****wx34") == "ab12****wx34"
    assert mask("short") == "****"


@pytest.mark.parametrize(
    ("word", "kind"),
    [("model", MODEL), ("Agents", AGENT), ("ag", AGENT), ("m", MODEL), ("api-keys", API_KEY), ("t", TOOL)],
)
def test_a_kind_is_found_by_its_names(word: str, kind: Kind) -> None:
    assert find_kind(word) is kind


def test_a_word_that_is_no_kind_finds_none() -> None:
    assert find_kind("pipeline") is None


@pytest.mark.parametrize(
    ("zone", "shown"),
    [
        ("Europe/Lisbon", "2026-07-15 07:40 WEST"),
        (None, "2026-07-15 06:40 UTC"),
        ("No/Where", "2026-07-15 06:40 UTC"),
    ],
)
def test_the_next_run_is_told_by_the_clocks_of_the_schedule(
    aix: Aixplain, zone: str | None, shown: str
) -> None:
    schedule = {"type": "daily", "time": "07:40", "timezone": zone}
    trigger = aix.Trigger.from_dict(DOCUMENTS["trigger"] | {"configuration": schedule})
    column = next(column for column in TRIGGER.columns if column.id == "next")
    assert column.value(trigger).text == shown
    trigger.next_run_at = "0001-01-01T00:00:00Z"
    assert column.value(trigger).text.endswith(
        ("1-01-01 00:00 UTC", "1-01-01T00:00:00Z", "1-01-01 00:00 LMT")
    ), column.value(trigger).text
    trigger.next_run_at = None
    assert column.value(trigger).text == "-"


def test_the_next_times_of_a_schedule_name_their_zone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 7, 14, 10, 20, tzinfo=UTC))
    (field,) = (one for one in TRIGGER.fields if one.name == "configuration")
    assert (
        field.tells("every weekday at nine Europe/Berlin")
        == "next, in Europe/Berlin: Wed 15 Jul 09:00, Thu 16 Jul 09:00, Fri 17 Jul 09:00"
    )
    assert field.tells("every weekday at nine").startswith("next, in UTC: Wed 15 Jul 09:00, ")
    assert field.refuses(None, "at 2020-01-01 09:00") == "This never comes: say a time that is not over."
    assert field.refuses(None, "at 2030-01-01 09:00") == field.refuses(None, "nonsense") == ""
