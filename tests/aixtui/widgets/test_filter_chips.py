from typing import Any

import pytest
from textual.app import App, ComposeResult

from aixtui.actions import actions_of
from aixtui.app_action import key_label
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
        (84, "function:speech-reco… x   developer:Google x   status:onboarded x   host:AWS x"),
        (72, "function:speech-reco… x   developer:Google x   status:onboarded x  +1"),
        (30, "function:speech-reco… x  +3"),
        (5, "function:speech-reco… x  +3"),
    ],
)
async def test_chips_are_always_named_and_counted_where_there_is_no_room(room: int, text: str) -> None:
    app = Chips()
    async with app.run_test():
        app.query_one(FilterChips).show_filters(FILTERS, room, 0)
        assert chips_text(app) == text


async def test_the_chosen_chip_is_always_seen() -> None:
    app = Chips()
    async with app.run_test() as pilot:
        chips = app.query_one(FilterChips)
        chips.focus()
        texts = (
            "developer:Google x   status:onboarded x  +2",
            "developer:Google x   status:onboarded x  +2",
            "status:onboarded x   host:AWS x  +2",
        )
        for current, text in enumerate(texts, 1):
            chips.show_filters(FILTERS, 48, current)
            await pilot.pause()
            assert chips_text(app) == text
        assert any("reverse" in str(span.style) for span in chips.visual.spans)  # type: ignore[attr-defined]
        app.set_focus(None)
        await pilot.pause()
        assert chips_text(app) == "function:speech-reco… x  +3"


async def test_a_hostile_value_takes_no_more_than_its_share() -> None:
    app = Chips()
    async with app.run_test(size=(80, 24)):
        chips = app.query_one(FilterChips)
        chips.show_filters((("developer", "[b]\x1b[31m" + "x" * 500),), 53, 0)
        assert chips.styles.width is not None
        assert chips.styles.width.value <= 53
        assert "\x1b" not in chips_text(app)


async def test_a_chip_ends_with_the_key_that_leads_to_it() -> None:
    (leads_there,) = (action for action in actions_of("browse") if action.id == "choose-filter")
    app = Chips()
    async with app.run_test():
        app.query_one(FilterChips).show_filters(FILTERS, 100, 0)
        spans = app.query_one(FilterChips).visual.spans  # type: ignore[attr-defined]
        marked = [span for span in spans if "underline" in str(span.style)]
        line = str(app.query_one(FilterChips).visual)
        assert {line[span.start : span.end] for span in marked} == {key_label(leads_there)}
        assert len(marked) == len(FILTERS)
