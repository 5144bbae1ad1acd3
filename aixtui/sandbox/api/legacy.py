"""Addresses of the first version that older clients still ask."""

import json

from starlette.requests import Request
from starlette.responses import Response

from aixtui.sandbox.api.endpoint import Endpoint
from aixtui.sandbox.api.http import caller_of, json_reply, path_value
from aixtui.sandbox.api.paging import page_request
from aixtui.sandbox.api.schemas.vocabulary import TEXT, array, older_page_of, ref
from aixtui.sandbox.platform import Platform
from aixtui.sandbox.problems import not_found
from aixtui.sandbox.store.asset_query import AssetSearch
from aixtui.sandbox.store.document import Doc

_MOST_LISTED = 1000
_KINDS = {"models": ("model",), "agents": ("agent",)}


class Legacy:
    """Lists and look-ups by name under `/sdk`."""

    def __init__(self, platform: Platform) -> None:
        self._assets = platform.assets

    def endpoints(self) -> list[Endpoint]:
        """All endpoints of the first version that have no newer form."""
        return [
            Endpoint(
                "POST",
                "/sdk/models/paginate",
                self.paginate,
                reply=older_page_of("Model"),
                body="Search",
            ),
            Endpoint("GET", "/sdk/models", self.models, reply=older_page_of("Model"), query={"ids": TEXT}),
            Endpoint(
                "GET",
                "/sdk/{collection:str}/by-name/{name}",
                self.by_name,
                reply={"anyOf": [ref("Model"), ref("Agent")]},
            ),
            Endpoint("GET", "/sdk/agents", self.agents, reply=array(ref("Agent"))),
            Endpoint("GET", "/sdk/agent-communities", self.teams, reply=array(ref("Agent"))),
        ]

    async def paginate(self, request: Request, body: Doc) -> Response:
        """A page under the old key names; `pageTotal` counts its items."""
        wanted = page_request(body, ("model",), caller_of(request))
        total, texts = self._assets.page(wanted.search, wanted.size, wanted.page * wanted.size)
        items = [json.loads(text) for text in texts]
        return json_reply({"items": items, "total": total, "pageTotal": len(items)})

    async def models(self, request: Request) -> Response:
        """The models with the ids in the query."""
        team_id = caller_of(request).team_id
        identifiers = [part for part in request.query_params.get("ids", "").split(",") if part]
        found = [self._assets.find(name, ("model",), team_id) for name in identifiers[:_MOST_LISTED]]
        items = [asset.doc for asset in found if asset]
        return json_reply({"items": items, "total": len(items), "pageTotal": len(items)})

    async def by_name(self, request: Request) -> Response:
        """The model or agent with exactly this name."""
        name, kinds = path_value(request, "name"), _KINDS.get(path_value(request, "collection"))
        asset = self._assets.named(name, kinds, caller_of(request).team_id) if kinds else None
        if asset is None:
            raise not_found("Asset", name)
        return json_reply(asset.doc)

    async def agents(self, request: Request) -> Response:
        """A bare array of the team's agents."""
        return json_reply(self._own_agents(request))

    async def teams(self, request: Request) -> Response:
        """A bare array of the team's agents that have sub-agents."""
        return json_reply([doc for doc in self._own_agents(request) if doc.get("agents")])

    def _own_agents(self, request: Request) -> list[Doc]:
        team_id = caller_of(request).team_id
        search = AssetSearch(("agent",), team_id, ownership=frozenset({"PRIVATE"}))
        return [json.loads(text) for text in self._assets.page(search, _MOST_LISTED, 0)[1]]
