"""What the list of runs offers to be narrowed by."""

import pytest

from aixtui.face import Choice
from aixtui.listing.address import AppAddress
from aixtui.listing.filter_choices import SEPARATOR, filter_choices
from aixtui.running.run_source import RunSource
from aixtui.sandbox import RunningSandbox
from tests.aixtui.headless import Lists, session_on
from tests.aixtui.running.journaled import answered, keep
from tests.driving import connection_to

pytestmark = pytest.mark.anyio
STATISTICS = "594a8b3d981f0a7045490169"


@pytest.fixture
async def lists(sandbox: RunningSandbox) -> Lists:
    session = session_on(connection_to(sandbox), 5)
    journal = await session.journal()
    keep(journal, "one", answered("A zebra."), name="Statistics", of=STATISTICS)
    return await Lists(session, [RunSource(session, 0.0)]).begin(AppAddress("run"))


def offered(lists: Lists, text: str) -> list[Choice]:
    listing = lists.listing
    return filter_choices(listing, lists.browser.loader.pages.pages(listing.source.id), text)


@pytest.mark.parametrize("text", ["", "stat", "Resource: Statistics"])
async def test_resources_are_offered_by_name_with_the_id_behind(lists: Lists, text: str) -> None:
    found = [one for one in offered(lists, text) if one.id.startswith("resource")]
    assert [(one.id, one.label) for one in found] == [
        (f"resource{SEPARATOR}{STATISTICS}", f"Resource: Statistics ({STATISTICS})")
    ]


async def test_no_day_and_no_number_is_taken_that_is_none(lists: Lists) -> None:
    found = {one.label: one.is_note for one in offered(lists, "cred")}
    assert "Day: cred" not in found
    assert found["Credits at least: 'cred' is no number of credits. Give one such as 0.5."]
    (said,) = [one for one in offered(lists, "day cred") if one.label.startswith("Day")]
    assert said.is_note
    assert said.label.startswith("Day: 'cred' is no day. Give a day such as 2026-11-27")
    assert [one.id for one in offered(lists, "0.5") if one.id.startswith("credits")]
    assert [one.id for one in offered(lists, "2026-11-27") if one.id.startswith("day")]
