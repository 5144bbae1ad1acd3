"""One window of the app without a screen and without HTTP: all that it awaits is done at once.

Between any two things that are done the process can be ended, as `kill -9` does it.
"""

import sqlite3
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from contextlib import suppress
from pathlib import Path
from random import Random
from typing import Any, TypeVar

from aixsdk.exceptions import AixplainV2Error
from aixtui.editing.left_drafts import FRESH
from aixtui.editing.left_text import DROP
from aixtui.editing.sending import SendingStoppedError
from aixtui.editing.sent_create import MADE
from aixtui.face import ChoiceAction, Choices, Detail
from aixtui.kindspec.field_conflict import FieldConflict, Side
from aixtui.settings.tree import Settings
from aixtui.stores.drafts import Drafts
from aixtui.stores.journal import Journal
from aixtui.stores.owner import Owner
from aixtui.stores.sqlite_file import SqliteFile
from aixtui.workspace.bridge import Bridge
from aixtui.workspace.draft_count import DraftCount
from aixtui.workspace.found_pages import FoundPages
from aixtui.workspace.measure import Measure
from aixtui.workspace.notice import Notice
from aixtui.workspace.problems import Problem
from aixtui.workspace.session import AppSession
from aixtui.workspace.stale_edit import StaleEditError
from aixtui.workspace.workspace import WorkspaceGateway
from tests.aixtui.editing.sequences.server import Killed, MemoryServer
from tests.aixtui.headless import NOWHERE
from tests.aixtui.scripted_face import ScriptedFace

T = TypeVar("T")
RUNNING = "now"
"""When the process began that runs, as `process_start` is to say of any."""


def drive(work: Coroutine[Any, Any, T]) -> T:
    """Carry out what waits for nothing."""
    try:
        while True:
            work.send(None)
    except StopIteration as end:
        result: T = end.value
        return result


class Ending:
    """Ends the process at the so manieth crossing from when it is set."""

    def __init__(self) -> None:
        self.left: int | None = None

    def cross(self) -> None:
        """Here the process may end."""
        if self.left is not None:
            self.left -= 1
            if self.left < 0:
                self.left = None
                raise Killed


class _InlineBridge(Bridge):
    """Does at once what the real one has a thread do."""

    def __init__(self, ending: Ending) -> None:
        super().__init__()
        self._ending = ending

    async def read(self, call: Callable[[], T]) -> T:
        self._ending.cross()
        result = call()
        self._ending.cross()
        return result

    async def write(self, call: Callable[[], T]) -> T:
        return await self.read(call)


class SilentMeasure:
    """Tells nobody how far something is, for which the real one needs a loop."""

    text = ""

    def report(self, done: int, total: int) -> None:
        """Take it."""


class MemorySession(AppSession):
    """A sitting on a server in memory, through the real gateway."""

    def __init__(self, server: MemoryServer, journal: Journal, ending: Ending) -> None:
        super().__init__(lambda: NOWHERE, lambda: NOWHERE, Settings())
        self.bridge = _InlineBridge(ending)
        self.drafts = DraftCount(self.bridge, self.journal, lambda: self.workspace_name)
        self._gateway = WorkspaceGateway(server)  # type: ignore[arg-type]  # what kinds are handed is ours
        self._kept = journal

    @property
    def workspace_name(self) -> str:
        return "memory"

    async def journal(self) -> Journal:
        return self._kept

    async def read(self, call: Callable[[WorkspaceGateway], T]) -> T:
        return call(self._gateway)

    async def write(self, call: Callable[[WorkspaceGateway], T]) -> T:
        return call(self._gateway)

    async def write_until_stopped(self, call: Callable[[WorkspaceGateway], T]) -> T:
        return call(self._gateway)


class ChancyFace(ScriptedFace):
    """Answers by chance; the draft that is offered, by what is set."""

    def __init__(self, chance: Random, ending: Ending) -> None:
        super().__init__()
        self._chance, self._ending = chance, ending
        self.offer: str | None = "resume"
        self._is_dropping = self._has_dropped = False
        self.asked_for_yes: Callable[[], None] = lambda: None
        """What happens elsewhere while a question stands."""
        self.yes = 0
        """How often it was said."""
        self.defects: list[BaseException] = []
        """What nobody expects, and the app therefore only tells."""
        self.settled: list[tuple[FieldConflict, Side | None]] = []
        self.pending: list[Coroutine[Any, Any, None]] = []
        self.edits: list[Callable[[str], str]] = []
        """What the user makes of each text that the editor is opened with."""

    def problem(self, error: BaseException) -> Problem:
        if not isinstance(error, AixplainV2Error | StaleEditError | SendingStoppedError):
            self.defects.append(error)
        return super().problem(error)

    @property
    def sides(self) -> dict[str, Side | None]:
        """What was decided last, by the label of the field: who does not decide leaves what was before."""
        sides: dict[str, Side | None] = {}
        for conflict, side in self.settled:
            sides[conflict.label] = side or sides.get(conflict.label)
        return sides

    async def confirm(
        self, question: str, detail: Detail = "", *, note: str = "", yes: str, danger: bool = False
    ) -> bool:
        self.questions.append(question)
        self._ending.cross()
        self.asked_for_yes()
        answer = self._chance.random() < 0.9
        self.yes += answer
        self._has_dropped |= answer and self._is_dropping
        return answer

    async def choose(
        self,
        title: str,
        choices: Choices,
        *,
        rename: ChoiceAction | None = None,
        remove: ChoiceAction | None = None,
        changed: Notice | None = None,
        pages: FoundPages | None = None,
        text: str = "",
    ) -> str | None:
        self.questions.append(title)
        self._ending.cross()
        ids = [choice.id for choice in choices("")]
        if self._has_dropped:  # what is left is let alone
            return FRESH
        if self.offer not in (None, *ids):  # of several, the latest
            assert FRESH in ids
            return ids[0]
        if MADE in ids and self.offer == "resume" and self._chance.random() < 0.5:
            self.offer = MADE
        self._is_dropping = self.offer == DROP
        return self.offer

    async def edit_file(self, path: Path, *, line: int = 0) -> bool:
        path.write_bytes(self.edits.pop(0)(path.read_bytes().decode()).encode())
        return True

    async def progress(
        self,
        title: str,
        items: Sequence[tuple[str, str]],
        do: Callable[[str], Awaitable[None]],
        end: Callable[[], Awaitable[str]] | None = None,
        *,
        breaks_off: bool = False,
        measure: Measure | None = None,
        closes: bool = False,
    ) -> tuple[str, ...]:
        """Do it, unless it is stopped before anything is sent; what goes wrong is told, as by a dialog."""
        self._ending.cross()
        if self._chance.random() < 0.1:
            return ()
        for item_id, _ in items:
            with suppress(AixplainV2Error, StaleEditError):
                await do(item_id)
        return tuple(item_id for item_id, _ in items)

    async def settle(self, title: str, note: str, conflict: FieldConflict) -> Side | None:
        self._ending.cross()
        sides: list[Side | None] = ["mine", "theirs", "mine", "theirs", None]
        side = self._chance.choice([*sides, "marked", "marked"] if conflict.can_mark else sides)
        self.settled.append((conflict, side))
        return side

    def start(self, work: Coroutine[Any, Any, None], group: str = "", *, outlives: bool = False) -> None:
        self.pending.append(work)

    def let_time_pass(self) -> None:
        """Have all done that was put off."""
        while self.pending:
            drive(self.pending.pop(0))

    def close(self) -> None:
        """It was put off for ever."""
        while self.pending:
            self.pending.pop().close()


class JournalFile:
    """`journal.db`, which outlives every window."""

    def __init__(self, file: SqliteFile) -> None:
        self.file, self._windows = file, 0

    def open(self) -> Journal:
        """The journal as another window uses it, once those before are gone."""
        journal = Journal(self.file)
        # Slow, and proved elsewhere with processes that are really killed.
        self.file.rows("PRAGMA synchronous=OFF")
        self._windows += 1
        journal.drafts = Drafts(self.file, Owner(1, RUNNING, f"window {self._windows}"))
        return journal

    def forget_windows(self) -> None:
        """The process that wrote is gone: another one has its number."""
        self._change("UPDATE drafts SET started = 'before' WHERE started != ''")

    def clear(self) -> None:
        """Keep nothing."""
        self._change("DELETE FROM drafts")
        self._change("DELETE FROM kept")
        self._change("DELETE FROM documents")

    def _change(self, sql: str) -> None:
        connection: sqlite3.Connection
        with self.file.write() as connection:
            connection.execute(sql)
