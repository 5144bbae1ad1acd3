"""The event of a trigger, picked from what its tool tells of."""

from typing import Any

import pytest

from aixtui.controllers.picked import PickedController
from aixtui.editing.form import Form
from aixtui.editing.form_saving import FormSaving
from aixtui.editing.offer_picker import pick_offer
from aixtui.face import Choice
from aixtui.kinds.tool import TOOL
from aixtui.kinds.trigger import TRIGGER
from tests.aixtui.editing.conftest import Agents
from tests.aixtui.scripted_face import ScriptedFace

pytestmark = pytest.mark.anyio
SEARCH, CALCULATOR = "tavily/tavily-search-api", "sandbox/calculator"


class Picking(ScriptedFace):
    """Notes what is offered at once, and for a typed text."""

    def __init__(self, *answers: Any, typed: str = "") -> None:
        super().__init__(*answers)
        self.typed = typed
        self.offered: list[list[Choice]] = []

    async def choose(self, title: str, choices: Any, **options: Any) -> str | None:
        self.offered.append([*choices(self.typed)])
        return await super().choose(title, choices, **{**options, "text": self.typed})


async def pick(form: Form, face: ScriptedFace) -> None:
    await pick_offer(form, form.field("event"), face)


async def tool_id(agents: Agents, path: str) -> str:
    tool: Any = await agents.session.read(lambda ws: ws.get(TOOL, path))
    return str(tool.id)


async def test_an_event_is_picked_from_what_the_tool_raises_and_saved(agents: Agents) -> None:
    agent = await agents.analyst()
    form = Form(agents.session, TRIGGER, None)
    texts = {"name": "On pages", "asset_id": agent.id, "connection": await tool_id(agents, SEARCH)}
    for name, text in texts.items():
        form.type(name, text)
    face = Picking("NEW_PAGE")
    await pick(form, face)
    assert face.offered == [
        [
            Choice("NEW_PAGE", "NEW_PAGE", "Raised for each new page. Settings: filter."),
            Choice("", "Another one can be typed.", is_note=True),
        ]
    ]
    form.type("event_config", "filter: news")
    assert form.listed(form.field("event")) == "NEW_PAGE"
    await FormSaving(form, ScriptedFace(True)).save()
    assert form.saved_resource is not None
    assert form.saved_resource.trigger_id.startswith("ti_")
    form.undo()
    form.undo()
    assert (form.texts["event_config"], form.texts["event"]) == ("", "")


async def test_what_is_not_told_of_can_be_typed_and_taken_away(agents: Agents) -> None:
    form = Form(agents.session, TRIGGER, None)
    form.type("connection", await tool_id(agents, SEARCH))
    await pick(form, Picking("NEW_MOON", typed="NEW_MOON"))
    assert form.texts["event"] == "NEW_MOON"
    face = Picking("")
    await pick(form, face)
    assert [(one.id, one.is_selected) for one in face.offered[0] if not one.is_note] == [
        ("NEW_PAGE", False), ("", False), ("NEW_MOON", True)
    ]  # fmt: skip
    assert form.texts["event"] == ""


async def test_a_tool_without_events_says_so(agents: Agents) -> None:
    form = Form(agents.session, TRIGGER, None)
    form.type("connection", await tool_id(agents, CALCULATOR))
    face = Picking(None)
    await pick(form, face)
    ((said,),) = face.offered
    assert (said.label, said.is_note) == (
        "The tool tells of no events. Type one to take it.",
        True,
    )


async def test_a_tool_that_cannot_be_asked_is_told_and_nothing_changes(agents: Agents) -> None:
    form, face = Form(agents.session, TRIGGER, None), Picking()
    form.type("connection", "66f0c1d2e3a4b5c6d7e8f9ff")
    await pick(form, face)
    assert (len(face.problems), form.texts["event"]) == (1, "")


async def test_the_tool_comes_first(agents: Agents) -> None:
    from aixtui.actions import actions_of

    form = Form(agents.session, TRIGGER, None)
    form.moves.to("event")
    (action,) = (one for one in actions_of("reference") if one.id == "pick")
    controller = PickedController(form, ScriptedFace())
    assert controller.refusal(action) == "Event: pick Event of first, which tells what there is."
    form.type("connection", "some")
    assert not controller.refusal(action)
