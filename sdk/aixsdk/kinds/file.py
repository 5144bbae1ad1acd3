"""Files and folders that the platform keeps: search, get, upload, download, delete."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Unpack

from ..enums import FileType, Privacy
from ..exceptions import (
    APIError,
    FileUploadError,
    InvalidResponseError,
    ResourceError,
    ValidationError,
)
from ..files import Progress, upload_asset_file
from ..resource import (
    BaseDeleteParams,
    BaseGetParams,
    BaseParams,
    BaseResource,
    BaseSearchParams,
    DeleteResourceMixin,
    DeleteResult,
    GetResourceMixin,
    Page,
    SearchResourceMixin,
)
from ..resource.context import context_of, encode_resource_id, path_of
from ..resource.fields import CAMEL, json_field, request_only_field
from ..resource.options import call_options
from .file_source import Folder, check_source, is_address, name_of, walk
from .folder_archive import extract

_NEWEST_FIRST = [{"field": "createdAt", "dir": -1}]
_NO_CHILDREN_TOLD = (403, 404, 405)
_WIRE_NAMES = {"file_type": "fileType", "parent_type": "parentType"}


class FileSearchParams(BaseSearchParams, total=False):
    """What files can be searched by; any other name is sent as it is."""

    sort: list[dict[str, Any]]
    """Such as [{"field": "name", "dir": 1}]."""
    file_type: FileType | str
    parent_type: str


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
    SAVE_PARAMS = GET_PARAMS = DELETE_PARAMS = BaseParams
    dataclass_json_config = CAMEL

    source: str | Path | None = request_only_field()
    file_type: FileType = json_field(decoder=lambda word: FileType(str(word).lower()), default=FileType.FILE)
    is_temp: bool = True
    """False once it is saved."""
    children: list[Any] = field(default_factory=list)
    """Files, of a folder that was fetched."""
    extension: str | None = json_field("ext")
    """With its dot."""
    size: int | None = None
    """Bytes."""
    parent_id: str | None = None
    relative_path: str | None = None
    tags: list[str] = field(default_factory=list)
    privacy: Privacy = json_field(decoder=Privacy, default=Privacy.PRIVATE)
    whitelist: list[Any] = field(default_factory=list)
    status: str | None = None
    created_at: str | None = None
    updated_at: str | None = None
    url: str | None = None
    on_progress: Progress | None = request_only_field()
    """Called while files are sent: bytes sent, bytes there are, file by file."""

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
        if source is None and not fields.get("id") and name is None:
            raise ValidationError("A file needs a source: a path or an address.")
        if source is not None:
            check_source(source)
            name = name_of(source) if name is None else name
            if not is_address(source) and Path(source).is_dir():
                fields.setdefault("file_type", FileType.FOLDER)
        if name is not None and not name.strip():
            raise ValidationError("The name of a file must not be blank.")
        unknown = next((key for key in fields if key not in self.__dataclass_fields__), None)
        if unknown is not None:
            raise ValidationError(f"A file has no field {unknown!r}.")
        given = {"source": source, "name": name, "is_temp": is_temp, **fields}
        for key, spec in self.__dataclass_fields__.items():
            if str(spec.type).startswith("ClassVar"):
                continue
            made = spec.default_factory() if callable(spec.default_factory) else spec.default
            setattr(self, key, given.get(key, made))

    @classmethod
    def create_from_file(cls, file_path: str | Path, is_temp: bool = True, **kwargs: Any) -> File:
        """A new file of a path or an address, not saved yet. Raises ValidationError."""
        return cls(file_path, is_temp=is_temp, **kwargs)

    @property
    def file_path(self) -> str | Path | None:
        """The same as `source`."""
        return self.source

    @property
    def is_dir(self) -> bool:
        """Whether it is a folder."""
        return self.file_type == FileType.FOLDER

    @classmethod
    def build_search_filters(cls, params: dict[str, Any]) -> dict[str, Any]:
        """The filters, those of the types by the names of the wire."""
        filters = super().build_search_filters(params)
        return {_WIRE_NAMES.get(name, name): value for name, value in filters.items()}

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
        return super().search(sort=_NEWEST_FIRST if sort is None else sort, **given)

    @classmethod
    def get(  # type: ignore[override]  # the contract of files has no host
        cls, identifier: str, recursive: bool = True, **kwargs: Unpack[BaseParams]
    ) -> File:
        """The file with this id or path; a folder with all that is in it, unless `recursive` is False."""
        found: File = super().get(identifier, **kwargs)
        if found.is_dir and recursive:
            found.children = found.fetch_children(**kwargs)
        return found

    def fetch_children(self, **kwargs: Unpack[BaseParams]) -> list[File]:
        """What is in a folder, with what is in that. Raises APIError."""
        try:
            reply = self._action("GET", ["children", "recursive"], **kwargs)
        except APIError as error:
            if error.status_code not in _NO_CHILDREN_TOLD:
                raise
            return [self._child(child) for child in self.children]
        nodes = reply.get("results") if isinstance(reply, dict) else reply
        if not isinstance(nodes, list):
            raise InvalidResponseError("The platform sent no list of what is in the folder.")
        files = [self._child(node) for node in nodes]
        by_id = {found.id: found for found in files}
        roots: list[File] = []
        for found in files:
            parent = by_id.get(found.parent_id)
            (roots if parent is None or parent is found else parent.children).append(found)
        return roots

    def _child(self, document: Any) -> File:
        if isinstance(document, File):
            return document
        child = type(self).from_dict({**document, "children": []})
        child.keep_document(document)
        return child

    def keep_document(self, document: dict[str, Any]) -> None:
        """Take the document as what the platform has: what it has is kept for good."""
        super().keep_document(document)
        self.is_temp = False

    def delete(self, **kwargs: Unpack[BaseDeleteParams]) -> DeleteResult:
        """Delete it, a folder with all in it. The sandbox can; the platform is not known to."""
        return super().delete(**kwargs)

    def download(self, destination: str | Path, *, on_progress: Progress | None = None) -> Path:
        """Save it below `destination`, and return where.

        A file goes to that path, or under its own name into a folder; a folder is unpacked into it. What is
        there under the same name is replaced once the new one is whole. Raises APIError, ResourceError.
        """
        self.ensure_usable()
        target = Path(destination)
        if not self.is_dir and (target.is_dir() or str(destination).endswith(("/", "\\"))):
            target /= Path(self.name or str(self.id)).name
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_name(f".{target.name}.part")
        try:
            self._save_bytes(part, on_progress)
            if self.is_dir:
                target.mkdir(parents=True, exist_ok=True)
                extract(part, target)
            else:
                part.replace(target)
        finally:
            part.unlink(missing_ok=True)
        return target

    def _save_bytes(self, place: Path, on_progress: Progress | None) -> None:
        path = f"{self.RESOURCE_PATH}/{self.encoded_id}/download"
        body = context_of(self).client.request_stream("GET", path)
        received = 0
        try:
            with place.open("wb") as file:
                for piece in body:
                    file.write(piece)
                    received += len(piece)
                    if on_progress:
                        on_progress(received, max(self.size or 0, received))
        finally:
            body.close()

    def build_save_payload(self, *, url: str | None = None, **kwargs: Any) -> dict[str, Any]:
        """The record; of a file with the reference to its bytes."""
        record = {
            "name": self.name,
            "fileType": self.file_type.value,
            "description": self.description or "",
            "tags": self.tags,
            "privacy": self.privacy.value,
            "whitelist": self.whitelist,
        }
        return record if url is None else {**record, "url": url}

    def _update(self, params: dict[str, Any]) -> None:
        raise ValidationError("A saved file is not changed: save a new one of the new source.")

    def _create(self, params: dict[str, Any]) -> None:
        if self.source is None:
            raise ValidationError("A file needs a source: a path or an address.")
        options = call_options(params)
        if is_address(self.source):
            self._create_from_address(str(self.source), params, options)
        elif Path(self.source).is_dir():
            self._create_folder(walk(Path(self.source)), params, options)
        else:
            self._create_file(Path(self.source), params, options)

    def _create_file(self, path: Path, params: dict[str, Any], options: dict[str, Any]) -> None:
        url = upload_asset_file(context_of(self), path, on_progress=self.on_progress, **options)
        record = self.build_save_payload(url=url)
        self._apply_response(self._send("POST", path_of(self, params), json=record, **options))

    def _create_from_address(self, address: str, params: dict[str, Any], options: dict[str, Any]) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / Path(name_of(address)).name
            try:
                with path.open("wb") as file:
                    file.writelines(context_of(self).client.fetch(address))
            except APIError as error:
                raise FileUploadError(f"{address} could not be fetched: {error}") from error
            self._create_file(path, params, options)

    def _create_folder(self, folders: list[Folder], params: dict[str, Any], options: dict[str, Any]) -> None:
        """Folders before what is in them; of each, its folders and then its files."""
        record = self._send("POST", path_of(self, params), json=self.build_save_payload(), **options)
        self._apply_response(record)
        ids: dict[Path, str | None] = {folders[0].path: None}
        try:
            for folder in folders:
                parent = ids[folder.path]
                for inner in folder.folders:
                    ids[inner] = self._add_folder(inner.name, parent, options)
                for path in folder.files:
                    self._add_file(path, parent, options)
        except (APIError, FileUploadError, OSError) as error:
            raise ResourceError(
                f"The upload of the folder stopped after a partial upload: {error}", cause=error
            ) from error

    def _add_folder(self, name: str, parent: str | None, options: dict[str, Any]) -> str:
        reply = self._add("folder", {"name": name, "description": ""}, parent, options)
        found = reply.get("id") if isinstance(reply, dict) else None
        if not isinstance(found, str):
            raise InvalidResponseError("The platform did not say what it created.", outcome_unknown=True)
        return found

    def _add_file(self, path: Path, parent: str | None, options: dict[str, Any]) -> None:
        url = upload_asset_file(context_of(self), path, on_progress=self.on_progress, **options)
        body = {"name": path.name, "url": url, "description": "", "tags": []}
        self._add("file", body, parent, options)

    def _add(self, what: str, body: dict[str, Any], parent: str | None, options: dict[str, Any]) -> Any:
        body = body if parent is None else {**body, "parentId": parent}
        path = f"{self.RESOURCE_PATH}/{encode_resource_id(str(self.id))}/{what}"
        return self._send("POST", path, json=body, **options)
