"""How the values of a form's fields are written as text, and read back from it. Pure."""

import json
from collections.abc import Callable
from typing import Any, NamedTuple

_YES = {"yes", "true", "on", "1"}
_NO = {"no", "false", "off", "0"}


class TextForm(NamedTuple):
    """The two ways between a value and its text."""

    show: Callable[[Any], str]
    parse: Callable[[str], Any]
    """Raises ValueError with what the text must be, as `a number` or `yes or no`."""


def _plain(value: Any) -> str:
    return "" if value is None else str(getattr(value, "value", value))


def _number(text: str) -> float | int | None:
    if not text.strip():
        return None
    try:
        number = float(text)
    except ValueError:
        raise ValueError("a number, or empty") from None
    if number != number or number in (float("inf"), float("-inf")):
        raise ValueError("a number, or empty")
    return int(number) if number.is_integer() else number


def _yes_or_no(text: str) -> bool:
    word = text.strip().lower()
    if word not in _YES | _NO:
        raise ValueError("yes or no")
    return word in _YES


def _object(text: str) -> dict[str, Any] | None:
    if not text.strip():
        return None
    try:
        value = json.loads(text)
    except ValueError as error:
        raise ValueError(f"a JSON object ({error})") from None
    if not isinstance(value, dict):
        raise ValueError("a JSON object")
    return value


def choice(*words: str) -> TextForm:
    """One of some words, in any case; empty for none of them."""

    def parse(text: str) -> str | None:
        known = {word.lower(): word for word in words}
        typed = text.strip().lower()
        if typed and typed not in known:
            raise ValueError(f"one of {', '.join(words)}")
        return known.get(typed)

    return TextForm(_plain, parse)


TEXT = TextForm(_plain, lambda text: text)
OPTIONAL_TEXT = TextForm(_plain, lambda text: text.strip() or None)
"""Empty means none, where the server refuses an empty text."""
NUMBER = TextForm(_plain, _number)
YES_OR_NO = TextForm(lambda value: "yes" if value else "no", _yes_or_no)
WORDS = TextForm(
    lambda value: ", ".join(map(str, value or [])),
    lambda text: [word.strip() for word in text.split(",") if word.strip()],
)
"""A list of texts, with commas between them."""
OBJECT = TextForm(lambda value: json.dumps(value, ensure_ascii=False) if value else "", _object)
