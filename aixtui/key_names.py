"""Keys: how people write them, and how Textual does."""

import unicodedata
from difflib import get_close_matches
from string import punctuation

_SHORT = {"escape": "Esc", "pagedown": "PgDn", "pageup": "PgUp"}
_OF_TEXTUAL = {
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "low_line": "underscore",
}
"""Characters that have another name in Textual than in Unicode."""
_ALSO = {"esc": "escape", "pgdn": "pagedown", "pgup": "pageup", "del": "delete", "ins": "insert"} | {
    "return": "enter"
}
_NAMED = (
    *("up", "down", "left", "right", "home", "end", "pageup", "pagedown", "insert", "delete", "backspace"),
    *("tab", "space", "enter", "escape"),
    *(f"f{number}" for number in range(1, 25)),
)
_MODIFIERS = ("alt", "ctrl", "shift")
_SENT_AS = {"ctrl+i": "tab", "ctrl+m": "enter", "ctrl+left_square_bracket": "escape"}
"""What a terminal sends for a key that it has no code of its own for."""


def _character_key(char: str) -> str:
    """The name that Textual has for the key of a character."""
    if char.isalnum():
        return char
    name = unicodedata.name(char, "").lower().replace("-", "_").replace(" ", "_")
    return _OF_TEXTUAL.get(name, name)


_CHARACTERS = {_character_key(char): char for char in punctuation}


def key_name(key: str) -> str:
    """A key as people write it: `Ctrl+R`, `Esc`, `F5`, `G`, `?`."""
    if len(key) == 1:
        return key
    return "+".join(_SHORT.get(part) or _CHARACTERS.get(part) or part.capitalize() for part in key.split("+"))


def key_of_name(text: str) -> str | None:
    """The key that is meant, in Textual's spelling; None where there is no such key.

    It may be written as people do (`Ctrl+R`, `PgDn`, `?`) or as Textual does (`ctrl+r`, `question_mark`).
    """
    if len(text) == 1:
        return _character_key(text) if text.isprintable() and text != " " else None
    *modifiers, last = (f"{text[:-1]}plus" if text.endswith("+") else text).split("+")
    held = {part.lower() for part in modifiers}
    key = last if len(last) == 1 else _ALSO.get(last.lower(), last.lower())
    if len(key) == 1:
        key = _character_key(key.lower() if held else key)
    elif key not in _NAMED and key not in _CHARACTERS:
        return None
    if not held <= set(_MODIFIERS) or len(held) < len(modifiers):
        return None
    if held == {"shift"} and key not in _NAMED:
        return key.upper() if key.isalpha() and len(key) == 1 else None
    full = "+".join([*sorted(held), key])
    return _SENT_AS.get(full, full)


def near_key(text: str) -> str:
    """The name of a key that is much like a text; empty where none is."""
    head, plus, last = text.rpartition("+")
    near = get_close_matches(last.lower(), [*_NAMED, *_ALSO, *_CHARACTERS], 1)
    heads = [(get_close_matches(part.lower(), _MODIFIERS, 1) or [""])[0] for part in head.split("+") if head]
    is_known = len(last) == 1
    if not (near or is_known) or not all(heads):
        return ""
    return f"{'+'.join(heads)}{plus}{last.lower() if is_known else near[0]}"


def is_text(key: str) -> bool:
    """Whether a key types something where text is typed."""
    return len(key) == 1 or key == "space" or key in _CHARACTERS


def beats_widgets(key: str) -> bool:
    """Function keys and a few with Ctrl act also while a text field has the focus, or a dialog is open."""
    return key in ("ctrl+l", "ctrl+q", "ctrl+r", "ctrl+s") or (key[0] == "f" and key[1:].isdigit())


def tab_key(index: int) -> str:
    """The digit that shows the tab at this place, from 0; empty from the eleventh on."""
    return str((index + 1) % 10) if index < 10 else ""
