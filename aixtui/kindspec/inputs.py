"""What a resource wants to be run with, and how typed text becomes its values."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal, NamedTuple

from aixtui.kindspec.text_codec import JSON, NUMBER, TEXT, TRUE_OR_FALSE, TextCodec, choice

InputType = Literal["text", "line", "number", "boolean", "json", "choice"]
_CODECS = {"text": TEXT, "line": TEXT, "number": NUMBER, "boolean": TRUE_OR_FALSE, "json": JSON}


class InvalidValueError(ValueError):
    """A value does not fit its input. `name` is the input, the text a sentence for people."""

    title = "This input does not fit"
    hint = ""

    def __init__(self, name: str, sentence: str) -> None:
        super().__init__(sentence)
        self.name = name


class RunInput(NamedTuple):
    """One value that a run takes."""

    name: str
    label: str = ""
    type: InputType = "line"
    required: bool = False
    default: str = ""
    options: tuple[tuple[str, str], ...] = ()
    """For a choice: (value on the wire, label) pairs."""
    help: str = ""
    type_word: str = ""
    """What the server calls its type, where that says more than `type`."""

    @property
    def codec(self) -> TextCodec:
        """How its value is read from text."""
        return choice(*(value for value, _ in self.options)) if self.type == "choice" else _CODECS[self.type]


def parse(item: RunInput, text: str) -> Any:
    """Turn the text typed into one input into the value that is sent.

    Raises:
        InvalidValueError: the text is not of the input's type; says what it should be.
    """
    try:
        return item.codec.parse(text)
    except ValueError as error:
        raise InvalidValueError(item.name, f"{item.name} must be {error}.") from None


def parse_all(inputs: Sequence[RunInput], texts: Mapping[str, str]) -> dict[str, Any]:
    """Turn all typed texts into values; an optional input left empty is not sent.

    Raises:
        InvalidValueError: a required input is empty, or a text does not fit; names the first such input.
    """
    values: dict[str, Any] = {}
    for item in inputs:
        text = texts.get(item.name, "")
        if text.strip():
            values[item.name] = parse(item, text)
        elif item.required:
            raise InvalidValueError(item.name, f"Required parameter {item.name!r} is missing.")
    return values
