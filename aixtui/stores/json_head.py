"""The beginning of a JSON object that was cut somewhere, read as far as it goes."""

import json

from aixtui.stores.exact_json import Json
from aixtui.stores.sqlite_file import Value

_CLOSING = {"{": "}", "[": "]"}
_CUT = "…"


def decode_head(value: Value) -> dict[str, Json]:
    """The object that these bytes begin with: a text that was cut ends in `…`, a member that was is left out.

    Raises:
        ValueError: they begin with something else.
    """
    if not isinstance(value, bytes) or value[:1] != b"{":
        raise ValueError(f"{type(value).__name__} where an object is kept")
    try:
        text = value.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:  # it was cut within a letter
        text = value.decode("utf-8", "ignore")
    for candidate in (text, *_closed(text)):
        try:
            result = json.loads(candidate)
        except (ValueError, RecursionError):
            continue
        if isinstance(result, dict):
            return result
    return {}


def _closed(text: str) -> tuple[str, ...]:
    """The text closed after its last letter, as that of a value; else after the last whole member."""
    opened: list[str] = []
    is_quoted = is_escaped = False
    whole = ""
    for place, letter in enumerate(text):
        if is_quoted:
            is_quoted, is_escaped = is_escaped or letter != '"', letter == "\\" and not is_escaped
        elif letter == '"':
            is_quoted = True
        elif letter in _CLOSING:
            opened.append(_CLOSING[letter])
            whole = text[: place + 1] + "".join(reversed(opened))
        elif letter in _CLOSING.values():
            del opened[-1:]
        elif letter == ",":
            whole = text[:place] + "".join(reversed(opened))
    end = "".join(reversed(opened))
    last = text.rfind("\\", len(text) - 12)  # it may have been cut within an escape
    cuts = [text] if last < 0 else [text, text[:last], text[: text.rfind("\\", 0, last)]]
    return (*(f'{cut}{_CUT}"{end}' for cut in cuts if is_quoted), f"{text}{end}", whole)
