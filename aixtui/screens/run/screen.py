"""Running a resource: a form of its inputs, then the run as it happens, then its output."""

from textual import on
from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import ContentSwitcher, Select, Static

from aixtui.actions import Scope
from aixtui.bindings import bindings_for
from aixtui.controllers.answering import Controllers
from aixtui.controllers.find import FindController
from aixtui.controllers.part import LinesController, RowsController
from aixtui.controllers.run import RunController
from aixtui.controllers.run_view import RunViewController
from aixtui.controllers.steps import StepsController
from aixtui.controllers.taking import TakingController
from aixtui.face import Part
from aixtui.running.outputs.lines_part import LinesPart
from aixtui.running.outputs.records_part import RecordsPart
from aixtui.running.outputs.taking import OutputTaking
from aixtui.running.run import Run
from aixtui.running.run_view import RunView
from aixtui.screens.base import BaseScreen
from aixtui.screens.context import ScreenContext
from aixtui.screens.presence import is_present
from aixtui.widgets.bars import FooterBar, HeaderBar
from aixtui.widgets.field_form import FieldBox, FieldForm
from aixtui.widgets.field_panel import FieldPanel
from aixtui.widgets.growing_scroll import GrowingScroll
from aixtui.widgets.input_fields import field_id, label_of, lines_of, make_field, text_of
from aixtui.widgets.run_panel import RunPanel
from aixtui.widgets.search_bar import SearchBar
from aixtui.widgets.steps_view import StepsView
from aixtui.widgets.text_block import TextBlock
from aixtui.widgets.text_line import TextLine
from aixtui.workspace.activity import Activity

RUN_PARTS: dict[type[Widget] | type[None], Scope] = {StepsView: "steps", GrowingScroll: "live"}
"""What shows a run while it goes on has keys of its own while it has the focus."""


class RunScreen(BaseScreen):
    """Shows a run until the user leaves it."""

    SCOPE = "run"
    PARTS = ("panel", "json", "table", "search", "steps", "live")
    BINDINGS = bindings_for("run")

    def __init__(self, context: ScreenContext, run: Run) -> None:
        self._activity = Activity()
        super().__init__(context, lambda: self._activity, self._give_keys)
        self.run_state = run
        self.shown = RunView(context.session, run)
        taking = OutputTaking(context.session, run, self.shown, self.face)
        self.controllers = Controllers(
            RunController(run, self.face, self.shown.search),
            RunViewController(self.shown, self.face),
            LinesController(self.shown),
            RowsController(self.shown, taking),
            FindController(self.shown.search, self.face),
            TakingController(taking),
            StepsController(run, self.face),
        )
        self._view = ""

    @property
    def crumbs(self) -> tuple[str, ...]:
        return (self.run_state.kind.label, self.run_state.name, "run")

    @property
    def scopes_now(self) -> tuple[Scope, ...]:
        if self.run_state.view == "inputs":
            return (self.SCOPE,)
        if self.query_one(SearchBar).is_edited:
            return ("search",)
        part: tuple[Scope, ...] = ()
        if self.shown.tab == "live":
            part = tuple(scope for scope in (RUN_PARTS.get(type(self.focused)),) if scope)
        elif isinstance(self.shown.part, LinesPart):
            part = ("json",)
        elif isinstance(self.shown.part, RecordsPart):
            part = ("table",)
        return (self.SCOPE, "panel", *part)

    @property
    def foremost(self) -> tuple[str, ...]:
        return ("next-match", "previous-match") if self.shown.search.matches else ()

    @property
    def loss(self) -> str:
        return self.run_state.loss

    def compose(self) -> ComposeResult:
        yield HeaderBar(id="header")
        with ContentSwitcher(initial="form", id="body"):
            with FieldForm(id="form"), FieldBox():
                for index, one in enumerate(self.run_state.form.inputs):
                    lines = lines_of(one)
                    field, label = make_field(one, index), label_of(one)
                    yield FieldPanel(field, label, lines=lines, grows=lines > 1, hint=one.help)
                if not self.run_state.form.inputs:
                    yield Static("This takes no inputs.", markup=False, classes="form--label")
            yield RunPanel(self.run_state, self.shown, self._activity, id="panel")
        yield FooterBar(id="footer")

    def on_mount(self) -> None:
        self._draw()
        self.follow(self.run_state.changed, self._draw)
        self.follow(self.run_state.moved, self._draw_live)
        panel = self.query_one(RunPanel)
        self.follow(self.shown.changed, self._draw_panel)
        self.follow(self.shown.moved, panel.draw_places)
        self.follow(self.shown.search.changed, panel.draw_search)
        self.follow(self._activity.changed, panel.draw_search)
        self.shown.show_on(self.face)
        self.run_state.show_on(self.face)

    def _draw(self) -> None:
        run = self.run_state
        if run.is_over:
            self.leave()
            return
        if run.view != self._view or run.form.invalid_field:
            self._view = run.view
            self.query_one(ContentSwitcher).current = "form" if run.view == "inputs" else "panel"
            self._focus()
        self.draw_bars()

    def _draw_panel(self) -> None:
        self.query_one(RunPanel).show()
        self.draw_bars()

    def _give_keys(self, part: Part) -> None:
        if is_present(self):
            panel = self.query_one(RunPanel)
            if part == "search":
                panel.edit_search()
            else:
                panel.take_keys()

    def on_descendant_blur(self) -> None:
        if self.is_current:  # a dialog above it takes nothing away
            self.call_later(self.query_one(RunPanel).share_row)

    def _draw_live(self) -> None:
        self.query_one(RunPanel).draw_live()
        self.draw_footer()

    def _focus(self) -> None:
        run = self.run_state
        if run.view == "panel":
            self.query_one(RunPanel).take_keys()
            return
        names = [one.name for one in run.form.inputs]
        if names:
            index = names.index(run.form.invalid_field) if run.form.invalid_field else 0
            self.query_one(f"#{field_id(run.form.inputs[index], index)}").focus()

    @on(TextLine.Changed)
    @on(TextBlock.Changed)
    @on(Select.Changed)
    def _type(self, event: TextLine.Changed | TextBlock.Changed | Select.Changed) -> None:
        for index, one in enumerate(self.run_state.form.inputs):
            if event.control.id == field_id(one, index):
                self.run_state.form.type(one.name, text_of(event.control))

    @on(TextLine.Submitted)
    async def _submit(self, event: TextLine.Submitted) -> None:
        event.stop()
        if not self.run_state.live.is_watching:
            await self.action_do("start")

    @on(SearchBar.Left)
    async def _leave_bar(self, message: SearchBar.Left) -> None:
        await self.action_do("to-list", message.line, message.text)

    @on(SearchBar.Cleared)
    async def _clear_bar(self, message: SearchBar.Cleared) -> None:
        await self.action_do("clear-text", message.line)
