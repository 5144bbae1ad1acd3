import pickle
import traceback

import pytest

from aixtui.auth.secret import Credential, Secret, clean_key
from aixtui.setup_error import CredentialError

KEY = "0123456789abcdef7f2c"


def test_only_reveal_shows_it() -> None:
    credential = Credential(Secret(KEY), "test")
    key = credential.key
    text = f"{credential} {credential!r} {key} {key!r} {[key]} {vars(credential)}"
    assert KEY not in text
    assert credential.key.reveal() == KEY


def test_it_cannot_be_pickled() -> None:
    with pytest.raises(TypeError):
        pickle.dumps(Secret(KEY))


def test_the_hint_is_the_end_and_never_much_of_it() -> None:
    assert Secret(KEY).hint == "…7f2c"
    assert Secret("short").hint == "…"


def test_a_masked_key_is_told_by_its_ends() -> None:
    assert Secret(KEY).is_masked_as(f"{KEY[:4]}****{KEY[-4:]}")
    assert not Secret(KEY).is_masked_as(f"{KEY[:4]}****zzzz")
    assert not Secret(KEY).is_masked_as("")
    assert not Secret("abcd").is_masked_as("abcd")


def test_equal_keys_are_equal() -> None:
    assert Secret(KEY) == Secret(KEY)
    assert len({Secret(KEY), Secret(KEY)}) == 1
    assert Secret(KEY) != Secret("other")
    assert Secret(KEY) != KEY


def test_white_space_around_a_key_is_dropped() -> None:
    assert clean_key(f"  {KEY}\r\n", "test") == Secret(KEY)


@pytest.mark.parametrize("text", ["", " \n", f"{KEY}\n{KEY}", f"{KEY} x", f"{KEY}é", f"{KEY}\x00", "a\tb"])
def test_what_no_header_carries_is_refused_without_repeating_it(text: str) -> None:
    with pytest.raises(CredentialError, match="from the source") as excinfo:
        clean_key(text, "the source")
    assert KEY not in "".join(traceback.format_exception(excinfo.value))
