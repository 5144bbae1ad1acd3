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
}


def key_name(key: str) -> str:
    """A key as people write it: `Ctrl+R`, `Esc`, `F5`, `G`."""
    if len(key) == 1 or key in _NAMES:
        return _NAMES.get(key, key)
    return "+".join(part.capitalize() for part in key.split("+"))
