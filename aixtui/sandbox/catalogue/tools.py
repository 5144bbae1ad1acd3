"""Integrations, and the public tools of a new sandbox."""

import json
from collections.abc import Iterator
from dataclasses import replace

from aixtui.sandbox.catalogue.asset_spec import AssetSpec, Param, document
from aixtui.sandbox.catalogue.ids import INDEX_INTEGRATION, PYTHON_INTEGRATION, SQLITE_INTEGRATION
from aixtui.sandbox.catalogue.raw import data
from aixtui.sandbox.store.accounts import PLATFORM_TEAM
from aixtui.sandbox.store.assets import NewAsset
from aixtui.sandbox.store.document import Doc

_CONNECTOR = ("connector", "Connector")
_UTILITIES = ("utilities", "Utilities")
_LIVE_ONLY = "Can be connected and looked at here; its actions run on the live platform only."
_CONNECT_PARAMS = (
    Param("action"),
    Param("name", description="What the tool is to be called."),
    Param("description"),
    Param("authScheme", description="How to sign in; the first one that the integration offers by default."),
    Param("data", sub_type="json", description="What the connection needs."),
)
_USE_PARAMS = (
    Param("action", required=True, description="Which action."),
    Param("data", sub_type="json", required=True, description="Its inputs."),
)
_CREDENTIALS: dict[str, tuple[tuple[str, str], ...]] = {
    "NO_AUTH": (),
    "BEARER_TOKEN": (("token", "Token"),),
    "API_KEY": (("api_key", "API key"),),
    "BASIC": (("username", "User name"), ("password", "Password")),
    "OAUTH2": (),
}

# Toolbox, path, name, what connecting it needs, description; all of them work in the sandbox.
_WORKING: tuple[tuple[str, str, str, str | None, tuple[str, ...], str], ...] = (
    (
        "python-code",
        "aixplain/python-sandbox",
        "Python Sandbox",
        PYTHON_INTEGRATION,
        ("code", "function_name"),
        "Makes a tool from code: a Python function. It runs on this machine, as you.",
    ),
    (
        "sqlite",
        "aixplain/sqlite",
        "SQLite",
        SQLITE_INTEGRATION,
        (),
        "Makes a tool of a new SQLite database in the sandbox's folder.",
    ),
    (
        "text-index",
        "aixplain/air-index",
        "aiR Index",
        INDEX_INTEGRATION,
        (),
        "Makes a tool of an index of texts. The sandbox searches it by words.",
    ),
)
_LIVE: tuple[tuple[str, str, str, str | None], ...] = (
    ("aixplain/mcp-server", "MCP Server", "tool", "686eb9cd26480723d0634d3e"),
    ("aixplain/postgresql", "PostgreSQL", "row", "693ac6e8217c7b13b480970f"),
    ("aixplain/shared-memory", "Shared Memory", "memory", None),
    ("aixplain/custom-llm-prompt", "Custom LLM Prompt", "prompt", None),
)
_TOOLS: tuple[tuple[str, str, str, str], ...] = (
    ("calculator", "sandbox/calculator", "Calculator", "Computes arithmetic. Runs in this sandbox."),
    (
        "text-tools",
        "sandbox/text-tools",
        "Text Tools",
        "Finds addresses, dates and numbers, changes letter case, reads JSON. Runs in this sandbox.",
    ),
)
_LIVE_TOOLS: tuple[tuple[str, str, str, str | None], ...] = (
    ("tavily/tavily-search-api", "Tavily Search", "page", "6931bdf462eb386b7158def3"),
    ("firecrawl/firecrawl", "Firecrawl", "page", "69442021f2e6cb73e286ff0f"),
    ("scale-serp/google-search", "Google Search", "result", "65c51c556eb563350f6e1bb1"),
    ("google/google-search-api", "Google Search API", "result", "692f18557b2cc45d29150cb0"),
    ("microsoft/code-execution", "Code Execution", "script", "698cda188bbb345db14ac13b"),
    ("docling/docling", "Docling", "document", "6944350ff2e6cb73e286ff20"),
    ("aixplain/file-manager", "File Manager", "file", "6a0216cffb2a801f1c41e32e"),
    ("aixplain/web-search", "Web Search", "page", "6a0c9044beac0e7cdc60122a"),
    ("aixplain/marketplace-search", "Marketplace Search", "asset", "6960f934f316da19e5f22494"),
)  # fmt: skip
_INSTANCES = {"scale-serp/google-search": "scale-serp/google-search/Google"}
"""Paths that clients know in another form than the usual one."""


def integrations() -> Iterator[NewAsset]:
    """All integrations; those that work here come first."""
    for place, (toolbox, path, name, id, needs, description) in enumerate(_WORKING):
        spec = _integration(path, name, "aiXplain", ("NO_AUTH",), description, id)
        spec.attributes["NO_AUTH-inputs"] = json.dumps(
            [_credential(code, code, code == "code") for code in needs]
        )
        yield _asset("integration", spec, toolbox, place)
    for path, name, noun, id in _LIVE:
        spec = _integration(path, name, "aiXplain", ("NO_AUTH",), _LIVE_ONLY, id)
        yield _asset("integration", spec, "remote", 500, service=name, noun=noun)
    for row in data("integrations"):
        description = f"Connects {row['name']} by {row['developer']}. {_LIVE_ONLY}"
        spec = _integration(
            row["path"], row["name"], row["developer"], tuple(row["schemes"]), description, row["id"]
        )
        place = 600 if row["id"] else 1000
        yield _asset("integration", spec, "remote", place, service=row["name"], noun=row["noun"])


def tools() -> Iterator[NewAsset]:
    """The public tools; those that work here come first."""
    for place, (toolbox, path, name, description) in enumerate(_TOOLS):
        yield _asset("tool", _tool(path, name, description, None), toolbox, place)
    for path, name, noun, id in _LIVE_TOOLS:
        spec = _tool(path, name, f"{name}. Runs on the live platform only.", id)
        asset = _asset("tool", spec, "remote", 500, service=name, noun=noun)
        info: Doc = asset.doc["assetInfo"]
        info["instanceId"] = _INSTANCES.get(path, info["instanceId"])
        yield asset


def _asset(kind: str, spec: AssetSpec, toolbox: str, place: int, **config: str) -> NewAsset:
    doc: Doc = {**document(spec), "actionsAvailable": True}
    doc["version"] = {"name": None, "id": None}
    if kind == "tool":
        doc |= {"assetId": doc["id"], "parentModelId": None, "subscriptions": None, "allowedActions": []}
    return NewAsset(kind, doc, PLATFORM_TEAM, public=True, engine=toolbox, place=place, config=dict(config))


def _integration(
    path: str, name: str, developer: str, schemes: tuple[str, ...], description: str, id: str | None
) -> AssetSpec:
    attributes = {"auth_schemes": json.dumps(schemes)}
    for scheme in schemes:
        inputs = [_credential(code, label, True) for code, label in _CREDENTIALS[scheme]]
        attributes[f"{scheme}-inputs"] = json.dumps(inputs)
    return AssetSpec(
        path=path,
        name=name,
        description=description,
        function=_CONNECTOR,
        developer=developer,
        host=path.partition("/")[0],
        params=_CONNECT_PARAMS,
        function_type="connector",
        id=id,
        attributes=attributes,
    )


def _credential(code: str, label: str, required: bool) -> Doc:
    return {
        "name": code,
        "displayName": label,
        "type": "string",
        "description": "",
        "required": required,
        "subtype": None,
        "fileConfiguration": None,
    }


def _tool(path: str, name: str, description: str, id: str | None) -> AssetSpec:
    return replace(
        _integration(
            path, name, "Sandbox" if path.startswith("sandbox/") else "aiXplain", (), description, id
        ),
        function=_UTILITIES,
        function_type="utility",
        params=_USE_PARAMS,
    )
