"""The form of a resource's own fields: what changed is marked, shown before saving, kept when refused."""

from collections.abc import Sequence

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
from aixtui.editing.form import Form
from aixtui.editing.reference_names import load_names
from aixtui.kindspec.kind import Field
from aixtui.kindspec.plain_text import STAND_IN
from aixtui.screens.base import BaseScreen
from aixtui.screens.context import ScreenContext
from aixtui.widgets.bars import FooterBar, HeaderBar
from aixtui.widgets.field_panel import FieldForm, FieldPanel
from aixtui.widgets.form_field import field_text, form_field, show_text
from aixtui.widgets.pager import Pager
from aixtui.widgets.reference_field import ReferenceField
from aixtui.widgets.text_block import TextBlock
from aixtui.widgets.text_line import TextLine

NOT_SHOWN = f"This holds what is not shown, but as {STAND_IN} or {HIDDEN}: it is lost if you change the text."
_ID = "field-"


class EditScreen(BaseScreen):
    """Shows a form until it is over."""

    SCOPE = "edit"
    PARTS = ("reference",)
    BINDINGS = bindings_for("edit")

    def __init__(self, context: ScreenContext, form: Form) -> None:
        super().__init__(context, lambda: form.activity)
        self.form = form
        self.controllers = Controllers(FormController(form, self.face))
        self._version, self._is_saving, self._refusals = form.version, form.is_saving, form.checks.refusals

    @property
    def scopes_now(self) -> tuple[Scope, ...]:
        return (self.SCOPE, *self.PARTS) if isinstance(self.focused, ReferenceField) else (self.SCOPE,)

    @property
    def crumbs(self) -> tuple[str, ...]:
        return self.form.crumbs

    @property
    def loss(self) -> str:
        return self.form.loss

    def compose(self) -> ComposeResult:
        yield HeaderBar(id="header")
        with FieldForm(id="form"):
            for field in self.form.fields:
                warning = NOT_SHOWN if self.form.is_lossy(field) else ""
                yield FieldPanel(
                    form_field(field, self.form.texts[field.name], self._widget_id(field)),
                    field.label,
                    lines=field.lines,
                    grows=field.lines > 1,
                    hint=field.help,
                    warning=warning,
                )
        yield Pager(id="pager")
        yield FooterBar(id="footer")

    def on_mount(self) -> None:
        self._draw()
        self.follow(self.form.changed, self._draw)
        self.follow(self.form.activity.changed, self._draw_pager)
        self._focus(self.form.current)
        self.face.start(load_names(self.form), "names")

    def _widget_id(self, field: Field) -> str:
        """The id of its widget: fields that a server names may be called anything."""
        is_plain = field.name.isascii() and field.name.isidentifier()
        return f"{_ID}{field.name if is_plain else self.form.fields.index(field)}"

    def _widget(self, field: Field) -> Widget:
        return self.query_one(f"#{self._widget_id(field)}")

    def _field_of(self, widget: Widget) -> Field | None:
        return next((field for field in self.form.fields if self._widget_id(field) == widget.id), None)

    def _focus(self, name: str) -> None:
        self._widget(self.form.field(name)).focus()

    @on(events.DescendantFocus)
    def _point(self, event: events.DescendantFocus) -> None:
        if event.widget is not self.focused:  # it had it: of two the second may be heard of first
            return
        if (field := self._field_of(event.widget)) is not None:
            self.form.current = field.name
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
            self.form.type(field.name, field_text(event.control))

    def _draw(self) -> None:
        form = self.form
        if form.is_over:
            self.leave()
            return
        was_saving, self._is_saving = self._is_saving, form.is_saving
        self.query_one("#form").disabled = form.is_saving
        if was_saving and not form.is_saving:  # what is disabled loses the focus
            self._focus(form.current)
        panels: Sequence[FieldPanel] = [*self.query(FieldPanel)]
        for field, panel in zip(form.fields, panels, strict=True):
            self._draw_field(field, panel)
        if form.checks.refusals != self._refusals:
            self._refusals = form.checks.refusals
            self._focus(form.checks.invalid_field)
        if form.version != self._version:
            self._version = form.version
            for field in form.fields:
                show_text(self._widget(field), field, form.texts[field.name])
        self._draw_pager()
        self.draw_bars()

    def _draw_field(self, field: Field, panel: FieldPanel) -> None:
        form = self.form
        mark = Content.styled("* ", "bold $warn") if form.is_changed(field) else Content("")
        need = Content.styled(" (required)", "not bold $quiet") if field.required else Content("")
        panel.show_heading(Content.assemble(mark, field.label, need))
        problem = form.checks.problems.get(field.name, "")
        panel.show_note(problem or form.checks.told(field), is_bad=bool(problem))
        panel.show_or_hide(is_shown=field.applies(form.texts))
        widget = self._widget(field)
        if isinstance(widget, ReferenceField):
            panel.show_lines(widget.show_names(form.listed(field), _nothing(field)))

    def _draw_pager(self) -> None:
        names = "" if self.form.is_as_it_began else self.form.changed_labels
        text = f" changed: {names}" if names else " nothing changed yet"
        self.query_one(Pager).show_state(Content(text), self.form.activity)


def _nothing(field: Field) -> str:
    """What a picked field says that holds nothing."""
    if field.records is None:
        return "none: Enter picks"
    return "none" if field.records.members else "none: Enter adds the first"
