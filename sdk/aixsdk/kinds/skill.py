"""Skills: instructions and files that agents can be given."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Unpack

from ..exceptions import InvalidResponseError, ValidationError
from ..files import FileUploader, Progress
from ..resource import (
    BaseDeleteParams,
    BaseGetParams,
    BaseParams,
    BaseSearchParams,
    DeleteResourceMixin,
    DeleteResult,
    GetResourceMixin,
    Page,
    SearchResourceMixin,
)
from ..resource.context import context_of
from ..resource.fields import CAMEL, request_only_field
from ..resource.options import call_options
from .asset import Asset
from .skill_source import SkillSource, read_source


class SkillSearchParams(BaseSearchParams, total=False):
    """What skills can be searched by."""

    tags: list[str]
    suppliers: list[str]
    saved: bool


@dataclass(repr=False)
class Skill(
    Asset,
    SearchResourceMixin[SkillSearchParams, "Skill"],
    GetResourceMixin[BaseGetParams, "Skill"],
    DeleteResourceMixin[BaseDeleteParams, DeleteResult],
):
    """A skill. `source`, a file or a folder on this machine, is sent when the skill is created."""

    RESOURCE_PATH = "sdk/skill"
    dataclass_json_config = CAMEL

    tags: list[str] | None = None
    privacy: str | None = None
    """Public, Private or Restricted."""
    whitelist: list[Any] | None = None
    team: int | None = None
    user: int | None = None
    asset_type: str | None = None
    file_type: str | None = None
    source: Path | None = request_only_field()
    on_progress: Progress | None = request_only_field()
    """Called while the files of `source` are sent: bytes sent, bytes there are, file by file."""

    @classmethod
    def build_search_filters(cls, params: dict[str, Any]) -> dict[str, Any]:
        """The filters; tags and suppliers as lists."""
        filters = super().build_search_filters(params)
        for name in ("tags", "suppliers"):
            if isinstance(filters.get(name), str):
                filters[name] = [filters[name]]
        return filters

    @classmethod
    def search(cls, **kwargs: Unpack[SkillSearchParams]) -> Page[Skill]:
        """One page of the skills that match. Raises APIError."""
        return super().search(**kwargs)

    @classmethod
    def get(cls, id: Any, host: str | None = None, **kwargs: Unpack[BaseParams]) -> Skill:
        """The skill with this id or path. Raises APIError."""
        return super().get(id, host, **kwargs)

    @classmethod
    def from_source(cls, source: str | Path, **fields: Any) -> Skill:
        """A new skill out of a file or a folder, not saved yet.

        Name and description are those given, else those of the front matter, else the name of the file or
        folder. Raises ValidationError when there is nothing to read.
        """
        found = read_source(Path(source))
        return cls(**{"name": found.name, "description": found.description, **fields, "source": Path(source)})

    def delete(self, **kwargs: Unpack[BaseDeleteParams]) -> DeleteResult:
        """Delete it on the platform. Raises ResourceError with the platform's error as cause."""
        return super().delete(**kwargs)

    def download(self, target: str | Path | None = None) -> Path:
        """Save the skill's files as a zip at `target`, `<name>.zip` here by default; returns where.

        Raises APIError, and ValidationError when the target exists: nothing is overwritten.
        """
        self.ensure_usable()
        # The name comes from the platform: only its last part may name a file.
        path = Path(target) if target else Path(f"{Path(self.name or 'skill').name or 'skill'}.zip")
        body = context_of(self).client.request_stream(
            "GET", f"{self.RESOURCE_PATH}/{self.encoded_id}/download"
        )
        try:
            with path.open("xb") as file:
                for piece in body:
                    file.write(piece)
        except FileExistsError as error:
            raise ValidationError(f"{path} exists already.") from error
        finally:
            body.close()
        return path

    def _create(self, params: dict[str, Any]) -> None:
        source = read_source(Path(self.source)) if self.source is not None else None
        super()._create(params)
        if source is not None:
            self._send_files(source, params)

    def _send_files(self, source: SkillSource, params: dict[str, Any]) -> None:
        """Folders from the top down, the files of each by name: a folder's id is needed by what is in it."""
        ids: dict[Path, str | None] = {source.root: None}
        for folder in source.folders:
            ids[folder] = self._add("folder", {"name": folder.name}, ids[folder.parent], params)
        for file in source.files:
            uploader = FileUploader.of(context_of(self), **call_options(params))
            url = uploader.upload(file, return_download_link=True, on_progress=self.on_progress)
            name = file.name if source.is_folder else "SKILL.md"
            self._add("file", {"name": name, "url": url}, ids[file.parent], params)

    def _add(
        self, what: str, document: dict[str, Any], parent: str | None, params: dict[str, Any]
    ) -> str | None:
        body = {**document, "description": "", "parentId": parent}
        where = {name: params[name] for name in ("api_key", "resource_path") if name in params}
        reply = self._action("POST", [what], json=body, **where)
        found = reply.get("id") if isinstance(reply, dict) else None
        if what == "folder" and not isinstance(found, str):
            raise InvalidResponseError("The platform did not say what it created.", outcome_unknown=True)
        return found
