"""Writes what is typed into a form to its draft, soon after each key and off the loop."""

import asyncio
import threading
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from datetime import datetime

from aixtui.face import Face
from aixtui.stores.draft import Draft, new_draft_id
from aixtui.stores.drafts import Drafts, NotHeldError
from aixtui.stores.editor_note import EditorNote
from aixtui.stores.exact_json import Json, JsonObject
from aixtui.stores.sqlite_file import StoreError
from aixtui.stores.unfinished_entry import Unfinished
from aixtui.workspace.bridge import Bridge

DELAY_SECONDS = 0.4
"""From the first key that is not written yet: to type on does not put it off."""
RETRY_SECONDS = 5.0
"""From a failure until it is tried again, also if nobody types on: there may be room by then."""
NOT_KEPT = "The draft is not kept"


class DraftWriter:
    """The draft of one form, from its first change to its end. Use from one loop only.

    What cannot be written is told once, and once more where it fails again after it went well. What the
    methods return is whether all is in the file.
    """

    def __init__(
        self,
        bridge: Bridge,
        face: Face,
        drafts: Drafts,
        draft: Draft,
        *,
        secret_fields: Collection[str],
        on_written: Callable[[], None] = lambda: None,
    ) -> None:
        """`draft` is a new one, or one that this window has taken; nothing is written before `typed`.

        `on_written` is told when what was typed has got into the file by itself.
        """
        self._bridge, self._face, self._drafts = bridge, face, drafts
        self._draft, self._secret_fields, self._on_written = draft, secret_fields, on_written
        self._is_due = self._is_told = self._is_retrying = False
        self._turn = threading.Lock()
        """Whoever has it writes the latest, so that no thread that comes late brings back what was before."""
        self._id, self._written = draft.id, draft
        self._is_sending = self._is_over = False

    @property
    def is_written(self) -> bool:
        """Whether all that was typed is in the file."""
        return self._written is self._draft

    def typed(self, changes: Mapping[str, Json]) -> None:
        """The fields that differ from the document hold this now; none any more ends the draft."""
        self._draft = self._draft._replace(changes=dict(changes))
        self._write_soon()

    def begun(self, unfinished: Unfinished) -> None:
        """These entries are on their way into fields; as long as there is one the draft does not end."""
        self._draft = self._draft._replace(unfinished=dict(unfinished))
        self._write_soon()

    def rebase(self, base: JsonObject, read_at: datetime) -> None:
        """The document was read again: what is typed is a change of this one now."""
        self._draft = self._draft._replace(base=base, read_at=read_at)
        self._write_soon()

    def lend(self, note: EditorNote | None) -> None:
        """An editor has what is in a file, or has it no more; to be flushed before it is so."""
        self._draft = self._draft._replace(editor=note)

    async def flush(self) -> bool:
        """Write at once what is not written yet."""
        return await self._do(self._write)

    async def mark_sending(self, sent: JsonObject) -> bool:
        """Write all, and that a save of this is sent. To be awaited before it is."""

        def mark(draft_id: str) -> None:
            self._drafts.mark_sending(draft_id, sent, secret_fields=self._secret_fields)
            self._is_sending = True

        return await self._do(lambda: self._write(mark))

    async def fail(self, sentence: str) -> bool:
        """Write that the save came to nothing, and why."""

        def fail(draft_id: str) -> None:
            self._drafts.fail(draft_id, sentence)
            self._is_sending = False

        return await self._do(lambda: self._write(fail))

    async def release(self) -> bool:
        """Write all, and let any window take it: nobody types in it any more."""
        return await self._do(self._release)

    async def finish(self) -> bool:
        """Remove the draft for good: it was saved, or is not wanted."""
        return await self._do(self._finish)

    def _write_soon(self) -> None:
        if not self._is_due:
            self._is_due = True
            self._face.start(self._write_later())

    async def _write_later(self) -> None:
        try:
            await asyncio.sleep(DELAY_SECONDS)
        except asyncio.CancelledError:  # the app ends, and no thread that it starts now comes to anything
            with suppress(StoreError):
                self._write()
            raise
        finally:
            self._is_due = False  # before it is written: a key from now on may come too late for that
        if await self.flush():
            self._on_written()
        elif not self._is_retrying:
            self._is_retrying = True
            self._face.start(self._retry())

    async def _retry(self) -> None:
        try:
            while not self.is_written and not self._is_over:
                await asyncio.sleep(RETRY_SECONDS)
                await self.flush()
        finally:
            self._is_retrying = False
        self._on_written()

    async def _do(self, act: Callable[[], None]) -> bool:
        try:
            await self._bridge.read(act)
        except StoreError as error:
            if not self._is_told:
                self._is_told, error.title = True, NOT_KEPT
                self._face.problem(error)
            return False
        self._is_told = False
        return True

    def _write(self, mark: Callable[[str], None] | None = None) -> None:
        with self._turn:
            draft = self._draft
            if self._is_over or (mark is None and draft is self._written):
                return
            is_over = not (draft.has_typed or draft.editor or self._is_sending)
            if mark is None and is_over:
                self._drop()
            else:
                self._put(draft, mark)
            self._written = draft

    def _put(self, draft: Draft, mark: Callable[[str], None] | None) -> None:
        try:
            self._put_as(self._id, draft, mark)
        except NotHeldError:  # another window took this one to be dead: both texts stay
            self._id = new_draft_id()
            self._put_as(self._id, draft, mark)

    def _put_as(self, draft_id: str, draft: Draft, mark: Callable[[str], None] | None) -> None:
        self._drafts.put(draft._replace(id=draft_id), secret_fields=self._secret_fields)
        if mark is not None:
            mark(draft_id)

    def _release(self) -> None:
        self._write()
        with self._turn:
            self._is_over = True
            self._drafts.release(self._id)

    def _finish(self) -> None:
        with self._turn:
            self._is_over = True
            self._drop()

    def _drop(self) -> None:
        with suppress(NotHeldError):  # it is another window's now
            self._drafts.drop(self._id)
