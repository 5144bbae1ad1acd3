"""The picture of a list that is left: what it shows later is what the list would show then."""

from datetime import timedelta

import pytest

from aixtui.listing.address import AppAddress
from aixtui.sandbox import RunningSandbox
from aixtui.screens.browse.launch_picture import take_picture
from aixtui.system import clock
from tests.driving import app_on, connection_to, wait_for_text

pytestmark = pytest.mark.anyio


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
