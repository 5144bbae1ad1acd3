"""What the app shows when a platform is broken: on the list, of a resource, and of a run."""

from collections.abc import Iterator
from typing import Any

import pytest

from aixsdk import Config, polling
from aixtui.kinds.model import MODEL
from aixtui.listing.address import AppAddress
from tests.aixtui.saying_server import HANG_UP, Said, Saying, saying
from tests.driving import app_on, open_run, screen_text, wait_for_text

pytestmark = pytest.mark.anyio
INPUT = {"name": "text", "required": False, "dataType": "text"}
DOCUMENT = {"id": "m", "name": "Writer", "params": [INPUT]}
PAGE = {"results": [DOCUMENT], "total": 1, "pageTotal": 1}


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> Iterator[Saying]:
    monkeypatch.setattr(Config, "read_retries", 0)
    monkeypatch.setattr(polling, "UNKNOWN_FOR", 0.1)
    with saying() as server:
        server.on("POST /v2/models/paginate", PAGE)
        server.on("GET /v2/models/m", DOCUMENT)
        server.on("POST /run/m", {"status": "IN_PROGRESS", "data": f"{server.base}/run/data/run-7"})
        yield server


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (HANG_UP, ("No answer came", "The connection to 127.0.0.1:", " broke: ", "Try again in a moment.")),
        (Said({"results": 5}), ("A fault of the platform", "The platform sent a page without a list")),
        (
            Said({"message": "err.agent_is_in_use"}, 403),
            ("Not allowed", "Another agent uses it: take it out"),
        ),
    ],
)
async def test_in_the_place_of_a_list(said: Saying, reply: Said, words: tuple[str, ...]) -> None:
    said.on("POST /v2/models/paginate", reply)
    app = app_on(said.connection, start=AppAddress("model"))
    async with app.run_test(size=(120, 24)) as pilot:
        for part in words:
            await wait_for_text(pilot, part)
        assert "all the same" not in screen_text(app)
        assert "This key may not" not in screen_text(app)


async def test_of_one_that_cannot_be_read(said: Saying) -> None:
    said.on("GET /v2/models/m", DOCUMENT | {"params": 5})
    app = app_on(said.connection, start=AppAddress("model"))
    async with app.run_test(size=(120, 24)) as pilot:
        await wait_for_text(pilot, "Writer")
        await pilot.press("enter")
        await wait_for_text(pilot, "A fault of the platform")
        await wait_for_text(pilot, "params: expected a list")
        assert "defect" not in screen_text(app)


@pytest.mark.parametrize(
    ("poll", "words"),
    [
        (HANG_UP, ("connection lost, trying again in ",)),
        (Said({"message": "no such run"}, 404), ("Not found", "no such run")),
        (Said({"status": "FAILED", "supplierError": "No voice."}), ("The run failed", "No voice.")),
    ],
)
async def test_of_a_run_that_was_accepted(said: Saying, poll: Any, words: tuple[str, ...]) -> None:
    said.on("GET /run/data/run-7", poll)
    app = app_on(said.connection, start=AppAddress("model"))
    async with app.run_test(size=(120, 30)) as pilot:
        await wait_for_text(pilot, "Writer")
        await open_run(pilot, MODEL, "m")
        await pilot.press("f5")
        if poll is not HANG_UP:  # that passes: the run is watched on
            words = (*words, "The run's id is run-7.")
        for part in words:
            await wait_for_text(pilot, part)


async def test_of_a_run_whose_start_was_not_answered(said: Saying) -> None:
    said.on("POST /run/m", HANG_UP)
    app = app_on(said.connection, start=AppAddress("model"))
    async with app.run_test(size=(120, 30)) as pilot:
        await wait_for_text(pilot, "Writer")
        await open_run(pilot, MODEL, "m")
        await pilot.press("f5")
        await wait_for_text(pilot, "The run may have begun all the same: look before you start it again.")
