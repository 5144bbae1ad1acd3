"""What is kept of a page, what is not, and what is made of it in another sitting."""

import json
from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from aixtui.auth.secret import Secret
from aixtui.kinds.agent import AGENT
from aixtui.kinds.model import MODEL
from aixtui.kindspec import cells
from aixtui.kindspec.kind import Column
from aixtui.listing.kind_source import KindSource
from aixtui.listing.page_document import page_document, page_of
from aixtui.sandbox import RunningSandbox
from aixtui.settings.connection import TEMPORARY
from aixtui.stores.seen_pages import SeenPageStore
from aixtui.stores.sqlite_file import StoreError
from aixtui.system import clock
from aixtui.workspace.query import Query
from aixtui.workspace.rows import Row, RowPage, SeenResource
from tests.aixtui.headless import Lists, kinds_of, session_on
from tests.aixtui.listing.listed import THING
from tests.driving import connection_to

pytestmark = pytest.mark.anyio
AGED = THING._replace(
    columns=(
        *THING.columns,
        Column("seen", "Seen", lambda thing: cells.age(thing.seen), is_age=True),
    )
)


def page_with(*names: str, row_id: str = "a") -> RowPage:
    things = [
        SimpleNamespace(id=f"{row_id}{place}", name=name, size=1, updated=None, seen=clock.now().isoformat())
        for place, name in enumerate(names)
    ]
    rows = [Row(one.id, tuple(column.value(one) for column in AGED.columns), one) for one in things]
    return RowPage(Query(), tuple(rows), 100, 5)


def kept(page: RowPage, query: Query = Query()) -> RowPage:  # noqa: B008  # a value
    found = page_of(AGED, query, json.loads(json.dumps(page_document(AGED, page))))
    assert found is not None
    return found


def test_rows_come_back_as_they_were_and_as_old_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    page = page_with("One", "Two", "Three")
    later = clock.now() + timedelta(days=3)
    monkeypatch.setattr(clock, "now", lambda: later)
    found = kept(page, Query(size=2))
    assert [row.id for row in found.rows] == ["a0", "a1"]
    assert (found.total, found.pages, found.is_kept, found.is_partial) == (100, 50, True, False)
    assert found.rows[0].cells[:3] == page.rows[0].cells[:3]
    assert found.rows[0].cells[3].text == "3 d"
    assert isinstance(found.rows[0].resource, SeenResource)
    assert found.rows[0].resource.name == "One"
    assert kept(page, Query(size=20)).is_partial


@pytest.mark.parametrize("document", [None, [], {}, {"columns": []}, {"rows": 1}, "text"])
def test_what_is_no_page_is_none(document: Any) -> None:
    assert page_of(AGED, Query(), document) is None
    columns = [column.id for column in AGED.columns]
    assert page_of(AGED, Query(), {"columns": columns, "total": 1, "rows": [document]}) is None


def test_a_page_of_other_columns_is_none() -> None:
    assert page_of(THING, Query(), page_document(AGED, page_with("One"))) is None


def test_nothing_is_kept_that_is_a_key_or_looks_like_one() -> None:
    key, like = "a-canary-of-a-key-0123456789", "sk-0123456789abcdef"
    Secret(key)
    page = page_with(f"the {key}", f"the {like}", "token: 12345678")
    text = json.dumps(page_document(AGED, page))
    assert "the [hidden]" in text
    for secret in (key, like, "12345678"):
        assert secret not in text
    assert page_document(AGED, page_with("One", row_id=key))["rows"] == []


async def sitting(connection: Any) -> Lists:
    session = session_on(connection, 5)
    kinds = (kind._replace(first_filters=()) for kind in (AGENT, MODEL))
    return Lists(session, [KindSource(session, kind) for kind in kinds])


async def test_a_temporary_sandbox_keeps_nothing(sandbox: RunningSandbox) -> None:
    connection = replace(connection_to(sandbox), database=TEMPORARY)
    first = await (await sitting(connection)).begin()
    assert len(first.ids) == 5
    source = first.listing.source
    seen = first.browser.loader.seen
    assert seen is not None
    assert await seen.find(source, first.listing.query) is None


async def test_a_page_is_kept_without_what_was_read_ahead(sandbox: RunningSandbox) -> None:
    first = await (await sitting(connection_to(sandbox))).begin()
    seen, query = first.browser.loader.seen, first.listing.query
    assert seen is not None
    cached = await seen.find(first.listing.source, query)
    assert cached is not None
    assert [row.id for row in cached.page.rows] == first.ids
    assert await seen.find(first.listing.source, query._replace(page=2)) is None
    await first.do("next-page")
    assert await seen.find(first.listing.source, query._replace(page=2)) is not None


async def test_what_has_changed_is_forgotten(sandbox: RunningSandbox) -> None:
    first = await (await sitting(connection_to(sandbox))).begin()
    seen = first.browser.loader.seen
    assert seen is not None
    first.browser.loader.forget(first.listing)
    await first.face.idle()
    assert await seen.find(first.listing.source, first.listing.query) is None


async def test_what_cannot_be_written_is_not_complained_of(
    sandbox: RunningSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any) -> None:
        raise StoreError("The disk is full.")

    monkeypatch.setattr(SeenPageStore, "keep", full)
    monkeypatch.setattr(SeenPageStore, "find", full)
    monkeypatch.setattr(SeenPageStore, "documents", full)
    first = await (await sitting(connection_to(sandbox))).begin()
    assert len(first.ids) == 5
    assert (first.face.problems, first.face.messages) == ([], [])


async def test_names_that_were_seen_are_offered_and_found(sandbox: RunningSandbox) -> None:
    await kinds_of(sandbox, AGENT).begin()
    second = await kinds_of(sandbox, MODEL, AGENT).begin()
    jumps = [jump.label for jump in second.browsing.jumps.find("feedback sorter")]
    assert "Feedback Sorter" in jumps
    assert second.browsing.commanding.command.completion("Feedback S") == "orter"
    assert second.browsing.places.find("Feedback Sorter") is not None
