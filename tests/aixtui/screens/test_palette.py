"""The palette: what it offers, in which order, and that taking it does what it says."""

import pytest
from textual.pilot import Pilot
from textual.widgets import OptionList

from aixtui.app import AixtuiApp
from aixtui.sandbox import RunningSandbox
from aixtui.screens.browse.screen import BrowseScreen
from aixtui.screens.detail.screen import DetailScreen
from aixtui.screens.dialogs.choose import Choose
from aixtui.theming.terminal_themes import NO_COLOUR
from tests.driving import app_on, connection_to, screen_text, wait_for_text, wait_until

pytestmark = pytest.mark.anyio
TITLE = "What to do, or where to go"


async def open_palette(pilot: Pilot[None], text: str = "") -> Choose:
    """The palette with a text typed in."""
    app = pilot.app
    await pilot.press("ctrl+p")
    await wait_until(pilot, lambda: isinstance(app.screen, Choose), "the palette")
    await pilot.press(*text)
    assert isinstance(app.screen, Choose)
    return app.screen


def labels(app: AixtuiApp) -> list[str]:
    """What is seen of the palette, without its edge."""
    lines = [line.partition("│")[2].strip() for line in screen_text(app).splitlines() if "│" in line]
    return [line.partition("  ")[0] for line in lines]


def lists(app: AixtuiApp) -> BrowseScreen:
    screen = app.screen_stack[1]
    assert isinstance(screen, BrowseScreen)
    return screen


@pytest.mark.parametrize(("size", "least"), [((80, 24), 18), ((120, 40), 34), ((40, 12), 6)])
async def test_it_shows_as_many_as_there_is_room_for_with_their_keys(
    sandbox: RunningSandbox, size: tuple[int, int], least: int
) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=size) as pilot:
        await wait_for_text(pilot, "▌ Text Ana")
        await open_palette(pilot)
        await wait_for_text(pilot, "Open ")
        seen = labels(app)
        assert seen[0] == TITLE
        assert seen[2:5] == ["Open", "Run", "Search"]
        assert len(seen) - 3 >= least
        lines = screen_text(app).splitlines()
        assert [line for line in lines if " Open " in line and " Enter " in line]


async def test_what_cannot_be_done_here_is_not_offered(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 60)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await open_palette(pilot)
        await wait_for_text(pilot, "Open ")
        absent = {
            "Prev",
            "Drop filter",
            "Choose filter",
            "Unmark",
            "Unreadable",
            "Back",
            "Forward",
            "Messages",
        }
        assert absent.isdisjoint(labels(app))
        await pilot.press("escape", "slash", *"zzqx", "enter")
        await wait_for_text(pilot, "No agents match")
        await open_palette(pilot)
        await wait_for_text(pilot, "Search ")
        absent = {"Open", "Run", "Next", "Edit", "Clone", "Delete", "Mark", "Mark page", "Favourite"}
        assert absent.isdisjoint(labels(app))


async def test_it_leads_to_kinds_by_their_names(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await open_palette(pilot, "mode")
        await wait_for_text(pilot, "Show the models.")
        assert labels(app)[2] == "Models"
        await pilot.press("enter")
        await wait_for_text(pilot, "▌ Text Statistics")


async def test_it_leads_to_a_search_of_any_list(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await open_palette(pilot, "whisper")
        await wait_for_text(pilot, "for “whisper”")
        assert labels(app)[2:4] == ["Search agents", "Search models"]
        await pilot.press("down", "enter")
        await wait_for_text(pilot, "▌ Whisper")
        assert lists(app).browser.listing.query.text == "whisper"


async def test_it_opens_resources_of_all_lists_that_were_loaded(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("2")
        await wait_for_text(pilot, "▌ Text Statistics")
        await open_palette(pilot, "report w")
        await wait_for_text(pilot, "Report Writer")
        assert labels(app)[2] == "Report Writer"
        await pilot.press("enter")
        await wait_until(pilot, lambda: isinstance(app.screen, DetailScreen), "the resource")
        await wait_for_text(pilot, "Report Writer")


async def test_it_leads_to_what_is_kept_under_a_name(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("slash", *"digest", "enter", "V")
        await wait_until(pilot, lambda: app.screen is not lists(app), "the question for a name")
        await pilot.press(*"digests", "enter")
        await wait_for_text(pilot, "Saved view digests")
        await pilot.press("2")
        await wait_for_text(pilot, "▌ Text Statistics")
        await open_palette(pilot, "digests")
        await wait_for_text(pilot, "view: agents?q=digest")
        assert labels(app)[2] == "digests"
        await pilot.press("enter")
        await wait_for_text(pilot, "▌ Review Digest")
        assert lists(app).browser.listing.query.text == "digest"


async def test_on_a_resource_it_does_what_can_be_done_with_that(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("enter")
        await wait_for_text(pilot, "Instructions")
        await open_palette(pilot, "next tab")
        await wait_for_text(pilot, "Show the next tab.")
        await pilot.press("enter")
        await wait_for_text(pilot, "What the agent should do.")


async def test_what_enter_would_take_is_seen_without_colours(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24)) as pilot:
        app.theme = NO_COLOUR.name
        await wait_for_text(pilot, "▌ Text Analyst")
        await open_palette(pilot)
        await wait_for_text(pilot, "Open ")
        options = app.screen.query_one(OptionList)
        reversed_lines = [
            y
            for y in range(options.size.height)
            if any(one.style and one.style.reverse and one.text.strip() for one in options.render_line(y))
        ]
        assert reversed_lines == [0]
