"""Running a resource: a form of its inputs, then the run as it happens, then its output."""

from textual import on
from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import ContentSwitcher

from aixtui.actions import Scope
from aixtui.bindings import bindings_for
from aixtui.controllers.answering import Controllers
from aixtui.controllers.inputs_form import InputsForm
from aixtui.controllers.run import RunController
from aixtui.controllers.run_fields import RunFieldsController
from aixtui.controllers.run_inputs import RunInputsController
from aixtui.editing.reference_names import load_names
from aixtui.kindspec.cells import clean
from aixtui.running.run import Run
from aixtui.screens.base import BaseScreen
from aixtui.screens.context import ScreenContext
from aixtui.screens.form_view import FormView
from aixtui.screens.run.inputs_pane import InputsPane
from aixtui.widgets.bars import FooterBar, HeaderBar
from aixtui.widgets.entering import NothingToUndo
from aixtui.widgets.form_field import enter_does
from aixtui.widgets.reference_field import ReferenceField
from aixtui.widgets.run_panel import RunPanel
from aixtui.widgets.text_block import TextBlock
from aixtui.workspace.activity import Activity


class RunScreen(BaseScreen):
    """Shows a run until the user leaves it."""

    SCOPE = "run"
    PARTS = ("field", "reference")
    BINDINGS = [*bindings_for("run"), *bindings_for("field")]

    def __init__(self, context: ScreenContext, run: Run) -> None:
        activity = Activity()
        super().__init__(context, lambda: activity)
        self.run_state = run
        self.inputs = InputsForm(context.session, run)
        self.controllers = Controllers(
            RunController(run, self.face),
            RunInputsController(context.session, run, self.face),
            RunFieldsController(self.inputs, run, self.face),
        )
        self._view = ""

    @property
    def scopes_now(self) -> tuple[Scope, ...]:
        if self.run_state.view == "panel":
            return (self.SCOPE,)
        if isinstance(self.focused, ReferenceField):
            return (self.SCOPE, *self.PARTS)
        return (self.SCOPE, "field")

    @property
    def crumbs(self) -> tuple[str, ...]:
        action = (clean(self.run_state.form.action),) if self.run_state.form.action else ()
        return (self.run_state.kind.label, self.run_state.name, *action, "run")

    @property
    def is_typing(self) -> bool:
        """Letters go into every field of a form."""
        return self.run_state.view == "inputs" and self.focused is not None

    @property
    def enter(self) -> str:
        return enter_does(self.focused) if self.run_state.view == "inputs" else ""

    @property
    def foremost(self) -> tuple[str, ...]:
        if isinstance(self.focused, ReferenceField):
            return ("pick", "drop-reference")
        return ("edit-text",) if isinstance(self.focused, TextBlock) else ()

    @property
    def loss(self) -> str:
        return self.run_state.loss

    def compose(self) -> ComposeResult:
        yield HeaderBar(id="header")
        with ContentSwitcher(initial="inputs", id="body"):
            yield InputsPane(self.inputs, id="inputs")
            yield RunPanel(id="panel")
        yield FooterBar(id="footer")

    def on_mount(self) -> None:
        self._draw()
        self.follow(self.run_state.changed, self._draw)
        self.run_state.show_on(self.face)

    def set_focus(
        self, widget: Widget | None, scroll_visible: bool = True, from_app_focus: bool = False
    ) -> None:
        """Focus a widget. The form scrolls to its fields itself, by no more than it must."""
        view = self.query_one(InputsPane).view
        is_in_form = view is not None and view.field_of(widget) is not None
        super().set_focus(widget, scroll_visible and not is_in_form, from_app_focus)

    def _draw(self) -> None:
        run = self.run_state
        if run.is_over:
            self.leave()
            return
        if run.view == "panel":
            self.query_one(RunPanel).show(run)
        self.query_one(InputsPane).show(is_known=run.form.is_known)
        if run.view != self._view:
            self._view = run.view
            self.query_one(ContentSwitcher).current = run.view
            self._focus()
        self.draw_bars()

    def _focus(self) -> None:
        if self.run_state.view == "panel":
            self.query_one("#run-log").focus()
        elif (view := self.query_one(InputsPane).view) is not None and view.has_fields:
            view.focus_current()

    @on(FormView.Ready)
    def _begin_form(self, event: FormView.Ready) -> None:
        self.follow(event.view.form.changed, self._draw)
        self.face.start(load_names(event.view.form), "names")
        self._draw()
        self._focus()

    @on(ReferenceField.Typed)
    async def _look_for(self, event: ReferenceField.Typed) -> None:
        await self.action_do("pick", event.text)

    @on(NothingToUndo)
    async def _undo(self) -> None:
        await self.action_do("undo")
