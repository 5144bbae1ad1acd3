"""The form of a resource's own fields: what changed is marked, shown before saving, kept when refused."""

from textual import events, on
from textual.app import ComposeResult
from textual.content import Content

from aixtui.auth.redaction import HIDDEN
from aixtui.bindings import bindings_for
from aixtui.controllers.answering import Controllers
from aixtui.controllers.form import FormController
from aixtui.editing.form import Form
from aixtui.kindspec.kind import Field
from aixtui.kindspec.plain_text import STAND_IN
from aixtui.screens.base import BaseScreen
from aixtui.screens.context import ScreenContext
from aixtui.widgets.bars import FooterBar, HeaderBar
from aixtui.widgets.field_panel import FieldForm, FieldPanel
from aixtui.widgets.pager import Pager
from aixtui.widgets.text_block import TextBlock
from aixtui.widgets.text_line import TextLine

NOT_SHOWN = f"This holds what is not shown, but as {STAND_IN} or {HIDDEN}: it is lost if you change the text."
_ID = "field-"


class EditScreen(BaseScreen):
    """Shows a form until it is over."""

    SCOPE = "edit"
    BINDINGS = bindings_for("edit")

    def __init__(self, context: ScreenContext, form: Form) -> None:
        super().__init__(context, lambda: form.activity)
        self.form = form
        self.controllers = Controllers(FormController(form, self.face))
        self._version, self._is_saving = form.version, form.is_saving

    @property
    def crumbs(self) -> tuple[str, ...]:
        return self.form.crumbs

    @property
    def loss(self) -> str:
        return self.form.loss

    def compose(self) -> ComposeResult:
        yield HeaderBar(id="header")
        with FieldForm(id="form"):
            for field in self.form.kind.fields:
                warning = NOT_SHOWN if self.form.is_lossy(field) else ""
                yield FieldPanel(
                    self._widget(field), field.label, lines=field.lines, hint=field.help, warning=warning
                )
        yield Pager(id="pager")
        yield FooterBar(id="footer")

    def _widget(self, field: Field) -> TextLine | TextBlock:
        text, widget_id = self.form.texts[field.name], f"{_ID}{field.name}"
        if field.lines == 1:
            return TextLine(text, keeps_lines=True, id=widget_id, classes="form--input")
        return TextBlock(text, id=widget_id, classes="form--area")

    def on_mount(self) -> None:
        self._draw()
        self.follow(self.form.changed, self._draw)
        self.follow(self.form.activity.changed, self._draw_pager)
        self._focus(self.form.kind.fields[0].name)

    def _focus(self, name: str) -> None:
        self.query_one(f"#{_ID}{name}").focus()

    @on(events.DescendantFocus)
    def _point(self, event: events.DescendantFocus) -> None:
        name = (event.widget.id or "").removeprefix(_ID)
        if name in self.form.texts:
            self.form.current = name

    @on(TextLine.Changed)
    @on(TextBlock.Changed)
    def _type(self, event: TextLine.Changed | TextBlock.Changed) -> None:
        field = event.control
        assert isinstance(field, TextLine | TextBlock)
        self.form.type((field.id or "").removeprefix(_ID), field.text)

    def _draw(self) -> None:
        form = self.form
        if form.is_over:
            self.leave()
            return
        was_saving, self._is_saving = self._is_saving, form.is_saving
        self.query_one("#form").disabled = form.is_saving
        if was_saving and not form.is_saving:  # what is disabled loses the focus
            self._focus(form.current)
        for field, panel in zip(form.kind.fields, self.query(FieldPanel), strict=True):
            mark = Content.styled("* ", "bold $warn") if field.name in form.changes else Content("")
            need = Content.styled(" (required)", "not bold $quiet") if field.required else Content("")
            panel.show_heading(Content.assemble(mark, field.label, need))
        if form.invalid_field:
            self._focus(form.invalid_field)
        if form.version != self._version:
            self._version = form.version
            self._show_texts()
        self._draw_pager()
        self.draw_bars()

    def _show_texts(self) -> None:
        """Put the form's texts into the fields: what was not typed may be another one on the server now."""
        for field in self.form.kind.fields:
            text, widget = self.form.texts[field.name], self.query_one(f"#{_ID}{field.name}")
            assert isinstance(widget, TextLine | TextBlock)
            if widget.text != text:
                widget.text = text

    def _draw_pager(self) -> None:
        names = ", ".join(self.form.changes)
        text = f" changed: {names}" if names else " nothing changed yet"
        self.query_one(Pager).show_state(Content(text), self.form.activity)
