"""The description of the endpoints, made from the routes themselves."""

import inspect
import re
from collections.abc import Iterable

from starlette.routing import Route

from aixtui.sandbox.store.document import Doc

_OPEN = ("/health", "/files/", "/oauth/", "/issues/")
_PARAM = re.compile(r"{(\w+)(?::\w+)?}")
_ERROR: Doc = {
    "type": "object",
    "required": ["statusCode", "message", "error"],
    "properties": {
        "statusCode": {"type": "integer"},
        "message": {"oneOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]},
        "error": {"type": "string"},
        "supplierError": {"type": "string"},
        "status": {"type": "string"},
        "completed": {"type": "boolean"},
    },
}
_PAGE: Doc = {
    "type": "object",
    "required": ["results", "total", "pageTotal", "pageNumber"],
    "properties": {
        "results": {"type": "array", "items": {"type": "object"}},
        "total": {"type": "integer"},
        "pageTotal": {"type": "integer"},
        "pageNumber": {"type": "integer"},
    },
}


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
            "schemas": {"Error": _ERROR, "Page": _PAGE},
            "securitySchemes": {
                "key": {**keys, "name": "x-api-key"},
                "team": {**keys, "name": "x-aixplain-key"},
                "bearer": {"type": "http", "scheme": "bearer"},
            },
        },
    }


def _operation(route: Route, method: str, path: str) -> Doc:
    text = inspect.getdoc(route.endpoint) or ""
    body = method in ("POST", "PUT") and not path.startswith(_OPEN)
    operation: Doc = {
        "operationId": f"{method.lower()}{re.sub(r'[^a-zA-Z0-9]+', '_', path)}".rstrip("_"),
        "summary": text.partition("\n")[0],
        "parameters": [
            {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
            for name in _PARAM.findall(route.path)
        ],
        "responses": {
            "2XX": _success(path),
            "4XX": _json({"$ref": "#/components/schemas/Error"}, "Refused."),
        },
        "security": [] if path.startswith(_OPEN) else [{"key": []}, {"team": []}, {"bearer": []}],
    }
    if body:
        kind = "application/x-www-form-urlencoded" if "/file/upload" in path else "application/json"
        operation["requestBody"] = {"content": {kind: {"schema": {"type": "object"}}}}
    return operation


def _success(path: str) -> Doc:
    if path.endswith("/paginate") and path != "/sdk/models/paginate":
        return _json({"$ref": "#/components/schemas/Page"}, "One page.")
    if path.startswith(("/files/", "/oauth/", "/issues/")) or path.endswith("/download"):
        return {"description": "Bytes."}
    return _json({}, "Done.")


def _json(schema: Doc, text: str) -> Doc:
    return {"description": text, "content": {"application/json": {"schema": schema}}}
