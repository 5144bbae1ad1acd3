"""Inputs that are kept under names."""

from typing import Any

import pytest

from aixtui.face import Choices
from aixtui.kinds.model import MODEL
from aixtui.running.presets import Presets
from aixtui.sandbox import RunningSandbox
from aixtui.workspace.session import AppSession
from tests.aixtui.headless import session_on
from tests.aixtui.running.opened_runs import opened
from tests.aixtui.scripted_face import REMOVE, ScriptedFace
from tests.driving import connection_to

pytestmark = pytest.mark.anyio


@pytest.fixture
def session(sandbox: RunningSandbox) -> AppSession:
    return session_on(connection_to(sandbox))


async def test_inputs_are_saved_under_a_name_filled_in_and_removed(session: AppSession) -> None:
    face = ScriptedFace("save", "evening")
    run = await opened(session, MODEL, "sandbox/key-phrases", face)
    run.form.type("text", "The tide is high.")
    await Presets(session, run, face).choose()
    assert face.messages[-1] == "Saved as evening."
    other = await opened(session, MODEL, "sandbox/sentiment", ScriptedFace())
    with pytest.raises(AssertionError, match="is none of"):
        await Presets(session, other, ScriptedFace("preset evening")).choose()
    run.form.type("text", "Another.")
    filled = ScriptedFace("preset evening")
    await Presets(session, run, filled).choose()
    assert run.form.texts["text"] == "The tide is high."
    assert filled.messages == ["Filled in: evening. Ctrl+Z takes that back."]
    kept = ScriptedFace((REMOVE, "preset evening"), False, "preset evening")
    await Presets(session, run, kept).choose()
    assert kept.questions[1] == "Remove the saved inputs evening?"
    assert kept.details == ["The tide is high., top: 10"]
    await Presets(session, run, ScriptedFace((REMOVE, "preset evening"), True, None)).choose()
    with pytest.raises(AssertionError, match="is none of"):
        await Presets(session, run, ScriptedFace("preset evening")).choose()


async def test_inputs_are_saved_under_the_name_that_was_looked_for(session: AppSession) -> None:
    run = await opened(session, MODEL, "sandbox/key-phrases", ScriptedFace())
    run.form.type("text", "The tide is high.")
    face = ScriptedFace(True)

    async def type_a_name(title: str, choices: Choices, **_: Any) -> str:  # as a face is asked
        (choice,) = choices("late evening")
        assert choice.label == "Save as late evening"
        return choice.id

    face.choose = type_a_name  # type: ignore[method-assign]
    await Presets(session, run, face).choose()
    assert face.messages == ["Saved as late evening."]
    run.form.type("text", "")
    await Presets(session, run, ScriptedFace("preset late evening")).choose()
    assert run.form.texts["text"] == "The tide is high."
