"""Skills: documents with a tree of files, downloaded as a zip."""

import io
import sqlite3
from dataclasses import replace

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from aixtui.sandbox.api.asset_details import asset_details
from aixtui.sandbox.api.asset_path import team_path
from aixtui.sandbox.api.assets import Catalogue
from aixtui.sandbox.api.exchange import body_of, caller_of, json_reply
from aixtui.sandbox.clock import now
from aixtui.sandbox.platform import Platform
from aixtui.sandbox.problems import bad_request, forbidden, not_found
from aixtui.sandbox.store.accounts import Caller
from aixtui.sandbox.store.assets import Asset, NewAsset, new_id
from aixtui.sandbox.store.document import Doc

_DEEPEST = 20


class Skills:
    """The skill endpoints."""

    def __init__(self, platform: Platform) -> None:
        self._platform = platform
        self._catalogue = Catalogue(platform, "/sdk/skill", "skill")

    def routes(self) -> list[Route]:
        """All routes of skills."""
        return [
            *self._catalogue.routes(),
            Route("/sdk/skill", self.create, methods=["POST"]),
            Route("/sdk/skill/{id}", self.update, methods=["PUT"]),
            Route("/sdk/skill/{id}", self.delete, methods=["DELETE"]),
            Route("/sdk/skill/{id}/folder", self.add_folder, methods=["POST"]),
            Route("/sdk/skill/{id}/file", self.add_file, methods=["POST"]),
            Route("/sdk/skill/{id}/download", self.download, methods=["GET"]),
        ]

    async def create(self, request: Request) -> Response:
        """Store a new skill; its files follow."""
        caller = caller_of(request)
        moment = now()
        doc = {
            **_fields(await body_of(request), caller),
            "id": new_id(),
            "createdAt": moment,
            "updatedAt": moment,
        }
        doc["assetInfo"] = team_path("skill", str(doc["name"]), self._platform.assets, caller)
        try:
            self._platform.assets.insert([NewAsset("skill", doc, caller.team_id)])
        except sqlite3.IntegrityError:
            raise bad_request("err.name_already_exists") from None
        return json_reply(doc, 201)

    async def update(self, request: Request) -> Response:
        """Replace a skill's document; its files stay."""
        asset = self._own(request)
        kept = {key: asset.doc[key] for key in ("id", "assetInfo", "createdAt")}
        doc = {**_fields(await body_of(request), caller_of(request)), **kept, "updatedAt": now()}
        try:
            self._platform.assets.update(asset.number, doc)
        except sqlite3.IntegrityError:
            raise bad_request("err.name_already_exists") from None
        return json_reply(doc)

    async def delete(self, request: Request) -> Response:
        """Remove a skill with its files."""
        self._platform.assets.delete(self._own(request).number)
        return json_reply({})

    async def add_folder(self, request: Request) -> Response:
        """Make a folder."""
        return json_reply(self._add(self._own(request), await body_of(request), None), 201)

    async def add_file(self, request: Request) -> Response:
        """Add an uploaded file."""
        asset, body = self._own(request), await body_of(request)
        file = replace(self._platform.services, team_id=asset.team_id).uploaded(str(body.get("url") or ""))
        if file is None:
            raise bad_request("url must be the download URL of an uploaded file")
        return json_reply(self._add(asset, body, file.key), 201)

    async def download(self, request: Request) -> Response:
        """All files as a zip, in their folders."""
        import zipfile

        asset = self._catalogue.asset(request)
        content = io.BytesIO()
        with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
            for path, key in self._files(asset.id):
                file = self._platform.files.find(key)
                if file is not None:
                    archive.write(self._platform.files.path(file), path)
        return Response(content.getvalue(), media_type="application/zip")

    def _own(self, request: Request) -> Asset:
        asset = self._catalogue.asset(request)
        if asset.team_id != caller_of(request).team_id:
            raise forbidden("This skill belongs to another workspace.")
        return asset

    def _add(self, asset: Asset, body: Doc, key: str | None) -> Doc:
        name, parent = body.get("name"), body.get("parentId")
        if (
            not isinstance(name, str)
            or not name.strip()
            or "/" in name
            or "\\" in name
            or name in (".", "..")
        ):
            raise bad_request("name must be the name of a file or folder")
        if not isinstance(body.get("description"), str | None):
            raise bad_request("description must be a string")
        if parent is not None:
            found = self._platform.database.row(
                "SELECT url FROM skill_nodes WHERE id = ? AND skill_id = ?", (str(parent), asset.id)
            )
            if found is None or found[0] is not None:
                raise not_found("Folder", str(parent))
        node = new_id()
        with self._platform.database.write() as connection:
            connection.execute(
                "INSERT INTO skill_nodes (id, skill_id, parent_id, name, description, url)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (node, asset.id, parent, name, body.get("description") or "", key),
            )
        return {"id": node, "name": name, "parentId": parent}

    def _files(self, skill_id: str) -> list[tuple[str, str]]:
        rows = self._platform.database.rows(
            "WITH RECURSIVE tree(id, path, url, depth) AS ("
            " SELECT id, name, url, 0 FROM skill_nodes WHERE skill_id = ?1 AND parent_id IS NULL"
            " UNION ALL SELECT node.id, tree.path || '/' || node.name, node.url, depth + 1"
            " FROM skill_nodes node JOIN tree ON node.parent_id = tree.id WHERE depth < ?2)"
            " SELECT path, url FROM tree WHERE url IS NOT NULL ORDER BY path",
            (skill_id, _DEEPEST),
        )
        return [(str(path), str(key)) for path, key in rows]


def _fields(body: Doc, caller: Caller) -> Doc:
    name = body.get("name")
    if not isinstance(name, str) or not name.strip():
        raise bad_request("name should not be empty")
    if not isinstance(body.get("fileType"), str | None):
        raise bad_request("fileType must be a string")
    return {
        "name": name,
        **asset_details(body),
        "description": body.get("description"),
        "team": caller.team_id,
        "user": int(caller.user_id),
        "status": "onboarded",
        "assetType": "skill",
        "fileType": body.get("fileType"),
    }
