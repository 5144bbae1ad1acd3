"""The fields of a form as they are typed in: drawn when the form changes, which is told what is typed."""

from dataclasses import dataclass
from functools import partial

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Select

from aixtui.actions import actions_of
from aixtui.auth.redaction import HIDDEN
from aixtui.editing.form import Form
from aixtui.kindspec.field import Field
from aixtui.kindspec.field_words import about
from aixtui.kindspec.plain_text import STAND_IN
from aixtui.screens.dialogs.help_groups import HelpGroup, HelpRow, row_of
from aixtui.widgets.entering import BeyondText
from aixtui.widgets.field_box import FieldBox
from aixtui.widgets.field_form import FieldForm
from aixtui.widgets.field_row import FieldRow
from aixtui.widgets.form_field import MomentLine, field_text, form_field, keys_of_field, show_text
from aixtui.widgets.reference_field import ReferenceField
from aixtui.widgets.text_block import TextBlock
from aixtui.widgets.text_line import TextLine

NOT_SHOWN = f"This holds what is not shown, but as {STAND_IN} or {HIDDEN}: it is lost if you change the text."
_ID = "field-"


class FormView(Vertical):
    """Draws one form, for the screen that follows it."""

    @dataclass
    class FieldsMade(Message):
        """Its fields are there."""

        view: "FormView"

    def __init__(self, form: Form, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.form = form
        self.has_fields = False
        """Whether they are there, so that it can be drawn."""
        self._version, self._moves = form.version, form.moves.count
        self._rows = {field.name: self._row(field) for field in form.fields}

    def compose(self) -> ComposeResult:
        groups = self.form.groups
        yield FieldForm(
            [FieldBox(one.heading, [self._rows[field.name] for field in one.fields]) for one in groups]
        )

    def on_mount(self) -> None:
        self.has_fields = True
        self.post_message(self.FieldsMade(self))

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
            self._show_names(widget, field)
        return widget

    def _widget_id(self, field: Field) -> str:
        """The id of its widget: fields that a server names may be called anything."""
        is_plain = field.name.isascii() and field.name.isidentifier()
        return f"{_ID}{field.name if is_plain else self.form.fields.index(field)}"

    def field_of(self, widget: Widget | None) -> Field | None:
        """The field that a widget is for; None where it is for none."""
        if widget is None:
            return None
        return next((field for field in self.form.fields if self._widget_id(field) == widget.id), None)

    def help_of(self, widget: Widget | None) -> list[HelpGroup]:
        """What help says of the field that a widget is for: what it takes, what is said of it, its keys."""
        field = self.field_of(widget)
        if field is None:
            return []
        checks = self.form.checks
        said = (about(field), checks.problems.get(field.name, "") or checks.told(field))
        rows = [HelpRow(*row) for row in keys_of_field(widget)]
        if isinstance(widget, ReferenceField):
            rows += map(row_of, actions_of("reference"))
        return [HelpGroup(f"THE FIELD {field.label.upper()}", rows, "\n".join(said))]

    def focus_current(self) -> None:
        """Give the keys to the field that is being typed in."""
        self.query_one(FieldForm).give_focus(self._rows[self.form.moves.current])

    @on(events.DescendantFocus)
    def _point(self, event: events.DescendantFocus) -> None:
        if event.widget is not self.screen.focused:  # it had it: of two the second may be heard of first
            return
        if (field := self.field_of(event.widget)) is not None:
            self.form.moves.current = field.name

    @on(events.DescendantBlur)
    def _check(self, event: events.DescendantBlur) -> None:
        if (field := self.field_of(event.widget)) is not None and not self.form.is_over:
            self.form.checks.check(field.name)

    @on(TextLine.Changed)
    @on(TextBlock.Changed)
    @on(Select.Changed)
    def _type(self, event: TextLine.Changed | TextBlock.Changed | Select.Changed) -> None:
        assert event.control is not None, "it comes from a field"
        if (field := self.field_of(event.control)) is not None:
            self.form.type(field.name, field_text(event.control))

    @on(TextLine.Submitted)
    def _go_on(self, event: TextLine.Submitted) -> None:
        if not isinstance(event.control, MomentLine):  # there it opens a calendar
            event.stop()
            self.form.moves.by(1)

    @on(BeyondText)
    def _go_beyond(self, event: BeyondText) -> None:
        self.form.moves.by(1 if event.steps > 0 else -1)

    def draw(self) -> None:
        """Show how it stands with the form."""
        form = self.form
        for field in form.fields:
            self._draw_field(field, self._rows[field.name])
        self.query_one(FieldForm).draw()
        if form.moves.count != self._moves:
            self._moves = form.moves.count
            self.focus_current()
        if form.version != self._version:
            self._version = form.version
            for field in form.fields:
                show_text(self._rows[field.name].widget, field, form.texts[field.name])

    def _draw_field(self, field: Field, row: FieldRow) -> None:
        """Show how it stands with a field."""
        form = self.form
        problem = form.checks.problems.get(field.name, "")
        note = problem or form.checks.told(field)
        row.show_or_hide(is_shown=field.applies(form.texts))
        row.show_state(note, is_bad=bool(problem), is_changed=form.is_changed(field))
        if field.is_picked:
            row.show_lines(self._lines(field), form.moves.place(field.name))
            if isinstance(row.widget, ReferenceField):
                self._show_names(row.widget, field)

    def _show_names(self, widget: ReferenceField, field: Field) -> None:
        widget.show_names(self.form.listed(field), _nothing(field), self.form.moves.place(field.name))

    @on(ReferenceField.Pointed)
    def _point_in(self, event: ReferenceField.Pointed) -> None:
        if (field := self.field_of(event.field)) is not None:
            self.form.moves.point(field.name, event.line)


def _nothing(field: Field) -> str:
    """What a picked field says that holds nothing."""
    if field.records is None:
        nothing = "required" if field.required else field.unset or "none"
        return f"{nothing}: Enter {'adds' if field.is_list else 'picks'}"
    return "none" if field.records.members else "none: Enter adds the first"
