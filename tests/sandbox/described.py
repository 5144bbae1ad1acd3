"""Replies held against what the sandbox says of itself: every client of these tests checks every one."""

import re
from functools import cache
from typing import Any

import httpx
import jsonschema_rs

JSON = "application/json"
_PATHS = ("/execute/", "/files/")
"""Addresses whose last part may hold slashes."""


def fetched(url: str) -> dict[str, Any]:
    """The description of the server at `url`, whatever faults it has."""
    reply = httpx.get(f"{url}/openapi.json", headers={"x-sandbox-fault": "latency=0"})
    found: dict[str, Any] = reply.json()
    return found


_of_all: list[dict[str, Any]] = []


def document(url: str) -> dict[str, Any]:
    """The description that all servers have: whichever is the first is asked."""
    if not _of_all:
        _of_all.append(fetched(url))
    return _of_all[0]


@cache
def _templates() -> list[tuple[re.Pattern[str], str]]:
    """Patterns of all addresses, those with the fewest parameters first."""
    known = sorted(_of_all[0]["paths"], key=lambda path: (path.count("{"), path))
    return [
        (re.compile(re.sub(r"{\w+}", ".+" if any(p in path for p in _PATHS) else "[^/]+", path)), path)
        for path in known
    ]


@cache
def _validator(method: str, path: str, status: str) -> Any:
    described = _of_all[0]
    reply = described["paths"][path][method]["responses"][status]
    schema = {**reply["content"][JSON]["schema"], "components": described["components"]}
    return jsonschema_rs.Draft202012Validator(schema)


def operation_of(reply: httpx.Response) -> tuple[str, str] | None:
    """Method and address of the operation that answered, as the description names them."""
    asked, method = reply.request.url.raw_path.decode().partition("?")[0], reply.request.method.lower()
    described = document(_origin(reply))
    for pattern, path in _templates():
        if pattern.fullmatch(asked) and method in described["paths"][path]:
            return method, path
    return None


def check(reply: httpx.Response) -> None:
    """Fail unless the reply is one that the description allows. Faults that a test asks for are let pass."""
    if "x-sandbox-fault" in reply.request.headers or b"x-sandbox-fault" in reply.request.url.query:
        return
    found = operation_of(reply)
    status = f"{reply.status_code // 100}XX"
    if found is None:
        assert status == "4XX", (reply.request.method, reply.request.url, reply.status_code)
        return
    responses = document(_origin(reply))["paths"][found[1]][found[0]]["responses"]
    status = str(reply.status_code) if str(reply.status_code) in responses else status
    contents = responses[status].get("content")
    kind = reply.headers.get("content-type", "").partition(";")[0]
    if contents and "*/*" not in contents:
        assert kind in contents, (found, kind)
    if kind == JSON and contents and JSON in contents:
        reply.read()
        wrong = next(_validator(*found, status).iter_errors(reply.json()), None)
        assert wrong is None, (found, str(wrong))


def _origin(reply: httpx.Response) -> str:
    url = reply.request.url
    return f"{url.scheme}://{url.netloc.decode()}"
