"""The code that reads and runs a resource, shown as text and copied."""

import pytest

from aixtui.app import AixtuiApp
from aixtui.sandbox import RunningSandbox
from tests.driving import app_on, connection_to, screen_text, wait_for_text, wait_until

pytestmark = pytest.mark.anyio


async def test_it_is_shown_searched_and_copied(
    sandbox: RunningSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied: list[str] = []
    monkeypatch.setattr(AixtuiApp, "copy_to_clipboard", lambda _, text: copied.append(text))
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("enter")
        await wait_for_text(pilot, "Instructions")
        await pilot.press("left_square_bracket")
        await wait_for_text(pilot, "from aixsdk import Aixplain")
        assert sandbox.api_key not in screen_text(app)
        await pilot.press("slash", *"aixtui run", "enter")
        await wait_for_text(pilot, "find “aixtui run” 1 of 1")
        await wait_for_text(pilot, "aixtui run agents/")
        await pilot.press("y")
        await wait_for_text(pilot, "Copy of Text Analyst")
        await pilot.press(*"python", "enter")
        await wait_until(pilot, lambda: bool(copied), "the copy")
    assert copied[0].startswith("from aixsdk import Aixplain\n\naix = Aixplain()")


async def test_any_fact_is_copied(sandbox: RunningSandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    copied: list[str] = []
    monkeypatch.setattr(AixtuiApp, "copy_to_clipboard", lambda _, text: copied.append(text))
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("enter")
        await wait_for_text(pilot, "Instructions")
        await pilot.press("y", *"instruct", "enter")
        await wait_until(pilot, lambda: bool(copied), "the copy")
    assert copied == ["Identify the language, judge the sentiment and measure the text. Report all three."]
