"""Connecting integrations: a call on the execution base that makes a tool, or changes one."""

import json
import sqlite3

from aixtui.sandbox.api.asset_path import team_path
from aixtui.sandbox.catalogue.asset_spec import fixed_id
from aixtui.sandbox.clock import now
from aixtui.sandbox.engines.engine import EngineError
from aixtui.sandbox.problems import PlatformError, forbidden, not_found, run_refused
from aixtui.sandbox.runs.dispatch import toolbox_of
from aixtui.sandbox.runs.responses import SUPPLIER_STATUS, succeeded
from aixtui.sandbox.store.accounts import Caller
from aixtui.sandbox.store.assets import Asset, AssetStore, NewAsset, new_id
from aixtui.sandbox.store.consents import AWAITING
from aixtui.sandbox.store.document import Doc, part

_REDIRECTS = {"OAUTH1", "OAUTH2"}
SUPPLIER = "err.supplier_error"


def connect(assets: AssetStore, integration: Asset, body: Doc, caller: Caller, origin: str) -> Doc:
    """Make a tool of an integration, or change the one that `data.assetId` names; the reply of the run.

    Raises:
        PlatformError: the name is taken, a credential is missing, or the configuration does not work.
    """
    data = body.get("data") or {}
    if not isinstance(data, dict):
        raise _refused("data must be an object with what the connection needs.")
    scheme = _scheme(integration, body.get("authScheme"), data)
    is_redirected = scheme in _REDIRECTS
    config = {**_config(integration, data), **(AWAITING if is_redirected else {})}
    run_id = new_id()
    if data.get("assetId"):
        identifier = _reconnect(assets, str(data["assetId"]), config, caller)
        if not is_redirected:
            return succeeded(run_id, identifier, run_time=0, cost=0)
    else:
        identifier = _create(assets, integration, body, config, scheme, caller)
    redirect = f"{origin}/oauth/{identifier}" if is_redirected else None
    return succeeded(run_id, {"id": identifier, "redirectURL": redirect}, run_time=0, cost=0)


def _refused(sentence: str, status: int = 400) -> PlatformError:
    return run_refused(status, sentence, SUPPLIER)


def _scheme(integration: Asset, wanted: object, data: Doc) -> str:
    """The scheme asked for, else the first one; its required credentials must be there."""
    attributes = integration.doc.get("attributes") or {}
    offered = json.loads(attributes.get("auth_schemes") or '["NO_AUTH"]')
    scheme = str(wanted or offered[0])
    if scheme not in offered:
        raise _refused(f"authScheme must be one of: {', '.join(offered)}.")
    for credential in json.loads(attributes.get(f"{scheme}-inputs") or "[]"):
        if credential["required"] and not data.get(credential["name"]):
            raise _refused(f"The connection needs '{credential['name']}' in its data.")
    return scheme


def _config(integration: Asset, data: Doc) -> Doc:
    """What the tool's engine keeps: never the credentials of a live service."""
    toolbox = toolbox_of(integration)
    config = {**integration.config, **{key: data[key] for key in toolbox.keeps if key in data}}
    try:
        toolbox.check(config)
    except EngineError as error:
        raise _refused(str(error), SUPPLIER_STATUS) from error
    return config


def _reconnect(assets: AssetStore, identifier: str, config: Doc, caller: Caller) -> str:
    tool = assets.find(identifier, ("tool",), caller.team_id)
    if tool is None:
        raise not_found("Tool", identifier)
    if tool.team_id != caller.team_id:
        raise forbidden("This tool belongs to another workspace.")
    assets.configure(tool.number, {**tool.config, **config})
    return tool.id


def _create(
    assets: AssetStore, integration: Asset, body: Doc, config: Doc, scheme: str, caller: Caller
) -> str:
    name = body.get("name")
    if not isinstance(name, str) or not name.strip():
        raise _refused("The connection needs a name.")
    description = (
        f"{body.get('description') or ''}\n\n Authentication scheme used for this connections: {scheme}"
    )
    moment = now()
    identifier = new_id()
    doc: Doc = {
        **integration.doc,
        "id": identifier,
        "name": name,
        "description": description.strip(),
        "assetInfo": team_path("tool", name, assets, caller),
        "assetId": identifier,
        "parentModelId": integration.id,
        "status": "onboarded",
        "function": {"id": "utilities", "name": "Utilities"},
        "functionType": "connection",
        "subscriptions": None,
        "allowedActions": [],
        "attributes": {"auth_schemes": json.dumps([scheme])},
        "params": tool_params(),
        "createdAt": moment,
        "updatedAt": moment,
    }
    try:
        assets.insert([NewAsset("tool", doc, caller.team_id, engine=integration.engine, config=config)])
    except sqlite3.IntegrityError:
        raise _refused("Name already exists") from None
    return identifier


def tool_params() -> list[Doc]:
    """The parameters of every tool: an action and its inputs."""
    text: Doc = {
        "required": True,
        "isFixed": False,
        "multipleValues": False,
        "values": [],
        "defaultValues": [],
    }
    return [
        {**text, "name": "action", "dataType": "text", "dataSubType": "text", "availableOptions": []},
        {**text, "name": "data", "dataType": "text", "dataSubType": "json", "availableOptions": []},
    ]


def trigger_types(asset: Asset) -> list[Doc]:
    """The events that a connected service of the live platform raises."""
    noun = part(asset.config, "noun")
    if not noun:
        return []
    return [
        {
            "slug": f"NEW_{str(noun).upper().replace(' ', '_')}",
            "name": f"New {noun}",
            "description": f"Raised for each new {noun}.",
            "config": {"filter": {"type": "string"}},
            "payload": {"id": "string", "text": "string"},
            "type": "poll",
        }
    ]


def activate(asset: Asset, data: object) -> Doc:
    """Switch a trigger type on.

    Raises:
        PlatformError: the integration has no such trigger type.
    """
    slug = data.get("slug") if isinstance(data, dict) else None
    if slug not in [found["slug"] for found in trigger_types(asset)]:
        raise _refused(f"There is no trigger type {slug!r}.")
    return {"trigger_id": f"ti_{fixed_id(f'{asset.id}/{slug}')[:12]}"}
