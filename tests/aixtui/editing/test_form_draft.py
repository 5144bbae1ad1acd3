"""What was typed and never saved: kept, offered the next time, merged with what has changed since."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import Any

import pytest

from aixtui.editing.changes import ResourceChanges
from aixtui.editing.draft_list import DraftList
from aixtui.editing.form import Form
from aixtui.editing.form_draft import FormDraft
from aixtui.editing.form_saving import FormSaving
from aixtui.face import FieldChange
from aixtui.kinds.agent import AGENT
from aixtui.kindspec.field import Field
from aixtui.sandbox import RunningSandbox
from aixtui.system.paths import data_dir
from tests.aixtui.editing.conftest import Agents
from tests.aixtui.editing.subjects import NotingSubject
from tests.aixtui.headless import session_on
from tests.aixtui.scripted_face import REMOVE, ScriptedFace
from tests.driving import connection_to

pytestmark = pytest.mark.anyio
TITLE = "Text Analyst has changes that were never saved"


@pytest.fixture
def windows(fresh_sandbox: RunningSandbox) -> Any:
    """Opens windows on one workspace, each as of a process of its own that has ended by the next one."""

    def open_window() -> Agents:
        return Agents(session_on(connection_to(fresh_sandbox)))

    return open_window


async def edit(
    window: Agents, resource: Any, typed: dict[str, str], *answers: Any
) -> tuple[Form, ScriptedFace]:
    """Open the form as a list does, type, and leave it; what is not saved is a draft then."""
    face, forms = ScriptedFace(*answers), list[Form]()

    async def fill(form: Form) -> None:
        forms.append(form)
        for name, text in typed.items():
            form.type(name, text)
        await form.leave(face)

    face.on_open = fill
    changes = ResourceChanges(window.session, NotingSubject(resource), face)
    await (changes.add() if resource is None else changes.edit())
    return (forms[0] if forms else Form(window.session, AGENT, resource)), face


async def orphan(window: Agents, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its process is gone."""
    monkeypatch.setattr("aixtui.stores.owner.Owner.is_alive", property(lambda _: False))
    (await window.session.journal()).close()


async def test_what_is_typed_stays_when_the_form_is_left(windows: Any) -> None:
    window = windows()
    form, face = await edit(window, await window.analyst(), {"description": "Half a sen"})
    assert face.messages[-1] == "Kept as a draft, and offered when you come back."
    assert not form.loss
    form, face = await edit(window, await window.analyst(), {}, "resume")
    assert face.questions == [TITLE]
    assert form.changes == {"description": "Half a sen"}


async def test_another_process_takes_it_up(windows: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = windows(), windows()
    await edit(
        first, await first.analyst(), {"description": "Half a sen\u2028ten\x85ce", "max_tokens": "many"}
    )
    await orphan(first, monkeypatch)
    form, _ = await edit(second, await second.analyst(), {}, "resume")
    assert form.changes == {"description": "Half a sen\u2028ten\x85ce", "max_tokens": "many"}


async def test_another_workspace_sees_nothing_of_it(windows: Any, fresh_sandbox: RunningSandbox) -> None:
    window = windows()
    other = Agents(session_on(replace(connection_to(fresh_sandbox), profile="work", is_sandbox=False)))
    await edit(window, await window.analyst(), {"description": "Half a sen"})
    form, face = await edit(other, await other.analyst(), {"description": "At work"})
    assert face.questions == []
    await other.session.drafts.update()
    await window.session.drafts.update()
    assert (window.session.drafts.number, other.session.drafts.number) == (1, 1)
    for session, text in ((window, "Half a sen"), (other, "At work")):
        form, face = await edit(session, await session.analyst(), {}, "resume")
        assert form.changes == {"description": text}


async def test_a_window_that_is_open_keeps_its_own(windows: Any) -> None:
    first, second = windows(), windows()
    form = Form(first.session, AGENT, await first.analyst())
    journal = await first.session.journal()
    assert await FormDraft(form, ScriptedFace(), journal).begin()
    form.type("description", "First.")
    assert form.keeper is not None
    await form.keeper.flush()
    other, face = await edit(second, await second.analyst(), {"description": "Second."})
    assert "Another window is changing it, too." in face.messages
    assert other.changes == {"description": "Second."}
    assert sorted(str(one.draft.changes["description"]) for one in journal.drafts.all("sandbox")) == [
        "First.",
        "Second.",
    ]


@pytest.mark.parametrize(
    ("answer", "left"), [(("drop", True), 0), (("drop", False, None), 1), (("fresh",), 1), ((None,), 1)]
)
async def test_it_can_be_thrown_away_or_left(windows: Any, answer: tuple[Any, ...], left: int) -> None:
    window = windows()
    await edit(window, await window.analyst(), {"description": "Half"})
    form, _ = await edit(window, await window.analyst(), {}, *answer)
    assert form.changes == {}
    assert len((await window.session.journal()).drafts.all("sandbox")) == left


async def test_a_new_one_is_taken_up_too_and_a_save_ends_the_draft(windows: Any) -> None:
    window = windows()
    await edit(window, None, {"name": "Quill"})
    face = ScriptedFace("resume", True)

    async def save(form: Form) -> None:
        assert form.texts["name"] == "Quill"
        await FormSaving(form, face).save()

    face.on_open = save
    await ResourceChanges(window.session, NotingSubject(None), face).add()
    assert face.questions == ["A new agent has changes that were never saved", "Make this agent?"]
    assert (await window.session.journal()).drafts.all("sandbox") == ()


async def test_what_changed_on_the_server_since_is_merged(windows: Any) -> None:
    window = windows()
    await edit(window, await window.analyst(), {"description": "Mine.", "name": "Mine"})
    await window.change(await window.analyst(), name="Theirs", instructions="Theirs, too.")
    (agent,) = await window.find("Theirs")
    form, face = await edit(window, agent, {}, "resume", "theirs")
    assert face.conflicts[0].label == "Name"
    assert form.changes == {"description": "Mine."}
    assert form.texts["instructions"] == "Theirs, too."


async def test_a_save_of_which_no_answer_came_is_settled_by_what_the_server_has(windows: Any) -> None:
    window = windows()
    await edit(window, await window.analyst(), {"description": "Sent.", "instructions": "Later."})
    drafts = (await window.session.journal()).drafts
    (stored,) = drafts.all("sandbox")
    drafts.take(stored.draft.id)
    drafts.mark_sending(stored.draft.id, {"description": "Sent."}, secret_fields=())
    await window.change(await window.analyst(), description="Sent.")
    form, face = await edit(window, await window.analyst(), {}, "resume")
    assert "The last save had arrived." in face.messages
    assert form.changes == {"instructions": "Later."}
    (stored,) = drafts.all("sandbox")
    assert (stored.state, stored.draft.changes) == ("failed", {"instructions": "Later."})


async def test_a_refused_save_stays_a_draft_with_its_reason(windows: Any) -> None:
    window = windows()
    face = ScriptedFace(True)

    async def save(form: Form) -> None:
        form.type("name", "Feedback Sorter")
        await FormSaving(form, face).save()
        await form.leave(face)

    face.on_open = save
    await ResourceChanges(window.session, NotingSubject(await window.analyst()), face).edit()
    (stored,) = (await window.session.journal()).drafts.all("sandbox")
    assert (stored.state, "taken already" in stored.sentence) == ("failed", True)


async def test_a_secret_is_in_no_draft(windows: Any) -> None:
    window = windows()
    await window.analyst()
    secret = Field("data.token", "Token", is_secret=True)
    kind = AGENT._replace(fields=(*AGENT.fields, secret))
    form, face = Form(window.session, kind, None), ScriptedFace(True)
    assert await FormDraft(form, face, await window.session.journal()).begin()
    form.type("name", "Team chat")
    form.type(secret.name, "hush-hush-hush")
    await form.leave(face)
    assert face.questions == ["Leave without saving?"]
    (stored,) = (await window.session.journal()).drafts.all("sandbox")
    assert (stored.draft.changes, stored.draft.typed_secrets) == ({"name": "Team chat"}, (secret.name,))
    files = list(data_dir().glob("journal.db*"))
    assert files
    assert not [path for path in files if b"hush-hush" in path.read_bytes()]
    again = Form(window.session, kind, None)
    await FormDraft(again, face := ScriptedFace("resume"), await window.session.journal()).begin()
    assert face.messages == ["To be typed again, since it is not kept: Token."]


async def test_all_that_was_never_saved_stands_in_a_list(windows: Any) -> None:
    window = windows()
    await edit(window, await window.analyst(), {"description": "Half"})
    await edit(window, None, {"name": "Quill"})
    assert window.session.drafts.number == 2
    forms: list[Form] = []
    drafts = {one.draft.name: one.draft.id for one in (await window.session.journal()).drafts.all("sandbox")}
    face = ScriptedFace((REMOVE, drafts["A new agent"]), True, drafts["Text Analyst"], "resume", True)

    async def save(form: Form) -> None:
        forms.append(form)
        await FormSaving(form, face).save()

    face.on_open = save
    subject = NotingSubject(None)
    await DraftList(window.session, subject, face).open()
    assert face.questions == [
        "Typed and never saved",
        "Throw the draft of A new agent away?",
        "Typed and never saved",
        TITLE,
        "Save these changes?",
    ]
    assert [one.description for one in subject.saved_resources] == ["Half"]
    assert window.session.drafts.number == 0
    await DraftList(window.session, subject, face).open()
    assert face.messages[-1] == "There is nothing that was typed and never saved."


async def test_a_draft_that_the_server_has_meanwhile_is_no_draft_any_more(windows: Any) -> None:
    window = windows()
    await edit(window, await window.analyst(), {"description": "Agreed."})
    await window.change(await window.analyst(), description="Agreed.")
    form, _ = await edit(window, await window.analyst(), {}, "resume")
    assert form.changes == {}
    assert window.session.drafts.number == 0
    assert (await window.session.journal()).drafts.all("sandbox") == ()


async def test_the_marks_of_a_merge_are_refused_in_a_later_sitting_too(windows: Any) -> None:
    window = windows()
    await edit(window, await window.analyst(), {"description": "Mine."})
    await window.change(await window.analyst(), description="Theirs.")
    form, _ = await edit(window, await window.analyst(), {}, "resume", "marked")
    assert {"<<<<<<< mine", "Mine.", "Theirs."} <= set(form.texts["description"].split("\n"))
    form, _ = await edit(window, await window.analyst(), {}, "resume")
    assert not form.checks.check_all()
    assert form.checks.problems == {"description": "Description holds both versions: take the marks out."}
    form.checks.check("description")
    assert form.checks.problems


async def test_a_draft_that_was_left_can_be_taken_up_in_another_window(windows: Any) -> None:
    first, second = windows(), windows()
    await edit(first, await first.analyst(), {"description": "Half"})
    form, face = await edit(second, await second.analyst(), {}, "resume")
    assert "Another window is changing it, too." not in face.messages
    assert form.changes == {"description": "Half"}


async def test_a_save_that_arrived_is_known_in_whatever_spelling(windows: Any) -> None:
    window = windows()
    typed = {"budget.max_duration_seconds": "120 min", "max_tokens": "1e3"}
    await edit(window, await window.analyst(), typed)
    drafts = (await window.session.journal()).drafts
    (stored,) = drafts.all("sandbox")
    drafts.take(stored.draft.id)
    drafts.mark_sending(stored.draft.id, typed, secret_fields=())
    await window.change(await window.analyst(), **typed)
    form, face = await edit(window, await window.analyst(), {}, "resume")
    assert "The last save had arrived." in face.messages
    assert (face.conflicts, form.changes, drafts.all("sandbox")) == ([], {}, ())


async def test_what_a_merge_decided_is_not_asked_again(windows: Any) -> None:
    window = windows()
    face = ScriptedFace(True, "mine", False)

    async def save(form: Form) -> None:
        form.type("name", "Mine")
        await window.change(await window.analyst(), name="Theirs")
        await FormSaving(form, face).save()
        await form.leave(face)

    face.on_open = save
    await ResourceChanges(window.session, NotingSubject(await window.analyst()), face).edit()
    (agent,) = await window.find("Theirs")
    form, face = await edit(window, agent, {}, "resume")
    assert (face.conflicts, form.changes) == ([], {"name": "Mine"})


async def test_a_secret_is_to_be_typed_again_although_marks_are_to_be_taken_out(windows: Any) -> None:
    window = windows()
    await window.analyst()
    secret = Field("data.token", "Token", is_secret=True)
    kind = AGENT._replace(fields=(*AGENT.fields, secret))
    form, face = Form(window.session, kind, await window.analyst()), ScriptedFace(True)
    assert await FormDraft(form, face, await window.session.journal()).begin()
    form.type("description", "Mine.")
    form.type(secret.name, "hush-hush-hush")
    await form.leave(face)
    await window.change(await window.analyst(), description="Theirs.")
    again = Form(window.session, kind, await window.analyst())
    face = ScriptedFace("resume", "marked")
    assert await FormDraft(again, face, await window.session.journal()).begin()
    assert face.messages == ["To be typed again, since it is not kept: Token."]


async def test_a_damaged_draft_hides_no_other_is_told_and_can_be_thrown_away(windows: Any) -> None:
    window = windows()
    await edit(window, await window.analyst(), {"description": "Half"})
    await edit(window, None, {"name": "Quill"})
    journal = await window.session.journal()
    (damaged,) = [one.draft.id for one in journal.drafts.all("sandbox") if one.draft.name == "Text Analyst"]
    with closing(sqlite3.connect(data_dir() / "journal.db")) as connection:
        connection.execute("UPDATE drafts SET state = 'half' WHERE id = ?", (damaged,))
        connection.commit()
    _, face = await edit(window, await window.analyst(), {})
    assert face.messages[-1:] == ["A draft of it cannot be read: the list of drafts says why."]
    (quill,) = journal.drafts.all("sandbox")
    assert quill.draft.changes == {"name": "Quill"}
    face = ScriptedFace(damaged)
    await DraftList(window.session, NotingSubject(None), face).open()
    assert face.messages == [
        "The draft of Text Analyst cannot be read: its state is 'half'. F8 in the list throws it away."
    ]
    await DraftList(window.session, NotingSubject(None), ScriptedFace((REMOVE, damaged), True, None)).open()
    assert journal.drafts.damaged("sandbox") == ()
    assert journal.drafts.all("sandbox") == (quill,)


async def test_what_was_typed_is_compared_with_what_is_there_and_the_offer_comes_back(windows: Any) -> None:
    window = windows()
    await edit(window, await window.analyst(), {"description": "Half", "max_tokens": "many"})
    await window.change(await window.analyst(), description="Theirs.")
    form, face = await edit(window, await window.analyst(), {}, "compare", "compare", "fresh")
    assert face.questions == [TITLE] * 3
    assert face.details[0] == (
        FieldChange("Description", "Theirs.", "Half"),
        FieldChange("Tokens", form.base["max_tokens"], "many"),
    )
    assert form.changes == {}


async def test_from_the_list_it_is_compared_and_thrown_away_too(windows: Any) -> None:
    window = windows()
    await edit(window, await window.analyst(), {"description": "Half"})
    (stored,) = (await window.session.journal()).drafts.all("sandbox")
    face = ScriptedFace(stored.draft.id, "compare", "drop", True)
    await DraftList(window.session, NotingSubject(None), face).open()
    assert len(face.details) == 2
    assert face.subjects == []
    assert window.session.drafts.number == 0


async def test_what_was_typed_into_one_that_is_gone_makes_a_new_one(windows: Any) -> None:
    window = windows()
    await edit(window, await window.analyst(), {"description": "Half"})
    agent = await window.analyst()
    await window.session.write(lambda ws: ws.delete(agent))
    (stored,) = (await window.session.journal()).drafts.all("sandbox")
    face = ScriptedFace(stored.draft.id, "resume", True)

    async def save(form: Form) -> None:
        assert form.crumbs == ("Agents", "new")
        await FormSaving(form, face).save()

    face.on_open = save
    subject = NotingSubject(None)
    await DraftList(window.session, subject, face).open()
    assert "Text Analyst is gone: saving this makes a new one." in face.messages
    (made,) = subject.saved_resources
    assert (made.name, made.description) == ("Text Analyst", "Half")
    assert made.instructions == agent.instructions
    assert [tool.id for tool in made.tools] == [tool.id for tool in agent.tools]
    assert (await window.session.journal()).drafts.all("sandbox") == ()


async def test_new_ones_are_told_apart_by_the_names_that_were_typed(windows: Any) -> None:
    window = windows()
    await edit(window, None, {"name": "Quill"})
    offered: list[str] = []

    class Looking(ScriptedFace):
        async def choose(self, title: str, choices: Any, **_: Any) -> None:
            offered.extend(one.label for one in choices(""))

    await DraftList(window.session, NotingSubject(None), Looking()).open()
    assert offered == ["A new agent: Quill"]
