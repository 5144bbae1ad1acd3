"""Text that acts on terminals, and markup, on every screen and dialog: nothing of it does anything."""

from collections.abc import Iterator
from typing import Any

import pytest
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter
from textual.pilot import Pilot
from textual.widgets import Input, Select, TextArea

from aixtui.app import AixtuiApp
from aixtui.kinds import KINDS
from aixtui.kinds.agent import AGENT
from aixtui.kinds.model import MODEL
from aixtui.kinds.session import SESSION
from aixtui.kindspec.plain_text import STAND_IN, printable
from aixtui.screens.browse.screen import BrowseScreen
from tests.aixtui.kinds.documents import DOCUMENTS
from tests.aixtui.kinds.sample_server import Sample, serve_sample
from tests.driving import app_on, keys_to, open_run, wait_for_text, wait_until

pytestmark = pytest.mark.anyio
NASTY = "[/n] \x1b]0;title\x07 \x9b2J \r \x1b[A \u202e\u2066 \u200b\xad\U000e0041 \u2028 \x7f [b]x \t."
WALKED = [KINDS.index(kind) for kind in (AGENT, MODEL, SESSION)]
"""Between them these have every screen and dialog."""
LIST_KEYS = ["e", "r", "D", "c", "a", "m", "y", "F", "C", "E", "v", "V", "s", "f", "+", "!", "o", "w"]
MOST_WAYS_OUT = 20
DETAIL_KEYS = ("tab", "y", "e", "r", "D", "c", "m", "ctrl+r")


class Watch(LineFilter):
    """Sees every line as it is painted."""

    def __init__(self) -> None:
        super().__init__()
        self.acting: set[str] = set()
        self.texts: set[str] = set()

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        self.texts |= {segment.text for segment in segments}
        self.acting |= {
            text for text in self.texts if printable(text) != text or "\t" in text or "\n" in text
        }
        return segments


@pytest.fixture
def sample() -> Iterator[Sample]:
    with serve_sample() as sample:
        yield sample


def nasty(document: Any) -> Any:
    """The document with every text in it replaced, but the id and what is read as a word."""
    if isinstance(document, dict):
        return {name: part if name in ("id", "dataType") else nasty(part) for name, part in document.items()}
    if isinstance(document, list):
        return [nasty(part) for part in document]
    return NASTY if isinstance(document, str) else document


def watched_app(sample: Sample, monkeypatch: pytest.MonkeyPatch) -> tuple[AixtuiApp, Watch]:
    app, watch = app_on(sample.connection), Watch()
    filters = app.get_line_filters
    monkeypatch.setattr(app, "get_line_filters", lambda: [*filters(), watch])
    return app, watch


async def go_to(pilot: Pilot[None], index: int) -> BrowseScreen:
    kind, browse = KINDS[index], pilot.app.screen
    assert isinstance(browse, BrowseScreen)
    await pilot.press(*keys_to(index), "ctrl+r")

    def is_there() -> bool:
        row = browse.browser.listing.current
        return (
            browse.browser.listing.source.id == kind.id
            and row is not None
            and row.id == DOCUMENTS[kind.id]["id"]
        )

    await wait_until(pilot, is_there, f"the {kind.plural}")
    return browse


async def back_to(pilot: Pilot[None], screen: Any) -> None:
    """Leave whatever was opened."""
    for _ in range(MOST_WAYS_OUT):
        if pilot.app.screen is screen:
            return
        await pilot.press("escape")
        if pilot.app.screen is not screen:
            await pilot.press("y")  # what was begun is given up
        await pilot.pause()
    raise AssertionError(f"{pilot.app.screen} is not left by Esc")


@pytest.mark.parametrize("index", WALKED, ids=[KINDS[index].id for index in WALKED])
async def test_no_screen_and_no_dialog_paints_what_acts(
    sample: Sample, monkeypatch: pytest.MonkeyPatch, index: int
) -> None:
    sample.document = nasty(DOCUMENTS[KINDS[index].id])
    app, watch = watched_app(sample, monkeypatch)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        browse = await go_to(pilot, index)
        for key in LIST_KEYS:
            await pilot.press(key)
            await pilot.pause(0.02)
            await back_to(pilot, browse)
            await pilot.press("escape")  # out of a line of the list itself
        await pilot.press("enter")
        await wait_until(pilot, lambda: app.screen is not browse, "the detail")
        detail = app.screen
        await wait_for_text(pilot, KINDS[index].sections[0].title)
        for key in DETAIL_KEYS:
            await pilot.press(key)
            await pilot.pause(0.02)
            await back_to(pilot, detail)
        await pilot.press("escape", "ctrl+p")
        await wait_for_text(pilot, "What to do, or where to go")
        app.screen.query_one(Input).value = "opened"
        await wait_for_text(pilot, f"opened {KINDS[index].id}")
    assert watch.acting == set()
    assert any(STAND_IN in text for text in watch.texts)


@pytest.mark.parametrize("status", [400, 401, 404, 429, 500])
async def test_no_error_paints_what_acts(
    sample: Sample, monkeypatch: pytest.MonkeyPatch, status: int
) -> None:
    sample.status, sample.document = status, {"message": NASTY}
    app, watch = watched_app(sample, monkeypatch)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        if status == 401:
            await wait_for_text(pilot, "Another API key")
            await pilot.press("escape")
        await wait_for_text(pilot, "Ctrl+R  tries again")
        sample.status, sample.document = 200, nasty(DOCUMENTS["agent"])
        await pilot.press("ctrl+r")
        await wait_for_text(pilot, "page 1/1")
        sample.status, sample.document = status, {"message": NASTY}
        await pilot.press("ctrl+r")
        await wait_until(pilot, lambda: any("old." in text for text in watch.texts))
    assert watch.acting == set()
    assert any(f"[/n] {STAND_IN}" in text or "[/n]" in text for text in watch.texts)


async def test_nothing_typed_paints_what_acts(sample: Sample, monkeypatch: pytest.MonkeyPatch) -> None:
    sample.document = nasty(DOCUMENTS["agent"])
    app, watch = watched_app(sample, monkeypatch)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        browse = await go_to(pilot, 0)
        for keys in (
            ("slash",),
            ("f",),
            ("colon",),
            ("V",),
            ("v",),
            ("ctrl+p",),
            ("c",),
            ("E", "enter"),
            ("e",),
        ):
            await pilot.press(*keys)
            await pilot.pause(0.02)
            field = app.screen.focused
            if isinstance(field, Input):
                field.value = NASTY
            elif isinstance(field, TextArea):
                field.text = NASTY
            await pilot.pause(0.02)
            await pilot.press("enter")
            await pilot.pause(0.02)
            await back_to(pilot, browse)
            await pilot.press("escape")
    assert watch.acting == set()
    assert any("]0;title" in text for text in watch.texts)


async def test_choices_of_a_server_are_no_markup(sample: Sample, monkeypatch: pytest.MonkeyPatch) -> None:
    options = [{"value": NASTY, "label": NASTY}, {"value": "[/x]"}]
    param = {"name": NASTY, "dataType": "text", "required": True, "availableOptions": options}
    sample.document = nasty(DOCUMENTS["model"]) | {"params": [param]}
    app, watch = watched_app(sample, monkeypatch)
    async with app.run_test(size=(100, 30)) as pilot:
        await wait_for_text(pilot, "page 1/1")
        screen = await open_run(pilot, MODEL, sample.document["id"])
        await pilot.press("enter")
        await wait_for_text(pilot, "[/x]")
        await pilot.press("down", "enter")
        await wait_until(pilot, lambda: screen.query_one(Select).value != Select.NULL, "the choice")
        assert screen.query_one(Select).value == NASTY
    assert watch.acting == set()


async def test_what_was_opened_is_found_by_the_palette_as_it_is_called(
    sample: Sample, monkeypatch: pytest.MonkeyPatch
) -> None:
    sample.document = DOCUMENTS["agent"] | {"name": "[/n] [red]zebra"}
    app = app_on(sample.connection)
    async with app.run_test(size=(100, 30)) as pilot:
        browse = await go_to(pilot, 0)
        await pilot.press("enter")
        await wait_until(pilot, lambda: app.screen is not browse, "the detail")
        await back_to(pilot, browse)
        await pilot.press("ctrl+p", *"zebra")
        await wait_for_text(pilot, "[/n] [red]zebra")
