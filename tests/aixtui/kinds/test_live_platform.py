"""A platform whose documents say nothing of what runs there: nothing of it is asked for, offered or shown."""

import json
from collections.abc import Iterator

import pytest
from click.testing import CliRunner

from aixtui.cli.browse import ls
from aixtui.kinds import KINDS
from aixtui.kinds.model import MODEL
from aixtui.kinds.tool import TOOL
from aixtui.kindspec.kind import Kind
from aixtui.listing import address
from aixtui.listing.address import AddressError
from aixtui.listing.completion import complete
from aixtui.listing.filter_choices import filter_choices
from aixtui.listing.kind_source import KindSource
from tests.aixtui.headless import Lists, session_on
from tests.aixtui.kinds.documents import DOCUMENTS
from tests.aixtui.kinds.sample_server import Sample, serve_sample
from tests.driving import app_on, screen_text, wait_for_text

pytestmark = pytest.mark.anyio

ANNOUNCED = [pytest.param(MODEL, id="models"), pytest.param(TOOL, id="tools")]


@pytest.fixture
def live(kind: Kind) -> Iterator[Sample]:
    with serve_sample() as sample:
        sample.document = DOCUMENTS[kind.id]
        yield sample


def lists_on(live: Sample, kind: Kind) -> Lists:
    session = session_on(live.connection)
    return Lists(session, [KindSource(session, kind)])


@pytest.mark.parametrize("kind", ANNOUNCED)
async def test_nothing_of_it_is_asked_for_offered_or_shown(live: Sample, kind: Kind) -> None:
    lists = lists_on(live, kind)
    assert lists.listing.chips == ()
    await lists.begin()
    assert len(live.bodies) == 1
    assert lists.browser.address_text == kind.plural
    assert lists.listing.chips == ()
    assert "runs" not in [column.id for column in lists.listing.source.columns]
    page = lists.listing.page
    assert page is not None
    assert not [one for one in filter_choices(lists.listing, [page], "") if one.id.startswith("runs")]
    assert complete(f"{kind.plural} run", lists.browser.sources) == ""
    with pytest.raises(AddressError, match="have no filter 'runs'"):
        address.parse(f"{kind.plural} runs=yes", lists.browser.sources)
    assert "available" not in json.dumps(live.bodies)
    assert kind.why_not_run(page.rows[0].resource) == ""


@pytest.mark.parametrize("kind", ANNOUNCED)
async def test_an_address_of_elsewhere_opens_without_it(live: Sample, kind: Kind) -> None:
    lists = await lists_on(live, kind).begin(address.parse(f"{kind.plural}?q=any&runs=yes", KINDS))
    assert lists.browser.address_text == f"{kind.plural}?q=any"
    assert [row.id for row in lists.listing.rows] == [DOCUMENTS[kind.id]["id"]]
    assert "available" not in json.dumps(live.bodies)


@pytest.mark.parametrize("kind", ANNOUNCED)
async def test_the_app_draws_nothing_of_it(live: Sample, kind: Kind) -> None:
    app = app_on(live.connection, kinds=[kind])
    async with app.run_test(size=(140, 40), notifications=True) as pilot:
        await wait_for_text(pilot, "▌ ")
        await pilot.press("enter")
        await wait_for_text(pilot, "RUNNING")
        assert "Runs here" not in screen_text(app)
        await pilot.press("escape", "w")
        await wait_for_text(pilot, "All columns")
        assert "RUNS" not in screen_text(app)


@pytest.mark.parametrize("kind", ANNOUNCED)
def test_the_command_prints_no_such_column(live: Sample, kind: Kind, monkeypatch: pytest.MonkeyPatch) -> None:
    assert live.connection.credential is not None
    monkeypatch.setenv("TEAM_API_KEY", live.connection.credential.key.reveal())
    monkeypatch.setenv("BACKEND_URL", live.connection.backend_url)
    monkeypatch.setenv("AIXPLAIN_ALLOW_INSECURE_URLS", "1")
    result = CliRunner().invoke(ls, [kind.plural])
    assert result.exit_code == 0, result.output
    assert "NAME" in result.output
    assert "RUNS" not in result.output
