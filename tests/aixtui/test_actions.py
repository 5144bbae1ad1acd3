from collections import Counter

import pytest

from aixtui.actions import ACTIONS, Scope, actions_of, shown_key
from aixtui.app import AixtuiApp
from aixtui.screens.base import BaseScreen
from aixtui.screens.browse import BrowseScreen
from aixtui.screens.confirm import Confirm
from aixtui.screens.detail import DetailScreen
from aixtui.screens.edit import EditScreen
from aixtui.screens.help import HelpScreen
from aixtui.screens.kept import KeptDialog
from aixtui.screens.messages import MessagesScreen
from aixtui.screens.prompt import Prompt
from aixtui.screens.run import RunScreen
from aixtui.screens.welcome import WelcomeScreen
from aixtui.widgets.command_line import CommandLine
from aixtui.widgets.filter_chips import FilterChips
from aixtui.widgets.resource_table import ResourceTable
from aixtui.widgets.search_bar import SearchBar

HANDLERS: dict[Scope, tuple[type, ...]] = {
    "app": (AixtuiApp,),
    "table": (ResourceTable,),
    "search": (SearchBar,),
    "chips": (FilterChips,),
    "command": (CommandLine,),
    "browse": (BrowseScreen,),
    "detail": (DetailScreen,),
    "edit": (EditScreen,),
    "run": (RunScreen,),
    "messages": (MessagesScreen,),
    "welcome": (WelcomeScreen,),
    "dialog": (Confirm, Prompt, HelpScreen),
    "kept": (KeptDialog,),
}


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: f"{action.scope}.{action.id}")
def test_every_action_has_its_handler(action) -> None:  # type: ignore[no-untyped-def]
    for handler in HANDLERS[action.scope]:
        assert callable(getattr(handler, f"action_{action.method}"))
    assert action.help.endswith(".")


@pytest.mark.parametrize("scope", HANDLERS)
def test_no_key_means_two_things_on_one_screen(scope: Scope) -> None:
    together: tuple[Scope, ...] = (
        (scope, "app") if scope in ("browse", "detail", "edit", "run", "messages", "welcome") else (scope,)
    )
    keys = Counter(key for action in actions_of(*together) for key in action.keys)
    assert [key for key, times in keys.items() if times > 1] == []


def test_every_screen_has_a_scope_of_its_own() -> None:
    screens = (BrowseScreen, DetailScreen, EditScreen, RunScreen, MessagesScreen, WelcomeScreen)
    scopes = [screen.SCOPE for screen in screens]
    assert len(set(scopes)) == len(scopes)
    assert all(issubclass(HANDLERS[scope][0], BaseScreen) for scope in scopes)


def test_destructive_actions_are_marked_and_on_no_plain_key() -> None:
    dangerous = [action for action in ACTIONS if action.danger]
    assert {action.id for action in dangerous} == {"delete"}
    assert all(key.isupper() for action in dangerous for key in action.keys)


def test_while_typing_only_keys_that_are_no_text_are_shown() -> None:
    quit_action = next(action for action in ACTIONS if action.id == "quit")
    assert shown_key(quit_action) == "q"
    assert shown_key(quit_action, typing=True) == "Ctrl+Q"
    inputs = next(action for action in ACTIONS if action.id == "inputs")
    assert shown_key(inputs, typing=True) == ""
