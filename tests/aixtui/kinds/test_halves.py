"""A server that sends halves of characters, which JSON can escape and no terminal, file or request takes."""

import json
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from aixtui.cli.main import run
from aixtui.editing.form_saving import FormSaving
from aixtui.kinds import KINDS
from aixtui.kinds.agent import AGENT
from aixtui.kindspec.kind import Kind
from aixtui.listing.kind_source import KindSource
from aixtui.screens.browse.screen import BrowseScreen
from aixtui.screens.detail.screen import DetailScreen
from aixtui.settings.connection import ConnectionSettings
from aixtui.stores.state import StateStore
from aixtui.stores.views import ViewStore
from tests.aixtui.headless import Lists, session_on
from tests.aixtui.kinds.documents import DOCUMENTS
from tests.aixtui.kinds.sample_server import Sample, serve_sample
from tests.driving import app_on, screen_text, wait_for_text, wait_until

pytestmark = pytest.mark.anyio
HALF = "\ud800"


def with_halves(value: Any, name: str = "") -> Any:
    """A document with half a character in every text but its ids, and what has to be one of a few words."""
    if isinstance(value, dict):
        return {key: with_halves(one, key) for key, one in value.items()}
    if isinstance(value, list):
        return [with_halves(one, name) for one in value]
    return (
        f"{value}{HALF}" if isinstance(value, str) and name not in ("id", "status", "outputFormat") else value
    )


@pytest.fixture
def sample() -> Iterator[Sample]:
    with serve_sample() as sample:
        yield sample


def lists_on(connection: ConnectionSettings, kind: Kind, *answers: Any) -> Lists:
    session = session_on(connection)
    return Lists(session, [KindSource(session, kind)], *answers)


def encodable(text: str) -> None:
    text.encode()


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)
async def test_all_that_is_taken_of_a_row_can_be_written(
    kind: Kind, sample: Sample, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    sample.document = with_halves(deepcopy(DOCUMENTS[kind.id]))
    lists = await lists_on(sample.connection, kind).begin()
    assert lists.ids == [DOCUMENTS[kind.id]["id"]]
    for form in ("csv", "csv-all", "md", "json", "jsonl"):
        lists.face.answers = [form, form]
        await lists.do("export")
        (tmp_path / form).read_text(encoding="utf-8")
    for label in ("Id", "Name", "Table as CSV, all columns", "Document as JSON"):
        lists.face.answers = [label]
        if label != "Name" or "Name" in [column.label for column in kind.columns]:
            await lists.do("copy")
    for text in lists.face.clipboard:
        encodable(text)
    await lists.do("favourite")
    await lists.do("open")
    lists.face.answers = ["mine"]
    await lists.do("save-view")
    assert lists.face.problems == []
    assert len(ViewStore().read().favourites) == len(StateStore().recents(sample.connection.workspace)) == 1
    document = lists.face.subjects[0]
    encodable(document.address_text)
    encodable(lists.browser.address_text)


async def test_a_value_that_was_seen_and_cannot_be_sent_is_told(sample: Sample) -> None:
    sample.document = DOCUMENTS["agent"]
    lists = await lists_on(sample.connection, AGENT).begin()
    lists.browsing.search.type("search", f"a{HALF}")
    await lists.face.idle()
    assert lists.browser.activity.problem.startswith("Not valid: This cannot be sent: it holds '\\ud800'")
    encodable(lists.browser.address_text)


@pytest.mark.parametrize("resource_id", [HALF, f"a{HALF}"])
async def test_an_id_that_no_request_can_carry_is_no_row_and_says_why(
    sample: Sample, resource_id: str
) -> None:
    sample.document = DOCUMENTS["agent"] | {"id": resource_id}
    app = app_on(sample.connection)
    async with app.run_test(size=(120, 30)) as pilot:
        await wait_for_text(pilot, "The one agent of this page could not be read.")
        await pilot.press("enter", "plus", "exclamation_mark")
        await wait_for_text(pilot, "request can carry: it holds half a")
        await wait_for_text(pilot, r"\ud800")


@pytest.mark.parametrize("kind_id", ["agent", "model"])
async def test_the_app_shows_the_rest(sample: Sample, kind_id: str) -> None:
    sample.document = with_halves(deepcopy(DOCUMENTS[kind_id]))
    app = app_on(sample.connection)
    async with app.run_test(size=(120, 40)) as pilot:
        if kind_id == "model":
            await pilot.press("2")
        name = str(DOCUMENTS[kind_id]["name"])
        await wait_for_text(pilot, f"▌ {name}")
        await pilot.press("o", "enter")
        await wait_until(pilot, lambda: isinstance(app.screen, DetailScreen), "the detail")
        await pilot.press("3")
        await wait_for_text(pilot, rf'"name": "{name}\ud800"')
        encodable(screen_text(app))
        await pilot.press("escape")
        await wait_until(pilot, lambda: isinstance(app.screen, BrowseScreen), "the list")


async def test_a_copy_of_what_cannot_be_sent_says_so(sample: Sample) -> None:
    sample.document = with_halves(deepcopy(DOCUMENTS["agent"]))
    lists = await lists_on(sample.connection, AGENT, True).begin()
    lists.face.on_open = lambda form: FormSaving(form, lists.face).save()
    await lists.do("clone")
    assert "This cannot be sent: it holds '\\ud800'" in lists.face.problems[0].text


@pytest.mark.parametrize("command", [("ls", "agents"), ("ls", "agents", "-o", "json"), ("get", "agents/ID")])
def test_commands_print_it(
    sample: Sample,
    command: tuple[str, ...],
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    sample.document = with_halves(deepcopy(DOCUMENTS["agent"]))
    monkeypatch.setenv("TEAM_API_KEY", "key-of-the-sample")
    arguments = [part.replace("ID", str(DOCUMENTS["agent"]["id"])) for part in command]
    assert run([*arguments, "--backend-url", sample.connection.backend_url]) == 0
    out = capfd.readouterr().out
    encodable(out)
    if command[-1] != "agents":
        document = json.loads(out)
        assert (document["items"][0] if "items" in document else document)["name"] == f"Explainer{HALF}"


@pytest.mark.parametrize(
    "arguments",
    [
        ("ls", "models", "-q", "\udcff"),
        ("get", "models/a\udcff"),
        ("run", "m", "--text", "\udcff"),
        ("run", "m", "-i", "text=\udcff"),
        ("open", "models?q=\udcff"),
        ("--profile", "\udcff"),
        ("\udcff",),
    ],
)
def test_an_argument_that_is_no_text_is_wrong_usage(
    arguments: tuple[str, ...], capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments) == 2
    captured = capfd.readouterr()
    assert captured.out == ""
    assert "is not UTF-8 text." in captured.err
    assert "\\udcff" in captured.err


def test_the_name_of_a_file_may_be_any_bytes(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["ls", "agents", "--db", f"{tmp_path}/\udcff.db"]) == 0
    assert "Text Analyst" in capfd.readouterr().out
