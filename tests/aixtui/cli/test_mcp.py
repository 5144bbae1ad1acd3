"""`aixtui mcp` spoken to by the protocol's own client, over a real pipe, against a sandbox of its own."""

import json
import os
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import Client, StdioServerParameters, stdio_client

from aixtui.cli.spending import CapReachedError, SpendingCap
from tests.aixtui.cli.conftest import Command

Ask = Callable[..., Awaitable[Any]]
pytestmark = pytest.mark.usefixtures("fresh_access")
CHECKSUM = "sandbox/file-checksum"
TEXT = {"resource": "sandbox/text-statistics", "inputs": {"text": "One sentence. And another."}}


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
