import threading
from dataclasses import replace

import pytest

from aixtui.sandbox import RunningSandbox
from tests.driving import app_on, connection_to, wait_for_text, wait_until

pytestmark = pytest.mark.anyio


async def test_q_quits_while_a_request_hangs(
    sandbox: RunningSandbox, silent_server: tuple[str, threading.Event]
) -> None:
    address, request = silent_server
    app = app_on(replace(connection_to(sandbox), backend_url=address))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_until(pilot, request.is_set, "the request")
        await wait_for_text(pilot, "Loading agents")
        await pilot.press("q")
        await wait_until(pilot, lambda: not app.is_running, "the end")


async def test_a_hanging_list_does_not_hold_up_the_keys(
    sandbox: RunningSandbox, silent_server: tuple[str, threading.Event]
) -> None:
    address, request = silent_server
    app = app_on(replace(connection_to(sandbox), backend_url=address))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_until(pilot, request.is_set, "the request")
        await pilot.press("question_mark")
        await wait_for_text(pilot, "Keys of this screen")
        await pilot.press("escape", "2")
        await wait_for_text(pilot, "Loading models")


async def test_ctrl_q_quits_from_a_dialog_and_from_a_field(sandbox: RunningSandbox) -> None:
    for keys in (("question_mark",), ("slash",), ("v",), ("colon",)):
        app = app_on(connection_to(sandbox))
        async with app.run_test(size=(80, 24)) as pilot:
            await wait_for_text(pilot, "▌ Text Analyst")
            await pilot.press(*keys, "ctrl+q")
            await wait_until(pilot, lambda app=app: not app.is_running, "the end")  # type: ignore[misc]
