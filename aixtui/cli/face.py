"""The face of commands: words and questions go to stderr, answers come from the options or a terminal."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from aixtui.cli.action_commands import command_for
from aixtui.cli.output import say
from aixtui.cli.questions import ask_line, ask_yes, choose_one, require_terminal, say_detail, settle_one
from aixtui.face import SWITCHES, ChoiceAction, Choices, Detail, Entries, Part, State
from aixtui.kindspec.field_conflict import FieldConflict, Side
from aixtui.kindspec.handed_over import HandedOver
from aixtui.workspace.batch import Batch
from aixtui.workspace.found_pages import FoundPages
from aixtui.workspace.measure import Measure
from aixtui.workspace.notice import Notice
from aixtui.workspace.problems import Problem, explain


class CommandFace:
    """Says everything in a line. What is asked is answered by `--yes`, or by who sits at the terminal.

    Where nobody does, whatever asks raises UnansweredError.
    """

    def __init__(
        self, *, yes: bool = False, quiet: bool = False, side: Side | None = None, choice: str | None = None
    ) -> None:
        """With `yes` nothing is asked, and with `quiet` not said either; `side` holds in a conflict.

        `choice` is the label of what is chosen where there is more than one.
        """
        self._yes, self._is_quiet, self._side, self._choice = yes, quiet, side, choice
        self.word = ""
        """What is typed with `yes`, where something has to be."""
        self.last_problem: Problem | None = None
        """What went wrong last."""
        self._tasks: list[tuple[str, asyncio.Task[None]]] = []

    def tell(
        self, text: str, *, title: str = "", warning: bool = False, seconds: float | None = None
    ) -> None:
        """Print a line; nothing on a terminal goes away by itself, so `seconds` mean nothing here."""
        del warning, seconds
        say(f"{title}: {text}" if title else text)

    def problem(self, error: BaseException) -> Problem:
        """Print what went wrong, as a sentence or two."""
        self.last_problem = explain(error)
        say(self.last_problem.sentence)
        return self.last_problem

    def way_to(self, place: str) -> str:
        """The command for an action: keys are the app's."""
        return command_for(place)

    async def confirm(
        self, question: str, detail: Detail = "", *, note: str = "", yes: str, danger: bool = False
    ) -> bool:
        """Ask on the terminal, after what it is about; no is the default."""
        del yes, danger
        if not self._is_quiet:
            say_detail(detail)
            say_detail(note)
        if self._yes:
            return True
        require_terminal(question, "--yes")
        return ask_yes(question)

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
        """Ask for a line on the terminal; nothing typed means nothing is wanted.

        What a problem was told of is no default: Enter would bring it again.
        """
        del yes, is_path
        if self._yes:
            return None if problem else self.word
        say_detail(detail)
        if problem:
            say(problem)
        require_terminal(title, "--yes")
        return ask_line(title, "" if problem else text, how)

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
        """The choice that was said before, or is said now."""
        del rename, remove, changed, pages
        return choose_one(title, choices(text), self._choice)

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
        """Have one choice after the other switched."""
        del note, verbs
        chosen = await self.choose(title, choices, changed=changed, pages=pages, text=text)
        if chosen is not None:
            toggle(chosen)

    async def choose_moment(self, title: str, text: str) -> str | None:
        """Ask for it as words."""
        return await self.prompt(title, text, yes="Take")

    async def arrange(self, title: str, entries: Entries) -> None:
        """Print the entries: they are arranged in a document, with `--file`."""
        say(title)
        for choice in entries.choices():
            say(f"  {choice.label}")

    async def settle(self, title: str, note: str, conflict: FieldConflict) -> Side | None:
        """Say what both sides are, and which holds."""
        say(f"{title} {note}".strip())
        return settle_one(conflict, self._side)

    async def hand_over(self, told: HandedOver, *, is_copied: bool, awaiting: State | None) -> bool:
        """Print what is told this once: to the people, never among the data. What is awaited is not."""
        del is_copied, awaiting
        say(f"{told.title}\n{told.text}\n{told.note}")
        return False

    async def read(self, title: str, detail: Detail) -> None:
        """Print a text, or a difference."""
        say(title)
        say_detail(detail)

    @contextmanager
    def busy(self, task: str) -> Iterator[None]:
        """What takes a moment is not worth a line."""
        del task
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
        """Do it with each, and print what became of those with which it went wrong."""
        del title, closes
        batch = Batch(items, do, end, breaks_off=breaks_off, measure=measure)
        await batch.go()
        self.last_problem = batch.last_problem or self.last_problem
        for outcome in batch.outcomes:
            if outcome.problem:
                say(f"{outcome.name}: {outcome.problem}")
        return tuple(batch.done_ids)

    async def copy(self, text: str) -> str:
        """Nothing is copied from a command: what is printed can be."""
        del text
        return ""

    async def edit_file(self, path: Path, *, line: int = 0) -> bool:
        """Open the user's own editor on the terminal.

        Raises:
            EditorError: the editor cannot be started or failed.
            UnansweredError: there is no terminal for it.
        """
        from aixtui.system.editor import edit

        require_terminal("An editor needs a terminal.", "-f or --file")
        return edit(path, line=line)

    async def page(self, text: str) -> None:
        """Print it: who wants a pager puts one behind the command."""
        say(text)

    async def open(self, subject: object) -> None:
        """Screens are the app's: a command has none to open."""
        del subject

    def focus(self, part: Part) -> None:
        """There is nothing to focus."""
        del part

    def announce(self, text: str, *, is_seen: bool) -> None:
        """Who waits for a command sees its end."""
        del is_seen
        say(text)

    def is_at(self, plural: str) -> bool:
        """Never: a command shows no list that goes on."""
        del plural
        return False

    def start(self, work: Coroutine[Any, Any, None], group: str = "", *, outlives: bool = False) -> None:
        """Begin work; `idle` waits for it."""
        del outlives
        self.stop(group)
        self._tasks.append((group, asyncio.get_running_loop().create_task(work)))

    def stop(self, group: str) -> None:
        """Cancel the work of a group."""
        for name, task in self._tasks:
            if name and name == group:
                task.cancel()

    async def idle(self) -> None:
        """Wait until all that was begun has ended."""
        for _, task in self._tasks:
            with suppress(asyncio.CancelledError):
                await task

    async def wait_for_frame(self) -> None:
        """What was printed has been seen."""

    @property
    def in_sight(self) -> bool:
        """Nothing is ever in front of it."""
        return True
