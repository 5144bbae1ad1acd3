"""Run, edit, clone and delete: the same on the list and on the detail screen."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any, TypeVar

from aixtui.actions import Action
from aixtui.kindspec.cells import clean
from aixtui.kindspec.kind import Kind, Resource, missing
from aixtui.screens.copying import CopyingScreen
from aixtui.screens.messages import MessagesScreen
from aixtui.widgets.pager import Pager
from aixtui.workspace.problems import Problem
from aixtui.workspace.workspace import Workspace

T = TypeVar("T")


class ResourceActionsScreen(CopyingScreen[T]):
    """A screen with one resource that things can be done to. Subclasses say which, and follow the changes."""

    _acting = False
    capabilities: frozenset[str] | None = None
    """What the kind can; None while that is not known yet."""

    def subject(self) -> tuple[Kind, Resource | None]:
        """The kind, and the resource that an action is about; None where there is none."""
        raise NotImplementedError

    def _target(self) -> tuple[Kind, Resource]:
        kind, resource = self.subject()
        assert resource is not None, "an action that needs a resource is refused without one"
        return kind, resource

    def action_refresh(self) -> None:
        """Load what is shown again."""
        raise NotImplementedError

    def appeared(self, resource: Resource) -> None:
        """A resource was created or changed on the server."""
        raise NotImplementedError

    def vanished(self) -> None:
        """The resource was deleted on the server."""
        raise NotImplementedError

    def never(self, action: Action) -> bool:
        return bool(action.needs) and action.needs not in (self.capabilities or ())

    def refusal(self, action: Action) -> str:
        kind, resource = self.subject()
        if action.needs and self.capabilities is None:
            return f"Nothing is known of the {kind.plural} yet."
        if self.never(action):
            return missing(kind, action.needs)
        if action.needs and action.needs != "create" and resource is None:
            return f"There is no {kind.id} under the cursor."
        return ""

    def action_run(self) -> None:
        from aixtui.screens.run import RunScreen

        kind, resource = self._target()
        self.app.push_screen(RunScreen(self.session, kind, resource))

    def action_messages(self) -> None:
        self.app.push_screen(MessagesScreen(self.session, self._target()[1]))

    def action_edit(self) -> None:
        self.start(self._edit)

    def action_add(self) -> None:
        self.start(self._add)

    def action_clone(self) -> None:
        self.start(self._clone)

    def action_delete(self) -> None:
        self.start(self.delete_chosen)

    def start(self, work: Callable[[], Awaitable[None]]) -> None:
        """Do one thing at a time, as work of the app: leaving this screen loses nothing of it."""
        if self._acting:
            return
        self._acting = True

        async def act() -> None:
            try:
                await work()
            finally:
                self._acting = False

        self.app.run_worker(act(), group="actions")

    async def _edit(self) -> None:
        from aixtui.screens.edit import EditScreen

        saved = await self.app.push_screen_wait(EditScreen(self.session, *self._target()))
        if saved is not None:
            self.appeared(saved)

    async def _add(self) -> None:
        from aixtui.screens.edit import EditScreen

        made = await self.app.push_screen_wait(EditScreen(self.session, self.subject()[0], None))
        if made is not None:
            self.appeared(made)

    async def _clone(self) -> None:
        from aixtui.screens.prompt import Prompt

        kind, resource = self._target()
        title = f"Name of the copy of {clean(resource.name)}"
        name: str | None = f"{clean(resource.name)} (copy)"
        problem = ""
        while True:
            name = await self.app.push_screen_wait(Prompt(title, name or "", yes="Clone", problem=problem))
            if name is None:
                return
            self._say_busy(f"making {name}")
            try:
                make = partial(Workspace.clone, kind=kind, resource=resource, name=name)
                copy = await self.session.write(make)
            except Exception as error:  # whatever it is, the name typed is kept and the reason shown
                problem = self._write_failed(error).sentence
            else:
                self.app.notify(f"Made {clean(copy.name)}.", markup=False)
                self._told().appeared(copy)
                return

    async def delete_chosen(self) -> None:
        """Delete what the action is about, after asking."""
        from aixtui.screens.confirm import Confirm

        kind, resource = self._target()
        question = f"Delete the {kind.id} {clean(resource.name)}?"
        sure = Confirm(question, "This cannot be undone.", yes="Delete", danger=True)
        if not await self.app.push_screen_wait(sure):
            return
        self._say_busy(f"deleting {clean(resource.name)}")
        try:
            await self.session.write(lambda ws: ws.delete(resource))
        except Exception as error:
            self._write_failed(error)
        else:
            self.app.notify(f"Deleted {clean(resource.name)}.", markup=False)
            self._told().vanished()

    def _say_busy(self, doing: str) -> None:
        if self.is_attached:
            self.query_one(Pager).busy(doing)

    def _told(self) -> "ResourceActionsScreen[Any]":
        """Who is told of a change: this screen, or where the user went from it."""
        if self in self.app.screen_stack:
            return self
        return next(s for s in reversed(self.app.screen_stack) if isinstance(s, ResourceActionsScreen))

    def _write_failed(self, error: Exception) -> Problem:
        """Say why; where nobody knows whether it was done, show what the server has now."""
        problem = self.show_problem(error)
        if self.is_attached:
            self.query_one(Pager).show_text(problem.sentence, bad=True)
        if problem.outcome_unknown:
            self._told().action_refresh()
        return problem
