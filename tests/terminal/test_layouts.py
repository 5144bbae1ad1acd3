"""A keyboard with other letters, in a terminal that tells where its keys are, as kitty's protocol has it."""

import sys
from pathlib import Path

from tests.terminal.terminal import Terminal

AIXTUI = str(Path(sys.executable).with_name("aixtui"))
APP = [AIXTUI, "--sandbox", "--ephemeral"]


def pressed(letter: str, place: str, modifiers: int = 1) -> str:
    """What such a terminal sends for a letter, whose key has the sign of a place on it without Shift."""
    low = ord(letter.lower())
    shifted = ord(letter) if letter != letter.lower() else ""
    return f"\x1b[{low}:{shifted}:{ord(place)};{modifiers};{ord(letter)}u"


UP, QUIT, SORT = pressed("л", "k"), pressed("й", "q"), pressed("ы", "s")
COMMAND = pressed("Ж", ";", 2)


def test_letters_do_what_is_on_their_keys_and_are_text_where_text_is_typed(env: dict[str, str]) -> None:
    with Terminal(APP, env) as terminal:
        terminal.wait_for("▌ Text Analyst", 60)
        assert b"\x1b[>29u" in terminal.output
        terminal.send("Down")
        terminal.wait_for("▌ Feedback Sorter")
        terminal.send(UP)
        terminal.wait_for("▌ Text Analyst")
        terminal.send(COMMAND + SORT + pressed("Ы", "s", 2))  # at once: what comes behind the first is text
        terminal.wait_for(": ?ыЫ")
        terminal.send("\x1b[27u")
        terminal.wait_for("▌ Text Analyst")
        terminal.send(SORT)
        terminal.wait_for("Sort by")
        assert "is on no action" not in terminal.text
        terminal.send("\x1b[27u", QUIT)
        assert terminal.wait_for_end() == 0


def test_letters_answer_questions_but_are_text_in_the_fields_of_dialogs(env: dict[str, str]) -> None:
    with Terminal(APP, env) as terminal:
        terminal.wait_for("▌ Text Analyst", 60)
        terminal.send(pressed("И", "b", 2))
        terminal.wait_for(r"To draft \(y\)")
        terminal.send(pressed("н", "y"))
        terminal.wait_for("Text Analyst +○ draft")
        terminal.send(SORT)
        terminal.wait_for("Sort by")
        terminal.send(pressed("ы", "s"))
        terminal.wait_for("Nothing matches “ы”")


def test_a_terminal_that_tells_no_place_gets_a_hint(env: dict[str, str]) -> None:
    with Terminal(APP, env) as terminal:
        terminal.wait_for("▌ Text Analyst", 60)
        terminal.send("л")
        terminal.wait_for("л is on no action")
