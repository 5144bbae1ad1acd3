"""A face without a screen: it answers by a script and notes what it was asked and told."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Iterator, Sequence
from contextlib import contextmanager
from inspect import isawaitable
from pathlib import Path
from typing import Any

from aixtui.actions import key_of
from aixtui.face import SWITCHES, Choice, ChoiceAction, Choices, Detail, Entries, Part, State
from aixtui.kindspec.field_conflict import FieldConflict, Side
from aixtui.kindspec.handed_over import HandedOver
from aixtui.workspace.batch import Batch
from aixtui.workspace.found_pages import FoundPages
from aixtui.workspace.measure import Measure
from aixtui.workspace.notice import Notice
from aixtui.workspace.problems import Problem, explain

RENAME, REMOVE = "rename", "remove"
SECONDS = 15
"""After which work that goes on is taken to have no end."""


class ScriptedFace:
    """`answers` are given in their order, whatever is asked: a bool, a text, an id, or None.

    A function among them is called while the question stands, and says what the answer is. A list of places
    also takes (RENAME, id) and (REMOVE, id) before what is chosen; a switch takes a list of ids, and
    (typed text, id) for what is there only then; a list that is arranged takes a list of calls, such as
    ("move", id, 1).
    """

    def __init__(self, *answers: Any) -> None:
        self.answers = list(answers)
        self.questions: list[str] = []
        self.messages: list[str] = []
        self.problems: list[Problem] = []
        self.at = ""
        """The plural of the list that the user is at."""
        self.announcements: list[tuple[str, bool]] = []
        self.details: list[Detail] = []
        """What each question for a yes was about."""
        self.notes_of_questions: list[str] = []
        """The note below each question for a yes."""
        self.drafts: list[str] = []
        """The text that each prompt began with."""
        self.prompt_details: list[str] = []
        """What each prompt was about."""
        self.clipboard: list[str] = []
        self.edited: list[tuple[str, str, int]] = []
        """The text that each editor began with, the name of its file, and the line."""
        self.paged: list[str] = []
        """What was shown in a pager."""
        self.notes: list[str] = []
        self.conflicts: list[FieldConflict] = []
        self.subjects: list[Any] = []
        self.parts: list[Part] = []
        self.batch: Batch | None = None
        """What goes on with many, for the user to stop."""
        self.on_open: Callable[[Any], Awaitable[None]] | None = None
        """What the user does with what is opened."""
        self.in_sight = True
        self.awaiting: State | None = None
        """What is awaited of what was handed over last."""
        self.last_choices: Sequence[Choice] = ()
        """What was offered when something was picked last."""
        self._groups: dict[str, asyncio.Task[None]] = {}
        self._tasks: list[asyncio.Task[None]] = []

    async def _answer(self, question: str) -> Any:
        self.questions.append(question)
        assert self.answers, f"no answer to {question!r}"
        answer = self.answers.pop(0)
        if not callable(answer):
            return answer
        result = answer()
        return await result if isawaitable(result) else result

    def tell(
        self, text: str, *, title: str = "", warning: bool = False, seconds: float | None = None
    ) -> None:
        self.messages.append(text)

    def way_to(self, place: str) -> str:
        return key_of(place)

    def problem(self, error: BaseException) -> Problem:
        self.problems.append(explain(error))
        return self.problems[-1]

    async def confirm(
        self, question: str, detail: Detail = "", *, note: str = "", yes: str, danger: bool = False
    ) -> bool:
        self.details.append(detail)
        self.notes_of_questions.append(note)
        return bool(await self._answer(question))

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
        self.drafts.append(text)
        self.prompt_details.append("\n".join(filter(None, (detail, how))))
        answer: str | None = await self._answer(f"{title}: {problem}" if problem else title)
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
        actions = {RENAME: rename, REMOVE: remove}
        answer = await self._answer(title)
        while isinstance(answer, tuple):
            act = actions[answer[0]]
            assert act is not None, f"{title!r} cannot {answer[0]}"
            assert answer[1] in [choice.id for choice in choices("")]
            await act(answer[1])
            answer = await self._answer(title)
        if answer is not None:
            await self._offered(answer, choices, text, searches=pages is not None)
        return answer  # type: ignore[no-any-return]  # an id, as the line above has seen

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
        for answer in await self._answer(title):
            typed, choice_id = answer if isinstance(answer, tuple) else (text, answer)
            await self._offered(choice_id, choices, typed, searches=pages is not None)
            toggle(choice_id)

    async def _offered(self, choice_id: str, choices: Choices, text: str, *, searches: bool) -> None:
        """See that something is offered; what is searched for comes later."""
        offered = [choice.id for choice in choices(text) if not choice.is_note]
        if searches and choice_id not in offered:
            await self.idle()
            offered = [choice.id for choice in choices(text) if not choice.is_note]
        self.last_choices = choices(text)
        assert choice_id in offered, f"{choice_id!r} is none of {offered}"

    async def choose_moment(self, title: str, text: str) -> str | None:
        self.drafts.append(text)
        answer: str | None = await self._answer(title)
        return answer

    async def arrange(self, title: str, entries: Entries) -> None:
        for act, *arguments in await self._answer(title):
            assert not arguments or arguments[0] in [choice.id for choice in entries.choices()]
            done = getattr(entries, act)(*arguments)
            if isawaitable(done):
                await done

    async def settle(self, title: str, note: str, conflict: FieldConflict) -> Side | None:
        self.notes.append(note)
        self.conflicts.append(conflict)
        answer: Side | None = await self._answer(title)
        return answer

    async def hand_over(self, told: HandedOver, *, is_copied: bool, awaiting: State | None) -> bool:
        self.details.append(told.text)
        self.awaiting = awaiting
        return bool(await self._answer(told.title))

    async def read(self, title: str, detail: Detail) -> None:
        if isinstance(detail, str):
            self.messages.append(detail)
        else:
            self.details.append(detail)

    @contextmanager
    def busy(self, task: str) -> Iterator[None]:
        self.messages.append(task)
        yield

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
        self.batch = Batch(items, do, end, breaks_off=breaks_off, measure=measure)
        await self.batch.go()
        self.messages.append(self.batch.state)
        return tuple(self.batch.done_ids)

    async def copy(self, text: str) -> str:
        self.clipboard.append(text)
        return "copied"

    async def edit_file(self, path: Path, *, line: int = 0) -> bool:
        self.edited.append((path.read_bytes().decode(), path.name, line))
        answer = await self._answer("edit")
        if isinstance(answer, Exception):
            raise answer
        if answer is not None:
            path.write_bytes(answer.encode())
        return answer is not None

    async def page(self, text: str) -> None:
        self.paged.append(text)

    async def open(self, subject: object) -> None:
        self.subjects.append(subject)
        if self.on_open is not None:
            await self.on_open(subject)

    def focus(self, part: Part) -> None:
        self.parts.append(part)

    def announce(self, text: str, *, is_seen: bool) -> None:
        self.announcements.append((text, is_seen))

    def is_at(self, plural: str) -> bool:
        return plural == self.at

    def start(self, work: Coroutine[Any, Any, None], group: str = "", *, outlives: bool = False) -> None:
        self.stop(group)
        self._tasks.append(asyncio.get_running_loop().create_task(work))
        if group:
            self._groups[group] = self._tasks[-1]

    def stop(self, group: str) -> None:
        if group in self._groups:
            self._groups.pop(group).cancel()

    def is_working(self, group: str) -> bool:
        """Whether there is work of this group."""
        return group in self._groups and not self._groups[group].done()

    async def wait_for_frame(self) -> None:
        await asyncio.sleep(0)

    async def idle(self) -> None:
        """Wait until all work that was started has ended; one that failed fails here."""
        async with asyncio.timeout(SECONDS):
            while tasks := [task for task in self._tasks if not task.done()]:
                await asyncio.wait(tasks)
        for task in self._tasks:
            if not task.cancelled():
                task.result()
