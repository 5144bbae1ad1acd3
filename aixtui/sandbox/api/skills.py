"""Skills: documents with a tree of files, downloaded as a zip."""

from dataclasses import replace

from starlette.requests import Request
from starlette.responses import Response

from aixtui.sandbox.api.asset_details import asset_details
from aixtui.sandbox.api.asset_path import team_path
from aixtui.sandbox.api.assets import Catalogue
from aixtui.sandbox.api.endpoint import Endpoint
from aixtui.sandbox.api.entry_name import entry_name
from aixtui.sandbox.api.http import caller_of, json_reply, path_value
from aixtui.sandbox.api.schemas.vocabulary import array, ref
from aixtui.sandbox.clock import now
from aixtui.sandbox.platform import Platform
from aixtui.sandbox.problems import bad_request, not_found, unless_taken
from aixtui.sandbox.store.accounts import Caller
from aixtui.sandbox.store.assets import Asset, NewAsset, new_id
from aixtui.sandbox.store.document import Doc
from aixtui.sandbox.store.skill_nodes import SkillNode


class Skills:
    """The skill endpoints."""

    def __init__(self, platform: Platform) -> None:
        self._platform = platform
        self._catalogue = Catalogue(platform, "/sdk/skill", "skill")

    def endpoints(self) -> list[Endpoint]:
        """All endpoints of skills."""
        return [
            *self._catalogue.endpoints(),
            Endpoint("POST", "/sdk/skill", self.create, reply="Skill", body="SkillFields"),
            Endpoint("PUT", "/sdk/skill/{id}", self.update, reply="Skill", body="SkillFields"),
            Endpoint("DELETE", "/sdk/skill/{id}", self.delete, reply="Nothing"),
            Endpoint(
                "POST",
                "/sdk/skill/{id}/folder",
                self.add_folder,
                reply="SkillNode",
                body="FolderFields",
            ),
            Endpoint("POST", "/sdk/skill/{id}/file", self.add_file, reply="SkillNode", body="FileFields"),
            Endpoint(
                "PUT",
                "/sdk/skill/{id}/file/{node}",
                self.replace_file,
                reply="SkillNode",
                body="FileFields",
            ),
            Endpoint("GET", "/sdk/skill/{id}/tree", self.tree, reply=array(ref("SkillTreeNode"))),
            Endpoint("GET", "/sdk/skill/{id}/download", self.download, sends=("application/zip",)),
        ]

    async def create(self, request: Request, body: Doc) -> Response:
        """Store a new skill; its files follow."""
        caller = caller_of(request)
        moment = now()
        doc = {
            **_fields(body, caller),
            "id": new_id(),
            "createdAt": moment,
            "updatedAt": moment,
        }
        doc["assetInfo"] = team_path("skill", str(doc["name"]), self._platform.assets, caller)
        with unless_taken():
            self._platform.assets.insert([NewAsset("skill", doc, caller.team_id)])
        return json_reply(doc, 201)

    async def update(self, request: Request, body: Doc) -> Response:
        """Replace a skill's document; its files stay."""
        asset = self._catalogue.own(request)
        kept = {key: asset.doc[key] for key in ("id", "assetInfo", "createdAt")}
        doc = {**_fields(body, caller_of(request)), **kept, "updatedAt": now()}
        with unless_taken():
            self._platform.assets.update(asset.number, doc)
        return json_reply(doc)

    async def delete(self, request: Request) -> Response:
        """Remove a skill with its files."""
        self._platform.assets.delete(self._catalogue.own(request).number)
        return json_reply({})

    async def add_folder(self, request: Request, body: Doc) -> Response:
        """Make a folder."""
        asset = self._catalogue.own(request)
        return json_reply(self._store(_node(body), asset), 201)

    async def add_file(self, request: Request, body: Doc) -> Response:
        """Add an uploaded file."""
        asset = self._catalogue.own(request)
        return json_reply(self._store(_node(body)._replace(key=self._uploaded(body, asset)), asset), 201)

    async def replace_file(self, request: Request, body: Doc) -> Response:
        """Put another upload in the place of a file; without a parentId it stays in its folder."""
        asset, identifier = self._catalogue.own(request), path_value(request, "node")
        old = self._platform.skill_nodes.find(asset.id, identifier)
        if old is None:
            raise not_found("File", identifier)
        if old.key is None:
            raise bad_request(f"{old.name} is a folder")
        node = _node({"parentId": old.parent_id, **body})
        return json_reply(self._store(node._replace(id=old.id, key=self._uploaded(body, asset)), asset))

    async def tree(self, request: Request) -> Response:
        """All files and folders with their paths, each folder before what is in it."""
        nodes = self._platform.skill_nodes.tree(self._catalogue.asset(request).id)
        return json_reply([{**_shown(node), "path": path} for path, node in nodes])

    async def download(self, request: Request) -> Response:
        """All files as a zip, in their folders."""
        from aixtui.sandbox.api.zipped import zip_reply

        asset, files = self._catalogue.asset(request), self._platform.files
        nodes = self._platform.skill_nodes.tree(asset.id)
        stored = [(path, files.find(node.key)) for path, node in nodes if node.key]
        return zip_reply(str(asset.doc["name"]), [(path, files.path(file)) for path, file in stored if file])

    def _uploaded(self, body: Doc, asset: Asset) -> str:
        services = replace(self._platform.services, team_id=asset.team_id)
        file = services.uploaded(str(body.get("url") or ""))
        if file is None:
            raise bad_request("url must be the download URL of an uploaded file")
        return file.key

    def _store(self, node: SkillNode, asset: Asset) -> Doc:
        """Keep a new node, or one in the place of the node of its id."""
        nodes = self._platform.skill_nodes
        if node.parent_id is not None:
            parent = nodes.find(asset.id, node.parent_id)
            if parent is None or parent.key is not None:
                raise not_found("Folder", node.parent_id)
        if nodes.is_taken(asset.id, node):
            raise bad_request("err.name_already_exists")
        nodes.save(asset.id, node)
        return _shown(node)


def _node(body: Doc) -> SkillNode:
    """A node as a caller describes it, with an id of its own."""
    return SkillNode(new_id(), body.get("parentId"), entry_name(body), body.get("description") or "", None)


def _shown(node: SkillNode) -> Doc:
    kind = "folder" if node.key is None else "file"
    return {"id": node.id, "name": node.name, "parentId": node.parent_id, "fileType": kind}


def _fields(body: Doc, caller: Caller) -> Doc:
    return {
        "name": body["name"],
        **asset_details(body),
        "description": body.get("description"),
        "team": caller.team_id,
        "user": int(caller.user_id),
        "status": "onboarded",
        "assetType": "skill",
        "fileType": body.get("fileType"),
    }
