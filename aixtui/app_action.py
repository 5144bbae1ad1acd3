"""What an action of the user is: a row of the action table."""

from collections.abc import Sequence
from typing import Literal, NamedTuple, get_args

from aixtui.key_names import key_name

Scope = Literal[
    "app",
    "table",
    "search",
    "chips",
    "command",
    "browse",
    "detail",
    "past",
    "json",
    "edit",
    "field",
    "reference",
    "run",
    "panel",
    "steps",
    "live",
    "step",
    "messages",
    "settings",
    "welcome",
    "dialog",
    "places",
    "entries",
]

SCOPES: tuple[Scope, ...] = get_args(Scope)
CHAINS: tuple[tuple[Scope, ...], ...] = (
    ("app", "browse", "table", "search"),
    ("app", "command"),
    ("app", "chips"),
    ("app", "detail", "past", "json", "table", "search"),
    ("app", "edit", "field", "reference"),
    ("app", "run", "field", "reference"),
    ("app", "run", "panel", "json", "table", "search", "steps", "live"),
    ("app", "step", "json"),
    ("app", "messages"),
    ("app", "settings", "search"),
    ("app", "welcome"),
    ("dialog", "places"),
    ("dialog", "entries"),
)
"""Scopes whose keys act at the same time: a key that two of them have would reach one alone."""
TYPED_IN: frozenset[Scope] = frozenset({"search", "command", "edit", "field", "welcome", "dialog", "places"})
"""Scopes in which letters are text."""


class AppAction(NamedTuple):
    """One action. A controller of the screen of its scope carries it out, in `do_<id with underscores>`."""

    id: str
    scope: Scope
    keys: tuple[str, ...]
    """In Textual's spelling; the first one is shown. Without any, the screen binds them itself."""
    label: str
    """One or two words, for the footer."""
    help: str
    """A sentence, for help, palette and cheat-sheet."""
    needs: str = ""
    """The capability the kind must have, as `WorkspaceGateway.capabilities` names it."""
    danger: bool = False
    footer: int = 0
    """Rank in the footer from 1, where what ranks low gives way; 0 keeps it out."""
    looks: bool = False
    """Whether it leads elsewhere or shows another way, rather than doing something with what is shown."""
    types: bool = False
    """Whether it opens what takes text: keys typed after it wait for that."""
    key_hint: str = ""
    """What stands for the keys of an action that names none."""
    sends: bool = False
    """Whether it sends at once what cannot be taken back: a key that is held down does it once."""

    takes_name: bool = False
    """Whether a name may follow its id where that is typed."""

    @property
    def place(self) -> str:
        """Scope and id, which name it among all: `browse.delete`."""
        return f"{self.scope}.{self.id}"

    @property
    def has_text(self) -> bool:
        """Whether it comes with a text that is typed in a part of the screen."""
        return self.scope == "search"

    @property
    def method(self) -> str:
        """The id as Python writes it."""
        return self.id.replace("-", "_")


def unshadowed(actions: Sequence[AppAction], scope: Scope) -> list[AppAction]:
    """Without those of a screen's own scope whose first key a part of it has taken."""
    taken = {key for action in actions if action.scope not in (scope, "app") for key in action.keys}
    return [one for one in actions if one.scope != scope or not taken.intersection(one.keys[:1])]


def key_label(action: AppAction, *, typing: bool = False) -> str:
    """The key to show for an action; while the user types, the first that is no text. Empty without one."""
    if action.key_hint and not typing:
        return action.key_hint
    return next((key for key in map(key_name, action.keys) if not typing or len(key) > 1), "")
