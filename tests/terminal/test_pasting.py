"""What a terminal sends is text or keys: text never acts, and nothing that it sends ends the app."""

import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from aixtui.wire.input_filter import BURST_SECONDS
from tests.terminal.terminal import Terminal

ALTERNATE_SCREEN, ALTERNATE_SCREEN_OFF = b"\x1b[?1049h", b"\x1b[?1049l"
AIXTUI = str(Path(sys.executable).with_name("aixtui"))


@pytest.fixture
def terminal(env: dict[str, str]) -> Iterator[Terminal]:
    with Terminal([AIXTUI, "--sandbox", "--ephemeral"], env) as terminal:
        terminal.wait_for("▌ Text Analyst", 60)
        yield terminal


def quit_from_the_list(terminal: Terminal) -> None:
    terminal.wait_for(r"(?s)\A(?!.*╭).*q quit")  # no question stands over it
    terminal.send("q")
    assert terminal.wait_for_end() == 0


def test_coloured_text_pasted_on_a_list_does_nothing_and_says_so(terminal: Terminal) -> None:
    terminal.paste(" a \x1b[31mc \n ")
    terminal.wait_for("Nothing here takes pasted text")
    terminal.wait_for("Left out of the pasted text: 1")
    terminal.paste("D\x1b[201~y\nc\n")
    terminal.wait_for("Left out of the pasted text: 5")
    terminal.send("j")
    terminal.wait_for("▌ Feedback Sorter")
    quit_from_the_list(terminal)


def test_pasted_text_fills_a_field_and_says_what_is_missing(terminal: Terminal) -> None:
    terminal.send("/")
    terminal.paste("\x1b[1mreport\x1b[0m")
    terminal.wait_for("/ report")
    terminal.wait_for("Left out of the pasted text: 2")
    terminal.wait_for("▌ Report Writer|  Report Writer")
    terminal.send("Enter")
    terminal.wait_for("▌ Report Writer")
    terminal.send("V")
    terminal.wait_for("Name for this view")
    terminal.paste(" \x1b]0;title\x07two")
    terminal.wait_for("│ +▌ two +▕ +│")
    time.sleep(
        2 * BURST_SECONDS
    )  # what comes at once belongs to the paste: there is nothing else to wait for
    terminal.send("Esc")
    quit_from_the_list(terminal)


def test_what_no_key_sends_does_nothing(terminal: Terminal) -> None:
    terminal.send("\x1b[?1;2c\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\\x1b[99~\x1b[99999999999u")
    terminal.send_bytes(b"\xe9")
    terminal.wait_for("0xe9")
    terminal.send("j")
    terminal.wait_for("▌ Feedback Sorter")
    quit_from_the_list(terminal)


def test_a_paste_without_an_end_leaves_the_keys_alive(terminal: Terminal) -> None:
    terminal.send("\x1b[200~qqq")
    terminal.wait_for("The end of a pasted text")
    terminal.send("\x03")
    terminal.wait_for("The pasted text was dropped")
    terminal.send("j")
    terminal.wait_for("▌ Feedback Sorter")
    quit_from_the_list(terminal)


def test_a_long_paste_arrives_whole(terminal: Terminal) -> None:
    terminal.send("e")
    terminal.wait_for("nothing changed yet")
    terminal.send("Tab", "Tab")
    text = " ".join(f"word{number}" for number in range(20_000))
    terminal.send_bytes(f"\x1b[200~{text}\x1b[201~".encode())
    terminal.wait_for("word19999")
    terminal.wait_for("changed: ")
    terminal.send("Esc")
    terminal.wait_for("Kept as a draft")
    quit_from_the_list(terminal)


def test_ctrl_l_paints_everything_again(terminal: Terminal) -> None:
    terminal.forget()
    terminal.send("\x0c")
    for text in ("▌ Text Analyst", "1-18 of 45", "q quit"):  # it may come in pieces
        terminal.wait_for(text)
    terminal.send("?")
    terminal.wait_for("Keys")
    terminal.forget()
    terminal.send("\x0c")
    terminal.wait_for("Keys")


def test_another_size_paints_everything_again(terminal: Terminal) -> None:
    terminal.wait_for("q quit")
    terminal.forget()
    terminal.resize(80, 25)  # the lines above are as they were, but terminals may move what they show
    for text in ("aixtui", "▌ Text Analyst", "q quit"):
        terminal.wait_for(text)
    quit_from_the_list(terminal)


def test_a_paste_goes_on_after_the_driver_has_begun_anew(terminal: Terminal) -> None:
    terminal.send("\x1b[200~first half ")
    terminal.wait_for("The end of a pasted text")
    painted = len(terminal.output)
    terminal.signal(signal.SIGCONT)
    while ALTERNATE_SCREEN not in terminal.output[painted:]:
        terminal.read(0.1)
    terminal.send("8\x1b[201~")
    terminal.wait_for("Nothing here takes pasted text")
    terminal.wait_for("▌ Text Analyst")


def test_what_is_pasted_while_the_driver_begins_anew_is_no_signal(terminal: Terminal) -> None:
    painted = len(terminal.output)
    terminal.signal(signal.SIGCONT)
    terminal.paste("a\x1cb\x03c")
    terminal.wait_for("Nothing here takes pasted text")
    while ALTERNATE_SCREEN not in terminal.output[painted:]:
        assert terminal.read(30)
    assert ALTERNATE_SCREEN_OFF not in terminal.output  # with the screen it would have let the keys go
    time.sleep(2 * BURST_SECONDS)
    quit_from_the_list(terminal)


def test_what_a_field_refuses_is_told_beside_what_was_left_out(terminal: Terminal) -> None:
    terminal.send("/")
    terminal.paste("\x1b[31m" + "x" * 60_000 + "\x1b[0m")
    notice, refusal = "Left out of the pasted text: 2", "Not pasted: it has 60,000"
    terminal.wait_for(rf"{refusal}(.|\n)*{notice}|{notice}(.|\n)*{refusal}")


def test_a_burst_of_unmarked_keys_holds_nothing_up(terminal: Terminal) -> None:
    terminal.send("/")
    terminal.send_bytes(b"x" * 2000)
    terminal.send_bytes(b"\x11")
    assert terminal.wait_for_end(30) == 0
