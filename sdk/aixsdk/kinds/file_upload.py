"""Making file assets of what is on this machine, or at an address."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ..exceptions import APIError, FileUploadError, InvalidResponseError, ResourceError, ValidationError
from ..files import Progress, upload_asset_file
from ..workspace import Workspace
from .file_source import Folder, is_address, walk

LARGEST = 1024**3
"""Bytes that are fetched from an address at most: they pass through this machine's disk."""
_UNSAFE = re.compile(r"[^\w.\- ]")


class FileUpload:
    """Makes the records of one new file or folder, with all its bytes."""

    def __init__(
        self, aix: Workspace, path: str, options: dict[str, Any], on_progress: Progress | None
    ) -> None:
        """`path` is that of the collection; `options` are for the client."""
        self._aix, self._path, self._options, self._on_progress = aix, path, options, on_progress

    def create(
        self,
        source: str | Path,
        name: str,
        record: Callable[[str | None], dict[str, Any]],
        take: Callable[[Any], str],
    ) -> None:
        """Do it. `record` makes the record of a reference; `take` takes the reply and returns the encoded id.

        Raises FileUploadError, APIError, ResourceError for a folder that was begun, ValidationError.
        """
        if is_address(source):
            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder, _UNSAFE.sub("_", name)[-100:].lstrip(".") or "file")
                self._fetch(str(source), path)
                take(self._post(self._path, record(self._sent(path))))
        elif Path(source).is_dir():
            root = take(self._post(self._path, record(None)))
            self._fill(f"{self._path}/{root}", walk(Path(source)))
        else:
            take(self._post(self._path, record(self._sent(Path(source)))))

    def _fetch(self, address: str, path: Path) -> None:
        try:
            with path.open("wb") as file:
                file.writelines(self._aix.client.fetch(address, LARGEST))
        except (APIError, OSError) as error:
            raise FileUploadError(f"{path.name} could not be fetched: {error}") from error

    def _fill(self, root: str, folders: list[Folder]) -> None:
        """Folders before what is in them; of each, its folders and then its files."""
        ids: dict[Path, str | None] = {folders[0].path: None}
        try:
            for folder in folders:
                parent = ids[folder.path]
                for inner in folder.folders:
                    ids[inner] = self._add_folder(root, inner.name, parent)
                for path in folder.files:
                    body = {"name": path.name, "url": self._sent(path), "description": "", "tags": []}
                    self._add(f"{root}/file", body, parent)
        except (APIError, FileUploadError, ValidationError, OSError) as error:
            message = f"The upload of the folder stopped after a partial upload: {error}"
            raise ResourceError(message, cause=error) from error

    def _add_folder(self, root: str, name: str, parent: str | None) -> str:
        reply = self._add(f"{root}/folder", {"name": name, "description": ""}, parent)
        found = reply.get("id") if isinstance(reply, dict) else None
        if not isinstance(found, str):
            raise InvalidResponseError("The platform did not say what it created.", outcome_unknown=True)
        return found

    def _add(self, path: str, body: dict[str, Any], parent: str | None) -> Any:
        return self._post(path, body if parent is None else {**body, "parentId": parent})

    def _post(self, path: str, body: dict[str, Any]) -> Any:
        return self._aix.client.request("POST", path, json=body, **self._options)

    def _sent(self, path: Path) -> str:
        return upload_asset_file(self._aix, path, on_progress=self._on_progress, **self._options)
