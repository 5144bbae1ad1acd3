"""Running a resource: a form of its inputs, then the run as it happens, then its output."""

from textual import on
from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import ContentSwitcher

from aixtui.actions import Scope
from aixtui.bindings import bindings_for
from aixtui.controllers.answering import Controllers
from aixtui.controllers.find import FindController
from aixtui.controllers.inputs_form import InputsForm
from aixtui.controllers.part import LinesController, RowsController
from aixtui.controllers.run import RunController
from aixtui.controllers.run_fields import RunFieldsController
from aixtui.controllers.run_inputs import RunInputsController
from aixtui.controllers.run_saving import RunSavingController
from aixtui.controllers.run_view import RunViewController
from aixtui.controllers.steps import StepsController
from aixtui.controllers.taking import TakingController
from aixtui.editing.reference_names import load_names
from aixtui.face import Part
from aixtui.kindspec.cells import clean
from aixtui.running.outputs.lines_part import LinesPart
from aixtui.running.outputs.records_part import RecordsPart
from aixtui.running.outputs.taking import OutputTaking
from aixtui.running.presets import Presets
from aixtui.running.run import Run
from aixtui.running.run_view import RunView
from aixtui.screens.base import BaseScreen
from aixtui.screens.context import ScreenContext
from aixtui.screens.form_view import FormView
from aixtui.screens.presence import is_present
from aixtui.screens.run.inputs_pane import InputsPane
from aixtui.widgets.bars import FooterBar, HeaderBar
from aixtui.widgets.form_field import MomentLine, footer_keys
from aixtui.widgets.growing_scroll import GrowingScroll
from aixtui.widgets.reference_field import PICKED, ReferenceField
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
    PARTS = ("field", "reference", "panel", "json", "table", "search", "steps", "live")
    BINDINGS = [*bindings_for("run"), *bindings_for("field")]

    def __init__(self, context: ScreenContext, run: Run) -> None:
        self._activity = Activity()
        super().__init__(context, lambda: self._activity, self._give_keys)
        self.run_state = run
        self.inputs = InputsForm(context.session, run)
        self.shown = RunView(context.session, run)
        taking = OutputTaking(context.session, run, self.shown, self.face)
        self.controllers = Controllers(
            RunController(run, self.face, self.shown.search),
            RunInputsController(context.session, run, self.face),
            RunFieldsController(self.inputs, run, self.face, context.related),
            RunViewController(self.shown, self.face),
            LinesController(self.shown),
            RowsController(self.shown, taking),
            FindController(self.shown.search, self.face),
            TakingController(taking),
            RunSavingController(run, Presets(context.session, run, self.face), taking),
            StepsController(run, self.face),
        )
        self._view, self._number = "", 0

    @property
    def crumbs(self) -> tuple[str, ...]:
        action = (clean(self.run_state.form.action),) if self.run_state.form.action else ()
        return (self.run_state.kind.label, self.run_state.name, *action, "run")

    @property
    def scopes_now(self) -> tuple[Scope, ...]:
        if self.run_state.view == "inputs":
            picked: tuple[Scope, ...] = ("reference",) if isinstance(self.focused, ReferenceField) else ()
            return (self.SCOPE, "field", *picked)
        if self.query_one(SearchBar).is_edited:
            return ("search",)
        part: Scope | None = None
        if self.shown.tab == "live":
            part = RUN_PARTS.get(type(self.focused))
        elif isinstance(self.shown.part, LinesPart):
            part = "json"
        elif isinstance(self.shown.part, RecordsPart):
            part = "table"
        return (self.SCOPE, "panel", *((part,) if part else ()))

    @property
    def is_typing(self) -> bool:
        """Letters go into every field of a form."""
        return self.run_state.view == "inputs" and self.focused is not None

    @property
    def part_keys(self) -> tuple[tuple[str, str], ...]:
        return footer_keys(self.focused) if self.run_state.view == "inputs" else ()

    @property
    def foremost(self) -> tuple[str, ...]:
        if self.run_state.view == "panel":
            return ("next-match", "previous-match") if self.shown.search.matches else ()
        if isinstance(self.focused, ReferenceField):
            return PICKED
        return ("edit-text",) if isinstance(self.focused, TextBlock) else ()

    def compose(self) -> ComposeResult:
        yield HeaderBar(id="header")
        with ContentSwitcher(initial="inputs", id="body"):
            yield InputsPane(self.inputs, id="inputs")
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

    def set_focus(
        self, widget: Widget | None, scroll_visible: bool = True, from_app_focus: bool = False
    ) -> None:
        """Focus a widget. The form scrolls to its fields itself, by no more than it must."""
        view = self.query_one(InputsPane).view
        is_in_form = view is not None and view.field_of(widget) is not None
        if is_in_form and self.run_state.view != "inputs":
            return  # they are filled out of sight
        super().set_focus(widget, scroll_visible and not is_in_form, from_app_focus)

    def _draw(self) -> None:
        run = self.run_state
        if run.is_over:
            self.leave()
            return
        if run.number != self._number:
            self._number = run.number
            self.app.clear_notifications()  # what was said of the inputs, or of the run before
        if run.view == "inputs":
            self.query_one(InputsPane).show(is_known=run.form.is_known)
        if run.view != self._view:
            self._view = run.view
            self.query_one("#body", ContentSwitcher).current = run.view
            self._focus()
        self.draw_bars()

    def _draw_panel(self) -> None:
        self.query_one(RunPanel).show()
        self.draw_bars()

    def _draw_live(self) -> None:
        self.query_one(RunPanel).draw_live()
        self.draw_footer()

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

    def _focus(self) -> None:
        if self.run_state.view == "panel":
            self.query_one(RunPanel).take_keys()
        elif (view := self.query_one(InputsPane).view) is not None and view.has_fields:
            view.focus_current()

    @on(FormView.FieldsMade)
    def _begin_form(self, event: FormView.FieldsMade) -> None:
        self.follow(event.view.form.changed, self._draw)
        self.face.start(load_names(event.view.form), "names")
        self._draw()
        self._focus()

    @on(TextLine.Submitted)
    async def _choose(self, event: TextLine.Submitted) -> None:
        if isinstance(event.control, MomentLine):
            await self.action_do("pick")

    @on(ReferenceField.Typed)
    async def _look_for(self, event: ReferenceField.Typed) -> None:
        await self.action_do("pick", event.text)

    @on(SearchBar.Left)
    async def _leave_bar(self, message: SearchBar.Left) -> None:
        await self.action_do("to-list", message.line, message.text)

    @on(SearchBar.Cleared)
    async def _clear_bar(self, message: SearchBar.Cleared) -> None:
        await self.action_do("clear-text", message.line)
