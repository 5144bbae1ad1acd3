"""File assets: files and folders that a workspace keeps, and that agents can be given."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any

from starlette.requests import Request
from starlette.responses import FileResponse, Response

from aixtui.sandbox.api.asset_details import asset_details
from aixtui.sandbox.api.endpoint import Endpoint
from aixtui.sandbox.api.entry_name import entry_name
from aixtui.sandbox.api.file_search import file_search
from aixtui.sandbox.api.files import file_url
from aixtui.sandbox.api.http import caller_of, json_reply, path_value, query_number
from aixtui.sandbox.api.schemas.vocabulary import array, page_of, ref
from aixtui.sandbox.clock import now
from aixtui.sandbox.intake import FILE
from aixtui.sandbox.platform import Platform
from aixtui.sandbox.problems import PlatformError, bad_request, forbidden, not_found, unless_taken
from aixtui.sandbox.store.accounts import Caller
from aixtui.sandbox.store.assets import new_id
from aixtui.sandbox.store.document import Doc
from aixtui.sandbox.store.file_assets import FileAsset
from aixtui.sandbox.store.files import StoredFile

_BASE = "/sdk/file-asset"
_LONGEST_PATH = 1024
_SIZE: Doc = {"type": "string", "pattern": "^[0-9]{1,15}$"}


class FileAssets:
    """The endpoints of file assets."""

    def __init__(self, platform: Platform) -> None:
        self._platform = platform

    def endpoints(self) -> list[Endpoint]:
        """All endpoints of file assets."""
        return [
            Endpoint(
                "GET",
                f"{_BASE}/upload-allowance",
                self.allowance,
                reply="Allowance",
                query={"size": _SIZE},
            ),
            Endpoint(
                "POST", f"{_BASE}/paginate", self.paginate, reply=page_of("FileAsset"), body="FileSearch"
            ),
            Endpoint("POST", _BASE, self.create, reply="FileAsset", body="FileAssetFields"),
            Endpoint("GET", f"{_BASE}/{{id}}", self.get, reply="FileAsset"),
            Endpoint("DELETE", f"{_BASE}/{{id}}", self.delete, reply="Nothing"),
            Endpoint(
                "GET", f"{_BASE}/{{id}}/children/recursive", self.children, reply=array(ref("FileAsset"))
            ),
            Endpoint(
                "POST",
                f"{_BASE}/{{id}}/folder",
                self.add_folder,
                reply="FileAsset",
                body="InnerFolderFields",
            ),
            Endpoint(
                "POST",
                f"{_BASE}/{{id}}/file",
                self.add_file,
                reply="FileAsset",
                body="InnerFileFields",
            ),
            Endpoint("GET", f"{_BASE}/{{id}}/download", self.download, sends=("*/*",)),
        ]

    async def allowance(self, request: Request) -> Response:
        """Whether a file of so many bytes may be uploaded, and what room is left."""
        size = query_number(request, "size", 0, 0, 2**53)
        room = self._platform.file_assets.room(caller_of(request).team_id)
        reason = self._refusal(size, caller_of(request))
        answer: Doc = {"allowed": reason is None, "remainingSize": room.size, "remainingFiles": room.files}
        return json_reply(answer if reason is None else {**answer, "reason": reason})

    async def paginate(self, request: Request, body: Doc) -> Response:
        """One page of what is at the top of the workspace."""
        wanted = file_search(body, caller_of(request))
        total, found = 0, list[FileAsset]()
        if wanted.search is not None:
            offset = wanted.page * wanted.size
            total, found = self._platform.file_assets.page(wanted.search, wanted.size, offset)
        return json_reply(
            {
                "results": [_document(asset, request) for asset in found],
                "total": total,
                "pageTotal": -(-total // wanted.size),
                "pageNumber": wanted.page,
            }
        )

    async def create(self, request: Request, body: Doc) -> Response:
        """Keep an uploaded file, or make a folder, at the top of the workspace."""
        is_file = (body.get("fileType") or "file").lower() == "file"
        return json_reply(self._add(request, body, None, is_file=is_file), 201)

    async def get(self, request: Request) -> Response:
        """One file or folder, by id or by path."""
        return json_reply(_document(self._asset(request), request))

    async def delete(self, request: Request) -> Response:
        """Remove a file, or a folder with all that is in it, unless an agent has it; the sandbox's own."""
        asset = self._asset(request)
        with self._platform.database.write():
            if self._platform.file_assets.is_used(asset):
                raise forbidden("err.file_is_in_use")
            keys = self._platform.file_assets.delete(asset)
        self._platform.files.remove(keys)
        return json_reply({})

    async def children(self, request: Request) -> Response:
        """Everything in a folder, at all depths, in one array."""
        folder = self._folder(request)
        return json_reply([_document(asset, request) for asset in self._platform.file_assets.below(folder)])

    async def add_folder(self, request: Request, body: Doc) -> Response:
        """Make a folder in a folder."""
        return json_reply(self._add(request, body, self._parent(request, body), is_file=False), 201)

    async def add_file(self, request: Request, body: Doc) -> Response:
        """Keep an uploaded file in a folder."""
        return json_reply(self._add(request, body, self._parent(request, body), is_file=True), 201)

    async def download(self, request: Request) -> Response:
        """The bytes of a file; a folder as a zip of all that is in it."""
        asset = self._asset(request)
        if asset.file:
            source = self._platform.files.path(asset.file)
            return FileResponse(source, media_type=asset.file.content_type, filename=asset.name)
        from aixtui.sandbox.api.zipped import zip_reply

        start = len(asset.path) + 1
        below = self._platform.file_assets.below(asset)
        full = {one.parent_id for one in below}
        return zip_reply(
            asset.name,
            [
                (one.path[start:], self._platform.files.path(one.file) if one.file else None)
                for one in below
                if one.file or one.id not in full
            ],
        )

    def _asset(self, request: Request) -> FileAsset:
        return self._found(path_value(request, "id"), caller_of(request))

    def _found(self, identifier: str, caller: Caller) -> FileAsset:
        asset = self._platform.file_assets.find(identifier, caller.team_id)
        if asset is None:
            raise not_found("File", identifier)
        return asset

    def _folder(self, request: Request) -> FileAsset:
        asset = self._asset(request)
        if asset.file:
            raise bad_request(f"{asset.name} is not a folder")
        return asset

    def _parent(self, request: Request, body: Doc) -> FileAsset:
        """The folder that something is added to: the one in the address, or one below it."""
        root, parent_id = self._folder(request), body.get("parentId")
        if root.parent_id is not None:
            raise bad_request(f"{root.name} is not at the top of the workspace: name it as parentId")
        if parent_id is None or parent_id == root.id:
            return root
        parent = self._platform.file_assets.find(str(parent_id), root.team_id)
        if parent is None or parent.file or not parent.path.startswith(f"{root.path}/"):
            raise bad_request(f"parentId must be a folder in {root.name}")
        return parent

    def _add(self, request: Request, body: Doc, parent: FileAsset | None, *, is_file: bool) -> Doc:
        caller = caller_of(request)
        asset = FileAsset(
            id=new_id(),
            team_id=caller.team_id,
            parent_id=parent and parent.id,
            path=f"{parent.path if parent else caller.slug}/{entry_name(body)}",
            doc=asset_details(body),
            created_at=now(),
            file=self._uploaded(body, caller) if is_file else None,
        )
        if len(asset.path) > _LONGEST_PATH:
            raise bad_request(f"The path must have at most {_LONGEST_PATH} characters.")
        with unless_taken():
            self._platform.file_assets.insert(asset)
        return _document(asset, request)

    def _uploaded(self, body: Mapping[str, Any], caller: Caller) -> StoredFile:
        """The uploaded file behind `url`, which becomes the asset's own.

        Raises:
            PlatformError: 400, there is none, or another asset has it; 413, there is no room for it.
        """
        services = replace(self._platform.services, team_id=caller.team_id)
        file = services.uploaded(str(body.get("url") or ""))
        if file is None or file.size is None:
            raise bad_request("url must be the download URL of an uploaded file")
        if self._platform.files.is_final(file.key):
            raise bad_request("url belongs to another file already; upload the bytes again")
        reason = self._refusal(file.size, caller)
        if reason:
            raise PlatformError(413, reason)
        return file

    def _refusal(self, size: int, caller: Caller) -> str | None:
        """Why a file of this size may not be kept."""
        room = self._platform.file_assets.room(caller.team_id)
        if size > FILE.size:
            return f"The file has {size} bytes; one file may have {FILE.size}."
        if room.files < 1:
            return "quota exceeded: the workspace has as many files as it may have."
        if size > room.size:
            return f"quota exceeded: the file has {size} bytes, the workspace has room for {room.size}."
        return None


def _document(asset: FileAsset, request: Request) -> Doc:
    file = asset.file
    return {
        "id": asset.id,
        "name": asset.name,
        "assetInfo": {"instanceId": asset.path, "assetPath": asset.path, "assetName": asset.name},
        "fileType": "file" if file else "folder",
        "isTemp": False,
        "ext": PurePosixPath(asset.name).suffix if file else None,
        "size": file.size if file else None,
        "parentId": asset.parent_id,
        "relativePath": asset.relative_path,
        "status": "onboarded",
        **asset.doc,
        "createdAt": asset.created_at,
        "updatedAt": asset.created_at,
        "url": file_url(request, file, "dl") if file else None,
    }
