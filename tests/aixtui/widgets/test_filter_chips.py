from typing import Any

import pytest
from textual.app import App, ComposeResult

from aixtui.widgets.filter_chips import FilterChips

pytestmark = pytest.mark.anyio
FILTERS = (
    ("function", "speech-recognition"),
    ("developer", "Google"),
    ("status", "onboarded"),
    ("host", "AWS"),
)


class Chips(App[None]):
    def compose(self) -> ComposeResult:
        yield FilterChips()


def chips_text(app: App[Any]) -> str:
    return str(app.query_one(FilterChips).visual).strip()


@pytest.mark.parametrize(
    ("room", "text"),
    [
        (
            100,
            "function:speech-recognition x   developer:Google x   status:onboarded x   host:AWS x",
        ),
        (80, "speech-recognition x   Google x   onboarded x   AWS x"),
        (54, "speech-recognition x   Google x   onboarded x  +1"),
        (30, "speech-recognition x  +3"),
        (5, "speech-recognition x  +3"),
    ],
)
async def test_chips_are_named_where_there_is_room_and_counted_where_not(room: int, text: str) -> None:
    app = Chips()
    async with app.run_test():
        app.query_one(FilterChips).show_filters(FILTERS, room, 0)
        assert chips_text(app) == text


async def test_the_chosen_chip_is_always_seen() -> None:
    app = Chips()
    async with app.run_test() as pilot:
        chips = app.query_one(FilterChips)
        chips.focus()
        texts = ("Google x   onboarded x  +2", "Google x   onboarded x  +2", "onboarded x   AWS x  +2")
        for current, text in enumerate(texts, 1):
            chips.show_filters(FILTERS, 30, current)
            await pilot.pause()
            assert chips_text(app) == text
        assert any("reverse" in str(span.style) for span in chips.visual.spans)  # type: ignore[attr-defined]
        app.set_focus(None)
        await pilot.pause()
        assert chips_text(app) == "speech-recognition x  +3"


async def test_a_hostile_value_takes_no_more_than_its_share() -> None:
    app = Chips()
    async with app.run_test(size=(80, 24)):
        chips = app.query_one(FilterChips)
        chips.show_filters((("developer", "[b]\x1b[31m" + "x" * 500),), 53, 0)
        assert chips.styles.width is not None
        assert chips.styles.width.value <= 53
        assert "\x1b" not in chips_text(app)
