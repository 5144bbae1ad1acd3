"""Tools: reading, renaming and deleting; they are made by connecting an integration."""

from starlette.requests import Request
from starlette.responses import Response

from aixtui.sandbox.api.assets import Catalogue
from aixtui.sandbox.api.endpoint import Endpoint
from aixtui.sandbox.api.http import json_reply
from aixtui.sandbox.clock import now
from aixtui.sandbox.platform import Platform
from aixtui.sandbox.problems import forbidden, unless_taken
from aixtui.sandbox.store.assets import Asset
from aixtui.sandbox.store.document import Doc
from aixtui.sandbox.store.references import is_used
from aixtui.sandbox.tools.sqlite_tool import remove_database


class Tools:
    """The tool endpoints."""

    def __init__(self, platform: Platform) -> None:
        self._platform = platform
        self._catalogue = Catalogue(platform, "/v2/tools", "tool")

    def endpoints(self) -> list[Endpoint]:
        """All endpoints of tools."""
        return [
            *self._catalogue.endpoints(),
            Endpoint("DELETE", "/v2/tools/{id}", self.delete, reply="Nothing"),
        ]

    async def delete(self, request: Request) -> Response:
        """Remove a tool of the caller's, with what it stored."""
        delete_tool(self._platform, self._catalogue.own(request))
        return json_reply({})


def delete_tool(platform: Platform, asset: Asset) -> None:
    """Remove a tool or a function, its index and its database.

    Raises:
        PlatformError: 403, an agent uses it.
    """
    with platform.database.write() as connection:
        if is_used(platform.database, asset.id, "tool"):
            raise forbidden("err.tool_is_in_use")
        connection.execute("DELETE FROM index_records WHERE asset_id = ?", (asset.id,))
        platform.assets.delete(asset.number)
    remove_database(platform.services.folder, asset.id)


def rename(platform: Platform, asset: Asset, body: Doc) -> Doc:
    """Store a new name or description; what is absent or empty stays.

    Raises:
        PlatformError: 400, the name is taken.
    """
    changes = {key: body[key] for key in ("name", "description") if body.get(key)}
    doc = {**asset.doc, **changes, "updatedAt": now()}
    with unless_taken("Name already exists"):
        platform.assets.update(asset.number, doc)
    return doc
