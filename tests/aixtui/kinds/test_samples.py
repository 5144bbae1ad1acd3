"""Every kind on a minimal, a full and a hostile document from a server: it lists, opens, and all works."""

import csv
import json
from collections.abc import Iterator
from typing import Any

import pytest

from aixtui.editing.document_tabs import tabs_of
from aixtui.kinds import KINDS
from aixtui.kindspec.cells import Cell
from aixtui.kindspec.fields import text_of
from aixtui.kindspec.folders import FOLDER
from aixtui.kindspec.kind import Kind
from aixtui.kindspec.text_table import to_csv, to_markdown
from aixtui.listing.export import table, to_json, to_json_lines
from aixtui.screens.browse.screen import BrowseScreen
from aixtui.screens.detail.screen import DetailScreen
from aixtui.widgets.facts import Facts
from aixtui.widgets.preview import PreviewPane
from aixtui.workspace.query import Query
from aixtui.workspace.rows import Row
from aixtui.workspace.workspace import WorkspaceGateway
from tests.aixtui.kinds.documents import DOCUMENTS, samples
from tests.aixtui.kinds.sample_server import Sample, serve_sample
from tests.driving import app_on, keys_to, screen_text, wait_for_text, wait_until

SAMPLES = tuple(samples("model"))
ACTS_ON_TERMINALS = set("\x1b\x00\u202e")


@pytest.fixture(scope="module")
def sample() -> Iterator[Sample]:
    with serve_sample() as sample:
        yield sample


@pytest.fixture
def workspace(sample: Sample) -> Iterator[WorkspaceGateway]:
    gateway = WorkspaceGateway.open(sample.connection)
    yield gateway
    gateway.close()


@pytest.fixture(params=KINDS, ids=lambda kind: kind.id)
def kind(request: pytest.FixtureRequest) -> Kind:
    kind: Kind = request.param
    return kind


@pytest.fixture(params=SAMPLES)
def document(request: pytest.FixtureRequest, kind: Kind, sample: Sample) -> dict[str, Any]:
    sample.document = samples(kind.id)[request.param]
    return sample.document


def only_row(kind: Kind, workspace: WorkspaceGateway, query: Query = Query()) -> Row:  # noqa: B008  # a value
    page = workspace.search(kind, query._replace(sort=kind.sort))
    assert page.unreadable == ()
    (row,) = page.rows
    return row


def harmless(text: str, *, lines: bool = False) -> None:
    assert not ACTS_ON_TERMINALS & set(text)
    assert lines or "\n" not in text


@pytest.mark.usefixtures("document")
def test_it_is_listed_with_every_column(kind: Kind, workspace: WorkspaceGateway) -> None:
    row = only_row(kind, workspace)
    assert len(row.cells) == len(kind.columns)
    for cell, column in zip(row.cells, kind.columns, strict=True):
        assert cell.text or column.is_announced
        harmless(cell.text)


def test_it_opens_with_every_section_and_all_that_a_run_asks(
    kind: Kind, workspace: WorkspaceGateway, document: dict[str, Any]
) -> None:
    resource = workspace.get(kind, document["id"])
    assert resource.id == document["id"]
    for column in kind.columns:
        harmless(column.value(resource).text)
    for fact in (fact for section in kind.sections for fact in section.facts):
        if (value := fact.value(resource)) is None:
            continue
        harmless(value.text if isinstance(value, Cell) else value, lines=True)
    for item in kind.inputs(resource) if kind.inputs else ():
        harmless(item.label)
        harmless(item.help + item.default, lines=True)
    for form_field in kind.fields:
        assert isinstance(text_of(form_field, resource), str)


@pytest.mark.usefixtures("document")
def test_every_filter_is_sent_and_reads_what_it_offers(kind: Kind, workspace: WorkspaceGateway) -> None:
    resource = only_row(kind, workspace).resource
    for item in kind.filters:
        if item.suggest_from is not None:
            harmless(item.suggest_from(resource))
        assert item.makes_constant in ("", *(column.id for column in kind.columns))
        value = item.options[0] if item.options else "any"
        if item.id == FOLDER:  # which names one that is asked for
            inside = Query(filters=((item.id, resource.id),))
            assert workspace.search(kind, inside).rows == ()
        else:
            only_row(kind, workspace, Query(filters=((item.id, value),)))


def test_it_is_copied_in_every_form(
    kind: Kind, workspace: WorkspaceGateway, document: dict[str, Any]
) -> None:
    row = only_row(kind, workspace)
    whole = table(kind.columns, [row])
    heads, line = csv.reader(to_csv(whole).splitlines())
    assert (heads[0], line[0]) == ("ID", document["id"])
    assert len(heads) == len(line) == len(set(heads))
    assert {column.label for column in kind.columns} <= set(heads)
    harmless(to_csv(whole) + to_markdown(whole), lines=True)
    assert to_markdown(whole).count("\n") == 3
    copy = workspace.document(workspace.get(kind, document["id"]))
    assert json.loads(to_json(copy))["id"] == document["id"]
    harmless(to_json(copy) + to_json_lines([copy]), lines=True)


@pytest.mark.anyio
@pytest.mark.parametrize("name", SAMPLES)
async def test_the_app_lists_previews_and_opens_it(sample: Sample, name: str) -> None:
    sample.document = samples("agent")[name]
    app = app_on(sample.connection)
    async with app.run_test(size=(80, 24)) as pilot:
        for index, kind in enumerate(KINDS):
            sample.document = samples(kind.id)[name]
            await pilot.press(*keys_to(index), "ctrl+r")
            browse = app.screen
            assert isinstance(browse, BrowseScreen)

            def there(browse: BrowseScreen = browse, kind: Kind = kind) -> bool:
                row = browse.browser.listing.current
                return (
                    browse.browser.listing.source.id == kind.id
                    and row is not None
                    and row.id == DOCUMENTS[kind.id]["id"]
                )

            await wait_until(pilot, there, f"the {kind.id}")
            if not browse.browsing.preview.is_visible:
                browse.browsing.preview.turn()
            facts, title = browse.query_one(PreviewPane).query_one(Facts), kind.sections[0].title.upper()

            def has_preview(facts: Facts = facts, title: str = title) -> bool:
                return title in str(facts.render())

            await wait_until(pilot, has_preview, f"the preview of the {kind.id}")
            await pilot.press("enter")
            await wait_until(pilot, lambda: isinstance(app.screen, DetailScreen), "the detail")
            await wait_for_text(pilot, title)
            await pilot.press(str(tabs_of(kind).index("json") + 1))
            await wait_for_text(pilot, '"id": "')
            harmless(screen_text(app), lines=True)
            await pilot.press("escape")
            await wait_until(pilot, lambda browse=browse: app.screen is browse, "the list again")  # type: ignore[misc]
