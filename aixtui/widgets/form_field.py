"""The widgets of a form's fields: a line, a text, a choice, a path, or what is picked in a dialog."""

from collections.abc import Iterable, Sequence
from typing import Any

from rich.text import Text
from textual import events
from textual.binding import Binding
from textual.widget import Widget
from textual.widgets import Select

from aixtui.kindspec.field import Field
from aixtui.widgets.path_line import PathLine
from aixtui.widgets.reference_field import ReferenceField
from aixtui.widgets.text_block import TextBlock
from aixtui.widgets.text_line import TextLine

_GOES_ON = ("Enter", "Go to the next field.")


class ChoiceField(Select[str], inherit_bindings=False):
    """A choice that Enter opens, or that a letter makes. Up and Down go to other fields."""

    BINDINGS = [Binding("enter,space", "show_overlay", show=False)]

    def __init__(self, options: Sequence[tuple[Text, str]], **arguments: Any) -> None:
        super().__init__(options, **arguments)
        self._texts = [text for _, text in options]

    def set_options(self, options: Iterable[tuple[Any, str]]) -> None:
        pairs = [*options]
        self._texts = [text for _, text in pairs]
        super().set_options(pairs)

    async def on_key(self, event: events.Key) -> None:
        """Take the next choice that begins with a letter: none of them means anything else here."""
        if event.is_printable and event.key != "space" and not self.expanded:
            event.stop()
            event.prevent_default()
            letter = (event.character or "").casefold()
            at = self._texts.index(self.value) + 1 if self.value in self._texts else 0
            around = [*self._texts[at:], *self._texts[:at]]
            self.value = next((text for text in around if text.casefold().startswith(letter)), self.value)


class MomentLine(TextLine):
    """A line whose Enter opens a calendar."""


_ENTER = ((TextBlock, "new line"), (MomentLine, "calendar"), (Select, "choose"), (TextLine, "next field"))


def form_field(field: Field, text: str, widget_id: str) -> Widget:
    """The widget that fits a field, with its text in it."""
    if field.is_picked:
        return ReferenceField(id=widget_id, classes="form--input")
    placeholder = "required" if field.required else field.unset
    if field.options:
        return ChoiceField(
            _options(field, text),
            id=widget_id,
            compact=True,
            prompt=placeholder or field.option_names.get("", "not set"),
            value=text or Select.NULL,
            classes="form--select",
        )
    if field.is_path:
        return PathLine(text, placeholder=placeholder, undoes=False, id=widget_id, classes="form--input")
    if field.lines == 1:
        line = MomentLine if field.is_moment else TextLine
        return line(
            text,
            placeholder=placeholder,
            keeps_lines=True,
            undoes=False,
            password=field.is_secret,
            id=widget_id,
            classes="form--input",
        )
    return TextBlock(text, placeholder=placeholder, id=widget_id, classes="form--area")


def field_text(widget: Widget) -> str:
    """The text that the widget of a field holds now."""
    if isinstance(widget, Select):
        return "" if widget.value is Select.NULL else str(widget.value)
    assert isinstance(widget, TextLine | TextBlock)
    return widget.text


def show_text(widget: Widget | None, field: Field, text: str) -> None:
    """Have the widget of a field hold another text."""
    if isinstance(widget, Select):
        if text != field_text(widget):
            widget.set_options(_options(field, text))
            widget.value = text or Select.NULL
    elif isinstance(widget, TextLine | TextBlock) and widget.text != text:
        widget.change_to(text)


def footer_keys(widget: Widget | None) -> tuple[tuple[str, str], ...]:
    """What Enter does in the widget of a field, and Esc where it leads out of that alone, for the footer."""
    if widget is not None and isinstance(widget.parent, ChoiceField):  # its list is open
        return ("Enter", "take"), ("Esc", "close")
    if isinstance(widget, TextBlock):
        does = "new line"
    elif isinstance(widget, MomentLine):
        does = "calendar"
    else:
        does = (
            "choose" if isinstance(widget, Select) else "next field" if isinstance(widget, TextLine) else ""
        )
    return (("Enter", does),) if does else ()


def keys_of_field(widget: Widget | None) -> tuple[tuple[str, str], ...]:
    """The keys that the widget of a field has for itself, each with what it does, as a sentence."""
    if isinstance(widget, ReferenceField):
        return (("Letters", "Look for what is to be picked, by its name."),)
    if isinstance(widget, Select):
        return (
            ("Enter Space", "Show all choices."),
            ("Letters", "Take the next choice that begins with one."),
        )
    if isinstance(widget, TextBlock):
        return (
            ("Enter", "Begin a new line."),
            ("Ctrl+Home Ctrl+End", "Go to the start of the text, or its end."),
        )
    if isinstance(widget, PathLine):
        return (
            ("Tab", "Complete the path, then take match after match; else go to the next field."),
            _GOES_ON,
        )
    return (("Enter", "Open a calendar."),) if isinstance(widget, MomentLine) else (_GOES_ON,)


def _options(field: Field, text: str) -> list[tuple[Text, str]]:
    """The choices there are, and a text that is none of them as it is: nothing is lost."""
    others = [text] if text and text not in field.options else []
    # A string would be read as markup.
    return [(Text(_named(field, option)), option) for option in (*field.options, *others)]


def _named(field: Field, option: str) -> str:
    name = field.option_names.get(option, "")
    return f"{name} ({option})" if name else option
