"""One widget for one input of a run, and the way back to the text that was typed."""

from textual.widget import Widget
from textual.widgets import Input, Select, TextArea

from aixtui.kindspec.inputs import RunInput

_SWITCH = (("true", "true"), ("false", "false"))
_TALL = {"text": 6, "json": 4}


def field_id(given: RunInput, index: int) -> str:
    """The widget id of the input at this position; names of a server are no safe ids."""
    return f"input-{index}-{given.type}"


def make_field(given: RunInput, index: int) -> Widget:
    """The widget that fits the type of an input, with its default filled in."""
    widget_id = field_id(given, index)
    if given.type in _TALL:
        area = TextArea(
            given.default, id=widget_id, compact=True, highlight_cursor_line=False, classes="form--area"
        )
        area.styles.height = _TALL[given.type]
        return area
    if given.type in ("choice", "boolean"):
        options = given.options if given.type == "choice" else _SWITCH
        shown = [(label, value) for value, label in options]
        value = given.default if any(value == given.default for _, value in shown) else Select.NULL
        return Select(
            shown, id=widget_id, compact=True, prompt="not set", value=value, classes="form--select"
        )
    return Input(given.default, id=widget_id, compact=True, classes="form--input", select_on_focus=False)


def text_of(field: Widget) -> str:
    """The text of a field that `make_field` made."""
    if isinstance(field, TextArea):
        return field.text
    if isinstance(field, Select):
        return "" if field.value is Select.NULL else str(field.value)
    assert isinstance(field, Input)
    return field.value


def label_of(given: RunInput) -> str:
    """The label of an input with its type, and whether it is needed."""
    kind = {"line": "text"}.get(given.type, given.type)
    return f"{given.label or given.name} ({kind}{', required' if given.required else ''})"
