"""What was typed and never saved: kept, and offered the next time."""

from dataclasses import replace
from typing import Any

import pytest

from aixtui.editing.changes import ResourceChanges
from aixtui.editing.form import Form
from aixtui.editing.form_draft import FormDraft
from aixtui.editing.form_saving import FormSaving
from aixtui.face import FieldChange
from aixtui.kinds.agent import AGENT
from aixtui.kindspec.field import Field
from aixtui.sandbox import RunningSandbox
from aixtui.system.paths import data_dir
from tests.aixtui.editing.conftest import Agents
from tests.aixtui.editing.drafting import TITLE, edit, orphan
from tests.aixtui.editing.subjects import NotingSubject
from tests.aixtui.headless import session_on
from tests.aixtui.scripted_face import ScriptedFace
from tests.driving import connection_to

pytestmark = pytest.mark.anyio


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


async def test_a_draft_that_was_left_can_be_taken_up_in_another_window(windows: Any) -> None:
    first, second = windows(), windows()
    await edit(first, await first.analyst(), {"description": "Half"})
    form, face = await edit(second, await second.analyst(), {}, "resume")
    assert "Another window is changing it, too." not in face.messages
    assert form.changes == {"description": "Half"}


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
