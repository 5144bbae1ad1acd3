"""The files of a skill on the platform: which there are, and putting more there."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import Any

from ..exceptions import InvalidResponseError, ValidationError
from ..files import FileUploader, Progress
from ..resource import encode_resource_id


class SkillBundle:
    """The tree of one skill, as it was when it was asked for and as it is filled here.

    Places are paths below its root, with forward slashes. Nothing is ever removed.
    """

    def __init__(
        self, ask: Callable[..., Any], uploader: FileUploader, on_progress: Progress | None = None
    ) -> None:
        """`ask` sends a method and the parts of a path below the skill, with `json`, and returns the reply.

        Raises APIError, InvalidResponseError.
        """
        self._ask, self._uploader, self._on_progress = ask, uploader, on_progress
        self._ids = _ids_by_place(ask("GET", ["tree"]))

    @property
    def places(self) -> list[str]:
        """All files and folders, sorted."""
        return sorted(self._ids)

    def add_folder(self, place: str) -> str | None:
        """The id of a folder, which is made with those around it where it is not there; None for the root."""
        if not place:
            return None
        if place not in self._ids:
            body = self._node(place)
            self._ids[place] = _id_of(self._ask("POST", ["folder"], json=body))
        return self._ids[place]

    def put_file(self, place: str, path: Path) -> None:
        """Send a file to its place, over the one that is there. Raises FileUploadError, APIError."""
        url = self._uploader.upload(path, return_download_link=True, on_progress=self._on_progress)
        body = {**self._node(place), "url": url}
        known = self._ids.get(place)
        if known is None:
            reply = self._ask("POST", ["file"], json=body)
        else:
            reply = self._ask("PUT", ["file", encode_resource_id(known)], json=body)
        found = reply.get("id") if isinstance(reply, dict) else None
        if isinstance(found, str):
            self._ids[place] = found

    def put_text(self, place: str, text: str) -> None:
        """Send a text to its place, as `put_file` does a file."""
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / PurePosixPath(place).name
            file.write_bytes(text.encode())
            self.put_file(place, file)

    def _node(self, place: str) -> dict[str, Any]:
        around, _, name = place.rpartition("/")
        return {"name": name, "description": "", "parentId": self.add_folder(around)}


def checked_place(name: str) -> str:
    """A path below the root of a bundle. Raises ValidationError for one that leaves it."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\\" in name or not path.parts:
        raise ValidationError(f"This is no place in a skill: {name!r}. Name it like scripts/run.py.")
    return path.as_posix()


def _ids_by_place(nodes: Any) -> dict[str, str]:
    found = {}
    for node in [] if nodes is None else nodes if isinstance(nodes, list) else [nodes]:
        place, identifier = (node.get("path"), node.get("id")) if isinstance(node, dict) else (None, None)
        if not isinstance(place, str) or not isinstance(identifier, str):
            raise InvalidResponseError("The platform sent no list of what is in the skill.")
        found[place.strip("/")] = identifier
    return found


def _id_of(reply: Any) -> str:
    found = reply.get("id") if isinstance(reply, dict) else None
    if not isinstance(found, str):
        raise InvalidResponseError("The platform did not say what it created.", outcome_unknown=True)
    return found
