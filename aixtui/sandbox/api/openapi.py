"""The description of the endpoints, made from the routes and their schemas."""

import inspect
import re
from collections.abc import Iterable

from starlette.routing import Route

from aixtui.sandbox.api.bounds import DEEPEST
from aixtui.sandbox.api.gate import OPEN
from aixtui.sandbox.api.schemas.operations import JSON, OPERATIONS, SCHEMAS, Operation
from aixtui.sandbox.api.schemas.vocabulary import TEXT, ref
from aixtui.sandbox.intake import FILE, intake_of
from aixtui.sandbox.store.document import Doc

_PARAM = re.compile(r"{(\w+)(?::\w+)?}")


def description(routes: Iterable[Route]) -> Doc:
    """An OpenAPI 3.1 document."""
    paths: dict[str, Doc] = {}
    for route in routes:
        path = _PARAM.sub(r"{\1}", route.path)
        for method in sorted((route.methods or set()) - {"HEAD"}):
            paths.setdefault(path, {})[method.lower()] = _operation(route, method, path)
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
            "schemas": SCHEMAS,
            "securitySchemes": {
                "key": {**keys, "name": "x-api-key"},
                "team": {**keys, "name": "x-aixplain-key"},
                "bearer": {"type": "http", "scheme": "bearer"},
            },
        },
    }


def _operation(route: Route, method: str, path: str) -> Doc:
    text = inspect.getdoc(route.endpoint) or ""
    known = OPERATIONS[f"{method} {path}"]
    operation: Doc = {
        "operationId": f"{method.lower()}{re.sub(r'[^a-zA-Z0-9]+', '_', path)}".rstrip("_"),
        "summary": text.partition("\n")[0],
        "parameters": [
            *(
                {"name": name, "in": "path", "required": True, "schema": TEXT}
                for name in _PARAM.findall(route.path)
            ),
            *({"name": name, "in": "query", "schema": schema} for name, schema in known.query.items()),
        ],
        "responses": {
            "2XX": _success(known),
            "4XX": _error("Refused."),
            "503": _error("Another program keeps the database locked, or there is no room for a body."),
            "507": _error("The database cannot be used: a full disk, no right to write, damage."),
        },
        "security": [] if path.startswith(OPEN) else [{"key": []}, {"team": []}, {"bearer": []}],
    }
    if known.body is not None:
        body = SCHEMAS.get(str(known.body.get("$ref")).rpartition("/")[2], known.body)
        operation["requestBody"] = {
            "description": _bounds(path),
            "content": {media: {"schema": known.body} for media in known.takes},
            "required": bool(body.get("required")),
        }
    return operation


def _bounds(path: str) -> str:
    size = f"At most {intake_of(path).size} bytes."
    return size if intake_of(path) is FILE else f"{size} JSON is nested at most {DEEPEST} levels deep."


def _error(text: str) -> Doc:
    return {"description": text, "content": {JSON: {"schema": ref("Error")}}}


def _success(known: Operation) -> Doc:
    contents = {media: {"schema": known.reply} if media == JSON else {} for media in known.sends}
    return {"description": "Done.", **({"content": contents} if contents else {})}
