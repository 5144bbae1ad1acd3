"""Entries that were typed in forms of their own, and not put into their fields before the app ended."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from aixtui.editing.changes import ResourceChanges
from aixtui.editing.entry_list import EntryList
from aixtui.editing.form import Form
from aixtui.editing.form_draft import FormDraft
from aixtui.editing.own_editor import OwnEditor
from aixtui.face import FieldChange
from aixtui.kinds.agent import AGENT
from aixtui.kindspec.field import Field
from aixtui.kindspec.kind import Kind
from aixtui.kindspec.records import Opened, Records
from aixtui.sandbox import RunningSandbox
from aixtui.stores.draft import Draft
from aixtui.system.paths import state_dir
from aixtui.workspace.session import AppSession
from tests.aixtui.editing.conftest import Agents
from tests.aixtui.editing.entries import TASK, Desk, at, at_tasks, calculator, entries, take, typed
from tests.aixtui.editing.subjects import NotingSubject
from tests.aixtui.headless import session_on
from tests.aixtui.scripted_face import ScriptedFace
from tests.driving import connection_to

pytestmark = pytest.mark.anyio
NASTY = "Half a sen\u2028ten\x85ce"
INSPECTOR = {
    "name": "watch",
    "targets": ["output"],
    "action": {"type": "rerun", "maxRetries": 1, "onExhaust": "abort"},
    "evaluator": {"type": "function", "function": "def judge(text):\n    return False\n"},
}


class EndedError(Exception):
    """The app has ended while a form was open."""


class Sitting:
    """A form of an agent whose draft is kept, until the app ends in the middle of it."""

    def __init__(self, agents: Agents, desk: Desk, sandbox: RunningSandbox) -> None:
        self.agents, self.desk, self._sandbox = agents, desk, sandbox

    async def end(self, name: str, act: tuple[Any, ...], *steps: Callable[[Form], Any]) -> Draft:
        """Have the app end once these forms are filled, the last one not put back; what is kept then."""
        form, session = self.desk.form, self.agents.session
        assert await FormDraft(form, ScriptedFace(), await session.journal()).begin(offers=False)
        self.desk.will(*steps)
        with pytest.raises(EndedError):
            await self.desk.arrange(name, *([act] if act else []))
        assert form.keeper is not None
        await form.keeper.flush()
        (stored,) = (await session.journal()).drafts.all("sandbox")
        (await session.journal()).close()
        return stored.draft

    async def again(
        self, *answers: Any, of: Any = None, then: Callable[[Form], Any] = lambda _: None
    ) -> tuple[Desk, ScriptedFace]:
        """The app again: the draft is offered, and its form opened."""
        later, desks = Agents(session_on(connection_to(self._sandbox))), list[Desk]()
        face = ScriptedFace(*answers)

        async def look(form: Form) -> None:
            desks.append(Desk(form))
            if (done := then(form)) is not None:
                await done

        face.on_open = look
        agent = of or await later.analyst()
        await ResourceChanges(later.session, NotingSubject(agent), face).edit()
        return desks[0] if desks else Desk(self.desk.form), face


@pytest.fixture
def kill(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever wrote a draft is gone."""
    monkeypatch.setattr("aixtui.stores.owner.Owner.is_alive", property(lambda _: False))


def types(**texts: str) -> Callable[[Form], Any]:
    """Types into the form of an entry, and never puts it back: the app ends."""

    async def fill(form: Form) -> None:
        for name, text in texts.items():
            form.type(name, text)
        raise EndedError

    return fill


def compared(face: ScriptedFace) -> FieldChange:
    """The last of what was compared."""
    change = face.details[0][-1]
    assert isinstance(change, FieldChange)
    return change


async def test_what_is_typed_in_an_entry_stands_beside_its_field_until_it_is_left(agents: Agents) -> None:
    desk = await at_tasks(agents, TASK)
    before = desk.form.texts["tasks"]

    async def leave(form: Form) -> None:
        form.type("description", "Half a sen")
        assert desk.form.unfinished.held["tasks"].texts == {"description": "Half a sen"}
        assert desk.form.texts["tasks"] == before
        assert not desk.form.checks.check_all()
        form.finish()

    desk.will(leave)
    await desk.arrange("tasks", ("open", "0"))
    assert (desk.form.changes, desk.form.unfinished.held, desk.form.checks.problems) == ({}, {}, {})
    assert not desk.form.history.can_undo


@pytest.mark.usefixtures("kill")
async def test_an_entry_is_opened_again_as_it_was_typed(
    agents: Agents, fresh_sandbox: RunningSandbox
) -> None:
    desk = await at_tasks(agents, TASK, TASK | {"name": "tell"})
    sitting = Sitting(agents, desk, fresh_sandbox)
    draft = await sitting.end("tasks", ("open", "0"), types(description=NASTY, name="read on"))
    assert (draft.changes, draft.unfinished["tasks"].texts) == ({}, {"description": NASTY, "name": "read on"})
    desk, face = await sitting.again("compare", "resume")
    assert "Tasks (one not put back)" in face.last_choices[0].note
    assert compared(face).label == "Tasks, one not put back"
    assert compared(face).after.startswith("Name: read on\nDescription: Half a sen")
    assert desk.form.checks.problems == {"tasks": "One task was not put back: Enter opens it."}
    assert not desk.form.checks.check_all()
    seen: list[str] = []

    async def put_back(form: Form) -> None:
        seen.extend((form.texts["name"], form.texts["description"]))
        await typed()(form)

    desk.will(put_back)
    await desk.arrange("tasks", ("move", "0", 0))
    assert desk.face.messages == ["This task was not put back into Tasks yet."]
    assert seen == ["read on", NASTY]
    assert entries(desk.form, "tasks") == [
        TASK | {"name": "read on", "description": NASTY},
        TASK | {"name": "tell"},
    ]
    assert (desk.form.unfinished.held, desk.form.checks.problems) == ({}, {})
    await desk.save()


@pytest.mark.usefixtures("kill")
async def test_a_text_that_does_not_fit_its_field_is_kept_too(
    agents: Agents, fresh_sandbox: RunningSandbox
) -> None:
    agent = await agents.analyst()
    await agents.session.write(lambda _: agent.save(inspectors=[INSPECTOR]))
    sitting = Sitting(agents, await at(agents, agent), fresh_sandbox)
    await sitting.end("inspectors", ("open", "0"), types(retries="man"))
    desk, _ = await sitting.again("resume")
    seen: list[str] = []
    desk.will(lambda form: seen.append(form.texts["retries"]))
    await desk.arrange("inspectors", ("move", "0", 0))
    assert seen == ["man"]


@pytest.mark.usefixtures("kill")
async def test_a_new_entry_is_a_new_one_again_beside_those_of_others(
    agents: Agents, fresh_sandbox: RunningSandbox
) -> None:
    desk = await at_tasks(agents)
    sitting = Sitting(agents, desk, fresh_sandbox)
    await sitting.end("tasks", (), types(name="mine"))
    agent = await agents.analyst()
    await agents.session.write(lambda _: agent.save(tasks=[TASK]))
    desk, _ = await sitting.again("resume")
    desk.will(typed(description="Mine."))
    await desk.arrange("tasks", ("move", "0", 0))
    assert [one["name"] for one in entries(desk.form, "tasks")] == ["read", "mine"]


@pytest.mark.usefixtures("kill")
@pytest.mark.parametrize("is_gone", [False, True])
async def test_an_entry_that_others_moved_changed_or_took_away_goes_on(
    agents: Agents, fresh_sandbox: RunningSandbox, is_gone: bool
) -> None:
    desk = await at_tasks(agents, TASK, TASK | {"name": "tell"})
    sitting = Sitting(agents, desk, fresh_sandbox)
    await sitting.end("tasks", ("open", "0"), types(description="Mine."))
    agent = await agents.analyst()
    theirs = [TASK | {"name": "tell"}, *([] if is_gone else [TASK | {"expectedOutput": "Theirs."}])]
    await agents.session.write(lambda _: agent.save(tasks=theirs))
    desk, _ = await sitting.again("resume")
    desk.will(typed())
    await desk.arrange("tasks", ("move", "0", 0))
    expected = None if is_gone else "Theirs."
    assert entries(desk.form, "tasks") == [
        TASK | {"name": "tell"},
        TASK | {"description": "Mine.", "expectedOutput": expected},
    ]


@pytest.mark.usefixtures("kill")
async def test_an_entry_in_an_entry_is_opened_again_through_it(
    agents: Agents, fresh_sandbox: RunningSandbox
) -> None:
    tool, desk = await calculator(agents), await at(agents)
    desk.form.type("tools", tool.id)

    async def go_in(form: Form) -> None:
        form.type("actions", "add")
        inner = Desk(form)
        inner.will(types(**{"0": "4x"}))
        await inner.arrange("parameters", ("open", "add"))

    sitting = Sitting(agents, desk, fresh_sandbox)
    draft = await sitting.end("tool_settings", ("open", tool.id), go_in)
    assert draft.unfinished["tool_settings"].inner["parameters"].texts == {"0": "4x"}
    desk, face = await sitting.again("compare", "resume")
    assert compared(face).after == "Actions: add\na: 4x"

    async def go_on(form: Form) -> None:
        assert form.texts["actions"] == "add"
        assert not (await take(form)).messages
        assert form.checks.invalid_field == "parameters"
        inner = Desk(form)
        inner.will(typed({"0": "40"}))
        await inner.arrange("parameters", ("choices",))
        await typed()(form)

    desk.will(go_on)
    await desk.arrange("tool_settings", ("choices",))
    assert desk.form.listed(desk.form.field("tool_settings")).endswith(": add; add a = 40")


@pytest.mark.usefixtures("kill")
async def test_settings_of_a_tool_that_is_gone_are_thrown_away_when_that_is_wanted(
    agents: Agents, fresh_sandbox: RunningSandbox
) -> None:
    tool, desk = await calculator(agents), await at(agents)
    desk.form.type("tools", tool.id)
    sitting = Sitting(agents, desk, fresh_sandbox)
    await sitting.end("tool_settings", ("open", tool.id), types(actions="add"))
    desk, _ = await sitting.again("resume")
    desk.form.type("tools", "")
    assert not desk.form.checks.check_all()
    desk.face.answers = [False, True]
    entry_list = EntryList(desk.form, desk.form.field("tool_settings"), desk.face)
    await entry_list.show()
    assert desk.form.unfinished.held
    await entry_list.show()
    assert not desk.form.unfinished.held
    assert desk.form.checks.problems == {}


@pytest.mark.usefixtures("kill")
async def test_settings_that_cannot_be_opened_now_stay_and_are_opened_before_others(
    agents: Agents, fresh_sandbox: RunningSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = await at(agents)
    (model, other, *_) = (await agents.analyst()).tools
    sitting = Sitting(agents, desk, fresh_sandbox)
    await sitting.end("tool_settings", ("open", model.id), types(**{"0": "en"}))
    desk, _ = await sitting.again("resume")

    async def fail(*_: object) -> None:
        raise OSError("no way there")

    with monkeypatch.context() as patch:
        patch.setattr(AppSession, "read", fail)
        await desk.arrange("tool_settings", ("open", other.id), ("open", model.id))
    assert len(desk.face.problems) == 2
    told = f"Open {desk.form.name_of(model.id)} first: what you typed there was not put back."
    assert told in desk.face.messages
    assert desk.form.unfinished.held["tool_settings"].texts == {"0": "en"}
    desk.will(typed())
    await desk.arrange("tool_settings", ("choices",))
    assert desk.form.listed(desk.form.field("tool_settings")).split("\n")[0].endswith("= en")


class EditingFace(ScriptedFace):
    """Its editor writes a text, and the app ends before it does."""

    async def edit_file(self, path: Path, *, line: int = 0) -> bool:
        path.write_text("From the editor\n", encoding="utf-8")
        raise EndedError


class WritingFace(ScriptedFace):
    """Its editor writes a text."""

    async def edit_file(self, path: Path, *, line: int = 0) -> bool:
        path.write_text("Written\n", encoding="utf-8")
        return True


def files() -> list[Path]:
    """What is left of editors."""
    return [path for path in (state_dir() / "editor").rglob("*") if path.is_file()]


async def edits_description(form: Form) -> None:
    """Types into a task, and has its description in an editor as the app ends."""
    form.type("name", "read on")
    await OwnEditor(form, EditingFace()).edit_field(form.field("description"))


@pytest.mark.usefixtures("kill")
@pytest.mark.parametrize(("answer", "expected"), [("take", "From the editor"), ("drop", "Read it.")])
async def test_what_an_editor_had_of_an_entry_is_offered_when_that_is_opened_again(
    agents: Agents, fresh_sandbox: RunningSandbox, answer: str, expected: str
) -> None:
    sitting = Sitting(agents, await at_tasks(agents, TASK), fresh_sandbox)
    draft = await sitting.end("tasks", ("open", "0"), edits_description)
    assert draft.unfinished["tasks"].texts == {"name": "read on"}
    assert len(files()) == 1
    desk, _ = await sitting.again("resume")
    desk.face.answers = [None, []]
    entry_list = EntryList(desk.form, desk.form.field("tasks"), desk.face)
    await entry_list.show()
    assert desk.form.unfinished.held["tasks"].texts == {"name": "read on"}
    assert len(files()) == 1, "it is decided later"
    desk.face.answers = [answer, *([True] if answer == "drop" else []), []]
    desk.will(typed())
    await entry_list.show()
    assert entries(desk.form, "tasks") == [TASK | {"name": "read on", "description": expected}]
    assert files() == []


@pytest.mark.usefixtures("kill")
async def test_a_draft_that_is_thrown_away_takes_what_an_editor_had_of_an_entry_along(
    agents: Agents, fresh_sandbox: RunningSandbox
) -> None:
    sitting = Sitting(agents, await at_tasks(agents, TASK), fresh_sandbox)
    await sitting.end("tasks", ("open", "0"), edits_description)
    await sitting.again("drop", True)
    assert files() == []


async def test_what_an_editor_had_of_an_entry_is_gone_once_it_is_taken(agents: Agents) -> None:
    desk = await at_tasks(agents, TASK)
    assert await FormDraft(desk.form, ScriptedFace(), await agents.session.journal()).begin(offers=False)

    async def edit(form: Form) -> None:
        await OwnEditor(form, WritingFace()).edit_field(form.field("description"))
        assert form.texts["description"] == "Written"
        assert files() == []
        assert desk.form.unfinished.held["tasks"].editor is None
        await typed()(form)

    desk.will(edit)
    await desk.arrange("tasks", ("open", "0"))
    assert entries(desk.form, "tasks")[0]["description"] == "Written"


async def test_what_is_secret_in_an_entry_is_kept_nowhere(agents: Agents) -> None:
    fields = (Field("name", "Name"), Field("key", "Key", is_secret=True))
    records = Records[Field](
        "login",
        "logins",
        lambda entry, _: Opened(fields, entry, lambda values: {**entry, **values}),
        lambda entry, _: str(entry.get("name")),
        lambda entry: str(entry.get("name")),
    )
    kind: Kind = AGENT._replace(fields=(Field("logins", "Logins", records=records),))
    desk = Desk(Form(agents.session, kind, None))
    assert await FormDraft(desk.form, ScriptedFace(), await agents.session.journal()).begin(offers=False)

    kept: list[bool] = []

    async def fill(form: Form) -> None:
        form.type("name", "me")
        assert desk.form.keeper is not None
        await desk.form.keeper.flush()
        kept.append(form.is_kept)
        form.type("key", "hush-hush")
        await desk.form.keeper.flush()
        kept.append(form.is_kept)
        assert "hush" not in str(desk.form.unfinished.held)

    desk.will(fill)
    await desk.arrange("logins")
    assert kept == [True, False]
