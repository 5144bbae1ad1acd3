"""A user at a form with fields that are lists of entries."""

import json
from collections.abc import Callable
from typing import Any

from aixtui.editing.entry_list import EntryList
from aixtui.editing.entry_saving import EntrySaving
from aixtui.editing.form import Form
from aixtui.editing.form_saving import FormSaving
from aixtui.kinds.agent import AGENT
from aixtui.kinds.tool import TOOL
from aixtui.workspace.query import Query
from tests.aixtui.editing.conftest import Agents
from tests.aixtui.scripted_face import ScriptedFace

TASK: dict[str, Any] = {
    "name": "read",
    "description": "Read it.",
    "expectedOutput": None,
    "dependencies": [],
    "own": {"a": [1.0]},
}


class Desk:
    """A form, and a user at it."""

    def __init__(self, form: Form) -> None:
        self.form, self.face = form, ScriptedFace()

    async def arrange(self, name: str, *acts: Any) -> None:
        """Open the list of a field, and do these things in it; of one that is empty its first entry."""
        self.face.answers = [list(acts)] if acts else self.face.answers
        await EntryList(self.form, self.form.field(name), self.face).show()

    def will(self, *steps: Callable[[Form], Any]) -> None:
        """Have the forms that are opened next filled so, one after the other."""
        left = list(steps)

        async def fill(form: Form) -> None:
            done = left.pop(0)(form)
            if done is not None:
                await done

        self.face.on_open = fill

    async def save(self, *answers: Any) -> Any:
        """Save the whole form."""
        await FormSaving(self.form, ScriptedFace(*(answers or (True,)))).save()
        assert self.form.saved_resource is not None, (self.form.activity.problem, self.form.checks.problems)
        return self.form.saved_resource


def typed(texts: dict[str, str] | None = None, **more: str) -> Callable[[Form], Any]:
    """Fills a form of an entry, and saves it."""

    async def fill(form: Form) -> None:
        for name, text in {**(texts or {}), **more}.items():
            form.type(name, text)
        face = await take(form)
        assert form.is_over, face.messages

    return fill


async def take(form: Form) -> ScriptedFace:
    """Save a form of an entry."""
    assert form.taker is not None
    face = ScriptedFace()
    EntrySaving(form, form.taker, face).save()
    return face


def entries(form: Form, name: str) -> list[Any]:
    """What a field holds."""
    return [json.loads(line) for line in form.texts[name].split("\n") if line]


async def at(agents: Agents, agent: Any = None) -> Desk:
    """A user at the form of an agent, as the server has it."""
    agent = agent or await agents.analyst()
    return Desk(Form(agents.session, AGENT, await agents.session.read(lambda ws: ws.get(AGENT, agent.id))))


async def at_tasks(agents: Agents, *tasks: dict[str, Any]) -> Desk:
    """A user at the form of an agent that has these tasks."""
    agent = await agents.analyst()
    await agents.session.write(lambda _: agent.save(tasks=list(tasks)))
    return await at(agents, agent)


async def calculator(agents: Agents) -> Any:
    """A tool with several actions."""
    page = await agents.session.read(lambda ws: ws.search(TOOL, Query("calculator", size=50)))
    return page.rows[0].resource
