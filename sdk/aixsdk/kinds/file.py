"""Files and folders that the platform keeps: search, get, upload, download, delete."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self, Unpack

from ..enums import FileType, Privacy
from ..exceptions import APIError, FileUploadError, ResourceError, ValidationError
from ..files import Progress
from ..resource import (
    BaseDeleteParams,
    BaseGetParams,
    BaseParams,
    BaseResource,
    DeleteResourceMixin,
    DeleteResult,
    GetResourceMixin,
    Page,
    SearchResourceMixin,
)
from ..resource.context import context_of, path_of
from ..resource.decode import wire_names
from ..resource.fields import CAMEL, json_field, private_field, request_only_field
from ..resource.given_fields import fill
from ..resource.options import call_options
from ..resource.replies import decode_reply
from .asset import open_enum
from .file_download import place_of, save_file, save_folder
from .file_params import ALIASES, NEWEST_FIRST, WIRE_NAMES, FileSearchParams, read_file_type
from .file_source import checked_name, is_address
from .file_tree import children_of
from .file_upload import FileUpload
from .upload_params import UploadSaveParams

_NOT_TOLD = (403, 404, 405)


@dataclass(repr=False, init=False)
class File(
    BaseResource,
    SearchResourceMixin[FileSearchParams, "File"],
    GetResourceMixin[BaseGetParams, "File"],
    DeleteResourceMixin[BaseDeleteParams, DeleteResult],
):
    """A file, or a folder with all that is in it.

    A new one is made of a `source`: a file or a folder of this machine, or an address of a file. What has
    been saved is not changed any more.
    """

    RESOURCE_PATH = "sdk/file-asset"
    SAVE_PARAMS = UploadSaveParams
    GET_PARAMS = DELETE_PARAMS = BaseParams
    dataclass_json_config = CAMEL

    source: str | Path | None = private_field()
    """Never the platform's word: what it names here is sent."""
    file_type: str | None = json_field(decoder=read_file_type, default=FileType.FILE)
    is_temp: bool = private_field(default=True)
    """False once it is saved."""
    children: Any = request_only_field()
    """A list of Files, of a folder that was fetched."""
    extension: str | None = json_field("ext")
    """With its dot."""
    size: int | None = None
    """Bytes."""
    parent_id: str | None = None
    relative_path: str | None = None
    tags: list[str] | None = field(default_factory=list)
    privacy: str | None = json_field(decoder=open_enum(Privacy), default=Privacy.PRIVATE)
    whitelist: list[Any] | None = field(default_factory=list)
    status: str | None = None
    created_at: str | None = None
    updated_at: str | None = None
    url: str | None = None

    def __init__(
        self,
        source: str | Path | None = None,
        name: str | None = None,
        is_temp: bool = True,
        *,
        file_path: str | Path | None = None,
        **fields: Any,
    ) -> None:
        """`file_path` is another name of `source`; the name is its last part if none is given.

        Nothing is sent. Raises ValidationError for a source that is not there or no file, and without any.
        """
        source = file_path if source is None else source
        fields = {ALIASES.get(key, key): value for key, value in fields.items()}
        name = checked_name(source, name, is_stored=bool(fields.get("id")))
        if source is not None and not is_address(source) and Path(source).is_dir():
            fields.setdefault("file_type", FileType.FOLDER)
        fill(self, {"name": name, **fields})
        self.source, self.is_temp = source, is_temp
        self.children = list(self.children or ())

    @classmethod
    def create_from_file(cls, file_path: str | Path, is_temp: bool = True, **kwargs: Any) -> File:
        """A new file of a path or an address, not saved yet. Raises ValidationError."""
        return cls(file_path, is_temp=is_temp, **kwargs)

    @property
    def file_path(self) -> str | Path | None:
        """The same as `source`."""
        source: str | Path | None = self.source
        return source

    @property
    def is_dir(self) -> bool:
        """Whether it is a folder."""
        return self.file_type == FileType.FOLDER

    @classmethod
    def build_search_filters(cls, params: dict[str, Any]) -> dict[str, Any]:
        """The filters, those of the types by the names of the wire."""
        filters = super().build_search_filters(params)
        return {WIRE_NAMES.get(name, name): value for name, value in filters.items()}

    @classmethod
    def search(
        cls,
        query: str | None = None,
        page_number: int = 0,
        page_size: int = 20,
        sort: list[dict[str, Any]] | None = None,
        **filters: Any,
    ) -> Page[File]:
        """One page of the files and folders that are in no folder, the newest first. Raises APIError."""
        given = {"query": query, "page_number": page_number, "page_size": page_size, **filters}
        return super().search(sort=NEWEST_FIRST if sort is None else sort, **given)

    @classmethod
    def _page(cls, reply: Any, *args: Any) -> Page[File]:
        if isinstance(reply, dict) and "results" not in reply:
            # What has nothing to show may say nothing.
            reply = {**reply, "results": [], "total": 0, "pageTotal": 0}
        return super()._page(reply, *args)

    @classmethod
    def get(  # type: ignore[override]  # the contract of files has no host
        cls, identifier: str, recursive: bool = True, **kwargs: Unpack[BaseParams]
    ) -> File:
        """The file with this id or path; a folder with all that is in it, unless `recursive` is False."""
        found: File = super().get(identifier, **kwargs)
        if found.is_dir and recursive:
            found.children = found._fetched_children(kwargs)
        return found

    def _fetched_children(self, params: BaseParams) -> list[File]:
        try:
            reply = self._action("GET", ["children", "recursive"], **params)
        except APIError as error:
            if error.status_code not in _NOT_TOLD:
                raise
            return list(self.children)
        return children_of(reply, self._made)

    def _made(self, document: Any) -> File:
        if isinstance(document, File):
            return document
        file = decode_reply(type(self), document, "a file")
        file.keep_document(document)
        return file

    def keep_document(self, document: dict[str, Any]) -> None:
        """Take the document as what the platform has, with keys that are not known here as attributes.

        What the platform has is kept for good.
        """
        super().keep_document(document)
        self.is_temp = False
        self.children = [self._made(child) for child in self.children or ()]
        known = wire_names(File)
        for key in document.keys() - known.keys() - set(known.values()):
            if not (key.startswith("_") or hasattr(self, key)):
                vars(self)[key] = document[key]

    def delete(self, **kwargs: Unpack[BaseDeleteParams]) -> DeleteResult:
        """Delete it, a folder with all in it. The sandbox can; the platform is not known to."""
        return super().delete(**kwargs)

    def download(self, destination: str | Path, *, on_progress: Progress | None = None) -> Path:
        """Save it below `destination`, and return where.

        A file goes to that path, or under its own name into a folder; a folder is unpacked into it. What is
        there under the same name is replaced once the new one is whole. Raises APIError, ResourceError.
        """
        self.ensure_usable()
        path = f"{self.RESOURCE_PATH}/{self.encoded_id}/download"
        body = context_of(self).client.request_stream("GET", path)
        if self.is_dir:
            save_folder(body, Path(destination), on_progress)
            return Path(destination)
        target = place_of(destination, self.name or str(self.id))
        save_file(body, target, self.size, on_progress)
        return target

    def build_save_payload(self, *, url: str | None = None, **kwargs: Any) -> dict[str, Any]:
        """The record; of a file with the reference to its bytes."""
        record = {
            "name": self.name,
            "fileType": str(self.file_type),
            "description": self.description or "",
            "tags": self.tags or [],
            "privacy": str(self.privacy or Privacy.PRIVATE),
            "whitelist": self.whitelist or [],
        }
        return record if url is None else {**record, "url": url}

    def save(self, /, *args: Any, **kwargs: Any) -> Self:
        """Upload the source and make the file of it; a folder with all in it, each folder before its files.

        Raises ValidationError without a source, and for what is saved already; FileUploadError, for example
        when there is no room for it; ResourceError for what was deleted, and for a folder of which a part was
        sent, which stays.
        """
        before = self.id
        try:
            return super().save(*args, **kwargs)
        except ResourceError as error:
            cause = error.__cause__
            was_begun = self.id != before
            if isinstance(cause, FileUploadError | ValidationError) and not was_begun:
                raise cause from cause.__cause__
            raise

    def _update(self, params: dict[str, Any]) -> None:
        raise ValidationError("A saved file is not changed: save a new one of the new source.")

    def _create(self, params: dict[str, Any]) -> None:
        if self.source is None:
            raise ValidationError("A file needs a source: a path or an address.")

        def take(reply: Any) -> str:
            self._apply_response(reply)
            return self.encoded_id

        upload = FileUpload(
            context_of(self), path_of(self, params), call_options(params), params.get("on_progress")
        )
        upload.create(self.source, str(self.name), lambda url: self.build_save_payload(url=url), take)


Resource = File
