"""The form of a resource's own fields: what changed is marked, shown before saving, kept when refused."""

from collections.abc import Iterable
from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget

from aixtui.actions import Scope
from aixtui.bindings import bindings_for
from aixtui.controllers.answering import Controllers
from aixtui.controllers.form import FormController
from aixtui.controllers.jumps import Jump
from aixtui.controllers.picked import PickedController
from aixtui.editing.form import Form
from aixtui.editing.reference_names import load_names
from aixtui.screens.base import BaseScreen
from aixtui.screens.context import ScreenContext
from aixtui.screens.form_view import FormView
from aixtui.widgets.bars import FooterBar, HeaderBar
from aixtui.widgets.form_field import MomentLine, footer_keys
from aixtui.widgets.pager import Pager
from aixtui.widgets.reference_field import PICKED, ReferenceField
from aixtui.widgets.text_block import TextBlock
from aixtui.widgets.text_line import TextLine

_KEPT = ", kept"


class EditScreen(BaseScreen):
    """Shows a form until it is over."""

    SCOPE = "edit"
    PARTS = ("field", "reference")
    BINDINGS = [*bindings_for("edit"), *bindings_for("field")]

    def __init__(self, context: ScreenContext, form: Form) -> None:
        super().__init__(context, lambda: form.activity)
        self.form = form
        self.controllers = Controllers(
            FormController(form, self.face), PickedController(form, self.face, context.related)
        )
        self._is_saving = form.is_saving

    @property
    def scopes_now(self) -> tuple[Scope, ...]:
        if isinstance(self.focused, ReferenceField):
            return (self.SCOPE, *self.PARTS)
        return (self.SCOPE, "field")

    @property
    def crumbs(self) -> tuple[str, ...]:
        return self.form.crumbs

    @property
    def is_typing(self) -> bool:
        """Letters go into every field of a form."""
        return self.focused is not None

    @property
    def changed(self) -> str:
        """How many fields were changed, and whether they are kept, in as many cells; empty where none was."""
        count = sum(map(self.form.is_changed, self.form.fields))
        kept = _KEPT if self.form.is_kept else " " * len(_KEPT)
        return f"* {count} changed{kept}" if count else ""

    @property
    def foremost(self) -> tuple[str, ...]:
        if isinstance(self.focused, ReferenceField):
            return PICKED
        return ("edit-text",) if isinstance(self.focused, TextBlock) else ()

    @property
    def part_keys(self) -> tuple[tuple[str, str], ...]:
        return footer_keys(self.focused)

    @property
    def loss(self) -> str:
        form = self.form
        return "" if form.taker is not None and form.is_kept else form.loss

    async def release(self) -> None:
        if self.form.keeper is not None:
            await self.form.keeper.release()

    def jumps(self, text: str) -> Iterable[Jump]:  # noqa: ARG002  # the palette chooses among them
        """The fields, by their names."""
        for group in self.form.groups:
            for field in group.fields:
                note = f"Go to the field {field.label}."
                yield Jump("fields", field.label, note, partial(self.form.moves.to, field.name))

    def compose(self) -> ComposeResult:
        yield HeaderBar(id="header")
        yield FormView(self.form, id="form")
        yield Pager(id="pager")
        yield FooterBar(id="footer")

    @property
    def _view(self) -> FormView:
        return self.query_one(FormView)

    def on_mount(self) -> None:
        self._draw()
        self.follow(self.form.changed, self._draw)
        self.follow(self.form.activity.changed, self._draw_pager)
        self._view.focus_current()
        self.face.start(load_names(self.form), "names")
        if self.form.is_proposed:
            self.form.is_proposed = False
            self.call_after_refresh(self.action_do, "save")
        elif self.form.unfinished.held:
            self.call_after_refresh(self.action_do, "pick")

    def set_focus(
        self, widget: Widget | None, scroll_visible: bool = True, from_app_focus: bool = False
    ) -> None:
        """Focus a widget. The form scrolls to its fields itself, by no more than it must."""
        is_in_form = widget is not None and self._view.field_of(widget) is not None
        super().set_focus(widget, scroll_visible and not is_in_form, from_app_focus)

    @on(TextLine.Submitted)
    async def _choose(self, event: TextLine.Submitted) -> None:
        if isinstance(event.control, MomentLine):
            await self.action_do("pick")

    @on(ReferenceField.Typed)
    async def _look_for(self, event: ReferenceField.Typed) -> None:
        await self.action_do("pick", event.text)

    def _draw(self) -> None:
        form = self.form
        if form.is_over:
            self.leave()
            return
        was_saving, self._is_saving = self._is_saving, form.is_saving
        self._view.disabled = form.is_saving
        if was_saving and not form.is_saving:  # what is disabled loses the focus
            self._view.focus_current()
        self._view.draw()
        self._draw_pager()
        self.draw_bars()

    def _draw_pager(self) -> None:
        names = "" if self.form.is_as_it_began else self.form.changed_labels
        text = f" changed: {names}" if names else " nothing changed yet"
        self.query_one(Pager).show_state(Content(text), self.form.activity)
