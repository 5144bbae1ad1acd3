"""Run, add, edit, clone and delete: the same on a list and on one resource."""

from collections.abc import Awaitable
from functools import cached_property
from typing import TYPE_CHECKING

from aixtui.actions import AppAction
from aixtui.controllers.opening import NO_RESOURCES
from aixtui.editing.ongoing import Ongoing
from aixtui.editing.related import Related
from aixtui.face import Face
from aixtui.listing.own_rows import OwnRows
from aixtui.listing.seen_rows import SeenRows
from aixtui.workspace.problems import explain
from aixtui.workspace.session import AppSession
from aixtui.workspace.subject import Subject

if TYPE_CHECKING:
    from aixtui.editing.changes import ResourceChanges

NOTHING_THERE = "There is nothing under the cursor."


class ResourceController:
    """Does what the kind of the subject can do, with the resource that it is about.

    What does it is loaded when it is first asked for: the first paint waits for none of it.
    """

    def __init__(
        self,
        session: AppSession,
        subject: Subject,
        face: Face,
        related: Related | None = None,
        own_rows: OwnRows | None = None,
        seen_rows: SeenRows | None = None,
    ) -> None:
        """`own_rows` are those of a list that may be no resources, `seen_rows` of an earlier sitting."""
        self._seen_rows = seen_rows
        self._session, self._subject, self._face, self._own_rows = session, subject, face, own_rows
        self._related, self._ongoing = related, Ongoing(session, subject, face)

    @cached_property
    def _changes(self) -> "ResourceChanges":
        from aixtui.editing.changes import ResourceChanges

        return ResourceChanges(self._session, self._subject, self._face, self._related, self._ongoing)

    def wait(self, action: AppAction) -> Awaitable[bool] | None:
        """What is on its way for a row that only an earlier sitting has seen."""
        if self._seen_rows is None or self._subject.kind is None:
            return None
        return self._seen_rows.wait(action)

    def never(self, action: AppAction) -> bool:
        """What the kind cannot do."""
        return bool(action.needs) and action.needs not in (self._subject.capabilities or ())

    def refusal(self, action: AppAction) -> str:
        """What the kind cannot do, the workspace refuses, lacks its resource, or has to wait."""
        subject = self._subject
        if subject.kind is None:
            return self._refusal_of_row(action)
        if self._seen_rows is not None and (reason := self._seen_rows.refusal(action)):
            return reason
        if subject.capabilities is None:
            return f"Nothing is known of the {subject.kind.plural} yet."
        if self.never(action):
            return subject.reason_against(action.needs)
        if error := self._session.read_only.refuses(action.needs):
            return explain(error).sentence
        if self._ongoing.task and action.id not in ("run", "messages", "download"):
            return f"Still {self._ongoing.task}: wait for the answer."
        if action.id == "delete" and subject.marked_rows:
            return ""
        if action.needs != "create" and subject.resource is None:
            return f"There is no {subject.kind.id} under the cursor."
        return ""

    def label(self, action: AppAction) -> str:
        """What is made of one of these has a word of its own."""
        makes = self._subject.kind.makes if self._subject.kind else None
        return makes.verb if makes and action.id == "add" else action.label

    def _refusal_of_row(self, action: AppAction) -> str:
        """Why something cannot be done with rows that are no resources."""
        if self._rows is None or self.never(action):
            return NO_RESOURCES
        if action.needs == "run" and (error := self._session.read_only.refuses("run")):
            return explain(error).sentence
        return "" if self._subject.resource is not None else NOTHING_THERE

    @property
    def _rows(self) -> OwnRows | None:
        """The rows that are looked at, where they are no resources and can be acted on."""
        return self._own_rows if self._own_rows is not None and self._own_rows.verbs is not None else None

    async def do_run(self) -> None:
        """Run it."""
        if (rows := self._rows) is not None:
            await rows.run()
            return
        from aixtui.running.starting import RunStart

        subject = self._subject
        assert subject.kind is not None, "refused without a kind"
        await RunStart(self._session, self._face).open(subject.kind, subject.resource, subject.filters)

    async def do_messages(self) -> None:
        """Show what was said in it."""
        from aixtui.running.conversation import Conversation

        await self._face.open(Conversation(self._session, self._subject.resource))

    async def do_add(self) -> None:
        """Make a new one."""
        await self._changes.add()

    async def do_download(self) -> None:
        """Save it to disk."""
        from aixtui.editing.transfers import Transfers

        await Transfers(self._session, self._subject, self._face).download()

    async def do_edit(self) -> None:
        """Edit it."""
        await self._changes.edit()

    async def do_edit_document(self) -> None:
        """Edit it in the user's own editor."""
        await self._changes.edit(in_editor=True)

    async def do_clone(self) -> None:
        """Begin a new one that holds what this one does."""
        await self._changes.clone()

    async def do_duplicate(self) -> None:
        """Have the server copy it."""
        await self._changes.duplicate()

    async def do_onboard(self) -> None:
        """Onboard it, or make a draft of it again."""
        await self._changes.onboard()

    async def do_delete(self) -> None:
        """Delete it, or all that are marked."""
        if (rows := self._rows) is not None:
            await rows.delete()
            return
        await self._changes.delete()
