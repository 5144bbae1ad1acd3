"""Keys as people write them."""

_NAMES = {
    "escape": "Esc",
    "enter": "Enter",
    "space": "Space",
    "tab": "Tab",
    "shift+tab": "Shift+Tab",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "question_mark": "?",
    "slash": "/",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "asterisk": "*",
    "number_sign": "#",
    "colon": ":",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "plus": "+",
    "minus": "-",
    "exclamation_mark": "!",
    "equals_sign": "=",
    "left_curly_bracket": "{",
    "right_curly_bracket": "}",
}


def key_name(key: str) -> str:
    """A key as people write it: `Ctrl+R`, `Esc`, `F5`, `G`."""
    if len(key) == 1 or key in _NAMES:
        return _NAMES.get(key, key)
    return "+".join(part.capitalize() for part in key.split("+"))


def beats_widgets(key: str) -> bool:
    """Function keys and a few with Ctrl act also while a text field has the focus, or a dialog is open."""
    return key in ("ctrl+l", "ctrl+q", "ctrl+r", "ctrl+s") or (key[0] == "f" and key[1:].isdigit())
