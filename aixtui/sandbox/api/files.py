"""Uploads: an address to put a file to, and one to get it from."""

import hmac
import os
from pathlib import Path
from urllib.parse import parse_qs, quote, unquote

from starlette.requests import ClientDisconnect, Request
from starlette.responses import FileResponse, Response

from aixtui.sandbox.api.bounds import LONGEST_TEXT, check_bounds
from aixtui.sandbox.api.endpoint import FORM, JSON, Endpoint
from aixtui.sandbox.api.http import body_of, caller_of, json_reply, origin
from aixtui.sandbox.api.schemas.checking import check
from aixtui.sandbox.api.schemas.vocabulary import TEXT
from aixtui.sandbox.platform import Platform
from aixtui.sandbox.problems import bad_request, forbidden, not_found
from aixtui.sandbox.store.document import Doc
from aixtui.sandbox.store.files import StoredFile

_MOST_FIELDS = 100
_DEFAULT_TYPE = "application/octet-stream"


class Files:
    """The file endpoints. Both URLs are signed, so they need no key."""

    def __init__(self, platform: Platform) -> None:
        self._platform = platform

    def endpoints(self) -> list[Endpoint]:
        """All endpoints of files."""
        return [
            Endpoint(
                "POST",
                "/sdk/file/upload/temp-url",
                self.temporary,
                reply="Upload",
                body="Announcement",
                takes=(FORM, JSON),
            ),
            Endpoint(
                "POST",
                "/sdk/file/upload-url",
                self.permanent,
                reply="Upload",
                body="Announcement",
                takes=(FORM, JSON),
            ),
            Endpoint(
                "PUT",
                "/files/put/{key:path}",
                self.put,
                body={},
                query={"sig": TEXT},
                takes=("application/octet-stream",),
                sends=(),
            ),
            Endpoint("GET", "/files/dl/{key:path}", self.download, query={"sig": TEXT}, sends=("*/*",)),
        ]

    async def temporary(self, request: Request) -> Response:
        """Announce a file for a run; the reply says where to put and get it."""
        file = await self._announced(request, temporary=True)
        return json_reply(
            {
                "key": file.key,
                "uploadUrl": file_url(request, file, "put"),
                "downloadUrl": file_url(request, file, "dl"),
            },
            201,
        )

    async def permanent(self, request: Request) -> Response:
        """Announce a file to keep."""
        file = await self._announced(request, temporary=False)
        return json_reply({"key": file.key, "uploadUrl": file_url(request, file, "put")}, 201)

    async def put(self, request: Request) -> Response:
        """Take the bytes, as they come."""
        file = self._signed(request)
        self._refuse_if_final(file)
        target = self._platform.files.path(file)
        draft = target.with_suffix(".part")
        try:
            size = await _receive(request, draft)
            self._refuse_if_final(file)
            draft.replace(target)
        except ClientDisconnect:
            return Response(status_code=400)
        finally:
            draft.unlink(missing_ok=True)
        kind = request.headers.get("content-type") or file.content_type
        self._platform.files.complete(file, size, kind)
        return Response(status_code=200)

    async def download(self, request: Request) -> Response:
        """Send the bytes."""
        file = self._signed(request)
        if file.size is None:
            raise not_found("File", file.key)
        return FileResponse(self._platform.files.path(file), media_type=file.content_type, filename=file.name)

    def _refuse_if_final(self, file: StoredFile) -> None:
        if self._platform.files.is_final(file.key):
            raise forbidden("The file belongs to a file asset: its bytes stay as they are.")

    async def _announced(self, request: Request, *, temporary: bool) -> StoredFile:
        body = await _announcement(request)
        check("Announcement", body)
        name, kind = body["originalName"], body.get("contentType", _DEFAULT_TYPE)
        return self._platform.files.announce(name, kind, caller_of(request).team_id, temporary=temporary)

    def _signed(self, request: Request) -> StoredFile:
        key = unquote(str(request.path_params["key"]))
        file = self._platform.files.find(key)
        if file is None:
            raise not_found("File", key)
        if not hmac.compare_digest(request.query_params.get("sig", "").encode(), file.signature.encode()):
            raise forbidden("The signature does not match.")
        return file


def file_url(request: Request, file: StoredFile, way: str) -> str:
    """The signed address of a file; `way` is `put` or `dl`."""
    return f"{origin(request)}/files/{way}/{quote(file.key)}?sig={file.signature}"


async def _announcement(request: Request) -> Doc:
    """What is announced, as JSON or as a form."""
    if request.headers.get("content-type", "").startswith("application/json"):
        return await body_of(request)
    try:
        form = parse_qs((await request.body()).decode("utf-8", "replace"), max_num_fields=_MOST_FIELDS)
    except ValueError:
        raise bad_request(f"The form may have at most {_MOST_FIELDS} fields.") from None
    fields = {name: values[0] for name, values in form.items()}
    check_bounds(fields, LONGEST_TEXT)
    return fields


async def _receive(request: Request, draft: Path) -> int:
    size = 0
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as target:
        async for chunk in request.stream():
            size += len(chunk)
            target.write(chunk)
    return size
