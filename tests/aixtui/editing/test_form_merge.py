"""A form whose resource somebody else has changed: most merges need no key, the rest one each."""

from typing import Any

import pytest

from aixsdk.exceptions import APIError
from aixtui.editing.form import Form
from aixtui.editing.form_saving import AT_FIELDS, FormSaving
from aixtui.face import FieldChange
from aixtui.kinds.agent import AGENT
from aixtui.kindspec.field_conflict import FieldConflict
from aixtui.workspace.workspace import WorkspaceGateway
from tests.aixtui.editing.conftest import Agents
from tests.aixtui.scripted_face import ScriptedFace

pytestmark = pytest.mark.anyio
LINES = "One.\nTwo.\nThree.\nFour.\nFive."


async def edited(agents: Agents, mine: dict[str, str], theirs: dict[str, str]) -> Form:
    """A form with my changes, of an agent that has theirs."""
    await agents.change(await agents.analyst(), instructions=LINES)
    form = Form(agents.session, AGENT, await agents.analyst())
    await agents.change(await agents.analyst(), **theirs)
    for name, text in mine.items():
        form.type(name, text)
    return form


async def save(form: Form, *answers: Any) -> ScriptedFace:
    face = ScriptedFace(*answers)
    await FormSaving(form, face).save()
    return face


async def test_other_lines_merge_by_themselves(agents: Agents) -> None:
    mine, theirs = LINES.replace("One", "Mine"), LINES.replace("Five", "Theirs")
    form = await edited(agents, {"instructions": mine}, {"instructions": theirs, "description": "New."})
    face = await save(form, True, True)
    assert face.questions == [
        "Save these changes?",
        "Somebody else changed Instructions meanwhile. Save both, merged?",
    ]
    agent = await agents.analyst()
    assert agent.instructions == "Mine.\nTwo.\nThree.\nFour.\nTheirs."
    assert agent.description == "New."
    changed = "In it is what somebody else changed: Description, Instructions."
    assert face.messages == [f"Saved Text Analyst. {changed} u takes it back."]


async def test_what_somebody_else_changed_of_other_fields_is_told_once_it_is_saved(agents: Agents) -> None:
    form = await edited(agents, {"name": "Mine"}, {"description": "New."})
    face = await save(form, True)
    assert face.messages == ["Saved Mine. In it is what somebody else changed: Description. u takes it back."]


async def test_additions_and_removals_of_both_sides_hold(agents: Agents) -> None:
    first, second, third = (tool.id for tool in (await agents.analyst()).tools)
    form = await edited(agents, {"tools": f"{second}\n{third}"}, {"tools": f"{first}\n{second}"})
    await save(form, True, True)
    assert [tool.id for tool in (await agents.analyst()).tools] == [second]


@pytest.mark.parametrize(("side", "left"), [("mine", "Mine."), ("theirs", "Theirs.")])
async def test_of_what_both_changed_one_is_chosen(agents: Agents, side: str, left: str) -> None:
    form = await edited(agents, {"name": "Mine."}, {"name": "Theirs."})
    face = await save(form, True, side, True)
    assert face.conflicts == [FieldConflict("Name", "Text Analyst", "Mine.", "Theirs.", can_mark=False)]
    assert face.questions[1] == "Theirs. was changed by somebody else"
    assert face.notes == ["1 of 1 to decide."]
    assert form.texts["name"] == left
    assert form.is_over is (side == "mine")
    assert len(await agents.find(left)) == 1


@pytest.mark.parametrize("side", ["theirs", "marked"])
async def test_what_was_typed_is_brought_back_after_theirs_or_both_were_taken(
    agents: Agents, side: str
) -> None:
    form = await edited(
        agents,
        {"description": "My words.", "instructions": "My orders."},
        {"description": "Their words.", "instructions": "Their orders."},
    )
    await save(form, True, side, side)
    assert "Their words." in form.texts["description"]
    form.undo()
    assert form.changes == {"description": "My words.", "instructions": "My orders."}
    assert not form.history.can_undo, "what was there before theirs is no state to go back to"
    face = await save(form, True)
    assert face.details[0][0] == FieldChange("Description", "Their words.", "My words.")
    assert (await agents.analyst()).instructions == "My orders."


async def test_what_is_not_decided_now_stays_as_it_was_typed(agents: Agents) -> None:
    form = await edited(agents, {"name": "Mine."}, {"name": "Theirs."})
    await save(form, True, None)
    assert (form.texts["name"], form.is_over) == ("Mine.", False)
    assert form.activity.problem == "It has changed on the server meanwhile: Name. A save merges both."
    assert len(await agents.find("Theirs.")) == 1


async def test_both_versions_of_a_text_can_be_edited_into_one(agents: Agents) -> None:
    mine, theirs = LINES.replace("Two", "Mine"), LINES.replace("Two", "Theirs")
    form = await edited(agents, {"instructions": mine}, {"instructions": theirs})
    face = ScriptedFace(True, "marked", True)
    saving = FormSaving(form, face)
    await saving.save()
    assert face.conflicts[0].can_mark
    text = form.texts["instructions"]
    assert "Mine." in text
    assert "Theirs." in text
    left = "Instructions holds both versions: take the marks out."
    assert (form.checks.invalid_field, form.checks.problems) == ("instructions", {"instructions": left})
    await saving.save()
    assert (face.messages, form.activity.problem) == ([], AT_FIELDS)
    form.type("instructions", LINES.replace("Two", "Both"))
    await saving.save()
    assert form.is_over
    assert (await agents.analyst()).instructions == LINES.replace("Two", "Both")


async def test_what_others_change_while_no_answer_comes_is_merged_too(
    agents: Agents, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = Form(agents.session, AGENT, await agents.analyst())
    form.type("name", "Mine.")
    save_really = WorkspaceGateway.save

    def drop_answer(workspace: WorkspaceGateway, kind: Any, resource: Any, *_: Any, **__: Any) -> None:
        save_really(workspace, kind, resource, {"name": "Theirs."})
        error = APIError("The server did not answer within 300 seconds.")
        error.outcome_unknown = True
        raise error

    monkeypatch.setattr(WorkspaceGateway, "save", drop_answer)
    face = await save(form, True, "mine")
    assert face.conflicts == [FieldConflict("Name", "Text Analyst", "Mine.", "Theirs.", can_mark=False)]
    assert form.changes == {"name": "Mine."}
    assert form.base["name"] == "Theirs."


async def test_one_goes_back_to_the_field_before_and_decides_it_once_more(agents: Agents) -> None:
    mine, theirs = {"name": "Mine.", "description": "Mine too."}, {"name": "Theirs.", "description": "Other."}
    form = await edited(agents, mine, theirs)
    face = await save(form, True, "mine", "back", "theirs", "mine", True)
    assert [(one.label, one.can_go_back, one.chosen) for one in face.conflicts] == [
        ("Name", False, None),
        ("Description", True, None),
        ("Name", False, "mine"),
        ("Description", True, None),
    ]
    assert face.notes == ["1 of 2 to decide.", "2 of 2 to decide."] * 2
    assert (form.texts["name"], form.texts["description"]) == ("Theirs.", "Mine too.")


@pytest.mark.parametrize("answers", [("marked", "back", "theirs", "mine"), ("marked", None)])
async def test_marks_are_put_in_only_once_all_is_decided(agents: Agents, answers: tuple[Any, ...]) -> None:
    mine, theirs = LINES.replace("Two", "Mine"), LINES.replace("Two", "Theirs")
    form = await edited(
        agents,
        {"instructions": mine, "max_tokens": "500"},
        {"instructions": theirs, "max_tokens": "600"},
    )
    face = await save(form, True, *answers, True)
    assert [one.label for one in face.conflicts[:2]] == ["Instructions", "Tokens"]
    assert form.marks == {}
    assert form.texts["instructions"] == (mine if None in answers else theirs)
    assert form.texts["max_tokens"] == "500"
