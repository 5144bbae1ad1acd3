"""The way to answer is seen however small the screen is: what is said scrolls, the answers stay."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from textual.containers import VerticalScroll
from textual.pilot import Pilot
from textual.widgets import Button, OptionList

from aixtui.face import Choice
from aixtui.kindspec.field_conflict import FieldConflict
from aixtui.kindspec.handed_over import HandedOver
from aixtui.sandbox import RunningSandbox
from aixtui.screens.dialogs.arrange import Arrange
from aixtui.screens.dialogs.calendar import Calendar
from aixtui.screens.dialogs.choose import Choose
from aixtui.screens.dialogs.confirm import Confirm
from aixtui.screens.dialogs.dialog import Dialog
from aixtui.screens.dialogs.hand_over import HandOver
from aixtui.screens.dialogs.prompt import Prompt
from aixtui.screens.dialogs.settle import Settle
from aixtui.widgets.match_list import MatchList
from aixtui.widgets.text_line import TextLine
from aixtui.workspace.notice import Notice
from tests.driving import app_on, connection_to, screen_text, wait_for_text, wait_until

pytestmark = pytest.mark.anyio
LONG = "It is used by Weekly Digest, Board Pack and many others that nobody would have thought of. " * 9
TITLE = "Delete the agent that has a name of more than one line?"
CHOICES = [Choice(str(number), f"Choice {number}", "a note") for number in range(30)]
SIZES = [(40, 10), (40, 12), (60, 14), (80, 24)]


class FixedEntries:
    """Entries that nothing is done with."""

    def __init__(self) -> None:
        self.changed, self.is_fixed = Notice(), False

    def choices(self) -> Sequence[Choice]:
        return CHOICES

    async def open(self, entry_id: str) -> None:
        raise AssertionError(entry_id)

    async def add(self) -> None:
        raise AssertionError

    def move(self, entry_id: str, by: int) -> None:
        raise AssertionError(entry_id, by)

    def remove(self, entry_id: str) -> None:
        raise AssertionError(entry_id)


def conflict() -> Settle:
    sides = FieldConflict("Description", LONG, LONG[::-1], LONG.upper(), can_mark=True)
    return Settle("Text Analyst was changed by somebody else", LONG, sides)


def key_shown_once() -> HandOver:
    return HandOver(HandedOver("The key", "k" * 64, LONG), is_copied=False, awaiting=None)


QUESTIONS: Sequence[tuple[Callable[[], Dialog[Any]], tuple[str, ...]]] = [
    (
        lambda: Confirm(TITLE, LONG, note=LONG[:91], yes="Put them back", danger=True),
        ("Cancel (n)", "Put them back (y)"),
    ),
    (lambda: Confirm(TITLE, yes="Delete"), ("Cancel (n)", "Delete (y)")),
    (
        lambda: Prompt(TITLE, "typed", yes="Delete", detail=LONG, problem="That is not its name: type it."),
        ("typed", "type it.", "Cancel (Esc)", "Delete (Enter)"),
    ),
    (lambda: Prompt(TITLE, "typed", yes="Delete", detail=LONG), ("typed", "Cancel (Esc)", "Delete (Enter)")),
    (conflict, ("Mine (m)", "Theirs (t)", "Edit both (e)", "Not now (Esc)")),
    (key_shown_once, ("Copy (c)", "I have it (i)")),
]


@pytest.mark.parametrize("size", SIZES)
async def test_the_answers_to_a_question_are_seen(sandbox: RunningSandbox, size: tuple[int, int]) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=size) as pilot:
        await wait_for_text(pilot, "▌ Text Ana")
        for make, answers in QUESTIONS:
            dialog = make()
            app.push_screen(dialog)
            await wait_until(pilot, lambda: isinstance(app.focused, Button | TextLine), "the question")
            await pilot.pause()
            text = screen_text(app)
            assert [one for one in answers if one not in text] == [], text
            await read_to_the_end(pilot, dialog)
            dialog.finish(None)
            await wait_until(pilot, lambda dialog=dialog: app.screen is not dialog, "the list")  # type: ignore[misc]


async def read_to_the_end(pilot: Pilot[None], dialog: Dialog[Any]) -> None:
    """What there is no room for comes into sight by the keys that scroll."""
    scroll = dialog.query_one(VerticalScroll)
    assert scroll.size.height >= 1 or not scroll.display
    dialog.action_scroll_detail(10_000)
    await wait_until(pilot, lambda: scroll.scroll_y == scroll.max_scroll_y, "the end of the text")


@pytest.mark.parametrize("size", SIZES)
async def test_what_is_highlighted_is_seen_down_to_the_last_choice(
    sandbox: RunningSandbox, size: tuple[int, int]
) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=size) as pilot:
        await wait_for_text(pilot, "▌ Text Ana")
        app.push_screen(Choose(TITLE, lambda _: CHOICES, note=LONG))
        await wait_for_text(pilot, "Choice 0")
        await pilot.press(*["down"] * 29)
        await wait_for_text(pilot, "Choice 29")
        dialog = app.screen.query_one(".dialog")
        assert app.screen.query_one(MatchList).region.bottom < dialog.region.bottom
        assert "Esc cancels" in screen_text(app)


async def test_a_calendar_scrolls_to_what_is_chosen(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(40, 10)) as pilot:
        await wait_for_text(pilot, "▌ Text Ana")
        app.push_screen(Calendar("Expires", "2030-12-01 09:00 UTC"))
        await wait_for_text(pilot, "December 2030")
        await pilot.press(*["down"] * 4)
        await wait_for_text(pilot, "23 24 25 26 27 28 29")
        await pilot.press("down", "up", "tab")
        await wait_for_text(pilot, "Time")
        await pilot.press("tab")
        await wait_for_text(pilot, "Zone")


@pytest.mark.parametrize("size", SIZES)
async def test_of_entries_the_last_one_and_the_way_out_are_seen(
    sandbox: RunningSandbox, size: tuple[int, int]
) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=size) as pilot:
        await wait_for_text(pilot, "▌ Text Ana")
        app.push_screen(Arrange(TITLE, FixedEntries()))
        await wait_for_text(pilot, "Choice 0")
        await pilot.press("end")
        await wait_for_text(pilot, "Choice 29")
        options, dialog = app.screen.query_one(OptionList), app.screen.query_one(".dialog")
        assert options.region.bottom < dialog.region.bottom
        text = screen_text(app)
        assert "Enter opens" in text
        assert "Esc closes" in text
