"""Keys that name their place: what goes on to Textual's parser, and what is learned of the layout."""

import pytest
from textual import events

from aixtui.wire.letter_places import LetterPlaces, with_alternates
from tests.aixtui.wire.test_sequences import read

EL = ord("л")


@pytest.mark.parametrize(
    ("piece", "plain", "told"),
    [
        (f"\x1b[{EL}::107;;{EL}u", f"\x1b[{EL};;{EL}u", [("л", "k")]),
        (f"\x1b[{EL}::107;1;{EL}u", f"\x1b[{EL};1;{EL}u", [("л", "k")]),
        (f"\x1b[{EL}:{ord('Л')}:107;2;{ord('Л')}u", f"\x1b[{EL};2;{ord('Л')}u", [("Л", "K")]),
        (f"\x1b[{EL}:{ord('Л')}:107;65;{ord('Л')}u", f"\x1b[{EL};65;{ord('Л')}u", [("Л", "K")]),
        (f"\x1b[{ord('ж')}:{ord('Ж')}:59;2;{ord('Ж')}u", f"\x1b[{ord('ж')};2;{ord('Ж')}u", [("Ж", ":")]),
        (f"\x1b[{ord('ъ')}::93;;{ord('ъ')}u", f"\x1b[{ord('ъ')};;{ord('ъ')}u", [("ъ", "]")]),
        (f"\x1b[{ord('я')}::122;5u", "\x1b[122;5u", []),  # Ctrl and the key of z
        (f"\x1b[{EL}::107u", f"\x1b[{EL}u", []),
        ("\x1b[97:65;2;65u", "\x1b[97;2;65u", []),
        ("\x1b[97::113;;97u", "\x1b[97;;97u", []),  # of another layout with Latin letters its own hold
        ("\x1b[97;;97u", "\x1b[97;;97u", []),
        ("\x1b[1;2A", "\x1b[1;2A", []),
        ("k", "k", []),
        (f"\x1b[{EL}::9;;{EL}u", f"\x1b[{EL};;{EL}u", []),
        (f"\x1b[{EL}::107;;9999999u", f"\x1b[{EL};;9999999u", []),
    ],
)
def test_a_key_goes_on_without_its_place_which_is_told(
    piece: str, plain: str, told: list[tuple[str, str]]
) -> None:
    found: list[tuple[str, str]] = []
    assert LetterPlaces(lambda *pair: found.append(pair)).plain(piece) == plain
    assert found == told


def test_textual_reads_what_goes_on() -> None:
    places = LetterPlaces(lambda *_: None)
    [letter] = read(places.plain(f"\x1b[{EL}::107;;{EL}u"))
    [control] = read(places.plain(f"\x1b[{ord('я')}::122;5u"))
    assert isinstance(letter, events.Key)
    assert isinstance(control, events.Key)
    assert (letter.key, letter.character, control.key) == ("л", "л", "ctrl+z")


def test_a_place_is_told_once_and_again_when_another_layout_has_another() -> None:
    found: list[tuple[str, str]] = []
    places = LetterPlaces(lambda *pair: found.append(pair))
    for base in (107, 107, 108):
        places.plain(f"\x1b[{EL}::{base};;{EL}u")
    assert found == [("л", "k"), ("л", "l")]


def test_the_names_are_asked_for_where_the_protocol_is() -> None:
    assert with_alternates("\x1b[?25l\x1b[>25u") == "\x1b[?25l\x1b[>29u"
    assert with_alternates("\x1b[<u") == "\x1b[<u"
