"""Below a dialog the footer offers no key that is dead there."""

import pytest

from aixtui.sandbox import RunningSandbox
from tests.driving import app_on, connection_to, screen_text, wait_for_text, wait_until

pytestmark = pytest.mark.anyio


LISTS = ("Sort by", "Narrow", "Copy of Text Analyst")


def footer(text: str) -> str:
    return text.splitlines()[-1].strip()


@pytest.mark.parametrize(
    ("way", "text"),
    [
        (("s",), "Sort by"),
        (("D",), "Type its name to delete it."),
        (("F",), "Narrow"),
        (("y",), "Copy of Text Analyst"),
        (("question_mark",), "Keys of this screen"),
    ],
)
async def test_only_quitting_is_offered_below_a_dialog(
    sandbox: RunningSandbox, way: tuple[str, ...], text: str
) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        before = footer(screen_text(app))
        assert before.endswith("q quit")
        await pilot.press(*way)
        await wait_for_text(pilot, text)
        # A list to choose from has its own keys there, a question leaves the way out of the app.
        own = ("Ctrl+Q quit",) if text not in LISTS else ("Esc cancels", "Esc closes")
        await wait_until(pilot, lambda: footer(screen_text(app)).endswith(own), "the footer below")
        assert "q quit" not in footer(screen_text(app)).replace("Ctrl+Q quit", "")
        await pilot.press("escape")
        await wait_until(pilot, lambda: footer(screen_text(app)) == before, "the footer as it was")


async def test_a_form_that_waits_for_an_answer_offers_nothing_either(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("e")
        await wait_for_text(pilot, "nothing changed yet")
        await pilot.press("x", "ctrl+s")
        await wait_for_text(pilot, "Save these changes?")
        await wait_until(pilot, lambda: footer(screen_text(app)) == "Ctrl+Q quit", "the footer below")
