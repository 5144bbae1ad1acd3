"""Deleting resources: one, or all that are marked."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import NamedTuple

from aixtui.asking import prompt_until
from aixtui.editing.deletion_words import (
    NOT_KEPT,
    goes_along,
    how_many_used,
    in_words,
    promise,
    signs_in_with,
    used_by,
)
from aixtui.editing.keepsakes import Keepsake, Keepsakes
from aixtui.editing.ongoing import Ongoing
from aixtui.editing.referrers import Referrers
from aixtui.editing.related import Related
from aixtui.editing.users import Users
from aixtui.kindspec.cells import clean
from aixtui.kindspec.kind import Kind, Resource
from aixtui.kindspec.plain_text import counted
from aixtui.stores.sqlite_file import StoreError
from aixtui.workspace.problems import explain
from aixtui.workspace.rows import Row


class Deletion:
    """Asks first, keeps what is deleted, tells what became of it, and has the subject follow.

    What is used by others or published is deleted once its name was typed, many once their number was.
    """

    def __init__(self, ongoing: Ongoing, related: Related) -> None:
        self._ongoing, self._session = ongoing, ongoing.session
        self._subject, self._face = ongoing.subject, ongoing.face
        self._users, self._keepsakes = Users(ongoing, related), Keepsakes(ongoing.session, ongoing.face)

    async def delete(self) -> None:
        """Delete the marked resources, or the one the subject is about, after asking."""
        kind, rows, resource = self._subject.kind, self._subject.marked_rows, self._subject.resource
        assert kind is not None, "refused without a kind"
        if rows:
            users = await self._users.find(kind, [row.id for row in rows])
            await self._delete_rows(kind, rows, users, can_keep=await self._can_keep())
        else:
            assert resource is not None, "refused without a resource"
            users = await self._users.find(kind, [resource.id])
            await self._delete_one(kind, resource, users, can_keep=await self._can_keep())

    @property
    def _undo(self) -> str:
        return self._face.way_to("browse.undo-list")

    async def _can_keep(self) -> bool:
        with self._ongoing.busy("looking whether it can be kept"):
            return await self._keepsakes.can_keep()

    async def _delete_one(self, kind: Kind, resource: Resource, users: Referrers, *, can_keep: bool) -> None:
        name = clean(resource.name)
        question = f"Delete the {kind.word_for(resource) or kind.id} {name}?"
        still = await self._users.show(kind, {resource.id: name}, users, go_on=f"Delete {name} all the same")
        if still is None:
            return
        own = self._signs_in_with(kind, [resource])
        detail = _sentences(
            signs_in_with(own),
            await self._held_by(kind, resource),
            used_by(kind, still),
            goes_along(kind, 1, still),
            promise(kind, [resource], self._undo, can_keep=can_keep),
        )
        word = _Word("name", name) if name == resource.name else _Word("id", resource.id)
        if not (own or still.links or kind.is_published(resource)):
            is_meant = await self._face.confirm(question, detail, yes="Delete", danger=True)
        else:
            is_meant = await self._ask(question, detail, word, how=f"Type its {word.what} to delete it.")
        if is_meant:
            await self._delete(kind, resource, can_keep=can_keep)

    async def _held_by(self, kind: Kind, resource: Resource) -> str:
        """What is lost with it, as a sentence; empty where that cannot be known: then the deletion tells."""
        if kind.holds is None:
            return ""
        with suppress(Exception), self._ongoing.busy("looking what is in it"):
            return kind.holds(await self._session.read(lambda ws: ws.get(kind, resource.id)))
        return ""

    def _signs_in_with(self, kind: Kind, resources: Sequence[Resource]) -> list[Resource]:
        """The key that the app itself uses, if it is one of these, as far as masked keys tell."""
        connection = self._session.connection
        if connection is None or connection.credential is None:
            return []
        key = connection.credential.key
        return [one for one in resources if key.is_masked_as(kind.key_of(one))]

    async def _ask(self, question: str, detail: str, word: _Word, how: str = "") -> bool:
        """Have the user type a word that shows that they mean it."""
        is_meant = False

        async def compare(typed: str) -> str | None:
            nonlocal is_meant
            is_meant = typed.strip() == word.text.strip()
            return None if is_meant else f"That is not {word.of} {word.what}."

        await prompt_until(self._face, question, "", compare, yes="Delete", detail=detail, how=how)
        return is_meant

    async def _delete(self, kind: Kind, resource: Resource, *, can_keep: bool) -> None:
        name, keepsake = clean(resource.name), None
        try:
            if can_keep:
                with self._ongoing.busy(f"keeping {name}"):
                    keepsake = await self._keepsakes.keep_deleted(kind, resource.id)
        except StoreError as error:
            self._face.problem(error)
            question = f"Delete {name} all the same?"
            if not await self._face.confirm(question, NOT_KEPT, yes="Delete", danger=True):
                return
        except Exception as error:  # nothing has been sent
            self._ongoing.show_problem(error)
            return
        if await self._send(kind, resource, keepsake):
            is_back = keepsake is not None and not keepsake.state.why_gone
            self._face.tell(f"Deleted {name}.{f' {self._undo} brings it back.' if is_back else ''}")
            self._subject.on_deleted(kind)

    async def _send(self, kind: Kind, resource: Resource, keepsake: Keepsake | None) -> bool:
        """Whether it was deleted; where others use it they are shown."""
        try:
            with self._ongoing.busy(f"deleting {clean(resource.name)}"):
                await self._session.write(lambda ws: ws.delete(resource))
        except Exception as error:
            problem = self._ongoing.show_problem(error)
            if not problem.outcome_unknown:
                await self._keepsakes.drop(keepsake)
            if problem.is_in_use:
                await self._users.look(kind, {resource.id: clean(resource.name)})
            return False
        return True

    async def _delete_rows(
        self, kind: Kind, rows: Sequence[Row], users: Referrers, *, can_keep: bool
    ) -> None:
        if not await self._is_meant(kind, rows, users, can_keep=can_keep):
            return
        resources = {row.id: row.resource for row in rows}
        refused: dict[str, str] = {}

        async def delete(row_id: str) -> None:
            try:
                await self._delete_row(kind, resources[row_id], can_keep=can_keep)
            except Exception as error:
                if explain(error).is_in_use:
                    refused[row_id] = clean(resources[row_id].name)
                raise

        async def conclude() -> str:
            return "Who uses them is shown next." if refused else ""

        items = [(row.id, row.cells[0].text) for row in rows]
        done = await self._face.progress(f"Deleting {_count(kind, rows)}", items, delete, conclude)
        self._subject.on_deleted(kind, done)
        if refused:
            await self._users.look(kind, refused)

    async def _is_meant(self, kind: Kind, rows: Sequence[Row], users: Referrers, *, can_keep: bool) -> bool:
        """Ask whether many are to be deleted."""
        resources, question = [row.resource for row in rows], f"Delete {_count(kind, rows)}?"
        own = self._signs_in_with(kind, resources)
        note = _sentences(
            signs_in_with(own),
            how_many_used(kind, len(rows), users),
            goes_along(kind, len(rows), users),
            promise(kind, resources, self._undo, can_keep=can_keep),
        )
        # Those in use first, and all of them last: they may be more than there is room for.
        names = "\n".join(
            _name_with_users(row, users) for row in sorted(rows, key=lambda row: not users.of(row.id))
        )
        if not (own or users.links or any(map(kind.is_published, resources))):
            return await self._face.confirm(question, names, note=note, yes="Delete", danger=True)
        word = _Word("number", str(len(rows)), "their")
        return await self._ask(question, f"{note}\nType how many they are to delete them.\n\n{names}", word)

    async def _delete_row(self, kind: Kind, resource: Resource, *, can_keep: bool) -> None:
        """Delete one of many; what was promised to be kept and cannot be is not deleted."""
        keepsake = None
        try:
            if can_keep:
                keepsake = await self._keepsakes.keep_deleted(kind, resource.id)
            await self._session.write(lambda ws: ws.delete(resource, missing_ok=True))
        except Exception as error:
            problem = explain(error)
            if keepsake is None and problem.is_gone:
                return  # as good as deleted
            if not problem.outcome_unknown:
                await self._keepsakes.drop(keepsake)
            raise


class _Word(NamedTuple):
    """What is typed to show that a deletion is meant."""

    what: str
    text: str
    of: str = "its"


def _count(kind: Kind, rows: Sequence[Row]) -> str:
    return counted(len(rows), kind.id, kind.plural)


def _sentences(*sentences: str) -> str:
    return " ".join(filter(None, sentences))


def _name_with_users(row: Row, users: Referrers) -> str:
    links, name = users.of(row.id), row.cells[0].text
    return f"{name}: used by {in_words(links)}" if links else name
