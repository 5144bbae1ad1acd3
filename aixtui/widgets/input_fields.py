"""One widget for one input of a run, and the way back to the text that was typed."""

from rich.text import Text
from textual.widget import Widget
from textual.widgets import Select

from aixtui.kindspec.inputs import RunInput
from aixtui.widgets.text_block import TextBlock
from aixtui.widgets.text_line import TextLine

_SWITCH = (("true", "true"), ("false", "false"))
_TALL = {"text": 6, "json": 4}


def field_id(run_input: RunInput, index: int) -> str:
    """The widget id of the input at this position; names of a server are no safe ids."""
    return f"input-{index}-{run_input.type}"


def lines_of(run_input: RunInput) -> int:
    """How many lines an input has at least."""
    return _TALL.get(run_input.type, 1)


def make_field(run_input: RunInput, index: int) -> Widget:
    """The widget that fits the type of an input, with its default filled in."""
    widget_id = field_id(run_input, index)
    if run_input.type in _TALL:
        return TextBlock(run_input.default, id=widget_id, classes="form--area")
    if run_input.type in ("choice", "boolean"):
        pairs = run_input.options if run_input.type == "choice" else _SWITCH
        options = [(Text(label), value) for value, label in pairs]  # a string would be read as markup
        value = run_input.default if any(value == run_input.default for _, value in options) else Select.NULL
        return Select(
            options, id=widget_id, compact=True, prompt="not set", value=value, classes="form--select"
        )
    return TextLine(run_input.default, keeps_lines=True, id=widget_id, classes="form--input")


def text_of(field: Widget) -> str:
    """The text of a field that `make_field` made."""
    if isinstance(field, Select):
        return "" if field.value is Select.NULL else str(field.value)
    assert isinstance(field, TextLine | TextBlock)
    return field.text


def label_of(run_input: RunInput) -> str:
    """The label of an input with its type, and whether it is needed."""
    kind = {"line": "text"}.get(run_input.type, run_input.type)
    return f"{run_input.label or run_input.name} ({kind}{', required' if run_input.required else ''})"
