"""An address that names a resource by what people call it."""

from typing import Any

import pytest

from aixtui.kinds import KINDS
from aixtui.listing.address import parse
from aixtui.sandbox import RunningSandbox
from tests.driving import app_on, connection_to, wait_for_text, wait_until

pytestmark = pytest.mark.anyio


async def test_the_only_one_of_a_name_is_opened(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox), start=parse("agents/text analyst/json", KINDS))
    async with app.run_test(size=(100, 30)) as pilot:
        await wait_for_text(pilot, '"name": "Text Analyst"')


async def test_of_more_than_one_the_ids_are_said(
    sandbox: RunningSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    app, told = app_on(connection_to(sandbox), start=parse("models/Claude Haiku 4.5", KINDS)), list[str]()

    def note(message: str, *, title: str = "", **_: Any) -> None:
        told.append(f"{title}: {message}")

    monkeypatch.setattr(app, "notify", note)
    async with app.run_test(size=(100, 30)) as pilot:
        await wait_until(pilot, lambda: bool(told))
    assert told[0].startswith("The name of more than one: ")
    assert "Say the id: " in told[0]
