"""Deleting resources: one after its name was typed where others use it, or all that are marked."""

from collections.abc import Sequence

from aixtui.editing.ongoing import Ongoing
from aixtui.editing.referrers import referrers
from aixtui.face import Face, prompt_until
from aixtui.kindspec.cells import clean
from aixtui.kindspec.kind import Kind, Resource
from aixtui.kindspec.plain_text import counted
from aixtui.workspace.session import AppSession
from aixtui.workspace.subject import Subject

FOR_GOOD = "This cannot be undone."


class Deletion:
    """Asks first, tells what became of it, and has the subject follow."""

    def __init__(self, session: AppSession, subject: Subject, face: Face, ongoing: Ongoing) -> None:
        self._session, self._subject, self._face, self._ongoing = session, subject, face, ongoing

    async def delete(self) -> None:
        """Delete the marked resources, or the one the subject is about, after asking."""
        kind, resource = self._subject.kind, self._subject.resource
        assert kind is not None, "refused without a kind"
        if self._subject.marked_rows:
            await self._delete_rows(kind)
            return
        assert resource is not None, "refused without a resource"
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
            with self._ongoing.busy("looking for what uses it"):
                found = await self._session.read(lambda ws: referrers(ws, kind, ids))
        except Exception as error:
            self._face.problem(error)
            return ""
        return found.sentence

    async def _delete(self, kind: Kind, resource: Resource) -> None:
        name = clean(resource.name)
        with self._ongoing.busy(f"deleting {name}"):
            try:
                await self._session.write(lambda ws: ws.delete(resource))
            except Exception as error:
                self._ongoing.show_problem(error)
                return
        self._face.tell(f"Deleted {name}.")
        self._subject.on_deleted(kind)

    async def _delete_rows(self, kind: Kind) -> None:
        rows = self._subject.marked_rows
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
