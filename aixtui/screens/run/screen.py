"""Running a resource: a form of its inputs, then the run as it happens, then its output."""

from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.widgets import ContentSwitcher, Select, Static

from aixtui.bindings import bindings_for
from aixtui.controllers.answering import Controllers
from aixtui.controllers.run import RunController
from aixtui.kindspec.inputs import RunInput
from aixtui.running.run import Run
from aixtui.screens.base import BaseScreen
from aixtui.screens.context import ScreenContext
from aixtui.widgets.bars import FooterBar, HeaderBar
from aixtui.widgets.field_box import FieldBox
from aixtui.widgets.field_form import FieldForm
from aixtui.widgets.field_row import FieldRow
from aixtui.widgets.input_fields import field_id, label_of, lines_of, make_field, text_of
from aixtui.widgets.run_panel import RunPanel
from aixtui.widgets.text_block import TextBlock
from aixtui.widgets.text_line import TextLine
from aixtui.workspace.activity import Activity


class RunScreen(BaseScreen):
    """Shows a run until the user leaves it."""

    SCOPE = "run"
    BINDINGS = bindings_for("run")

    def __init__(self, context: ScreenContext, run: Run) -> None:
        activity = Activity()
        super().__init__(context, lambda: activity)
        self.run_state = run
        self.controllers = Controllers(RunController(run, self.face))
        self._rows = [_row(one, index) for index, one in enumerate(run.inputs)]
        self._view = ""

    @property
    def crumbs(self) -> tuple[str, ...]:
        return (self.run_state.kind.label, self.run_state.name, "run")

    @property
    def loss(self) -> str:
        return self.run_state.loss

    def compose(self) -> ComposeResult:
        yield HeaderBar(id="header")
        with ContentSwitcher(initial="form", id="body"):
            if self._rows:
                yield FieldForm([FieldBox("", self._rows)], id="form")
            else:
                with VerticalScroll(id="form", can_focus=False), Vertical(classes="form--box"):
                    yield Static("This takes no inputs.", markup=False, classes="form--label")
            yield RunPanel(id="panel")
        yield FooterBar(id="footer")

    def on_mount(self) -> None:
        self._draw()
        self.follow(self.run_state.changed, self._draw)
        self.run_state.show_on(self.face)

    def _draw(self) -> None:
        run = self.run_state
        if run.is_over:
            self.leave()
            return
        if run.view == "panel":
            self.query_one(RunPanel).show(run)
        if run.view != self._view or run.invalid_field:
            self._view = run.view
            self.query_one(ContentSwitcher).current = "form" if run.view == "inputs" else "panel"
            self._focus()
        self.draw_bars()

    def _focus(self) -> None:
        run = self.run_state
        if run.view == "panel":
            self.query_one("#run-log").focus()
            return
        names = [one.name for one in run.inputs]
        if names:
            index = names.index(run.invalid_field) if run.invalid_field else 0
            self.query_one(FieldForm).give_focus(self._rows[index])

    @on(TextLine.Changed)
    @on(TextBlock.Changed)
    @on(Select.Changed)
    def _type(self, event: TextLine.Changed | TextBlock.Changed | Select.Changed) -> None:
        for index, one in enumerate(self.run_state.inputs):
            if event.control.id == field_id(one, index):
                self.run_state.type(one.name, text_of(event.control))

    @on(TextLine.Submitted)
    async def _submit(self, event: TextLine.Submitted) -> None:
        event.stop()
        if not self.run_state.is_watching:
            await self.action_do("start")


def _row(one: RunInput, index: int) -> FieldRow:
    lines = lines_of(one)
    make = partial(make_field, one, index)
    return FieldRow(make, label_of(one), lines=lines, grows=lines > 1, hint=one.help, at_once=True)
