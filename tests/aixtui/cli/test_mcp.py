"""`aixtui mcp` spoken to by the protocol's own client, over a real pipe, against a sandbox of its own."""

import json
import os
import sys
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import Client, StdioServerParameters, stdio_client

from aixsdk import cancel, exceptions
from aixtui.cli.face import CommandFace
from aixtui.cli.mcp_tools import VerbTools
from aixtui.cli.options import ConnectionOptions
from aixtui.cli.permitted_files import PermittedFiles
from aixtui.cli.sitting import sit
from aixtui.cli.spending import CapReachedError, SpendingCap
from aixtui.settings.reading import read_settings
from aixtui.workspace.session import AppSession
from tests.aixtui.cli.conftest import Command

Ask = Callable[..., Awaitable[Any]]
pytestmark = pytest.mark.usefixtures("fresh_access")
CHECKSUM = "sandbox/file-checksum"
TEXT: dict[str, Any] = {
    "resource": "sandbox/text-statistics",
    "inputs": {"text": "One sentence. And another."},
}

LONG: dict[str, Any] = {
    "resource": "agents/sandbox-ws/report-writer",
    "inputs": {"query": "Some text. More text. " * 40},
}


def talk(script: Callable[[Client, Ask], Awaitable[None]], *arguments: str) -> None:
    """Have a script speak to a server; `ask` returns what a tool said, and under `error` what went wrong."""

    async def sitting() -> None:
        parameters = StdioServerParameters(
            command=sys.executable, args=["-m", "aixtui", "mcp", *arguments], env=dict(os.environ)
        )
        with anyio.fail_after(60):
            async with Client(stdio_client(parameters)) as client:

                async def ask(name: str, **values: Any) -> Any:
                    result = await client.call_tool(name, values)
                    [content] = result.content
                    document = json.loads(content.text)  # type: ignore[union-attr]
                    assert result.is_error == ("error" in document)
                    return document

                await script(client, ask)

    anyio.run(sitting)


def test_without_options_it_looks_and_changes_nothing() -> None:
    async def script(client: Client, ask: Ask) -> None:
        tools = (await client.list_tools()).tools
        assert [tool.name for tool in tools] == ["list", "get", "run", "runs"]
        assert all(tool.input_schema["type"] == "object" for tool in tools)
        page = await ask("list", address="models", query="text", size=2)
        assert (page["page"], len(page["items"])) == (1, 2)
        model = await ask("get", resource="sandbox/text-statistics")
        assert model["name"]
        assert (await ask("runs"))["items"] == []
        refused = await ask("create", kind="agent", fields={"name": "Helper"})
        assert refused["error"]["code"] == "usage"
        assert "--write" in refused["error"]["message"]
        assert (await ask("run", **TEXT))["error"]["code"] == "spending-cap"

    talk(script)


def test_with_write_it_makes_changes_and_deletes(aixtui: Command) -> None:
    async def script(client: Client, ask: Ask) -> None:
        made = await ask("create", kind="agent", fields={"name": "Helper", "instructions": "Be brief."})
        name = f"agents/{made['id']}"
        fields = {"instructions": "Be long.", "tools": ["Calculator"]}
        changed = await ask("edit", resource=name, fields=fields)
        assert changed["instructions"] == "Be long."
        assert [tool["name"] for tool in changed["tools"]] == ["Calculator"]
        assert (await ask("delete", resource=name)) == {"deleted": name}
        assert (await ask("get", resource=name))["error"]["code"] == "not-found"
        assert (await ask("run", **TEXT))["error"]["code"] == "spending-cap"

    talk(script, "--write")


def test_runs_go_on_until_the_cap_is_reached() -> None:
    async def script(client: Client, ask: Ask) -> None:
        first = await ask("run", **TEXT)
        assert first["result"]["data"]["sentences"] == 2
        assert (await ask("runs"))["items"][0]["id"] == first["run"]
        assert (await ask("runs", run=first["run"]))["inputs"] == TEXT["inputs"]
        second = await ask("run", **TEXT)
        assert second["error"]["code"] == "spending-cap"
        assert (await ask("create", kind="agent", fields={}))["error"]["code"] == "usage"

    talk(script, "--cap", "0.0000001")


@pytest.mark.parametrize(
    ("tool", "values", "code"),
    [
        ("get", {"resource": "agents/no-such-id"}, "not-found"),
        ("get", {}, "usage"),
        ("list", {"address": "modles"}, "usage"),
        ("list", {"address": "models", "size": 1000}, "usage"),
        ("no-such-tool", {}, "usage"),
        ("edit", {"resource": "agents/no-such-id", "fields": {}}, "not-found"),
        ("create", {"kind": "agent", "fields": {"nme": "x"}}, "invalid"),
        ("create", {"kind": "agent", "fields": {"name": ""}}, "usage"),
    ],
)
def test_errors_are_json_with_codes(tool: str, values: dict[str, Any], code: str) -> None:
    async def script(client: Client, ask: Ask) -> None:
        error = (await ask(tool, **values))["error"]
        assert error["code"] == code, error
        assert error["message"]

    talk(script, "--write")


def test_a_run_whose_caller_gave_up_counts_before_another_one_starts() -> None:
    async def script(_: Client, ask: Ask) -> None:
        async def run_long() -> None:
            await ask("run", **LONG)

        async with anyio.create_task_group() as tasks:
            tasks.start_soon(run_long)
            while "polling" not in json.dumps(await ask("runs")):
                await anyio.sleep(0.05)
            tasks.cancel_scope.cancel()
        refused = (await ask("run", **TEXT))["error"]
        assert (refused["code"], "A run is in flight" in refused["message"]) == ("spending-cap", True)
        while "error" in (ran := await ask("run", **TEXT)):
            await anyio.sleep(0.2)
        first, second = (one["credits"] for one in (await ask("runs"))["items"])
        assert min(first, second) > 0
        assert ran["credits_left"] == pytest.approx(5 - first - second)

    talk(script, "--cap", "5")


class Impatient(SpendingCap):
    """Has the first run given up as one whose time is over, once it was asked about."""

    def __init__(self, most: float) -> None:
        super().__init__(most)
        self.notes = 0

    def note(self, run_id: str, cost: float | None) -> None:
        super().note(run_id, cost)
        self.notes += 1
        if self.notes == 3:  # it was sent, accepted, and asked about
            cancel.current().cancel()


def test_a_run_whose_time_was_over_counts_before_another_one_starts() -> None:
    async def work(session: AppSession) -> int:
        cap = Impatient(5)
        tools = VerbTools(session, read_settings(), cap, PermittedFiles(()), sandbox=False)
        with pytest.raises(exceptions.TimeoutError, match="The run goes on at the server"):
            await tools.run(**LONG, timeout=1000)
        assert len(cap.in_flight) == 1
        ran: dict[str, Any] = {}
        while not ran:
            with suppress(CapReachedError):
                ran = await tools.run(**TEXT)
            await anyio.sleep(0.05)
        first, second = (one["credits"] for one in (await tools.runs())["items"])
        assert ran["credits_left"] == pytest.approx(5 - first - second)
        return len(cap.in_flight)

    assert sit(ConnectionOptions(), CommandFace(), work) == 0


def test_a_run_that_is_not_there_is_not_found() -> None:
    async def script(_: Client, ask: Ask) -> None:
        assert (await ask("runs", run="zz"))["error"]["code"] == "not-found"

    talk(script)


def test_files_are_uploaded_from_permitted_folders_alone(tmp_path: Path) -> None:
    folder, secret = tmp_path / "permitted", tmp_path / "secret.txt"
    folder.mkdir()
    (folder / "notes.txt").write_text("one\ntwo\n", encoding="utf-8")
    secret.write_text("a secret", encoding="utf-8")
    (folder / "link.txt").symlink_to(secret)

    async def script(_: Client, ask: Ask) -> None:
        for path in ("notes.txt", str(folder / "notes.txt")):
            ran = await ask("run", resource=CHECKSUM, inputs={"file": path})
            assert ran["result"]["data"]["lines"] == 2
        for path in (str(secret), "../secret.txt", "link.txt", "nothing.txt"):
            refused = (await ask("run", resource=CHECKSUM, inputs={"file": path}))["error"]
            assert refused["code"] == "file-refused"
            assert str(folder) in refused["hint"]
            for name in ("source", "From", "SOURCE"):
                refused = (await ask("create", kind="file", fields={name: path}))["error"]
                assert refused["code"] == "file-refused"
        made = await ask("create", kind="file", fields={"source": "notes.txt"})
        assert made["name"] == "notes.txt"
        assert len((await ask("runs"))["items"]) == 2

    talk(script, "--write", "--cap", "100", "--files", str(folder))


def test_without_a_folder_no_file_is_read_and_it_is_said_what_to_do(tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("one", encoding="utf-8")

    async def script(_: Client, ask: Ask) -> None:
        for refused in (
            await ask("run", resource=CHECKSUM, inputs={"file": str(file)}),
            await ask("create", kind="file", fields={"source": str(file)}),
        ):
            assert refused["error"]["code"] == "file-refused"
            assert "--files DIR" in refused["error"]["hint"]

    talk(script, "--write", "--cap", "100")


def test_after_a_run_whose_end_is_not_known_none_starts() -> None:
    async def script(client: Client, ask: Ask) -> None:
        inputs = {"text": "A sentence. " * 200}
        late = await ask("run", resource="sandbox/long-document-report", inputs=inputs, timeout=0.3)
        assert late["error"]["code"] == "outcome-unknown"
        assert (await ask("run", **TEXT))["error"]["code"] == "spending-cap"

    talk(script, "--cap", "100")


def test_what_is_spent_and_in_flight_counts_for_the_cap() -> None:
    cap = SpendingCap(1)
    cap.check()
    cap.begin("a")
    cap.note("a", None)
    with pytest.raises(CapReachedError, match="in flight"):
        cap.check()
    cap.note("a", 0.6)
    cap.end("a")
    cap.check()
    cap.note("b", 0.4)
    with pytest.raises(CapReachedError, match="1 of 1 credits"):
        cap.check()
    with pytest.raises(CapReachedError, match="--cap"):
        SpendingCap(0).check()
