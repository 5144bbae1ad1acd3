"""The tools of `aixtui mcp` in the Model Context Protocol: their schemas, calls and errors."""

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

import click
import jsonschema
import mcp_types as types
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server

from aixtui import __version__
from aixtui.cli.mcp_lines import AnsweredLines, ShownLines
from aixtui.cli.mcp_tools import ProblemError, VerbTools
from aixtui.cli.told_error import told_error, wrong_usage
from aixtui.kindspec.plain_text import json_text
from aixtui.workspace.problems import Problem, explain

_TEXT, _NUMBER, _OBJECT = {"type": "string"}, {"type": "number"}, {"type": "object"}
_PAGE = {"type": "integer", "minimum": 1}
_RESOURCE = {
    "type": "string",
    "description": "KIND/ID, such as agents/ID, or a name that no other has. Without a kind a model.",
}
_FIELDS = {
    "type": "object",
    "description": "Fields by the names they have in `get`; lists say several; others by name or id.",
}


class _Tool(NamedTuple):
    name: str
    about: str
    properties: dict[str, Any]
    required: Sequence[str]
    writes: bool = False


_ADDRESS = {"type": "string", "description": "A kind, such as agents or models, or an address: agents?q=x."}
_SIZE = {"type": "integer", "minimum": 1, "maximum": 100}
TOOLS = (
    _Tool(
        "list",
        "List a page of a kind: agents, models, tools, integrations, utilities, skills, sessions, triggers, "
        "files, keys, inspectors.",
        {"address": _ADDRESS, "query": _TEXT, "sort": _TEXT, "page": _PAGE, "size": _SIZE},
        ["address"],
    ),
    _Tool("get", "The document of one resource.", {"resource": _RESOURCE}, ["resource"]),
    _Tool(
        "create",
        "Make a resource and return it. A tool is made `of` an integration.",
        {"kind": _TEXT, "fields": _FIELDS, "of": _TEXT, "way": _TEXT},
        ["kind", "fields"],
        writes=True,
    ),
    _Tool(
        "edit",
        "Change fields of a resource and return it; what is not said stays as it is.",
        {"resource": _RESOURCE, "fields": _FIELDS},
        ["resource", "fields"],
        writes=True,
    ),
    _Tool("delete", "Delete a resource.", {"resource": _RESOURCE}, ["resource"], writes=True),
    _Tool(
        "run",
        "Run a resource and return its result. Costs credits, up to the cap of this sitting. "
        "A file is a URL, or a path in a folder that the user permitted with --files.",
        {"resource": _RESOURCE, "inputs": _OBJECT, "timeout": {**_NUMBER, "exclusiveMinimum": 0}},
        ["resource", "inputs"],
    ),
    _Tool(
        "runs",
        "The runs sent from this machine, or one `run` with its inputs and reply.",
        {"run": _TEXT, "kind": _TEXT, "query": _TEXT, "page": _PAGE},
        [],
    ),
)


def _schema(tool: _Tool) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": tool.properties,
        "required": list(tool.required),
        "additionalProperties": False,
    }


class ToolServer:
    """Answers one program, over this process's stdin and stdout, until it hangs up."""

    def __init__(self, tools: VerbTools, *, writes: bool) -> None:
        self._tools = tools
        self._offered = {tool.name: tool for tool in TOOLS if writes or not tool.writes}

    async def serve(self) -> None:
        """Answer until stdin ends."""
        server: Server[Any] = Server(
            "aixtui", version=__version__, on_list_tools=self._list_tools, on_call_tool=self._call_tool
        )
        async with stdio_server() as (source, sink):
            shown = ShownLines(sink)
            lines = AnsweredLines(source, shown)
            await server.run(lines, shown, server.create_initialization_options())

    async def _list_tools(self, *_: Any) -> types.ListToolsResult:
        hints = types.ToolAnnotations
        return types.ListToolsResult(
            tools=[
                types.Tool(
                    name=tool.name,
                    description=tool.about,
                    input_schema=_schema(tool),
                    annotations=hints(read_only_hint=not tool.writes and tool.name != "run"),
                )
                for tool in self._offered.values()
            ]
        )

    async def _call_tool(self, _: Any, call: types.CallToolRequestParams) -> types.CallToolResult:
        try:
            return _result(await self._answer(call.name, call.arguments or {}))
        except Exception as error:  # whatever it is, the program is told it as it is told all of them
            return _result(told_error(_problem(error)), is_error=True)

    async def _answer(self, name: str, arguments: dict[str, Any]) -> Any:
        if name not in self._offered:
            is_closed = any(tool.name == name for tool in TOOLS)
            hint = "Start aixtui mcp with --write." if is_closed else f"There are {', '.join(self._offered)}."
            raise click.UsageError(f"There is no tool {name!r} here. {hint}")
        try:
            jsonschema.validate(arguments, _schema(self._offered[name]))
        except jsonschema.ValidationError as error:
            raise click.UsageError(f"{error.json_path}: {error.message}") from None
        return await getattr(self._tools, name)(**arguments)


def _problem(error: Exception) -> Problem:
    if isinstance(error, ProblemError):
        return error.problem
    if isinstance(error, click.ClickException):
        return wrong_usage(error)
    return explain(error)


def _result(document: Any, *, is_error: bool = False) -> types.CallToolResult:
    text = json_text(document, indent=None)  # no secret of ours, as everywhere else, and nothing that acts
    return types.CallToolResult(
        content=[types.TextContent(type="text", text=text)],
        structured_content=json.loads(text),
        is_error=is_error,
    )
