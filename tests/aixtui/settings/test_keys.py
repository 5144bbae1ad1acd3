"""`[keys]`: what it means, and what is refused with its line, its reason and a way out."""

from pathlib import Path

import pytest

from aixtui.actions import ACTIONS
from aixtui.app_action import CHAINS
from aixtui.key_names import key_name, key_of_name
from aixtui.settings.keys import FIXED
from aixtui.settings.reading import parse_settings
from aixtui.setup_error import SettingsError

FILE = Path("config.toml")


def keys_of(text: str) -> dict[str, tuple[str, ...]]:
    return dict(parse_settings(f"[keys]\n{text}", FILE).keys)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ('delete = "X"', {"browse.delete": ("X",), "detail.delete": ("X",)}),
        ('delete = ["X", "F8"]', {"browse.delete": ("X", "f8"), "detail.delete": ("X", "f8")}),
        ('delete = "X F8 X"', {"browse.delete": ("X", "f8"), "detail.delete": ("X", "f8")}),
        ('undo_list = ""', {"browse.undo-list": (), "detail.undo-list": ()}),
        ("refresh = []\n[keys.browse]\nrefresh = '@'", {"browse.refresh": ("at",)}),
        ('run.start = "Ctrl+B"', {"run.start": ("ctrl+b",)}),
        ('quit = ["Q", "Ctrl+Q"]', {"app.quit": ("Q", "ctrl+q")}),
        (
            'next-page = "p"\nprevious-page = "n"',
            {"browse.next-page": ("p",), "browse.previous-page": ("n",)},
        ),
        ('sort = "ж"', {"browse.sort": ("ж",), "panel.sort": ("ж",)}),
    ],
)
def test_keys_are_read_by_action_and_by_scope(text: str, keys: dict[str, tuple[str, ...]]) -> None:
    found = keys_of(text)
    assert {place: found[place] for place in keys} == keys


@pytest.mark.parametrize(
    ("text", "words", "hint"),
    [
        ('delet = "X"', "line 2, the key 'keys.delet' is unknown", "Did you mean 'delete'?"),
        ('qqqq = "X"', "is unknown", "aixtui keys lists the actions."),
        ('[keys.brwose]\nsort = "x"', "line 2, the key 'keys.brwose' is no scope", "Did you mean 'browse'?"),
        ('[keys.edit]\nsort = "x"', "line 3, the key 'keys.edit.sort' is unknown", ""),
        ('clone = "escap"', "'keys.clone' names no key: 'escap'", "Did you mean 'escape'?"),
        ('clone = "ctl+x"', "names no key: 'ctl+x'", "Did you mean 'ctrl+x'?"),
        ("clone = 5", "must be a key in quotes, or a list of them", ""),
        ('clone = ["x", 5]', "must be a key in quotes, or a list of them", ""),
        ('clone = "e"', "'keys.clone' takes e, which edit has", "keys.browse.edit moves edit."),
        (
            'search = "j"',
            "takes j, which cursor-down (table.cursor-down) has",
            "keys.table.cursor-down moves",
        ),
        ('clone = "5"', "takes 5, which show-kind has", "Choose another key."),
        ('theme = "f6"', "takes F6, which revert-field (edit.revert-field) has", ""),
        ('sort = "Z"\nwide = "Z"', "takes Z, which", ""),
        ('quit = "Q"', "has to keep Ctrl+Q", "Write Q Ctrl+Q."),
        ("back = []", "has to keep Esc", "Write Esc."),
        ('sort = "escape"', "cannot have Esc", ""),
        ('sort = "ctrl+i"', "takes Tab, which next-tab has", ""),
        ('save = "s"', "cannot have s: text is typed in the scope edit", "Take a function key, or one with"),
        ('show-kind = "x"', "cannot be changed: show-kind is on the digits", ""),
        ('undo_list = "z"\nundo-list = "Z"', "stands there with - and with _", ""),
    ],
)
def test_what_could_not_be_reached_or_is_not_there_is_refused(text: str, words: str, hint: str) -> None:
    with pytest.raises(SettingsError) as caught:
        keys_of(text)
    assert words in str(caught.value)
    assert hint in caught.value.hint


def test_every_key_of_the_table_is_one_however_it_is_written() -> None:
    keys = {key for action in ACTIONS for key in action.keys}
    assert len(keys) > 80
    assert {key_of_name(key) for key in keys} == {key_of_name(key_name(key)) for key in keys} == keys


def test_every_scope_is_in_a_chain_and_the_ways_out_are_in_the_table() -> None:
    assert {scope for chain in CHAINS for scope in chain} == {action.scope for action in ACTIONS}
    assert {key for key in FIXED if any(key in action.keys for action in ACTIONS)} == set(FIXED)
