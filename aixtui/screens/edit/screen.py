"""The form of a resource's own fields: what changed is marked, shown before saving, kept when refused."""

from collections.abc import Iterable
from functools import partial

from textual import events, on
from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Select

from aixtui.actions import Scope
from aixtui.auth.redaction import HIDDEN
from aixtui.bindings import bindings_for
from aixtui.controllers.answering import Controllers
from aixtui.controllers.form import FormController
from aixtui.controllers.jumps import Jump
from aixtui.editing.form import Form
from aixtui.editing.reference_names import load_names
from aixtui.kindspec.field import Field
from aixtui.kindspec.plain_text import STAND_IN
from aixtui.screens.base import BaseScreen
from aixtui.screens.context import ScreenContext
from aixtui.widgets.bars import FooterBar, HeaderBar
from aixtui.widgets.entering import BeyondText, NothingToUndo
from aixtui.widgets.field_box import FieldBox
from aixtui.widgets.field_form import FieldForm
from aixtui.widgets.field_row import FieldRow
from aixtui.widgets.form_field import can_take_back, enter_does, field_text, form_field, show_text, take_back
from aixtui.widgets.pager import Pager
from aixtui.widgets.reference_field import ReferenceField
from aixtui.widgets.text_block import TextBlock
from aixtui.widgets.text_line import TextLine

NOT_SHOWN = f"This holds what is not shown, but as {STAND_IN} or {HIDDEN}: it is lost if you change the text."
_ID = "field-"
_KEPT = ", kept"


class EditScreen(BaseScreen):
    """Shows a form until it is over."""

    SCOPE = "edit"
    PARTS = ("field", "reference")
    BINDINGS = [*bindings_for("edit"), *bindings_for("field")]

    def __init__(self, context: ScreenContext, form: Form) -> None:
        super().__init__(context, lambda: form.activity)
        self.form = form
        self.controllers = Controllers(FormController(form, self.face))
        self._rows = {field.name: self._row(field) for field in form.fields}
        self._version, self._is_saving = form.version, form.is_saving
        self._moves, self._takebacks = form.moves.count, form.takebacks

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
            return ("pick", "drop-reference")
        return ("edit-text",) if isinstance(self.focused, TextBlock) else ()

    @property
    def enter(self) -> str:
        return enter_does(self.focused)

    @property
    def loss(self) -> str:
        return self.form.loss

    def jumps(self, text: str) -> Iterable[Jump]:  # noqa: ARG002  # the palette chooses among them
        """The fields, by their names."""
        for group in self.form.groups:
            for field in group.fields:
                note = f"Go to the field {field.label}."
                yield Jump("fields", field.label, note, partial(self.form.moves.to, field.name))

    def compose(self) -> ComposeResult:
        yield HeaderBar(id="header")
        groups = self.form.groups
        boxes = [FieldBox(one.heading, [self._rows[field.name] for field in one.fields]) for one in groups]
        yield FieldForm(boxes, id="form")
        yield Pager(id="pager")
        yield FooterBar(id="footer")

    def _row(self, field: Field) -> FieldRow:
        return FieldRow(
            partial(self._make, field),
            field.label,
            lines=self._lines(field),
            grows=field.lines > 1,
            hint=field.help,
            warning=NOT_SHOWN if self.form.is_lossy(field) else "",
            at_once=bool(field.options) and not field.is_picked,
        )

    def _lines(self, field: Field) -> int:
        return self.form.listed(field).count("\n") + 1 if field.is_picked else field.lines

    def _make(self, field: Field) -> Widget:
        widget = form_field(field, self.form.texts[field.name], self._widget_id(field))
        if isinstance(widget, ReferenceField):
            widget.show_names(self.form.listed(field), _nothing(field))
        return widget

    def on_mount(self) -> None:
        self._draw()
        self.follow(self.form.changed, self._draw)
        self.follow(self.form.activity.changed, self._draw_pager)
        self._focus(self.form.moves.current)
        self.face.start(load_names(self.form), "names")

    def set_focus(
        self, widget: Widget | None, scroll_visible: bool = True, from_app_focus: bool = False
    ) -> None:
        """Focus a widget. The form scrolls to its fields itself, by no more than it must."""
        is_in_form = widget is not None and self._field_of(widget) is not None
        super().set_focus(widget, scroll_visible and not is_in_form, from_app_focus)

    def _widget_id(self, field: Field) -> str:
        """The id of its widget: fields that a server names may be called anything."""
        is_plain = field.name.isascii() and field.name.isidentifier()
        return f"{_ID}{field.name if is_plain else self.form.fields.index(field)}"

    def _field_of(self, widget: Widget) -> Field | None:
        return next((field for field in self.form.fields if self._widget_id(field) == widget.id), None)

    def _focus(self, name: str) -> None:
        self.query_one(FieldForm).give_focus(self._rows[name])

    @on(events.DescendantFocus)
    def _point(self, event: events.DescendantFocus) -> None:
        if event.widget is not self.focused:  # it had it: of two the second may be heard of first
            return
        if (field := self._field_of(event.widget)) is not None:
            self.form.moves.current = field.name
            self.form.has_typing = can_take_back(event.widget)
            self.draw_footer()

    @on(events.DescendantBlur)
    def _check(self, event: events.DescendantBlur) -> None:
        if (field := self._field_of(event.widget)) is not None and not self.form.is_over:
            self.form.checks.check(field.name)

    @on(TextLine.Changed)
    @on(TextBlock.Changed)
    @on(Select.Changed)
    def _type(self, event: TextLine.Changed | TextBlock.Changed | Select.Changed) -> None:
        assert event.control is not None, "it comes from a field"
        if (field := self._field_of(event.control)) is not None:
            if event.control.has_focus:
                self.form.has_typing = can_take_back(event.control)
            self.form.type(field.name, field_text(event.control))

    @on(TextLine.Submitted)
    async def _go_on(self, event: TextLine.Submitted) -> None:
        event.stop()
        await self.action_do("next-field")

    @on(ReferenceField.Typed)
    async def _look_for(self, event: ReferenceField.Typed) -> None:
        await self.action_do("pick", event.text)

    @on(BeyondText)
    async def _go_beyond(self, event: BeyondText) -> None:
        await self.action_do("next-field" if event.steps > 0 else "previous-field")

    @on(NothingToUndo)
    async def _undo(self) -> None:
        await self.action_do("undo")

    def _draw(self) -> None:
        form = self.form
        if form.is_over:
            self.leave()
            return
        was_saving, self._is_saving = self._is_saving, form.is_saving
        self.query_one("#form").disabled = form.is_saving
        if was_saving and not form.is_saving:  # what is disabled loses the focus
            self._focus(form.moves.current)
        for field in form.fields:
            self._draw_field(field, self._rows[field.name])
        self.query_one(FieldForm).draw()
        if form.takebacks != self._takebacks:
            self._takebacks = form.takebacks
            take_back(self.focused)
        if form.moves.count != self._moves:
            self._moves = form.moves.count
            self._focus(form.moves.current)
        if form.version != self._version:
            self._version = form.version
            for field in form.fields:
                show_text(self._rows[field.name].widget, field, form.texts[field.name])
        self._draw_pager()
        self.draw_bars()

    def _draw_field(self, field: Field, row: FieldRow) -> None:
        """Show how it stands with a field."""
        form = self.form
        problem = form.checks.problems.get(field.name, "")
        row.show_or_hide(is_shown=field.applies(form.texts))
        row.show_state(
            problem or form.checks.told(field), is_bad=bool(problem), is_changed=form.is_changed(field)
        )
        if field.is_picked:
            row.show_lines(self._lines(field))
            if isinstance(row.widget, ReferenceField):
                row.widget.show_names(form.listed(field), _nothing(field))

    def _draw_pager(self) -> None:
        names = "" if self.form.is_as_it_began else self.form.changed_labels
        text = f" changed: {names}" if names else " nothing changed yet"
        self.query_one(Pager).show_state(Content(text), self.form.activity)


def _nothing(field: Field) -> str:
    """What a picked field says that holds nothing."""
    if field.records is None:
        return f"{'required' if field.required else 'none'}: Enter picks"
    return "none" if field.records.members else "none: Enter adds the first"
