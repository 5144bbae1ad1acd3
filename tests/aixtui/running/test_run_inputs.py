"""What runs are given: actions and their inputs, what was given before, files, secrets."""

from typing import Any

import pytest

from aixtui.kinds.agent import AGENT
from aixtui.kinds.model import MODEL
from aixtui.kinds.tool import TOOL
from aixtui.kindspec.field import Field
from aixtui.kindspec.inputs import run_field
from aixtui.running.earlier_inputs import EarlierInputs
from aixtui.running.run import Run
from aixtui.running.run_form import UNTOLD
from aixtui.running.run_inputs import typed_before
from aixtui.running.starting import RunStart
from aixtui.sandbox import RunningSandbox
from aixtui.stores.run_list import RunQuery
from aixtui.stores.run_record import StoredRun
from aixtui.workspace.session import AppSession
from tests.aixtui.headless import session_on
from tests.aixtui.running.opened_runs import opened, sent
from tests.aixtui.scripted_face import ScriptedFace
from tests.driving import connection_to

pytestmark = pytest.mark.anyio


@pytest.fixture
def session(sandbox: RunningSandbox) -> AppSession:
    return session_on(connection_to(sandbox))


async def kept(session: AppSession, run: Run) -> StoredRun:
    """The latest run of the resource in the journal."""
    journal = await session.journal()
    found, _ = journal.run_list.find(RunQuery(session.workspace_name, resource_id=run.resource.id))
    return found[0]


async def test_an_action_is_chosen_first_and_has_inputs_of_its_own(session: AppSession) -> None:
    face = ScriptedFace("add")
    run = await opened(session, TOOL, "sandbox/calculator", face)
    assert face.questions == ["What Calculator is to do"]
    assert [(one.name, one.required) for one in run.form.inputs] == [("a", True), ("b", True)]
    assert str(await sent(run, face, a="3", b="4")) == "7"
    assert (await kept(session, run)).record.inputs == {"action": "add", "data": {"a": 3, "b": 4}}


async def test_without_an_action_there_is_nothing_to_run(session: AppSession) -> None:
    run = await opened(session, TOOL, "sandbox/calculator", ScriptedFace(None))
    assert run.is_over
    assert not run.form.is_known


async def test_another_action_keeps_what_was_typed_for_the_one_before(session: AppSession) -> None:
    face = ScriptedFace("add", "calculate")
    run = await opened(session, TOOL, "sandbox/calculator", face)
    run.form.type("a", "3")
    await run.choose_action(face)
    assert (run.form.action, [one.name for one in run.form.inputs]) == ("calculate", ["expression"])


async def test_an_action_that_the_server_tells_nothing_of_takes_json_and_says_so(session: AppSession) -> None:
    run = await opened(session, TOOL, "sandbox/calculator", ScriptedFace("add"))
    run.form.choose("add", None)
    (data,) = run.form.inputs
    assert (data.name, data.help) == ("data", UNTOLD)
    run.form.type("data", '{"a": 1, "b": 2}')
    assert run.form.values == {"action": "add", "data": {"a": 1, "b": 2}}


async def test_what_was_typed_is_there_when_one_comes_back_in_this_sitting(session: AppSession) -> None:
    face = ScriptedFace("add")
    run = await opened(session, TOOL, "sandbox/calculator", face)
    run.form.type("a", "3")
    run.leave()
    face = ScriptedFace()
    again = await opened(session, TOOL, "sandbox/calculator", face)
    assert (again.form.action, again.form.texts) == ("add", {"a": "3", "b": ""})
    assert face.messages[-1] == typed_before()
    elsewhere = await opened(session, MODEL, "sandbox/sentiment", face)
    assert elsewhere.form.is_as_it_began


async def test_earlier_inputs_are_filled_in_again(session: AppSession) -> None:
    face = ScriptedFace()
    run = await opened(session, MODEL, "sandbox/key-phrases", face)
    for text, top in (("The tide is high.", "2"), ("The moon is full.", "3"), ("The tide is high.", "2")):
        await sent(run, face, text=text, top=top)
    journal = await session.journal()
    found, _ = journal.run_list.find(RunQuery(session.workspace_name, resource_id=run.resource.id))
    assert len(found) >= 3
    chosen = ScriptedFace(found[1].record.id)
    run.form.type("text", "Another.")
    await EarlierInputs(run, chosen).choose()
    assert run.form.texts == {"text": "The moon is full.", "top": "3"}


def with_secret(agent: Any) -> tuple[Field, ...]:
    assert AGENT.inputs is not None
    return (*AGENT.inputs(agent), run_field("api_key"), run_field("extra", ("json",)))


async def test_no_secret_is_in_the_journal(session: AppSession) -> None:
    kind = AGENT._replace(inputs=with_secret, arguments=lambda _, values: {"query": values["query"]})
    face = ScriptedFace()
    run = await opened(session, kind, "sandbox-ws/text-analyst", face)
    await sent(run, face, query="I like it.", api_key="very-hush", extra='{"auth": {"token": "very-hush"}}')
    found = await kept(session, run)
    assert found.hidden_inputs == ("api_key",)
    assert found.record.inputs == {"query": "I like it.", "extra": {"auth": {}}}


@pytest.mark.parametrize(
    ("filters", "filled"),
    [
        ((("to", "German"), ("from", "fr")), ("fr", "de")),
        ((("to", "de"), ("to", "fr")), ("en", "es")),
        ((), ("en", "es")),
    ],
)
async def test_the_filters_of_the_list_fill_inputs(
    session: AppSession, filters: tuple[tuple[str, str], ...], filled: tuple[str, str]
) -> None:
    face = ScriptedFace()
    path = "sandbox/apertium-translation"
    kind = MODEL._replace(why_not_run=lambda _: "")
    model = await session.read(lambda ws: ws.get(MODEL, path))
    await RunStart(session, face).open(kind, model, filters)
    (run,) = face.subjects
    assert isinstance(run, Run)
    assert (run.form.texts["sourcelanguage"], run.form.texts["targetlanguage"]) == filled


async def test_an_agent_is_given_all_that_a_run_takes(session: AppSession) -> None:
    face = ScriptedFace()
    run = await opened(session, AGENT, "sandbox-ws/text-analyst", face)
    run.form.type("query", "I like it.")
    run.form.type("history", "[1]")
    assert not run.is_ready(face)
    assert run.form.invalid_field == "history"
    assert run.form.is_unfolded, "what is wrong is to be seen"
    history = '[{"role": "user", "content": "Hi"}, {"role": "assistant", "content": "Hello."}]'
    texts = {"query": "I like it.", "history": history, "output_format": "markdown"}
    await sent(run, face, **texts, **{"budget.max_cost": "2", "max_time": "2 min"})
    assert run.live.ending.startswith("SUCCESS")


async def test_what_filters_filled_is_nothing_that_was_typed(session: AppSession) -> None:
    model = await session.read(lambda ws: ws.get(MODEL, "sandbox/apertium-translation"))
    kind, face = MODEL._replace(why_not_run=lambda _: ""), ScriptedFace()
    for language in ("fr", "de"):
        await RunStart(session, face).open(kind, model, (("to", language),))
        run = face.subjects[-1]
        assert isinstance(run, Run)
        assert run.form.texts["targetlanguage"] == language
        run.leave()


async def test_what_a_language_model_rarely_needs_is_folded(session: AppSession) -> None:
    run = await opened(session, MODEL, "openai/gpt-4.1-nano", ScriptedFace())
    shown = [one.name for one in run.form.inputs if not one.is_advanced]
    assert (shown, run.form.has_more) == (["text", "temperature", "max_tokens", "top_p"], True)
