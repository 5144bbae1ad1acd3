"""The steps of an agent as a tree: what is open of it, and the row that keys act on."""

from collections.abc import Sequence
from itertools import groupby
from typing import Literal, NamedTuple

from aixtui.kindspec.results import RunStep
from aixtui.running.waterfall import Waterfall
from aixtui.workspace.notice import Notice

Fact = Literal["thought", "input", "output", "error"]
FACTS: tuple[Fact, ...] = ("thought", "input", "output", "error")
Key = tuple[str, int]
"""What a step is known by from poll to poll: its id, and which of those that have it."""


class StepRow(NamedTuple):
    """A row that is seen: an agent, one of its steps, or a fact of a step."""

    step: int
    """The place of the step, from 0; of an agent that of its first."""
    part: Literal["agent", "step"] | Fact
    is_last: bool = False
    """Whether no other step of the agent stands below."""
    size: int = 0
    """How many steps an agent takes here."""


class StepTree:
    """What failed and what is at work is open, unless the user has folded it; the rest is folded.

    The cursor goes on with the last step until the user leaves that.
    """

    def __init__(self, moved: Notice) -> None:
        self._moved, self._height = moved, 1
        self.steps: tuple[RunStep, ...] = ()
        self.rows: tuple[StepRow, ...] = ()
        self.cursor = 0
        """The place among the rows, from 0."""
        self.is_followed = True
        self.waterfall = Waterfall(())
        self._keys: list[Key] = []
        self._chosen: dict[Key, bool] = {}
        """What the user has opened (True) or folded."""
        self._folded_agents: set[Key] = set()
        """Agents, by their first step."""

    def load(self, steps: tuple[RunStep, ...]) -> None:
        """These are the steps now; the cursor stays on its step."""
        if steps == self.steps:
            return
        before = self._place
        self.steps, self._keys = steps, _keys(steps)
        self.waterfall = self.waterfall.with_steps(steps)
        self._arrange(before)

    def stop(self) -> None:
        """Nobody hears of them any more: what is at work then stands still."""
        self.waterfall.stop()

    def fit(self, height: int) -> None:
        """So many rows are seen at once."""
        self._height = max(height, 1)

    @property
    def current(self) -> RunStep | None:
        """The step that the cursor is in; None on an agent, and without steps."""
        row = self.rows[self.cursor] if self.rows else None
        return self.steps[row.step] if row and row.part != "agent" else None

    @property
    def failed(self) -> tuple[int, ...]:
        """The places of the steps that failed."""
        return tuple(place for place, step in enumerate(self.steps) if step.error)

    def is_open(self, row: StepRow) -> bool:
        """Whether what lies in an agent or a step is seen."""
        key, step = self._keys[row.step], self.steps[row.step]
        if row.part == "agent":
            return key not in self._folded_agents
        return self._chosen.get(key, bool(step.error) or not step.is_done)

    def move(self, by: int) -> None:
        """Move the cursor by so many rows, as far as there are."""
        self.move_to(self.cursor + by)

    def turn(self, by: int) -> None:
        """Move the cursor by so many screenfuls."""
        self.move(by * max(self._height - 1, 1))

    def move_to(self, place: int) -> None:
        """Move the cursor to a row, or to the nearest there is; on the last step it goes on with the run."""
        self.cursor = max(min(place, len(self.rows) - 1), 0)
        self.is_followed = not self.rows or self.rows[self.cursor].step == len(self.steps) - 1
        self._moved()

    def click(self, place: int) -> None:
        """Move the cursor to a row; the one that it is on is opened, or folded."""
        if place == self.cursor:
            self.toggle()
        else:
            self.move_to(place)

    def go_to_failed(self, by: int) -> None:
        """Move the cursor to the next step that failed, or with -1 to the one before, round the end."""
        here = self.rows[self.cursor].step if self.rows else 0
        if by > 0:
            found = next((one for one in self.failed if one > here), self.failed[0])
        else:
            found = next((one for one in reversed(self.failed) if one < here), self.failed[-1])
        self._folded_agents.clear()
        self.is_followed = False
        self._arrange((self._keys[found], "step"))
        self._moved()

    def toggle(self) -> None:
        """Open what lies in the row under the cursor, or fold it."""
        if self.rows:
            self._set_open(not self.is_open(self._owner))

    def fold(self) -> None:
        """Fold what lies in the row; where that is folded, go to the agent."""
        if not self.rows:
            return
        if self._owner.part == "step" and not self.is_open(self._owner):
            agent = next(
                (at for at in range(self.cursor, -1, -1) if self.rows[at].part == "agent"), self.cursor
            )
            self.move_to(agent)
        else:
            self._set_open(False)

    def unfold(self) -> None:
        """Open what lies in the row."""
        if self.rows:
            self._set_open(True)

    def fold_all(self) -> None:
        """Fold all steps."""
        self._set_all(is_open=False)

    def unfold_all(self) -> None:
        """Open everything."""
        self._folded_agents.clear()
        self._set_all(is_open=True)

    @property
    def _owner(self) -> StepRow:
        """The agent or the step that the row under the cursor belongs to."""
        row = self.rows[self.cursor]
        return row if row.part == "agent" else row._replace(part="step")

    @property
    def _place(self) -> tuple[Key, str] | None:
        """The step that the cursor is on, and which of its rows."""
        return (self._keys[self.rows[self.cursor].step], self.rows[self.cursor].part) if self.rows else None

    def _set_open(self, is_open: bool) -> None:  # said by whoever calls it
        owner = self._owner
        key = self._keys[owner.step]
        if owner.part == "agent":
            (self._folded_agents.discard if is_open else self._folded_agents.add)(key)
        else:
            self._chosen[key] = is_open
        self._arrange((key, owner.part))
        self._moved()

    def _set_all(self, *, is_open: bool) -> None:
        self._chosen = dict.fromkeys(self._keys, is_open)
        if self.rows:
            self._arrange((self._keys[self._owner.step], self._owner.part))
        self._moved()

    def _arrange(self, place: tuple[Key, str] | None) -> None:
        """Lay the rows out anew, with the cursor where it was, or on the last step where that is followed."""
        rows: list[StepRow] = []
        for _, group in groupby(enumerate(self.steps), key=lambda one: one[1].agent):
            places = [at for at, _ in group]
            if self.steps[places[0]].agent:
                rows.append(StepRow(places[0], "agent", size=len(places)))
                if not self.is_open(rows[-1]):
                    continue
            for at in places:
                rows += self._rows_of(at, is_last=at == places[-1])
        self.rows = tuple(rows)
        if self.is_followed:
            self.cursor = max((at for at, row in enumerate(rows) if row.part in ("agent", "step")), default=0)
        else:
            self.cursor = self._find(place)

    def _rows_of(self, at: int, *, is_last: bool) -> Sequence[StepRow]:
        head = StepRow(at, "step", is_last)
        if not self.is_open(head):
            return (head,)
        return (head, *(StepRow(at, fact, is_last) for fact in facts_of(self.steps[at])))

    def _find(self, place: tuple[Key, str] | None) -> int:
        """The row of a place, else the nearest before it: what it was in may be folded."""
        if place is None:
            return 0
        key, part = place
        found = 0
        number = self._keys.index(key) if key in self._keys else 0
        for at, row in enumerate(self.rows):
            if row.step > number:
                break
            if row.step < number or found == 0 or row.part in (part, "step"):
                found = at
            if row.step == number and row.part == part:
                break
        return found


def facts_of(step: RunStep) -> tuple[Fact, ...]:
    """What a step says of itself."""
    return tuple(fact for fact in FACTS if getattr(step, fact) not in (None, "", [], {}))


def _keys(steps: Sequence[RunStep]) -> list[Key]:
    counts: dict[str, int] = {}
    keys = []
    for step in steps:
        counts[step.id] = counts.get(step.id, 0) + 1
        keys.append((step.id, counts[step.id]))
    return keys
