"""Reading requests and writing replies."""

import json
from collections.abc import Iterable
from ipaddress import ip_address
from typing import Any
from urllib.parse import unquote

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from aixtui.sandbox.api.bounds import LONGEST_TEXT, TOO_DEEP, check_bounds
from aixtui.sandbox.problems import bad_request
from aixtui.sandbox.store.accounts import Caller
from aixtui.sandbox.store.document import Doc

_NO_JSON = "The request body is not valid JSON."
_BRACKETED = 6
"""The version of IP whose addresses stand in brackets."""


def caller_of(request: Request) -> Caller:
    """Who sent this request."""
    caller: Caller = request.state.caller
    return caller


def path_value(request: Request, name: str) -> str:
    """A part of the path, decoded."""
    return unquote(str(request.path_params[name]))


def _no_constant(name: str) -> float:
    raise ValueError(f"{name} is not JSON")


def query_number(request: Request, name: str, default: int, least: int, most: int) -> int:
    """A whole number in the query.

    Raises:
        PlatformError: 400, it is no number or out of bounds.
    """
    text = request.query_params.get(name)
    if text is None:
        return default
    if not text.isdecimal() or len(text) > len(str(most)) or not least <= int(text) <= most:
        raise bad_request(f"{name} must be an integer number from {least} to {most}")
    return int(text)


def origin(request: Request) -> str:
    """Where the caller reaches this server: the address that its connection came to.

    What the caller says of it is no matter, since an address that is signed here would be sent to whoever it
    names. `localhost` alone is kept: it is the same place, and a client holds it for another than 127.0.0.1.
    """
    address, port = request.scope["server"]
    found = ip_address(address)
    found = getattr(found, "ipv4_mapped", None) or found
    if found.is_loopback and request.headers.get("host") == f"localhost:{port}":
        return f"http://localhost:{port}"
    return f"http://[{found}]:{port}" if found.version == _BRACKETED else f"http://{found}:{port}"


async def body_of(request: Request) -> Doc:
    """The JSON object in the body, which is a document; an empty body is an empty object.

    Raises:
        PlatformError: 400, the body is not a JSON object, or holds too much.
    """
    return await _body(request, LONGEST_TEXT)


async def inputs_of(request: Request) -> Doc:
    """The same for what a run works on, whose texts may be as long as the body.

    Raises:
        PlatformError: 400, the body is not a JSON object, or holds too much.
    """
    return await _body(request, None)


async def _body(request: Request, longest: int | None) -> Doc:
    raw = await request.body()
    try:
        body: Any = json.loads(raw, parse_constant=_no_constant) if raw else {}
    except RecursionError:
        raise bad_request(TOO_DEEP) from None
    except ValueError:
        raise bad_request(_NO_JSON) from None
    if not isinstance(body, dict):
        raise bad_request("The request body must be a JSON object.")
    check_bounds(body, longest)
    if b"\\u" in raw:
        _require_storable(body)
    return body


def _require_storable(body: Doc) -> None:
    """Half a surrogate pair cannot be stored."""
    try:
        json.dumps(body, ensure_ascii=False).encode()
    except ValueError:
        raise bad_request(_NO_JSON) from None


def json_reply(content: object, status: int = 200) -> Response:
    """A JSON answer."""
    return JSONResponse(content, status)


def page_reply(documents: Iterable[str], total: int, page: int, size: int) -> Response:
    """One page of documents that are JSON text already."""
    pages = -(-total // size)
    text = f'{{"results":[{",".join(documents)}],"total":{total},"pageTotal":{pages},"pageNumber":{page}}}'
    return Response(text.encode(), media_type="application/json")
