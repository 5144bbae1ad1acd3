"""The picture of a list that is left: what it shows later is what the list would show then."""

from datetime import timedelta

import pytest

from aixsdk import Aixplain
from aixtui.listing.address import AppAddress
from aixtui.sandbox import RunningSandbox
from aixtui.screens.browse.launch_picture import take_picture
from aixtui.system import clock
from aixtui.workspace.query import Query
from tests.driving import app_on, connection_to, screen_text, wait_for_text

pytestmark = pytest.mark.anyio
SECRET = "abcdefghi7" * 5


@pytest.mark.parametrize(("size", "keys"), [((80, 24), ""), ((120, 40), "jjj"), ((60, 20), "w")])
async def test_its_ages_are_later_those_that_the_list_has_then(
    sandbox: RunningSandbox, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int], keys: str
) -> None:
    app = app_on(connection_to(sandbox), start=AppAddress("agent"))
    async with app.run_test(size=size) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press(*keys)
        picture = take_picture(app)
        assert picture is not None
        now = clock.now()
        monkeypatch.setattr(clock, "now", lambda: now + timedelta(days=70))
        later = take_picture(app)
        assert later is not None
        expected = [*later.lines]
        expected[later.age_line] = picture.lines_now()[picture.age_line]
        assert picture.lines_now() == expected
        assert (picture.lines != later.lines) == bool(picture.ages)
        assert len(picture.ages) == (0 if keys == "w" else size[1] - 6)
        assert picture.rows == later.rows
        assert "seen 70 d ago" in expected[later.age_line]


@pytest.mark.parametrize(
    ("instructions", "is_kept"), [("Read all of it.", True), (f"The key is {SECRET}.", False)]
)
async def test_no_part_of_a_secret_in_the_preview_is_kept(
    fresh_sandbox: RunningSandbox, instructions: str, is_kept: bool
) -> None:
    one = fresh_sandbox
    with Aixplain(one.api_key, backend_url=one.backend_url, model_url=one.models_url) as aix:
        aix.Agent(name="A keeper", instructions=instructions).save()
    app = app_on(connection_to(fresh_sandbox), start=AppAddress("agent", query=Query("keeper")))
    async with app.run_test(size=(120, 40)) as pilot:
        await wait_for_text(pilot, "▌ A keeper")
        await pilot.press("o")
        await wait_for_text(pilot, "Instructions")
        await wait_for_text(pilot, instructions[:11])
        assert SECRET not in screen_text(app), "it stands on more lines than one"
        assert (take_picture(app) is not None) == is_kept
