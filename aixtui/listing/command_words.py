"""Words that are typed after `:` beside kinds, views and resources: each stands for an action."""

from collections.abc import Collection, Iterator
from typing import NamedTuple

from aixtui.actions import actions_of
from aixtui.app_action import AppAction

FAVOURITES = "favourites"
_LISTS = {"drafts": ("drafts", ""), "views": ("views", ""), FAVOURITES: ("views", FAVOURITES)}
"""Words for what is kept here -> the id of the action on lists that shows it, and which part of that."""


class AppCall(NamedTuple):
    """An action of the whole app or of lists, and the name that goes with it; empty where there is none."""

    action: AppAction
    name: str = ""

    @property
    def step(self) -> tuple[str, str, tuple[str, ...]]:
        """Where it is carried out, empty for the app itself; what is called there, and with what."""
        names = (self.name,) if self.name else ()
        is_of_app = self.action.scope == "app"
        return ("", self.action.method, names) if is_of_app else ("screen", "do", (self.action.id, *names))


def command_words() -> tuple[str, ...]:
    """All of them."""
    return (*(action.id for action in actions_of("app")), *_LISTS)


def named_words(profiles: Collection[str]) -> Iterator[str]:
    """Those that a name may follow, each with every name."""
    for action in _takes_name():
        yield from (f"{action.id} {name}" for name in profiles)


def is_name_begun(text: str) -> bool:
    """Whether a text goes on behind a word that a name may follow."""
    return any(text.lstrip().startswith(f"{action.id} ") for action in _takes_name())


def call_of(text: str, completed: str, profiles: Collection[str]) -> AppCall | None:
    """What a typed text stands for, else what it does when `completed`; None where that is no such word."""
    line, typed = text.lstrip(), text.strip()
    for action in actions_of("app"):
        if action.takes_name and line.startswith(f"{action.id} "):
            names = [one.removeprefix(action.id).strip() for one in (typed, completed)]
            return AppCall(action, names[0] if names[0] in profiles else names[1])
        if action.id in (typed, completed) or typed in action.keys:
            return AppCall(action)
    action_id, name = _LISTS.get(typed) or _LISTS.get(completed) or ("", "")
    return next((AppCall(one, name) for one in actions_of("browse") if one.id == action_id), None)


def _takes_name() -> list[AppAction]:
    return [action for action in actions_of("app") if action.takes_name]
