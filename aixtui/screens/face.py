"""The face of screens: asks with dialogs, tells with messages, works as Textual's workers."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from textual.notifications import SeverityLevel
from textual.screen import Screen
from textual.worker import get_current_worker

from aixtui.actions import key_of
from aixtui.face import SWITCHES, ChoiceAction, Choices, Detail, Entries, Part, State
from aixtui.kindspec.field_conflict import Decision, FieldConflict
from aixtui.kindspec.handed_over import HandedOver
from aixtui.listing.left_place import LeftPlace
from aixtui.screens.clipboard import copy_through
from aixtui.screens.context import ScreenContext
from aixtui.screens.dialogs.dialog import Dialog
from aixtui.screens.lending import lend
from aixtui.screens.ringing import Ring
from aixtui.screens.work import ScreenWork
from aixtui.system.editor import EditorError, edit, editor
from aixtui.system.pager import PagerError, page
from aixtui.workspace.activity import Activity
from aixtui.workspace.batch import Batch
from aixtui.workspace.found_pages import FoundPages
from aixtui.workspace.measure import Measure
from aixtui.workspace.notice import Notice
from aixtui.workspace.problems import Problem, explain

T = TypeVar("T")
PROBLEM_SECONDS = 10


class ScreenFace:
    """Speaks through one screen; `activity` is what that shows of what goes on. Dialogs load when needed."""

    def __init__(
        self,
        screen: Screen[None],
        context: ScreenContext,
        activity: Callable[[], Activity],
        focus: Callable[[Part], None] = lambda _: None,
    ) -> None:
        self._screen, self._context, self._activity, self._focus = screen, context, activity, focus
        self._task, self._work = "", ScreenWork(screen)

    def tell(
        self, text: str, *, title: str = "", warning: bool = False, seconds: float | None = None
    ) -> None:
        severity: SeverityLevel = "warning" if warning else "information"
        self._screen.app.notify(text, title=title, severity=severity, timeout=seconds, markup=False)

    def problem(self, error: BaseException) -> Problem:
        """Show what went wrong, longer than other messages; also where it was shown as going on."""
        problem = explain(error)
        text = "\n".join(part for part in (problem.text, problem.hint) if part) or problem.title
        self._screen.app.notify(
            text, title=problem.title, severity=problem.severity, timeout=PROBLEM_SECONDS, markup=False
        )
        if self._task and self._activity().task == self._task:
            self._activity().fail(problem.sentence)
        return problem

    def way_to(self, place: str) -> str:
        return key_of(place)

    async def confirm(
        self, question: str, detail: Detail = "", *, note: str = "", yes: str, danger: bool = False
    ) -> bool:
        from aixtui.screens.dialogs.confirm import Confirm

        return await self._ask(Confirm(question, detail, note=note, yes=yes, danger=danger))

    async def prompt(
        self,
        title: str,
        text: str = "",
        *,
        yes: str,
        problem: str = "",
        detail: str = "",
        how: str = "",
        is_path: bool = False,
    ) -> str | None:
        from aixtui.screens.dialogs.prompt import Prompt

        whole = "\n".join(filter(None, (detail, how)))
        return await self._ask(Prompt(title, text, yes=yes, problem=problem, detail=whole, is_path=is_path))

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
        """Ask in a dialog that narrows as the user types."""
        from aixtui.screens.dialogs.choose import Choose

        return await self._ask(
            Choose(title, choices, rename=rename, remove=remove, changed=changed, pages=pages, text=text)
        )

    async def switch(
        self,
        title: str,
        choices: Choices,
        toggle: Callable[[str], None],
        *,
        note: str = "",
        changed: Notice | None = None,
        pages: FoundPages | None = None,
        text: str = "",
        verbs: tuple[str, str] = SWITCHES,
    ) -> None:
        """Ask in a dialog that stays open."""
        from aixtui.screens.dialogs.choose import Choose

        shown = partial(Choose, title, choices, note=note, changed=changed, pages=pages, text=text)
        await self._ask(shown(toggle=toggle, verbs=verbs))

    async def choose_moment(self, title: str, text: str) -> str | None:
        from aixtui.screens.dialogs.calendar import Calendar

        return await self._ask(Calendar(title, text))

    async def arrange(self, title: str, entries: Entries) -> None:
        """Show them in a dialog that stays open."""
        from aixtui.screens.dialogs.arrange import Arrange

        await self._ask(Arrange(title, entries))

    async def settle(self, title: str, note: str, conflict: FieldConflict) -> Decision | None:
        from aixtui.screens.dialogs.settle import Settle

        return await self._ask(Settle(title, note, conflict))

    async def hand_over(self, told: HandedOver, *, is_copied: bool, awaiting: State | None) -> bool:
        from aixtui.screens.dialogs.hand_over import HandOver

        return await self._ask(HandOver(told, is_copied=is_copied, awaiting=awaiting))

    async def read(self, title: str, detail: Detail) -> None:
        from aixtui.screens.dialogs.reader import Reader

        await self._ask(Reader(title, detail))

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
        """Show a line for each in a dialog, which stays until the user closes it."""
        from aixtui.screens.dialogs.progress import Progress

        batch = Batch(items, do, end, breaks_off=breaks_off, measure=measure)
        return await self._ask(Progress(title, batch, closes=closes))

    @contextmanager
    def busy(self, task: str) -> Iterator[None]:
        """Show it where the screen shows what goes on."""
        activity = self._activity()
        activity.hold(task)
        self._task = task
        try:
            yield
        finally:
            self._task = ""
            activity.release(task)

    async def copy(self, text: str) -> str:
        return await copy_through(self._screen.app, self._context.session.bridge, text)

    async def edit_file(self, path: Path, *, line: int = 0) -> bool:
        """Lend the terminal to the editor. Nothing else is drawn meanwhile: awaiting it would hang.

        Raises:
            EditorError: the terminal cannot be lent, or the editor failed.
        """
        if editor() is None:
            return False
        lend(self._screen.app, partial(edit, path, line=line), EditorError)
        return True

    async def page(self, text: str) -> None:
        """Lend the terminal to the pager, as to an editor.

        Raises:
            PagerError: the terminal cannot be lent, or the pager failed.
        """
        lend(self._screen.app, partial(page, text), PagerError)

    async def open(self, subject: object) -> None:
        """Show it on a screen of its own."""
        await self._ask(self._context.make_screen(self._context, subject))

    def focus(self, part: Part) -> None:
        """Give the keys to a part of the screen, if it has that."""
        self._focus(part)

    def start(self, work: Coroutine[Any, Any, None], group: str = "", *, outlives: bool = False) -> None:
        """Work for as long as the screen is there; none is begun once it is gone."""
        self._work.start(work, group, outlives=outlives)

    def stop(self, group: str) -> None:
        """Cancel the workers of a group."""
        self._work.stop(group)

    def announce(self, text: str, *, is_seen: bool) -> None:
        if not is_seen:
            self.tell(text)
        self._screen.app.post_message(Ring(self._context.session.settings.runs.notify, text))

    async def wait_for_frame(self) -> None:
        frame = asyncio.Event()
        self._screen.call_after_refresh(frame.set)
        await frame.wait()

    @property
    def in_sight(self) -> bool:
        """Whether the screen is on top."""
        return self._screen.is_current

    def is_at(self, plural: str) -> bool:
        place: LeftPlace = getattr(self._screen.app.screen, "place", LeftPlace())  # dialogs have none
        return place.address.partition("?")[0] == plural

    async def _ask(self, screen: Screen[T]) -> T:
        worker = get_current_worker()
        self._context.screen_waits[worker] = screen
        if isinstance(screen, Dialog):
            screen.held_key = self._context.held_key
        try:
            return await self._screen.app.push_screen_wait(screen)
        finally:
            del self._context.screen_waits[worker]
