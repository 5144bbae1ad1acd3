"""What an endpoint is: its address, who answers it, and what it takes and sends."""

import inspect
import re
from collections.abc import Awaitable, Callable
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from aixtui.sandbox.api.http import body_of, inputs_of
from aixtui.sandbox.store.document import Doc

JSON = "application/json"
FORM = "application/x-www-form-urlencoded"
HTML = "text/html"


class Endpoint(NamedTuple):
    """Declared once, beside its handler; the routes, the description and the documentation are made of it.

    `reply` and `body` are the schemas of what it sends and takes as JSON, or the names of these; `query` has
    those of its parameters. `takes` are the media types of the body; `sends` are those of a reply, where JSON
    alone has the schema. What it does stands in the first line of the handler's docstring.

    A handler takes the request and, where it takes JSON alone, the body, which fits its schema.
    """

    method: str
    path: str
    handler: Callable[..., Awaitable[Response]]
    reply: Doc | str | None = None
    body: Doc | str | None = None
    query: dict[str, Doc] = {}
    takes: tuple[str, ...] = (JSON,)
    sends: tuple[str, ...] = (JSON,)

    @property
    def address(self) -> str:
        """The path as people write it, without the types of its parameters."""
        return re.sub(r"{(\w+):\w+}", r"{\1}", self.path)

    @property
    def summary(self) -> str:
        """What it does, in a sentence."""
        return (inspect.getdoc(self.handler) or "").partition("\n")[0]

    def route(self) -> Route:
        """Its route."""
        takes_json = self.body is not None and self.takes == (JSON,)
        return Route(self.path, self._checked if takes_json else self.handler, methods=[self.method])

    async def _checked(self, request: Request) -> Response:
        from aixtui.sandbox.api.schemas.checking import check  # a start needs no schemas

        body = await (inputs_of if self.body == "Inputs" else body_of)(request)
        check(self.body or {}, body)
        return await self.handler(request, body)
