"""What runs are given, as fields: the types that servers name, and the texts of a form as what is sent."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from aixtui.kindspec.field import Field
from aixtui.kindspec.fields import parse_field
from aixtui.kindspec.hosted_files import FILE_OR_URL, URL
from aixtui.kindspec.secret_names import is_secret_name
from aixtui.kindspec.text_codec import JSON, LIST, NUMBER, TEXT, WHOLE, YES_NO, YES_OR_NO, TextCodec

MOST_SHOWN = 4
"""Inputs that are seen at once where the others can be left out."""
MORE = "More"
_LONG, _DOCUMENT = 6, 4
_LONG_NAMES = frozenset({"text", "data", "prompt", "code", "body", "content", "message", "script", "sql"})
_SECRETS = frozenset({"password", "secret"})


class InputType(NamedTuple):
    """A type of input."""

    word: str
    """What sort of value it takes, in words."""
    codec: TextCodec
    lines: int = 1
    options: tuple[str, ...] = ()
    is_path: bool = False


_TEXT = InputType("text", TEXT)
_TYPES: Mapping[str, InputType] = {
    "image": InputType("image: a file or a URL", FILE_OR_URL, is_path=True),
    "audio": InputType("audio: a file or a URL", FILE_OR_URL, is_path=True),
    "video": InputType("video: a file or a URL", FILE_OR_URL, is_path=True),
    "file": InputType("a file or a URL", FILE_OR_URL, is_path=True),
    "url": InputType("URL", URL),
    "boolean": InputType("true or false", YES_OR_NO, options=YES_NO),
    "json": InputType("JSON", JSON, _DOCUMENT),
    "object": InputType("JSON", JSON, _DOCUMENT),
    "array": InputType("list, one a line", LIST, _DOCUMENT),
    "integer": InputType("whole number", WHOLE),
    "number": InputType("number", NUMBER),
    "float": InputType("number", NUMBER),
}
"""By the words of servers; where several are said of one input, the first of these holds."""


def run_field(
    name: str,
    words: Iterable[str] = (),
    *,
    label: str = "",
    required: bool = False,
    default: Any = None,
    options: Sequence[tuple[str, str]] = (),
    help: str = "",  # noqa: A002  # as fields call it
) -> Field:
    """The field of an input whose type goes by these words; `options` are (value, label) pairs.

    A default that does not fit its own type is shown as it is, so that it is seen and mended.
    """
    said = {word.lower() for word in words}
    kind = next((kind for word, kind in _TYPES.items() if word in said), _TEXT)
    is_secret = not options and kind is _TEXT and (bool(said & _SECRETS) or is_secret_name(name))
    is_long = kind is _TEXT and not is_secret and name.lower() in _LONG_NAMES
    return Field(
        name,
        label or name,
        lines=1 if options else _LONG if is_long else kind.lines,
        required=required,
        help=help,
        codec=kind.codec,
        options=tuple(value for value, _ in options) or kind.options,
        option_names={value: called for value, called in options if called not in ("", value)},
        default=input_text(kind.codec, default),
        is_secret=is_secret,
        is_path=kind.is_path and not options,
        type_word="one of its choices" if options else kind.word,
    )


def input_text(codec: TextCodec, value: Any) -> str:
    """A value as it is typed; a text that stands for one is written as values are, where it fits."""
    if value is None:
        return ""
    if not isinstance(value, str):
        return codec.show(value)
    try:
        return codec.show(codec.parse(value)) if value.strip() else value
    except ValueError:
        return value


def folded(fields: Sequence[Field]) -> tuple[Field, ...]:
    """The fields with those behind the others that can be left out and are too many to be seen at once."""
    room = max(MOST_SHOWN - sum(field.required for field in fields), 1)
    optional = [field for field in fields if not field.required]
    hidden = optional[room:]
    if len(hidden) < 2:  # to fold a single one away saves nothing
        return tuple(fields)
    advanced = [field._replace(is_advanced=True) for field in hidden]
    advanced[0] = advanced[0]._replace(heading=MORE)
    return (*(field for field in fields if field not in hidden), *advanced)


def parse_inputs(fields: Sequence[Field], texts: Mapping[str, str]) -> dict[str, Any]:
    """Turn all typed texts into values; an optional input left empty is not sent.

    Raises:
        InvalidValueError: a required input is empty, or a text does not fit; names the first such input.
    """
    values: dict[str, Any] = {}
    for field in fields:
        text = texts.get(field.name, "")
        if field.applies(texts) and (text.strip() or field.required):
            values[field.name] = parse_field(field, text)
    return values
