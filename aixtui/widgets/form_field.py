"""The widgets of a form's fields: a line, a text, a choice, or what is picked."""

from rich.text import Text
from textual.widget import Widget
from textual.widgets import Select

from aixtui.kindspec.kind import Field
from aixtui.widgets.reference_field import ReferenceField
from aixtui.widgets.text_block import TextBlock
from aixtui.widgets.text_line import TextLine


def form_field(field: Field, text: str, widget_id: str) -> Widget:
    """The widget that fits a field, with its text in it."""
    if field.is_picked:
        return ReferenceField(id=widget_id, classes="form--input")
    if field.options:
        return Select(
            _options(field, text),
            id=widget_id,
            compact=True,
            prompt="not set",
            value=text or Select.NULL,
            classes="form--select",
        )
    if field.lines == 1:
        return TextLine(text, keeps_lines=True, password=field.is_secret, id=widget_id, classes="form--input")
    return TextBlock(text, id=widget_id, classes="form--area")


def field_text(widget: Widget) -> str:
    """The text that the widget of a field holds now."""
    if isinstance(widget, Select):
        return "" if widget.value is Select.NULL else str(widget.value)
    assert isinstance(widget, TextLine | TextBlock)
    return widget.text


def show_text(widget: Widget, field: Field, text: str) -> None:
    """Have the widget of a field hold another text."""
    if isinstance(widget, Select):
        if text != field_text(widget):
            widget.set_options(_options(field, text))
            widget.value = text or Select.NULL
    elif isinstance(widget, TextLine | TextBlock) and widget.text != text:
        widget.text = text


def _options(field: Field, text: str) -> list[tuple[Text, str]]:
    """The choices there are, and a text that is none of them as it is: nothing is lost."""
    others = [text] if text and text not in field.options else []
    # A string would be read as markup.
    return [(Text(option), option) for option in (*field.options, *others)]
