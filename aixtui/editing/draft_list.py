"""All that was typed and never saved: taken up again from one list, or thrown away."""

from collections.abc import Mapping, Sequence

from aixtui.actions import key_of
from aixtui.editing.cloning import Cloning
from aixtui.editing.form import Form
from aixtui.editing.form_draft import NEW, is_new, original_of
from aixtui.editing.form_filling import FormFilling
from aixtui.face import Choice, Face
from aixtui.kinds import find_kind
from aixtui.kindspec.cells import clean
from aixtui.kindspec.kind import Kind
from aixtui.stores.draft import DamagedDraft, StoredDraft
from aixtui.system import clock
from aixtui.workspace.notice import Notice
from aixtui.workspace.problems import explain
from aixtui.workspace.session import AppSession
from aixtui.workspace.subject import Subject


class DraftList:
    """The drafts of the workspace, but those that another window writes."""

    def __init__(self, session: AppSession, subject: Subject, face: Face) -> None:
        self._session, self._face = session, face
        self._forms = FormFilling(session, subject, face)
        self._cloning = Cloning(session, subject, face, face.busy)
        self._drafts: dict[str, StoredDraft] = {}
        self._damaged: dict[str, DamagedDraft] = {}
        self._changed = Notice()

    async def open(self) -> None:
        """Have the user choose one, and open its form."""
        try:
            await self._read()
            await self._session.drafts.update()
            if not self._drafts and not self._damaged:
                self._face.tell("There is nothing that was typed and never saved.")
                return
            chosen = await self._face.choose(
                "Typed and never saved", lambda _: self._choices(), remove=self._remove, changed=self._changed
            )
            if chosen in self._damaged:
                self._face.tell(_cannot_be_read(self._damaged[chosen]), warning=True)
            elif chosen is not None:
                await self._resume(self._drafts[chosen])
        except Exception as error:
            self._face.problem(error)
        await self._session.drafts.update()

    async def _read(self) -> None:
        await self._session.know_workspace()
        journal = await self._session.journal()
        workspace = self._session.workspace_name
        stored, damaged = await self._session.bridge.read(
            lambda: (journal.drafts.all(workspace), journal.drafts.damaged(workspace))
        )
        self._drafts = {one.draft.id: one for one in stored if one.holder != "others" and not one.is_over}
        self._damaged = {one.id: one for one in damaged}

    def _choices(self) -> Sequence[Choice]:
        return [
            Choice(draft_id, _label(one), f"{one.draft.kind}, {_age(one)} ago{_of_editor(one)}")
            for draft_id, one in self._drafts.items()
        ] + [
            Choice(one.id, _name(one), f"cannot be read: {clean(one.why)}") for one in self._damaged.values()
        ]

    async def _remove(self, draft_id: str) -> None:
        damaged = self._damaged.get(draft_id)
        name = _name(damaged) if damaged else clean(self._drafts[draft_id].draft.name)
        if await self._face.confirm(
            f"Throw the draft of {name} away?", "What was typed is lost.", yes="Throw away", danger=True
        ):
            journal = await self._session.journal()
            await self._session.bridge.read(lambda: journal.drafts.drop(draft_id))
            await self._read()
            self._changed()

    async def _resume(self, stored: StoredDraft) -> None:
        kind, resource_id = find_kind(stored.draft.kind), stored.draft.resource_id
        if kind is None or (is_new(resource_id) and kind.making is not None):
            self._face.tell(f"It is offered again where it was begun: {resource_id.removeprefix(NEW)}.")
            return
        if original_id := original_of(resource_id):
            await self._cloning.resume(kind, original_id, stored)
            return
        edited, resource = kind, None
        if not is_new(resource_id):
            try:
                with self._face.busy(f"loading the {kind.id}"):
                    edited, resource = await self._session.read(lambda ws: ws.to_edit(kind, resource_id))
            except Exception as error:
                if kind.making is not None or not explain(error).is_gone:
                    raise
                await self._resume_anew(kind, stored)
                return
        await self._forms.fill(Form(self._session, edited, resource), stored)

    async def _resume_anew(self, kind: Kind, stored: StoredDraft) -> None:
        """The resource is gone: with what was typed a new one can be made that is like it was."""
        form, texts = Form(self._session, kind, None), (stored.draft.base or {}).get("texts")
        known = texts.items() if isinstance(texts, Mapping) else ()
        form.fill({name: str(text) for name, text in known if name in form.texts})
        self._face.tell(f"{clean(stored.draft.name)} is gone: saving this makes a new one.", warning=True)
        await self._forms.fill(form, stored)


def _label(stored: StoredDraft) -> str:
    """What it is known by; a new one also by the name that was typed."""
    name, typed = clean(stored.draft.name), clean(stored.draft.changes.get("name"))
    return f"{name}: {typed}" if is_new(stored.draft.resource_id) and typed else name


def _of_editor(stored: StoredDraft) -> str:
    note = stored.draft.editor
    return ", of your editor" if note is not None and note.has_news else ""


def _name(damaged: DamagedDraft) -> str:
    return clean(damaged.name) or "what has no name any more"


def _cannot_be_read(damaged: DamagedDraft) -> str:
    way = f"{key_of('places.remove-place')} in the list throws it away."
    return f"The draft of {_name(damaged)} cannot be read: {clean(damaged.why)}. {way}"


def _age(stored: StoredDraft) -> str:
    return clock.age_text((clock.now() - stored.written_at).total_seconds())
