"""How values are written as text, and read back from what is typed: in forms and for runs alike. Pure."""

import json
import math
from collections.abc import Callable
from typing import Any, NamedTuple

from aixtui.kindspec.cells import clean

_TRUE = {"true", "yes", "on", "1"}
_FALSE = {"false", "no", "off", "0"}
_LONGEST_QUOTE = 40


class TextCodec(NamedTuple):
    """The two ways between a value and its text.

    Raises:
        ValueError: from `parse`, with what the text must be, such as `a number, not 'many'`.
    """

    show: Callable[[Any], str]
    parse: Callable[[str], Any]


def optional(codec: TextCodec) -> TextCodec:
    """A codec of the values of `codec`, and of None, whose text is empty."""
    return codec._replace(parse=lambda text: codec.parse(text) if text.strip() else None)


def choice(*values: str) -> TextCodec:
    """One of some texts; in any case, where no other differs by case alone."""

    def parse(text: str) -> str:
        if text in values:
            return text
        word = text.strip()
        matches = [value for value in values if value == word]
        matches += [value for value in values if value.casefold() == word.casefold()]
        if not matches:
            raise ValueError(f"one of: {', '.join(map(clean, values))}")
        return matches[0]

    return TextCodec(_plain, parse)


def _plain(value: Any) -> str:
    return "" if value is None else str(getattr(value, "value", value))


def _number(text: str) -> float | int:
    try:
        return int(text)
    except ValueError:
        pass
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise ValueError(f"a number, not {quote(text)}")
    return int(number) if number.is_integer() else number


def _whole(text: str) -> int:
    number = _number(text)
    if not isinstance(number, int):
        raise ValueError(f"a whole number, not {quote(text)}")
    return number


def _count(text: str) -> int:
    number = _whole(text)
    if number < 0:
        raise ValueError(f"0 or more, not {quote(text)}")
    return number


def _limit(text: str) -> int | None:
    number = _whole(text) if text.strip() else None
    if number is not None and number <= 0:
        raise ValueError("a whole number above 0; empty is no limit")
    return number


def _boolean(true: str, false: str) -> TextCodec:
    """Shows these two words, and reads all that mean the same."""

    def parse(text: str) -> bool:
        word = text.strip().lower()
        if word not in _TRUE | _FALSE:
            raise ValueError(f"{true} or {false}, not {quote(text)}")
        return word in _TRUE

    return TextCodec(lambda value: true if value else false, parse)


def _json(text: str) -> Any:
    try:
        return json.loads(text.strip())
    except ValueError as error:
        raise ValueError(f"JSON: {error}") from None


def _json_or_text(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text


def _object(text: str) -> dict[str, Any]:
    try:
        value = json.loads(text.strip())
    except ValueError as error:
        raise ValueError(f"a JSON object: {error}") from None
    if not isinstance(value, dict):
        raise ValueError(f"a JSON object, not {quote(text)}")
    return value


def _list(text: str) -> list[Any]:
    """A JSON list, or texts, one a line."""
    if text.lstrip().startswith("["):
        value = _json(text)
        if isinstance(value, list):
            return value
    return [line.strip() for line in text.split("\n") if line.strip()]


def _list_text(value: Any) -> str:
    items = value if isinstance(value, list) else [value]
    are_lines = all(isinstance(one, str) and one and one == one.strip() and "\n" not in one for one in items)
    is_plain = are_lines and not (items and items[0].startswith("["))
    return "\n".join(items) if is_plain else JSON.show(items)


def quote(text: str) -> str:
    """What was typed, as a message names it."""
    return repr(text.strip()[:_LONGEST_QUOTE])


TEXT = TextCodec(_plain, lambda text: text)
OPTIONAL_TEXT = TextCodec(_plain, lambda text: text.strip() or None)
"""Empty means none, where the server refuses an empty text."""
NUMBER = TextCodec(_plain, _number)
"""Finite; a whole number is an int, however it is written: `1e3` is 1000."""
WHOLE = TextCodec(_plain, _whole)
COUNT = TextCodec(_plain, _count)
"""A whole number that is not below 0."""
LIMIT = TextCodec(lambda value: str(value) if value else "", _limit)
"""A whole number above 0; none, and 0 as the platform writes it, is no limit."""
TRUE_OR_FALSE = _boolean("true", "false")
YES_OR_NO = _boolean("yes", "no")
YES_NO = ("yes", "no")
WORDS = TextCodec(
    lambda value: ", ".join(map(str, value or [])),
    lambda text: [word.strip() for word in text.split(",") if word.strip()],
)
"""A list of texts, with commas between them."""
LINES = TextCodec(
    lambda value: "\n".join(map(str, value)) if isinstance(value, list) else "",
    lambda text: [line for line in text.split("\n") if line],
)
"""A list of texts, one a line."""
JSON = TextCodec(lambda value: json.dumps(value, ensure_ascii=False), _json)
LIST = TextCodec(lambda value: "" if value is None else _list_text(value), _list)
"""A list: texts one a line, or any values as JSON."""
JSON_OR_TEXT = TextCodec(
    lambda value: value if isinstance(value, str) else "" if value is None else JSON.show(value),
    _json_or_text,
)
"""JSON, or a text that is none."""
OBJECT = TextCodec(lambda value: json.dumps(value, ensure_ascii=False) if value else "", _object)
