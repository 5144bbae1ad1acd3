"""A dialog to choose a moment: a day of a month, and the time and the zone beside it."""

from collections.abc import Iterator

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.geometry import Region
from textual.widgets import Static

from aixtui.kindspec.moment_choice import MomentChoice
from aixtui.screens.dialogs.dialog import Dialog
from aixtui.screens.presence import when_present
from aixtui.widgets.keys_bar import KeysBar
from aixtui.widgets.month_grid import MonthGrid
from aixtui.widgets.text_line import TextLine

_OF_DAYS = (
    ("Enter", "takes"),
    ("Arrows", "day, week"),
    ("PgUp PgDn", "month"),
    ("t", "today"),
    ("Tab", "time"),
    ("Esc", "cancels"),
)
_OF_LINES = (("Enter", "takes"), ("Tab", "next"), ("Esc", "cancels"))


class Calendar(Dialog[str | None]):
    """Ends with the moment as it is typed, or with None when it was cancelled."""

    def __init__(self, title: str, text: str) -> None:
        super().__init__()
        self._heading, self.choice = title, MomentChoice(text)

    def compose(self) -> ComposeResult:
        choice = self.choice
        with Vertical(classes="dialog"):
            yield Static(self._heading, markup=False, classes="dialog--title")
            yield MonthGrid(choice)
            for name, text in (("Time", choice.time), ("Zone", choice.zone)):
                with Horizontal(classes="calendar--line"):
                    yield Static(name, markup=False, classes="calendar--label")
                    yield TextLine(text, select_on_focus=True, id=name.lower(), classes="dialog--input")
            yield Static(markup=False, classes="calendar--told")
        yield KeysBar()

    @property
    def help_keys(self) -> Iterator[tuple[str, str]]:
        yield "Enter", "Take this moment."
        yield "Esc", "Close it: the field stays as it is."
        yield "Tab Shift+Tab", "Go on to the time, the zone, the days."
        yield "Arrows h j k l", "In the days: a day or a week on, or back."
        yield "PgUp PgDn", "In the days: a month back, or on."
        yield "t", "In the days: today."

    def on_mount(self) -> None:
        self.query_one(MonthGrid).focus()
        self._draw()

    @on(TextLine.Changed)
    def _type(self) -> None:
        time, zone = (self.query_one(f"#{name}", TextLine).text for name in ("time", "zone"))
        self.choice.time, self.choice.zone = time, zone
        self._draw()

    @on(events.DescendantFocus)
    def _draw(self) -> None:
        problem = self.choice.problem
        told = Content.styled(problem, "$bad") if problem else Content.styled(self.choice.told, "$quiet")
        self.query_one(".calendar--told", Static).update(told)
        self.query_one(MonthGrid).draw()
        is_in_line = isinstance(self.focused, TextLine)
        self.query_one(KeysBar).show_keys(_OF_LINES if is_in_line else _OF_DAYS)
        self.call_after_refresh(when_present, self, self._show_chosen)

    def _show_chosen(self) -> None:
        """On a low screen, scroll to the week that is chosen, or to the lines below the month."""
        box, grid = self.query_one(".dialog"), self.query_one(MonthGrid)
        if isinstance(self.focused, TextLine):
            box.scroll_end(animate=False)
        else:
            line = Region(0, grid.virtual_region.y + grid.chosen_line, 1, 1)
            box.scroll_to_region(line, animate=False)

    def action_move(self, days: int) -> None:
        self.choice.move(days)
        self._draw()

    def action_move_months(self, months: int) -> None:
        self.choice.move_months(months)
        self._draw()

    def action_go_to(self, number: int) -> None:
        self.choice.go_to(number)
        self._draw()

    def action_go_to_today(self) -> None:
        self.choice.go_to_today()
        self._draw()

    @on(TextLine.Submitted)
    def action_take(self) -> None:
        if not self.choice.problem:
            self.finish(self.choice.text)

    def action_back(self) -> None:
        self.finish(None)
