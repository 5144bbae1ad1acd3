"""A server that ignores the page size: a page has what was asked for, and says what was left out."""

from collections.abc import Iterator

import pytest

from aixtui.cli.main import run
from aixtui.kinds.api_key import API_KEY
from aixtui.kinds.model import MODEL
from aixtui.kinds.session import SESSION
from aixtui.kindspec.kind import Kind
from aixtui.listing.address import AppAddress
from aixtui.screens.browse.screen import BrowseScreen
from aixtui.workspace.query import Query
from aixtui.workspace.workspace import WorkspaceGateway
from tests.aixtui.kinds.documents import DOCUMENTS
from tests.aixtui.kinds.sample_server import Sample, serve_sample
from tests.driving import app_on, wait_for_text

COUNT = 2000


@pytest.fixture
def sample() -> Iterator[Sample]:
    with serve_sample() as sample:
        sample.count = COUNT
        yield sample


@pytest.fixture
def workspace(sample: Sample) -> Iterator[WorkspaceGateway]:
    gateway = WorkspaceGateway.open(sample.connection)
    yield gateway
    gateway.close()


@pytest.mark.parametrize("kind", [MODEL, SESSION], ids=lambda kind: kind.id)
def test_a_page_is_cut_to_what_was_asked_for(kind: Kind, sample: Sample, workspace: WorkspaceGateway) -> None:
    sample.document = DOCUMENTS[kind.id]
    page = workspace.search(kind, Query(size=20))
    assert (len(page.rows), page.cut, page.duplicates) == (20, COUNT - 20, 0)
    assert page.rows[19].id == f"{sample.document['id']}-19"


def test_what_cannot_be_read_counts_as_sent(sample: Sample, workspace: WorkspaceGateway) -> None:
    sample.document = {"id": "m\ud800"}
    page = workspace.search(MODEL, Query(size=20))
    assert (page.rows, len(page.unreadable), page.cut) == ((), 20, COUNT - 20)


def test_a_page_that_is_full_is_not_cut(sample: Sample, workspace: WorkspaceGateway) -> None:
    sample.document, sample.count = DOCUMENTS["model"], 20
    page = workspace.search(MODEL, Query(size=20))
    assert (len(page.rows), page.cut) == (20, 0)


def test_a_list_that_comes_whole_is_not_cut(sample: Sample, workspace: WorkspaceGateway) -> None:
    sample.document = DOCUMENTS["key"]
    page = workspace.search(API_KEY, Query(size=20))
    assert (len(page.rows), page.cut) == (COUNT, 0)


def test_an_open_list_that_was_cut_may_go_on(sample: Sample, workspace: WorkspaceGateway) -> None:
    sample.document = DOCUMENTS["session"]
    page = workspace.search(SESSION, Query(size=20, page=3))
    assert (page.total, page.pages) == (60, 4)


@pytest.mark.anyio
async def test_the_app_says_what_was_left_out(sample: Sample) -> None:
    sample.document = DOCUMENTS["model"]
    app = app_on(sample.connection, start=AppAddress("model"))
    async with app.run_test(size=(120, 30)) as pilot:
        await wait_for_text(pilot, "Writer")
        screen = app.screen
        assert isinstance(screen, BrowseScreen)
        size = screen.browser.page_size
        await wait_for_text(pilot, f" 1-{size} of 2,000 · page 1/")
        await wait_for_text(pilot, f"{COUNT - size:,} sent beyond the page left out")
        assert len(screen.browser.listing.rows) == size


def test_the_command_says_what_was_left_out(
    sample: Sample, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    sample.document = DOCUMENTS["model"]
    monkeypatch.setenv("TEAM_API_KEY", "key-of-the-sample")
    assert run(["ls", "models", "--size", "30", "--backend-url", sample.connection.backend_url]) == 0
    captured = capfd.readouterr()
    assert len(captured.out.splitlines()) == 31
    assert "1,970 items were left out: the server sent more than the 30 asked for" in captured.err
