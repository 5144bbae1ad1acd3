"""Looking assets up: paginate and get, the same for every kind."""

from starlette.requests import Request
from starlette.responses import Response

from aixtui.sandbox.api.endpoint import Endpoint
from aixtui.sandbox.api.http import caller_of, json_reply, page_reply, path_value
from aixtui.sandbox.api.paging import page_request
from aixtui.sandbox.api.schemas.vocabulary import TEXT, page_of, ref
from aixtui.sandbox.platform import Platform
from aixtui.sandbox.problems import forbidden, not_found
from aixtui.sandbox.store.assets import Asset
from aixtui.sandbox.store.document import Doc

FOUND_AS_MODELS = ("model", "integration", "tool", "utility")
"""The kinds that a get of a model finds."""


class Catalogue:
    """The reading endpoints under one base path, for one or more kinds.

    `found` are the kinds that a get finds: the platform serves integrations as models too.
    """

    def __init__(
        self, platform: Platform, base: str, kind: str, found: tuple[str, ...] | None = None
    ) -> None:
        self._platform = platform
        self._base = base
        self._kind = kind
        self._found = found or (kind,)

    def endpoints(self) -> list[Endpoint]:
        """Paginate and get."""
        page = page_of(self._kind.capitalize())
        return [
            Endpoint("POST", f"{self._base}/paginate", self.paginate, reply=page, body="Search"),
            self.getting(),
        ]

    def getting(self) -> Endpoint:
        """Get alone."""
        reply: Doc = {"anyOf": [ref(kind.capitalize()) for kind in self._found]}
        return Endpoint("GET", f"{self._base}/{{id}}", self.get, reply=reply, query={"host": TEXT})

    async def paginate(self, request: Request, body: Doc) -> Response:
        """One page of a search."""
        wanted = page_request(body, (self._kind,), caller_of(request))
        offset = wanted.page * wanted.size
        total, documents = self._platform.assets.page(wanted.search, wanted.size, offset)
        return page_reply(documents, total, wanted.page, wanted.size)

    async def get(self, request: Request) -> Response:
        """One document, by id or by path."""
        asset = self.asset(request)
        return json_reply(self._platform.availability.described(asset.doc, asset.kind, asset.engine))

    def own(self, request: Request, remedy: str = "") -> Asset:
        """The same, of the caller's team alone; `remedy` is what to do about another's.

        Raises:
            PlatformError: 404; 403, it is another team's.
        """
        asset = self.asset(request)
        if asset.team_id != caller_of(request).team_id:
            raise forbidden(f"This {asset.kind} belongs to another workspace{remedy}.")
        return asset

    def asset(self, request: Request) -> Asset:
        """The asset that the path names.

        Raises:
            PlatformError: 404.
        """
        identifier = path_value(request, "id")
        host = request.query_params.get("host")
        asset = self._platform.assets.find(identifier, self._found, caller_of(request).team_id, host)
        if asset is None:
            raise not_found(self._kind.capitalize(), identifier)
        return asset
