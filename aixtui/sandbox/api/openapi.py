"""The description of the endpoints, made from the routes and their schemas."""

import re
from collections.abc import Iterable

from aixtui.sandbox.api.auth_middleware import PUBLIC_PATHS
from aixtui.sandbox.api.bounds import DEEPEST
from aixtui.sandbox.api.endpoint import JSON, Endpoint
from aixtui.sandbox.api.schemas.registry import all_schemas, resolved, schema_of
from aixtui.sandbox.api.schemas.vocabulary import TEXT, ref
from aixtui.sandbox.intake import FILE, intake_of
from aixtui.sandbox.store.document import Doc

_PARAM = re.compile(r"{(\w+)}")


def description(endpoints: Iterable[Endpoint]) -> Doc:
    """An OpenAPI 3.1 document."""
    paths: dict[str, Doc] = {}
    for endpoint in endpoints:
        paths.setdefault(endpoint.address, {})[endpoint.method.lower()] = _operation(endpoint)
    keys = {"in": "header", "type": "apiKey"}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "aixtui sandbox",
            "version": "2",
            "description": "An aiXplain v2 platform in small.",
        },
        "paths": paths,
        "components": {
            "schemas": all_schemas(),
            "securitySchemes": {
                "key": {**keys, "name": "x-api-key"},
                "team": {**keys, "name": "x-aixplain-key"},
                "bearer": {"type": "http", "scheme": "bearer"},
            },
        },
    }


def _operation(endpoint: Endpoint) -> Doc:
    path = endpoint.address
    operation: Doc = {
        "operationId": f"{endpoint.method.lower()}{re.sub(r'[^a-zA-Z0-9]+', '_', path)}".rstrip("_"),
        "summary": endpoint.summary,
        "parameters": [
            *(
                {"name": name, "in": "path", "required": True, "schema": TEXT}
                for name in _PARAM.findall(path)
            ),
            *({"name": name, "in": "query", "schema": schema} for name, schema in endpoint.query.items()),
        ],
        "responses": {
            "2XX": _success(endpoint),
            "4XX": _error("Refused."),
            "503": _error("Another program keeps the database locked, or there is no room for a body."),
            "507": _error("The database cannot be used: a full disk, no right to write, damage."),
        },
        "security": [] if path.startswith(PUBLIC_PATHS) else [{"key": []}, {"team": []}, {"bearer": []}],
    }
    if endpoint.body is not None:
        body = schema_of(endpoint.body)
        operation["requestBody"] = {
            "description": _bounds(path),
            "content": {media: {"schema": body} for media in endpoint.takes},
            "required": bool(resolved(body).get("required")),
        }
    return operation


def _bounds(path: str) -> str:
    size = f"At most {intake_of(path).size} bytes."
    return size if intake_of(path) is FILE else f"{size} JSON is nested at most {DEEPEST} levels deep."


def _error(text: str) -> Doc:
    return {"description": text, "content": {JSON: {"schema": ref("Error")}}}


def _success(endpoint: Endpoint) -> Doc:
    reply = {} if endpoint.reply is None else {"schema": schema_of(endpoint.reply)}
    contents = {media: reply if media == JSON else {} for media in endpoint.sends}
    return {"description": "Done.", **({"content": contents} if contents else {})}
