"""Keys that would change something where a workspace is only read: refused with a reason, nothing is sent."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from aixtui.app import AixtuiApp
from aixtui.kinds import KINDS
from aixtui.sandbox import RunningSandbox
from aixtui.screens.browse.screen import BrowseScreen
from aixtui.screens.detail.screen import DetailScreen
from aixtui.screens.dialogs.choose import Choose
from aixtui.screens.dialogs.help import HelpScreen
from aixtui.screens.run.screen import RunScreen
from aixtui.settings.read_only import Mode, ReadOnly
from aixtui.stores.journal import Journal
from aixtui.widgets.bars import FooterBar, HeaderBar
from tests.aixtui.running.journaled import answered, keep
from tests.driving import app_on, connection_to, screen_text, wait_for_text, wait_until
from tests.sandbox_requests import sandbox_requests

pytestmark = pytest.mark.anyio

KEYS = {
    "r": "run",
    "a": "made",
    "e": "changed",
    "c": "copied",
    "T": "duplicated",
    "B": "onboarded or made a draft",
    "D": "deleted",
}
FILES = str([kind.id for kind in KINDS].index("file") + 1)
OFFERS = ("run", "add", "edit", "clone", "delete")


def read_only_app(sandbox: RunningSandbox, mode: Mode = "yes") -> AixtuiApp:
    return app_on(replace(connection_to(sandbox), read_only=ReadOnly(mode, "--read-only")))


def changes(requests: Sequence[str]) -> list[str]:
    """The requests but reads: the next page may be loaded at any time."""
    return [one for one in requests if not (one.startswith("GET ") or one.endswith("/paginate"))]


def footer(app: AixtuiApp) -> str:
    return str(app.screen.query_one(FooterBar).visual)


@pytest.mark.parametrize("key", KEYS)
async def test_a_key_in_the_list_is_refused_with_its_reason(sandbox: RunningSandbox, key: str) -> None:
    app = read_only_app(sandbox)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        with sandbox_requests() as requests:
            await pilot.press(key)
            await wait_for_text(pilot, f"Nothing is {KEYS[key]} here.")
        assert changes(requests) == []
        assert isinstance(app.screen, BrowseScreen)
        assert "Set by --read-only" in screen_text(app)


@pytest.mark.parametrize("key", [key for key in KEYS if key != "a"])
async def test_a_key_on_a_resource_is_refused_with_its_reason(sandbox: RunningSandbox, key: str) -> None:
    app = read_only_app(sandbox)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("enter")
        await wait_for_text(pilot, "Instructions")
        await wait_for_text(pilot, "sandbox-ws/text-analyst")
        with sandbox_requests() as requests:
            await pilot.press(key)
            await wait_for_text(pilot, f"Nothing is {KEYS[key]} here.")
        assert changes(requests) == []
        assert isinstance(app.screen, DetailScreen)
        assert not [word for word in OFFERS if f" {word}" in footer(app)]


async def test_an_upload_and_the_deletion_of_what_is_marked_are_refused(sandbox: RunningSandbox) -> None:
    app = read_only_app(sandbox)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("space")
        await wait_for_text(pilot, "1 marked")
        with sandbox_requests() as requests:
            await pilot.press("D")
            await wait_for_text(pilot, "Nothing is deleted here.")
        assert changes(requests) == []
        await pilot.press("U", FILES)
        await wait_for_text(pilot, "▌ quarterly-sales.csv")
        with sandbox_requests() as requests:
            await pilot.press("a")
            await wait_for_text(pilot, "Nothing is made here.")
        assert changes(requests) == []
        assert isinstance(app.screen, BrowseScreen)


@pytest.mark.parametrize("key", ["r", "f5"])
async def test_a_run_that_was_sent_is_not_sent_again_nor_asked_about(
    sandbox: RunningSandbox, key: str
) -> None:
    journal = Journal.open()
    keep(journal, "A good day.", answered("Good."))
    journal.close()
    app = read_only_app(sandbox)
    async with app.run_test(size=(200, 40), notifications=True) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("R")
        await wait_for_text(pilot, "A good day.")
        await wait_until(pilot, lambda: " delete" in footer(app), "the keys of the list")
        assert not [word for word in (" run", " F5") if word in footer(app)]
        await pilot.press(key)
        await wait_for_text(pilot, "Nothing is run here.")
        assert isinstance(app.screen, BrowseScreen)


async def test_the_footer_and_the_palette_offer_no_change_and_the_header_says_why(
    sandbox: RunningSandbox,
) -> None:
    app = read_only_app(sandbox)
    async with app.run_test(size=(200, 60)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        assert " READ-ONLY " in str(app.screen.query_one(HeaderBar).visual)
        assert not [word for word in OFFERS if f" {word}" in footer(app)]
        assert "search" in footer(app)
        await pilot.press("ctrl+p")
        await wait_until(pilot, lambda: isinstance(app.screen, Choose), "the palette")
        await wait_for_text(pilot, "Search")
        shown = screen_text(app)
        assert "Create a new resource" not in shown
        assert "Delete it; asks first" not in shown


async def test_the_help_tells_of_the_keys_all_the_same(sandbox: RunningSandbox) -> None:
    app = read_only_app(sandbox)
    async with app.run_test(size=(120, 60)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("question_mark")
        await wait_until(pilot, lambda: isinstance(app.screen, HelpScreen), "the help")
        await wait_for_text(pilot, "Edit the resource under the cursor.")


async def test_runs_are_offered_where_they_are_let_through_and_nothing_else(sandbox: RunningSandbox) -> None:
    app = read_only_app(sandbox, "except-runs")
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        assert " READ-ONLY+RUNS " in str(app.screen.query_one(HeaderBar).visual)
        assert [word for word in OFFERS if f" {word}" in footer(app)] == ["run"]
        await pilot.press("e")
        await wait_for_text(pilot, "Nothing is changed here.")
        await pilot.press("r")
        await wait_until(pilot, lambda: isinstance(app.screen, RunScreen), "the form of the run")
        await pilot.press(*"Count", "f5")
        await wait_for_text(pilot, "SUCCESS")
