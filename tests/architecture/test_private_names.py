"""Private methods of Textual that are replaced: for want of a public hook, while they are what they were."""

import inspect
from importlib.metadata import version

from textual.app import App
from textual.driver import Driver
from textual.message_pump import MessagePump

from tests.architecture.classes import classes_in, is_ours

TRIED_WITH = "8.2."
"""The versions of Textual with which each was tried. Look at all of them before another one is let in."""
REPLACED = {
    ("GuardedApp", "_handle_exception"): "(self, error: 'Exception') -> 'None'",
    ("GuardedApp", "_fatal_error"): "(self) -> 'None'",
}
"""What each takes in Textual."""


def replaced(cls: type) -> dict[str, object]:
    """The private methods of Textual that a class replaces, with Textual's own."""
    theirs = [parent for parent in cls.__mro__[1:] if not is_ours(parent)]
    own = [name for name, value in vars(cls).items() if inspect.isfunction(value) and _is_private(name)]
    found = {name: next((vars(one)[name] for one in theirs if name in vars(one)), None) for name in own}
    return {name: method for name, method in found.items() if method is not None}


def _is_private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__")


def test_only_these_are_replaced_and_they_are_what_they_were() -> None:
    assert version("textual").startswith(TRIED_WITH)
    classes = [cls for cls in classes_in("aixtui") if issubclass(cls, MessagePump | Driver)]
    assert len(classes) > 25
    found = {(cls.__name__, name): method for cls in classes for name, method in replaced(cls).items()}
    assert {key: str(inspect.signature(method)) for key, method in found.items()} == REPLACED  # type: ignore[arg-type]


class Replacing(App[None]):
    def _on_idle(self) -> None: ...

    def _own(self) -> None: ...

    def on_mount(self) -> None: ...


def test_one_that_is_replaced_is_seen() -> None:
    assert list(replaced(Replacing)) == ["_on_idle"]
