"""What browsing, changing and running may ask of whoever shows them: screens, commands, a script of a test.

A face asks, shows and forwards. It decides nothing that another face would have to decide again.
"""

from collections.abc import Awaitable, Callable, Coroutine, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Literal, NamedTuple, Protocol, TypeAlias

from aixtui.kindspec.field_conflict import Decision, FieldConflict
from aixtui.kindspec.handed_over import HandedOver
from aixtui.workspace.found_pages import FoundPages
from aixtui.workspace.measure import Measure
from aixtui.workspace.notice import Notice
from aixtui.workspace.problems import Problem

Part = Literal["list", "search", "page-filter", "filters"]
"""A part of a list that can take the keys."""


class Choice(NamedTuple):
    """One thing to choose."""

    id: str
    label: str
    note: str = ""
    is_selected: bool = False
    key: str = ""
    """The key that does it without being asked."""
    group: str = ""
    """Those of another group stand apart."""
    is_note: bool = False
    """Whether it only says something behind the others: it cannot be chosen."""


class FieldChange(NamedTuple):
    """What happens to one field, as texts of any number of lines."""

    label: str
    before: str
    after: str


Detail: TypeAlias = str | tuple[FieldChange, ...]
"""What a question is about: clean text, or a difference."""
SWITCHES = ("switches on", "switches off")
"""What is done to a choice that is off, and to one that is on."""
Choices: TypeAlias = Callable[[str], Sequence[Choice]]
"""The choices for what is typed, so that the text itself can become one."""
ChoiceAction: TypeAlias = Callable[[str], Awaitable[None]]
"""Does something with the choice of this id; what is offered may be another afterwards."""


class State(Protocol):
    """How something stands that goes on meanwhile."""

    changed: Notice
    state: str


class Entries(Protocol):
    """A list whose entries are opened, and unless it is fixed added, moved and taken away, each at once."""

    changed: Notice
    is_fixed: bool

    def choices(self) -> Sequence[Choice]:
        """The entries, in their order."""

    async def open(self, entry_id: str) -> None:
        """Show an entry by itself."""

    async def add(self) -> None:
        """Have the user make another one."""

    def move(self, entry_id: str, by: int) -> None:
        """Put an entry so many places further."""

    def remove(self, entry_id: str) -> None:
        """Take an entry away."""


class Telling(Protocol):
    """Words for the user, without a question."""

    def tell(
        self, text: str, *, title: str = "", warning: bool = False, seconds: float | None = None
    ) -> None:
        """Say something, for so many seconds where the face shows it for a time."""

    def problem(self, error: BaseException) -> Problem:
        """Say what went wrong with something the user asked for, and return it."""

    def way_to(self, place: str) -> str:
        """What a sentence says is done for an action, by `scope.id`: a key, or a command."""


class Confirming(Telling, Protocol):
    """A face that can ask for a yes."""

    async def confirm(
        self, question: str, detail: Detail = "", *, note: str = "", yes: str, danger: bool = False
    ) -> bool:
        """Ask a yes-or-no question; `yes` names what yes does. With `danger` no is the default."""


class Face(Confirming, Protocol):
    """All that can be asked of a face that shows lists and resources."""

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
        """Ask for a line that is not empty, begun with `text`; a path is completed. None for nothing.

        `how` says below the detail what is to be typed: of use only to who can.
        """

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
        """The id of the one that is chosen; before that some may be renamed and removed.

        `changed` tells that there may be other choices now. With `pages` they are what is found for what is
        typed, a page at a time, whatever words it is shown with. `text` is typed already.
        """

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
        """Have any number of choices switched on and off, each at once, until the user has enough.

        `verbs` say so of what is off, and of what is on. The others are as for `choose`.
        """

    async def choose_moment(self, title: str, text: str) -> str | None:
        """A moment as it is typed, beginning with the one of a text; None when the user wants none."""

    async def arrange(self, title: str, entries: Entries) -> None:
        """Show a list whose entries are opened and arranged, until the user has enough."""

    async def settle(self, title: str, note: str, conflict: FieldConflict) -> Decision | None:
        """Ask which side of a conflict is to hold, or `back` to the field before; None for nothing now."""

    async def hand_over(self, told: HandedOver, *, is_copied: bool, awaiting: State | None) -> bool:
        """Show a text that is told this once, and what is awaited; True to copy it, False for enough."""

    async def read(self, title: str, detail: Detail) -> None:
        """Show a clean text of any length, or a difference, until the user has read it."""

    def busy(self, task: str) -> AbstractContextManager[None]:
        """Show that something goes on until the block ends; a `problem` told in it stays on the screen."""

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
        """Do something with each (id, name), one after the other, and return the ids that were done.

        The user can stop: with `breaks_off` at once, else after the one in hand. `end` comes all the same,
        and says what came of it. `measure` tells how far that one is. `closes` shows nothing once it is over.
        """

    async def copy(self, text: str) -> str:
        """Put a text where the user can paste it from; a sentence that says which way it went."""

    async def edit_file(self, path: Path, *, line: int = 0) -> bool:
        """Have the user edit a file in an editor of their own; False where there is none.

        The editor begins at the line, from 1, where it knows how.

        Raises:
            EditorError: the editor cannot be started or failed.
        """

    async def page(self, text: str) -> None:
        """Show a clean text in the user's own pager, until they have read it.

        Raises:
            PagerError: it cannot be started or failed.
        """

    async def open(self, subject: object) -> None:
        """Show a document, a form, a run, a conversation or a login, until the user leaves it."""

    def focus(self, part: Part) -> None:
        """Give the keys to a part of the list."""

    def start(self, work: Coroutine[Any, Any, None], group: str = "", *, outlives: bool = False) -> None:
        """Have work done while this face is shown; within a named group it supersedes what is going on.

        What `outlives` the face goes on when it is left, until it ends, is stopped, or the app is left.
        """

    def announce(self, text: str, *, is_seen: bool) -> None:
        """Say what has ended to a user who may look elsewhere, as the settings want it; or sees it here."""

    async def wait_for_frame(self) -> None:
        """Wait until the user has seen what has changed."""

    def stop(self, group: str) -> None:
        """Cancel the work of a group."""

    @property
    def in_sight(self) -> bool:
        """Whether the user sees what this face shows: nothing is in front of it."""

    def is_at(self, plural: str) -> bool:
        """Whether the user is at the list of this plural now, whatever this face shows."""
