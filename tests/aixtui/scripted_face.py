"""A face without a screen: it answers by a script and notes what it was asked and told."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from aixtui.face import ChoiceAction, Choices, Detail, Part
from aixtui.workspace.batch import Batch
from aixtui.workspace.problems import Problem, explain


class ScriptedFace:
    """`answers` are given in their order, whatever is asked: a bool, a text, an id, or None."""

    def __init__(self, *answers: Any) -> None:
        self.answers = list(answers)
        self.asked: list[str] = []
        self.told: list[str] = []
        self.problems: list[Problem] = []
        self.copied: list[str] = []
        self.opened: list[Any] = []
        self.focused: list[Part] = []
        self.while_open: Callable[[Any], Awaitable[None]] | None = None
        """What the user does with what is opened."""
        self.in_sight = True
        self._tasks: dict[str, asyncio.Task[None]] = {}

    def _answer(self, question: str) -> Any:
        self.asked.append(question)
        assert self.answers, f"no answer to {question!r}"
        return self.answers.pop(0)

    def tell(
        self, text: str, *, title: str = "", warning: bool = False, seconds: float | None = None
    ) -> None:
        self.told.append(text)

    def problem(self, error: BaseException) -> Problem:
        self.problems.append(explain(error))
        return self.problems[-1]

    async def confirm(
        self, question: str, detail: Detail = "", *, note: str = "", yes: str, danger: bool = False
    ) -> bool:
        return bool(self._answer(question))

    async def prompt(
        self, title: str, text: str = "", *, yes: str, problem: str = "", detail: str = ""
    ) -> str | None:
        answer: str | None = self._answer(f"{title}: {problem}" if problem else title)
        return answer

    async def choose(
        self,
        title: str,
        choices: Choices,
        *,
        rename: ChoiceAction | None = None,
        remove: ChoiceAction | None = None,
    ) -> str | None:
        answer: str | None = self._answer(title)
        assert answer is None or answer in [choice.id for choice in choices("")]
        return answer

    async def switch(
        self, title: str, choices: Choices, toggle: Callable[[str], None], *, note: str = ""
    ) -> None:
        for choice_id in self._answer(title):
            assert choice_id in [choice.id for choice in choices("")]
            toggle(choice_id)

    async def read(self, title: str, text: str) -> None:
        self.told.append(text)

    @contextmanager
    def busy(self, doing: str) -> Iterator[None]:
        self.told.append(doing)
        yield

    async def progress(
        self,
        title: str,
        items: Sequence[tuple[str, str]],
        do: Callable[[str], Awaitable[None]],
        end: Callable[[], Awaitable[str]] | None = None,
        *,
        breaks_off: bool = False,
    ) -> tuple[str, ...]:
        batch = Batch(items, do, end, breaks_off=breaks_off)
        await batch.go()
        self.told.append(batch.state)
        return tuple(batch.done_ids)

    async def copy(self, text: str) -> str:
        self.copied.append(text)
        return "copied"

    async def edit_text(self, text: str) -> str | None:
        answer: str | None = self._answer("edit")
        return answer

    async def open(self, subject: object) -> None:
        self.opened.append(subject)
        if self.while_open is not None:
            await self.while_open(subject)

    def focus(self, part: Part) -> None:
        self.focused.append(part)

    def start(self, work: Coroutine[Any, Any, None], group: str = "") -> None:
        name = group or f"work {len(self._tasks)}"
        if name in self._tasks:
            self._tasks[name].cancel()
        self._tasks[name] = asyncio.get_running_loop().create_task(work)

    def stop(self, group: str) -> None:
        if group in self._tasks:
            self._tasks[group].cancel()

    async def drawn(self) -> None:
        await asyncio.sleep(0)

    async def idle(self) -> None:
        """Wait until all work that was started has ended; one that failed fails here."""
        while working := [task for task in self._tasks.values() if not task.done()]:
            await asyncio.wait(working)
        for task in self._tasks.values():
            if not task.cancelled():
                task.result()
