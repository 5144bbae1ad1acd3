"""A list of the choices that match what is typed, with what is said below them."""

from collections.abc import Callable, Iterator, Sequence

from textual.content import Content
from textual.widgets.option_list import Option

from aixtui.face import Choice
from aixtui.widgets.choice_list import ChoiceList
from aixtui.widgets.question_text import LOW

AROUND = 5
"""Lines of a low screen beside a list: the edges, the title, what is typed, the keys."""


class MatchList(ChoiceList):
    """The highlight follows its choice while others come and go; a rule stands between groups of them."""

    can_focus = False

    def __init__(self) -> None:
        super().__init__(classes="dialog--options", markup=False, compact=True)
        self.choices: Sequence[Choice] = ()

    @property
    def current(self) -> Choice | None:
        """The choice that is highlighted."""
        place = self.highlighted
        return self.choices[place] if place is not None and place < len(self.choices) else None

    @property
    def place(self) -> int:
        """Where the highlight is, from 0."""
        return self.highlighted or 0

    def fit(self, lines: int, *, has_note: bool) -> None:
        """Be as high as that, or half the screen; on a low one no higher than all of the dialog is seen."""
        height = self.app.size.height
        room = height - AROUND - has_note if height < LOW else height
        # A dialog would be as high as all there is to scroll through.
        self.styles.height = max(min(lines, height // 2, room), 1)

    def offer(
        self,
        choices: Sequence[Choice],
        notes: Sequence[str],
        write: Callable[[Choice], Content],
        *,
        place: int,
        follows: bool,
    ) -> int:
        """List these now, and return how many lines they take.

        Unless the highlight `follows` its choice, and that is there, it goes to this place.
        """
        previous, self.choices = self.current if follows else None, choices
        rows = [*self._rows(write)]
        self.clear_options()
        self.add_options(rows)
        self.add_options([Option(Content.styled(note, "$quiet"), disabled=True) for note in notes])
        if choices:
            places = (at for at, choice in enumerate(choices) if previous and choice.id == previous.id)
            self.highlighted = next(places, min(place, len(choices) - 1))
        return len(rows) + sum(choice.note.count("\n") for choice in choices)

    def _rows(self, write: Callable[[Choice], Content]) -> Iterator[Option | None]:
        group = self.choices[0].group if self.choices else ""
        for choice in self.choices:
            if choice.group != group:
                group = choice.group
                yield None
            yield Option(write(choice))

    def go_by(self, steps: int) -> None:
        """Go so many choices on, or back; behind the last one comes the first."""
        if self.choices:
            self.highlighted = (self.place + steps) % len(self.choices)

    def go_by_screens(self, screens: int) -> None:
        """Go as far as is seen, but not beyond an end."""
        if self.choices:
            place = self.place + screens * self.size.height
            self.highlighted = max(min(place, len(self.choices) - 1), 0)

    def go_to_end(self, *, first: bool) -> None:
        """Go to the first one, or to the last."""
        if self.choices:
            self.highlighted = 0 if first else len(self.choices) - 1
