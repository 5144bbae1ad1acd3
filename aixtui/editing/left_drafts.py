"""The drafts that may be taken up now, and which of them it is to be."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Literal, TypeVar

from aixtui.editing.draft_ids import draft_id_of, is_new, original_of
from aixtui.face import Choice, Face
from aixtui.kinds import find_kind
from aixtui.kindspec.cells import clean
from aixtui.kindspec.kind import Kind, MadeOf, Making
from aixtui.stores.draft import DamagedDraft, StoredDraft
from aixtui.stores.journal import Journal
from aixtui.stores.sqlite_file import StoreError
from aixtui.system import clock
from aixtui.workspace.session import AppSession

if TYPE_CHECKING:
    from aixtui.editing.form import Form

FRESH: Literal["fresh"] = "fresh"
BEGIN_WITHOUT = Choice(FRESH, "Begin without them", "they are offered again")
_T = TypeVar("_T")


class LeftDrafts:
    """Those that no other window writes. One that is over, since an editor left nothing new, goes."""

    def __init__(self, session: AppSession, face: Face, journal: Journal) -> None:
        self._session, self._face, self._drafts = session, face, journal.drafts

    async def of_form(self, form: "Form") -> list[StoredDraft]:
        """Those of what a form is of, the latest first; what else there is of it is told."""
        of = self._session.workspace_name, form.kind.id, draft_id_of(form)
        stored = await self._read(lambda: self._drafts.of(*of)) or ()
        if await self._read(lambda: self._drafts.damaged_of(*of)):
            self._face.tell("A draft of it cannot be read: the list of drafts says why.", warning=True)
        if any(one.holder == "others" for one in stored):
            self._face.tell("Another window is changing it, too.", warning=True)
        return await self._without_over(stored)

    async def made(self, making: Making, source_id: str) -> list[StoredDraft]:
        """Those of new ones that are made so, of one source alone where it is given; the latest first."""
        workspace = self._session.workspace_name
        stored = await self._read(lambda: self._drafts.all(workspace)) or ()
        return await self._without_over(one for one in stored if _is_made(one, making, source_id))

    async def pick(self, drafts: Sequence[StoredDraft], more: Sequence[Choice]) -> str | None:
        """Have the user choose one, by its id, or one of `more`."""
        title = f"{clean(drafts[0].draft.name)} has several drafts that were never saved"
        if is_new(drafts[0].draft.resource_id):
            title = "New ones that were never saved"
        return await self._face.choose(title, lambda _: [*map(draft_choice, drafts), *more])

    async def take(self, stored: StoredDraft) -> StoredDraft | None:
        """Make one this window's; None where another one has it now."""
        return await self._read(lambda: self._drafts.take(stored.draft.id))

    async def release(self, stored: StoredDraft) -> None:
        """Let any window take one of this window."""
        await self._read(lambda: self._drafts.release(stored.draft.id))

    async def drop(self, stored: StoredDraft) -> None:
        """Throw one away."""
        await self._read(lambda: self._drafts.drop(stored.draft.id))

    async def _without_over(self, stored: Iterable[StoredDraft]) -> list[StoredDraft]:
        left = []
        for one in stored:
            if one.is_over and one.holder == "nobody":
                await self.drop(one)
            elif one.holder != "others":
                left.append(one)
        return left

    async def _read(self, call: Callable[[], _T]) -> _T | None:
        """What the journal says; None where it cannot be read, which is told."""
        try:
            return await self._session.bridge.read(call)
        except StoreError as error:
            self._face.problem(error)
            return None


def made_of(stored: StoredDraft) -> MadeOf | None:
    """What the new one of a draft is made of; None where it is made of nothing, or nobody kept it."""
    kept = (stored.draft.base or {}).get("made_of")
    if not isinstance(kept, Mapping):
        return None
    source_id, way = kept.get("source_id"), kept.get("way")
    return MadeOf(source_id, way) if isinstance(source_id, str) and isinstance(way, str) else None


def is_about(stored: StoredDraft, kind: Kind, resource_id: str) -> bool:
    """Whether a draft changes a resource, is a clone of it, or is a new one that is made of it."""
    draft, of = stored.draft, made_of(stored)
    if of is not None and kind.makes is not None:
        return of.source_id == resource_id
    return draft.kind == kind.id and resource_id in (draft.resource_id, original_of(draft.resource_id))


def draft_choice(stored: StoredDraft) -> Choice:
    """What a draft is known by; one of a new one also by the name that was typed."""
    draft, note = stored.draft, stored.draft.editor
    name, typed = clean(draft.name), clean(draft.changes.get("name"))
    label = f"{name}: {typed}" if is_new(draft.resource_id) and typed else name
    age = clock.age_text((clock.now() - stored.written_at).total_seconds())
    of_editor = ", of your editor" if note is not None and note.has_news else ""
    return Choice(draft.id, label, f"{draft.kind}, {age} ago{of_editor}")


def damaged_name(damaged: DamagedDraft) -> str:
    """What one is called that cannot be read."""
    return clean(damaged.name) or "what has no name any more"


def _is_made(stored: StoredDraft, making: Making, source_id: str) -> bool:
    kind, of = find_kind(stored.draft.kind), made_of(stored)
    is_so = kind is not None and kind.making is making and is_new(stored.draft.resource_id)
    return is_so and of is not None and source_id in ("", of.source_id)
