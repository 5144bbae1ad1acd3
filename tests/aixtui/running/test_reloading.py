"""The inputs of a run that are asked for again while they are typed."""

import pytest

from aixtui.controllers.answering import Controllers
from aixtui.controllers.inputs_form import InputsForm
from aixtui.controllers.run_inputs import RunInputsController
from aixtui.kinds.model import MODEL
from aixtui.kinds.tool import TOOL
from aixtui.kindspec.asset_actions import AssetAction, RunActions
from aixtui.kindspec.field import Field
from aixtui.kindspec.inputs import run_field
from aixtui.kindspec.kind import Kind
from aixtui.running.run import Run
from aixtui.sandbox import RunningSandbox
from aixtui.workspace.session import AppSession
from tests.aixtui.headless import do, session_on
from tests.aixtui.running.opened_runs import opened
from tests.aixtui.scripted_face import ScriptedFace
from tests.driving import connection_to

pytestmark = pytest.mark.anyio


@pytest.fixture
def session(sandbox: RunningSandbox) -> AppSession:
    return session_on(connection_to(sandbox))


class Changing:
    """A kind of models whose inputs the server may change."""

    def __init__(self, *names: str) -> None:
        self.fields: tuple[Field, ...] = tuple(map(run_field, names))
        self.kind: Kind = MODEL._replace(inputs=lambda _: self.fields)


async def reload(session: AppSession, run: Run) -> ScriptedFace:
    face = ScriptedFace()
    assert await do(Controllers(RunInputsController(session, run, face)), "refresh") == ""
    return face


async def test_what_was_typed_stays_and_what_is_other_is_told(session: AppSession) -> None:
    server = Changing("text", "tone", "count", "unused")
    run = await opened(session, server.kind, "sandbox/sentiment", ScriptedFace())
    inputs = InputsForm(session, run)
    assert inputs.form is not None
    inputs.form.type("text", "Lovely.")
    inputs.form.type("tone", "warm\nand plain")
    inputs.form.moves.to("count")
    server.fields = (run_field("text"), run_field("count", ("integer",)), run_field("language"))
    face = await reload(session, run)
    assert run.form.texts == {"text": "Lovely.", "count": "", "language": ""}
    assert inputs.form.texts == run.form.texts
    assert inputs.form.moves.current == "count"
    assert face.messages[1:] == [
        "Loaded again, new: language; other than before: count; gone: tone, unused. Nothing was sent.",
        "tone\nwarm\nand plain",
    ]
    assert not run.number


async def test_where_nothing_is_other_the_form_stays_with_its_way_back(session: AppSession) -> None:
    server = Changing("text", "tone")
    run = await opened(session, server.kind, "sandbox/sentiment", ScriptedFace())
    inputs = InputsForm(session, run)
    before = inputs.form
    assert before is not None
    before.type("text", "Lovely.")
    server.fields = tuple(map(run_field, ("text", "tone")))
    face = await reload(session, run)
    assert face.messages[1:] == ["Loaded again: the inputs are as they were. Nothing was sent."]
    assert inputs.form is before
    assert before.history.can_undo


async def test_what_was_done_in_inputs_that_are_still_there_can_be_taken_back(session: AppSession) -> None:
    server = Changing("text", "tone")
    run = await opened(session, server.kind, "sandbox/sentiment", ScriptedFace())
    inputs = InputsForm(session, run)
    assert inputs.form is not None
    for name, text in (("text", "Lovely."), ("tone", "warm"), ("text", "Awful."), ("text", "So so.")):
        inputs.form.type(name, text)
    inputs.form.undo()
    server.fields = tuple(map(run_field, ("text", "language")))
    await reload(session, run)
    form = inputs.form
    assert run.form.texts == {"text": "Awful.", "language": ""}
    form.redo()
    assert run.form.texts["text"] == "So so."
    for expected in ("Awful.", "Lovely.", ""):
        form.undo()
        assert run.form.texts == {"text": expected, "language": ""}
    assert not form.history.can_undo


async def test_nothing_is_taken_back_into_the_inputs_of_another_action(session: AppSession) -> None:
    actions, fields = (AssetAction("add"), AssetAction("subtract")), (run_field("a"), run_field("b"))
    kind = TOOL._replace(run_actions=RunActions(lambda _: actions, lambda _, __: fields))
    face = ScriptedFace("add", "subtract")
    run = await opened(session, kind, "sandbox/calculator", face)
    inputs = InputsForm(session, run)
    assert inputs.form is not None
    inputs.form.type("a", "3")
    await run.choose_action(face)
    assert run.form.action == "subtract"
    assert inputs.form is not None
    assert not inputs.form.history.can_undo


async def test_the_inputs_of_an_action_are_asked_for_again(session: AppSession) -> None:
    run = await opened(session, TOOL, "sandbox/calculator", ScriptedFace("add"))
    run.form.type("a", "3")
    face = await reload(session, run)
    assert face.messages[1:] == ["Loaded again: the inputs are as they were. Nothing was sent."]
    assert run.form.texts == {"a": "3", "b": ""}


async def test_what_cannot_be_asked_for_is_told_and_nothing_is_lost(session: AppSession) -> None:
    run = await opened(session, Changing("text").kind, "sandbox/sentiment", ScriptedFace())
    run.form.type("text", "Lovely.")
    run.resource = run.resource.clone()
    run.resource.id = "no-such-model"
    face = await reload(session, run)
    assert [problem.title for problem in face.problems] == ["Not found"]
    assert run.form.texts == {"text": "Lovely."}


async def test_earlier_inputs_are_offered_only_where_there_are_some(session: AppSession) -> None:
    face = ScriptedFace()
    run = await opened(session, MODEL, "sandbox/qr-code", face)
    controllers = Controllers(RunInputsController(session, run, face))
    assert await do(controllers, "earlier-inputs") == "QR Code was not run from here yet."
    run.form.type("text", "here")
    run.send(face)
    await face.idle()
    run.show_inputs()
    again = await opened(session, MODEL, "sandbox/qr-code", face)
    for one in (run, again):
        face.answers = [None]
        assert await do(Controllers(RunInputsController(session, one, face)), "earlier-inputs") == ""
