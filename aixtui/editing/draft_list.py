"""All that was typed and never saved: taken up again from one list, or thrown away."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from aixtui.editing.left_drafts import damaged_name, draft_choice, is_about
from aixtui.editing.ongoing import Ongoing
from aixtui.face import Choice, Face
from aixtui.kindspec.cells import clean
from aixtui.stores.draft import DamagedDraft, StoredDraft
from aixtui.workspace.notice import Notice
from aixtui.workspace.session import AppSession
from aixtui.workspace.subject import Subject

if TYPE_CHECKING:
    from aixtui.editing.document import Document


class DraftList:
    """The drafts of the workspace, or of one document of it; but those that another window writes."""

    def __init__(
        self, session: AppSession, subject: Subject, face: Face, document: "Document | None" = None
    ) -> None:
        """Of a `document` they are its own."""
        self._session, self._subject, self._face, self._document = session, subject, face, document
        self._drafts: dict[str, StoredDraft] = {}
        self._damaged: dict[str, DamagedDraft] = {}
        self._changed = Notice()

    @property
    def count(self) -> int:
        """How many of them nobody has open."""
        return len([one for one in self._session.drafts.waiting if self._is_listed(one)])

    async def open(self) -> None:
        """Have the user choose one, and open its form."""
        try:
            await self._read()
            await self._session.drafts.update()
            if not self._drafts and not self._damaged:
                of_it = f" for {self._document.name}" if self._document is not None else ""
                self._face.tell(f"There is nothing that was typed{of_it} and never saved.")
                return
            chosen = await self._face.choose(
                "Typed and never saved", lambda _: self._choices(), remove=self._remove, changed=self._changed
            )
            if chosen in self._damaged:
                self._tell_damaged(self._damaged[chosen])
            elif chosen is not None:
                await self._resume(self._drafts[chosen])
        except Exception as error:
            self._face.problem(error)
        await self._session.drafts.update()

    async def _resume(self, stored: StoredDraft) -> None:
        from aixtui.editing.draft_resuming import DraftResuming  # to count them needs none of it

        await DraftResuming(Ongoing(self._session, self._subject, self._face)).resume(stored)

    async def _read(self) -> None:
        await self._session.know_workspace()
        journal = await self._session.journal()
        workspace = self._session.workspace_name
        stored, damaged = await self._session.bridge.read(
            lambda: (journal.drafts.all(workspace), journal.drafts.damaged(workspace))
        )
        left = (one for one in stored if one.holder != "others" and not one.is_over)
        self._drafts = {one.draft.id: one for one in left if self._is_listed(one)}
        self._damaged = {} if self._document is not None else {one.id: one for one in damaged}

    def _is_listed(self, stored: StoredDraft) -> bool:
        one = self._document
        return one is None or is_about(stored, one.kind, one.resource.id)

    def _choices(self) -> Sequence[Choice]:
        return [
            *map(draft_choice, self._drafts.values()),
            *(
                Choice(one.id, damaged_name(one), f"cannot be read: {clean(one.why)}")
                for one in self._damaged.values()
            ),
        ]

    async def _remove(self, draft_id: str) -> None:
        damaged = self._damaged.get(draft_id)
        name = damaged_name(damaged) if damaged else clean(self._drafts[draft_id].draft.name)
        if await self._face.confirm(
            f"Throw the draft of {name} away?", "What was typed is lost.", yes="Throw away", danger=True
        ):
            journal = await self._session.journal()
            await self._session.bridge.read(lambda: journal.drafts.drop(draft_id))
            await self._read()
            self._changed()

    def _tell_damaged(self, damaged: DamagedDraft) -> None:
        what = f"The draft of {damaged_name(damaged)} cannot be read: {clean(damaged.why)}."
        way = f"{self._face.way_to('places.remove-place')} in the list throws it away."
        self._face.tell(f"{what} {way}", warning=True)
