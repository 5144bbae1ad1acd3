"""The days of a month, by weeks; its keys go from day to day."""

from textual.binding import Binding
from textual.content import Content
from textual.widgets import Static

from aixtui.kindspec.moment_choice import CalendarDay, MomentChoice
from aixtui.widgets.bars import clickable

_HEADS = "Mo Tu We Th Fr Sa Su"


class MonthGrid(Static, can_focus=True):
    """Shows the month of a choice. What its keys do is the screen's: it draws this again."""

    auto_links = False
    """What can be clicked looks as its content says."""
    BINDINGS = [
        Binding("left,h", "screen.move(-1)", show=False),
        Binding("right,l", "screen.move(1)", show=False),
        Binding("up,k", "screen.move(-7)", show=False),
        Binding("down,j", "screen.move(7)", show=False),
        Binding("pageup", "screen.move_months(-1)", show=False),
        Binding("pagedown", "screen.move_months(1)", show=False),
        Binding("t", "screen.go_to_today", show=False),
        Binding("enter,space", "screen.take", show=False),
    ]

    def __init__(self, choice: MomentChoice) -> None:
        super().__init__(markup=False, classes="calendar--month")
        self._choice = choice

    def on_focus(self) -> None:
        self.draw()

    def on_blur(self) -> None:
        self.draw()

    def draw(self) -> None:
        """Show it as it is now."""
        lines = [Content.styled(self._choice.title, "bold"), Content.styled(_HEADS, "$quiet")]
        lines += [Content(" ").join(map(self._day, week)) for week in self._choice.weeks]
        self.update(Content("\n").join(lines))

    @property
    def chosen_line(self) -> int:
        """The line that the chosen day is on."""
        weeks = enumerate(self._choice.weeks, 2)
        return next((at for at, week in weeks if any(day and day.is_chosen for day in week)), 0)

    def _day(self, day: CalendarDay | None) -> Content:
        if day is None:
            return Content("  ")
        style = "bold reverse" if day.is_chosen else "bold underline $key" if day.is_today else ""
        return clickable(Content.styled(f"{day.number:2}", style), f"screen.go_to({day.number})")
