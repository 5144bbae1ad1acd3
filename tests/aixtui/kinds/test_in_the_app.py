"""Every kind in the app: its tab lists it, Enter opens a row, and sessions show what was said."""

from typing import Any

import pytest
from textual.pilot import Pilot

from aixtui.app import AixtuiApp
from aixtui.editing.document_tabs import tabs_of
from aixtui.key_names import tab_key
from aixtui.kinds import KINDS
from aixtui.kinds.session import SESSION
from aixtui.sandbox import RunningSandbox
from aixtui.screens.browse.screen import BrowseScreen
from aixtui.screens.detail.screen import DetailScreen
from aixtui.screens.edit.screen import EditScreen
from aixtui.screens.messages import MessagesScreen
from aixtui.widgets.resource_table import ResourceTable
from tests.driving import app_on, connection_to, keys_to, screen_text, wait_for_text, wait_until

pytestmark = pytest.mark.anyio
SIZES = pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
SESSIONS = str((KINDS.index(SESSION) + 1) % 10)


@SIZES
async def test_every_tab_lists_and_enter_opens_a_row(
    filled_sandbox: RunningSandbox, size: tuple[int, int]
) -> None:
    app = app_on(connection_to(filled_sandbox))
    async with app.run_test(size=size) as pilot:
        for index in range(len(KINDS)):
            await open_first_row(pilot, index)


async def open_first_row(pilot: Pilot[Any], index: int) -> None:
    """Go to a kind by its key, open the first row and come back."""
    kind = KINDS[index]
    app = pilot.app
    assert isinstance(app, AixtuiApp)
    await pilot.press(*keys_to(index))
    browse = app.screen
    assert isinstance(browse, BrowseScreen)

    def has_rows() -> bool:
        row = browse.browser.listing.current
        return browse.browser.listing.source.id == kind.id and row is not None

    await wait_until(pilot, has_rows, f"rows of {kind.plural}")
    assert f"{tab_key(index)} {kind.label}".lstrip() in screen_text(app).splitlines()[1]
    await pilot.press("enter")
    await wait_until(pilot, lambda: isinstance(app.screen, DetailScreen), "the detail")
    await wait_for_text(pilot, kind.sections[0].title.upper())
    await pilot.press(str(tabs_of(kind).index("json") + 1))
    await wait_for_text(pilot, '"id": "')
    await pilot.press("escape")
    await wait_until(pilot, lambda: app.screen is browse, "the list again")


@pytest.mark.parametrize("keys", [("m",), ("enter", "m")], ids=["from the list", "from the detail"])
async def test_a_session_shows_its_messages(filled_sandbox: RunningSandbox, keys: tuple[str, ...]) -> None:
    app = app_on(connection_to(filled_sandbox))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "Text Analyst")
        await pilot.press(SESSIONS)
        await wait_for_text(pilot, "ticket 8812")
        for key in keys:
            await pilot.press(key)
        await wait_until(pilot, lambda: isinstance(app.screen, MessagesScreen), "the messages")
        await wait_for_text(pilot, "2 messages")
        await wait_for_text(pilot, "I love it. Really.")
        text = screen_text(app)
        assert " › ticket 8812 › messages" in text
        assert "user" in text
        assert "assistant" in text
        assert "like" in text
        await pilot.press("escape")
        await wait_until(pilot, lambda: not isinstance(app.screen, MessagesScreen), "where one came from")


async def test_other_kinds_have_no_messages(filled_sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(filled_sandbox))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await wait_for_text(pilot, "Text Analyst")
        assert "Messages" not in screen_text(app)
        await pilot.press("m")
        await wait_for_text(pilot, "Only sessions have messages.")


async def test_an_empty_list_says_how_to_fill_it_or_why_not(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "Text Analyst")
        await pilot.press("8")
        await wait_for_text(pilot, "There are no triggers here yet.")
        assert "a  makes one" in screen_text(app)
        await pilot.press("7")
        await wait_for_text(pilot, "There are no sessions here yet.")
        assert "a conversation with an agent" in screen_text(app)


async def test_a_list_without_rows_gives_its_keys_to_no_field(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "Text Analyst")
        await pilot.press("8", "7", "6")
        await wait_for_text(pilot, "There are no skills here yet.")
        await pilot.pause()
        assert app.focused is None
        await pilot.press("3")
        await wait_for_text(pilot, "Calculator")
        assert isinstance(app.focused, ResourceTable)


async def test_a_form_takes_other_values_than_text(filled_sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(filled_sandbox))
    async with app.run_test(size=(120, 40)) as pilot:
        await wait_for_text(pilot, "Text Analyst")
        await pilot.press("8")
        await wait_for_text(pilot, "every morning")
        await pilot.press("e")
        await wait_for_text(pilot, "every day at 07:40")
        assert isinstance(app.screen, EditScreen)
        app.screen.form.moves.to("retry_count")
        await wait_until(pilot, lambda: getattr(app.focused, "id", "") == "field-retry_count", "the field")
        await pilot.press("end", "ctrl+u", *"perhaps", "tab")
        await wait_for_text(pilot, "Retries must be a number, not 'perhaps'.")
        await pilot.press("ctrl+s")
        await wait_until(
            pilot, lambda: app.focused is app.screen.query_one("#field-retry_count"), "the field to mend"
        )
