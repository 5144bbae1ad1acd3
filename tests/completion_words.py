"""The words that completion knows, as those who use them know them."""

import json

from aixtui.actions import ACTIONS
from aixtui.app_action import SCOPES
from aixtui.kinds import KINDS
from aixtui.listing.address import sort_names
from aixtui.settings.described import KEYS, described
from aixtui.settings.writing import as_toml
from aixtui.theming.choice import AUTOMATIC, NAMES


def completion_words() -> str:
    """What stands in the file of the words."""
    settings = {one.name: one.about.partition(";")[0] for one in described() if one.name != KEYS}
    keys = {f"keys.{action.id}": action.help for action in ACTIONS if action.keys}
    values = {one.name: [_typed(option) for option in one.options] for one in described() if one.options}
    words = {
        "scopes": SCOPES,
        "settings": settings | keys,
        "values": {**values, "theme": (AUTOMATIC, *NAMES)},
        "filters": {kind.plural: {one.id: one.options for one in kind.filters} for kind in KINDS},
        "sorts": {kind.plural: [*sort_names(kind)] for kind in KINDS},
    }
    return json.dumps(words, indent=1) + "\n"


def _typed(option: str | bool) -> str:
    return as_toml(option) if isinstance(option, bool) else option
