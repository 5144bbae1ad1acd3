"""What changes resources on the server: adding, editing, cloning and deleting them."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from aixtui.editing.cloning import Cloning
from aixtui.editing.duplicating import Duplicating
from aixtui.editing.form import Form
from aixtui.editing.form_filling import FormFilling
from aixtui.editing.onboarding import Onboarding
from aixtui.editing.reference_picker import pick_one
from aixtui.editing.referrers import referrers
from aixtui.face import Choice, Face, prompt_until
from aixtui.kinds import find_kind
from aixtui.kindspec.cells import clean
from aixtui.kindspec.kind import Kind, Making, Resource
from aixtui.kindspec.plain_text import counted
from aixtui.workspace.problems import Problem
from aixtui.workspace.session import AppSession
from aixtui.workspace.subject import Subject

FOR_GOOD = "This cannot be undone."


class ResourceChanges:
    """One at a time. Each asks first, tells what became of it, and has the subject follow."""

    def __init__(self, session: AppSession, subject: Subject, face: Face) -> None:
        self._session, self._subject, self._face = session, subject, face
        self._forms = FormFilling(session, subject, face)
        self._cloning = Cloning(session, subject, face, self._busy)
        self._duplicating = Duplicating(session, subject, face, self._busy)
        self._onboarding = Onboarding(session, subject, face, self._busy)
        self.task = ""
        """What is being done, and has to end before the next thing; empty when nothing is."""

    @property
    def _target(self) -> tuple[Kind, Resource]:
        kind, resource = self._subject.kind, self._subject.resource
        assert kind is not None, "refused without a kind"
        assert resource is not None, "refused without a resource"
        return kind, resource

    async def add(self) -> None:
        """Fill a form, and have a new resource made of it."""
        kind = self._subject.kind
        assert kind is not None, "refused without a kind"
        making = kind.making or kind.makes
        if making is None:
            await self._forms.fill(Form(self._session, kind, None))
        else:
            source = self._subject.resource if kind.makes else None
            await self._make_of(making, source)

    async def _make_of(self, making: Making, source: Resource | None) -> None:
        """Fill the form of what is made of another resource, which is picked where it is not known."""
        face, of = self._face, find_kind(making.of)
        assert of is not None, "a kind of ours"
        source_id = source.id if source is not None else await pick_one(self._session, face, of)
        if source_id is None:
            return
        try:
            with self._busy(f"loading the {of.id}"):
                whole = await self._session.read(lambda ws: ws.get(of, source_id))
        except Exception as error:
            face.problem(error)
            return
        ways = making.ways(whole)
        choices = [Choice(way, way) for way in ways]
        title = f"How to connect {clean(whole.name)}"
        way = ways[0] if len(ways) == 1 else await face.choose(title, lambda _: choices)
        if way is not None:
            await self._forms.fill(Form(self._session, making.kind(whole, way), None))

    async def edit(self) -> None:
        """Change the resource, as the server has it now, in a form."""
        kind, resource = self._target
        try:
            with self._busy(f"loading the {kind.id}"):
                whole = await self._session.read(lambda ws: ws.get(kind, resource.id))
        except Exception as error:
            self._face.problem(error)
            return
        await self._forms.fill(Form(self._session, kind, whole))

    async def clone(self) -> None:
        """Fill a form that begins as the resource is, and have a new one made of it."""
        kind, resource = self._target
        await self._cloning.begin(kind, resource.id)

    async def duplicate(self) -> None:
        """Have the server make a copy, as a draft."""
        kind, resource = self._target
        await self._duplicating.duplicate(kind, resource.id)

    async def onboard(self) -> None:
        """Onboard the resource, or make a draft of it again."""
        kind, resource = self._target
        await self._onboarding.switch(kind, resource.id)

    async def delete(self) -> None:
        """Delete the marked resources, or the one the subject is about, after asking."""
        if self._subject.marked_rows:
            await self._delete_rows()
            return
        kind, resource = self._target
        name = clean(resource.name)
        question = f"Delete the {kind.id} {name}?"
        if used_by := await self._used_by(kind, [resource.id]):

            async def delete(typed: str) -> str | None:
                if typed.strip() != name:
                    return "That is not its name."
                await self._delete(kind, resource)
                return None

            detail = f"{used_by} {FOR_GOOD}\nType its name to delete it all the same."
            await prompt_until(self._face, question, "", delete, yes="Delete", detail=detail)
        elif await self._face.confirm(question, FOR_GOOD, yes="Delete", danger=True):
            await self._delete(kind, resource)

    async def _used_by(self, kind: Kind, ids: Sequence[str]) -> str:
        """Who uses them, as a sentence; what cannot be found out keeps nobody from deleting them."""
        try:
            with self._busy("looking for what uses it"):
                found = await self._session.read(lambda ws: referrers(ws, kind, ids))
        except Exception as error:
            self._face.problem(error)
            return ""
        return found.sentence

    async def _delete(self, kind: Kind, resource: Resource) -> None:
        name = clean(resource.name)
        with self._busy(f"deleting {name}"):
            try:
                await self._session.write(lambda ws: ws.delete(resource))
            except Exception as error:
                self._show_problem(error)
                return
        self._face.tell(f"Deleted {name}.")
        self._subject.on_deleted(kind)

    async def _delete_rows(self) -> None:
        rows, kind = self._subject.marked_rows, self._subject.kind
        assert kind is not None, "refused without a kind"
        count = counted(len(rows), kind.id, kind.plural)
        names = "\n".join(row.cells[0].text for row in rows)
        used_by = await self._used_by(kind, [row.id for row in rows])
        note = f"{used_by} {FOR_GOOD}".strip()
        if not await self._face.confirm(f"Delete {count}?", names, note=note, yes="Delete", danger=True):
            return
        resources = {row.id: row.resource for row in rows}

        async def delete(row_id: str) -> None:
            # What is gone already is as good as deleted.
            await self._session.write(lambda ws: ws.delete(resources[row_id], missing_ok=True))

        items = [(row.id, row.cells[0].text) for row in rows]
        self._subject.on_deleted(kind, await self._face.progress(f"Deleting {count}", items, delete))

    @contextmanager
    def _busy(self, task: str) -> Iterator[None]:
        self.task = task
        try:
            with self._face.busy(task):
                yield
        finally:
            self.task = ""

    def _show_problem(self, error: Exception) -> Problem:
        """Say why; where nobody knows whether it was done, show what the server has now."""
        problem = self._face.problem(error)
        if problem.outcome_unknown:
            self._subject.refresh()
        return problem
