from collections import Counter

import pytest

from aixtui.actions import ACTIONS, Scope, actions_of
from aixtui.app_action import key_label
from aixtui.screens.base import BaseScreen
from aixtui.screens.browse.screen import BrowseScreen
from aixtui.screens.detail.screen import DetailScreen
from aixtui.screens.edit.screen import EditScreen
from aixtui.screens.messages import MessagesScreen
from aixtui.screens.run.screen import RunScreen
from aixtui.screens.settings import SettingsScreen
from aixtui.screens.welcome import WelcomeScreen

SCREENS: tuple[type[BaseScreen], ...] = (
    BrowseScreen,
    DetailScreen,
    EditScreen,
    RunScreen,
    MessagesScreen,
    SettingsScreen,
    WelcomeScreen,
)


@pytest.mark.parametrize("scope", sorted({action.scope for action in ACTIONS}))
def test_no_key_means_two_things_on_one_screen(scope: Scope) -> None:
    together: tuple[Scope, ...] = (
        (scope, "app")
        if scope in ("browse", "detail", "edit", "run", "messages", "settings", "welcome")
        else (scope,)
    )
    keys = Counter(key for action in actions_of(*together) for key in action.keys)
    assert [key for key, times in keys.items() if times > 1] == []


def test_every_screen_has_a_scope_of_its_own() -> None:
    scopes = [screen.SCOPE for screen in SCREENS]
    assert len(set(scopes)) == len(scopes)


def test_every_action_says_what_it_does_in_a_sentence() -> None:
    assert [action.id for action in ACTIONS if not action.help.endswith(".")] == []


def test_destructive_actions_are_marked_and_on_no_plain_key() -> None:
    dangerous = [action for action in ACTIONS if action.danger]
    assert {action.id for action in dangerous} == {"delete", "delete-run"}
    assert all(key.isupper() for action in dangerous for key in action.keys)


def test_while_typing_only_keys_that_are_no_text_are_shown() -> None:
    quit_action = next(action for action in ACTIONS if action.id == "quit")
    assert key_label(quit_action) == "q"
    assert key_label(quit_action, typing=True) == "Ctrl+Q"
    inputs = next(action for action in ACTIONS if action.id == "inputs")
    assert key_label(inputs, typing=True) == ""
