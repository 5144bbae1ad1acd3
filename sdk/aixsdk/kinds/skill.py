"""Skills: instructions and files that agents can be given."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, Self, Unpack

from .._http.response_body import ReplyBody
from ..exceptions import ValidationError
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
from ..resource.fields import CAMEL, private_field, request_only_field
from ..resource.given_fields import argument_field, fill
from ..resource.options import call_options
from .asset import Asset
from .file_download import save_file
from .skill_bundle import SkillBundle, checked_place
from .skill_source import MAIN_FILE, SkillSource, read_source, walk
from .skill_text import follow_text, main_text
from .toolable import PLATFORM_SUPPLIER, ToolableMixin, ToolDict
from .upload_params import UploadSaveParams


class SkillSearchParams(BaseSearchParams, total=False):
    """What skills can be searched by."""

    tags: list[str]
    suppliers: list[str]
    saved: bool


@dataclass(repr=False, init=False)
class Skill(
    Asset,
    SearchResourceMixin[SkillSearchParams, "Skill"],
    GetResourceMixin[BaseGetParams, "Skill"],
    DeleteResourceMixin[BaseDeleteParams, DeleteResult],
    ToolableMixin,
):
    """A skill. Its bundle, a file or a folder with a SKILL.md, is at `file_path` and is sent with each save.

    Name and description are those given, else those of the front matter, else the name of the file or folder.
    Raises ValidationError where there is nothing to read.
    """

    RESOURCE_PATH = "sdk/skill"
    SAVE_PARAMS = UploadSaveParams
    SEARCH_PARAMS = SkillSearchParams
    GET_PARAMS = DELETE_PARAMS = BaseParams
    dataclass_json_config = CAMEL

    tags: list[str] | None = None
    privacy: str | None = None
    """Public, Private or Restricted."""
    whitelist: list[Any] | None = None
    file_path: str | Path | None = private_field()
    """Never the platform's word: what it names here is sent."""
    required_tools: list[str] | None = request_only_field()
    """What the front matter says that the skill needs."""
    instructions: str | None = request_only_field()
    """What SKILL.md says after its front matter."""
    main_text: str | None = argument_field()
    """All of SKILL.md, as `read_main_text` found it; what is assigned is sent with the next save."""
    _read_text: str | None = private_field()
    """The one that the platform has, as far as it was read."""
    team: int | None = None
    user: int | None = None
    asset_type: str | None = None
    file_type: str | None = None

    def __init__(self, *, file_path: str | Path | None = None, **fields: Any) -> None:
        fill(self, fields)
        self.__post_init__()
        self.file_path = file_path
        self._source: SkillSource | None = None
        if file_path is not None:
            self._take(read_source(Path(file_path)))

    @classmethod
    def build_search_filters(cls, params: dict[str, Any]) -> dict[str, Any]:
        """The filters; tags and suppliers as lists."""
        filters = super().build_search_filters(params)
        for name in ("tags", "suppliers"):
            if isinstance(filters.get(name), str):
                filters[name] = [filters[name]]
        return filters

    @classmethod
    def search(cls, query: str | None = None, /, **kwargs: Unpack[SkillSearchParams]) -> Page[Skill]:
        """One page of the skills that match. Raises APIError."""
        given = {} if query is None else {"query": query}
        return super().search(**{**kwargs, **given})

    @classmethod
    def get(cls, id: Any, host: str | None = None, **kwargs: Unpack[BaseParams]) -> Skill:
        """The skill with this id or path. Raises APIError."""
        return super().get(id, host, **kwargs)

    def delete(self, **kwargs: Unpack[BaseDeleteParams]) -> DeleteResult:
        """Delete it on the platform. Raises ResourceError with the platform's error as cause."""
        return super().delete(**kwargs)

    def download(self, file_path: str | Path | None = None, *, on_progress: Progress | None = None) -> Path:
        """Save the skill's files as a zip, `<name>.zip` here by default; returns where.

        What is there is replaced once the zip is whole. Raises APIError.
        """
        # The name comes from the platform: only its last part may name a file.
        path = Path(file_path) if file_path else Path(f"{Path(self.name or 'skill').name or 'skill'}.zip")
        save_file(self._zip(), path, None, on_progress)
        return path

    def _zip(self) -> ReplyBody:
        """All its files; whoever reads them closes it."""
        self.ensure_usable()
        where = f"{self.RESOURCE_PATH}/{self.encoded_id}/download"
        body: ReplyBody = context_of(self).client.request_stream("GET", where)
        return body

    def read_main_text(self) -> None:
        """Read the text of the SKILL.md that the platform has into `main_text`; None where it has none.

        Raises InputError for what is no text or too long, APIError.
        """
        self.main_text = self._read_text = main_text(self._zip())

    def list_files(self) -> list[str]:
        """The paths of the files and folders in the skill, sorted. Raises APIError."""
        return self._bundle({}).places

    def update(self, path: str | Path, name: str | None = None) -> Self:
        """Send a file or a folder of this machine to the place `name` in the skill, by default its own name.

        Folders that are missing are made, files that are there are replaced. With the SKILL.md comes its
        description. Raises ValidationError for what is not there, FileUploadError, APIError.
        """
        source, place = Path(path), checked_place(name or Path(path).resolve().name)
        bundle = self._bundle({})
        if source.is_dir():
            folders, files = walk(source)
            for folder in (source, *folders):
                bundle.add_folder(f"{place}/{folder.relative_to(source).as_posix()}".removesuffix("/."))
            for file in files:
                bundle.put_file(f"{place}/{file.relative_to(source).as_posix()}", file)
        elif source.is_file():
            bundle.put_file(place, source)
        else:
            raise ValidationError(f"There is neither a file nor a folder {path}.")
        if place == MAIN_FILE:
            self._take(replace(read_source(source), name=str(self.name)))
            super()._update({})
            self.mark_as_saved()
        return self

    def refresh(self) -> Self:
        """Take over what the platform has of it now. Raises APIError."""
        self._apply_response(self._action("GET", []))
        return self

    def as_tool(self, *, api_key: str | None = None) -> ToolDict:
        """What an agent stores of it. Raises ValidationError before it is saved."""
        self.ensure_usable()
        return {
            "id": self.id,
            "name": self.name,
            "description": self.description or "",
            "supplier": PLATFORM_SUPPLIER,
            "parameters": [],
            "function": None,
            "type": "skill",
            "version": None,
            "asset_id": self.id,
        }

    def _create(self, params: dict[str, Any]) -> None:
        source, text = self._read_again(), self._take_text()
        super()._create(params)
        self._send_bundle(source, params)
        self._send_text(text, params)

    def _update(self, params: dict[str, Any]) -> None:
        source, text = self._read_again(), self._take_text()
        super()._update(params)
        self._send_bundle(source, params)
        self._send_text(text, params)

    def _take_text(self) -> str | None:
        """The text that is to be sent, which what was said of the one before follows."""
        text: str | None = self.main_text
        if text is None or text == self._read_text:
            return None
        follow_text(self, text, self._read_text)
        return text

    def _send_text(self, text: str | None, params: dict[str, Any]) -> None:
        if text is not None:
            self._bundle(params).put_text(MAIN_FILE, text)
            self._read_text = text

    def _read_again(self) -> SkillSource | None:
        if self.file_path is None:
            return None
        path = Path(self.file_path)
        if not path.exists():
            warnings.warn(f"{path} is gone: the skill is saved without its files.", stacklevel=5)
            return None
        source = read_source(path)
        self._take(source)
        return source

    def _take(self, source: SkillSource) -> None:
        """Fields follow the files unless they were given otherwise."""
        for name in ("name", "description", "required_tools", "instructions"):
            before = getattr(self._source, name, None)
            if getattr(self, name) in (None, before):
                setattr(self, name, getattr(source, name))
        self._source = source

    def _send_bundle(self, source: SkillSource | None, params: dict[str, Any]) -> None:
        """Folders from the top down, then the files: a folder's id is needed by what is in it."""
        if source is None:
            return
        bundle = self._bundle(params)
        for folder in source.folders:
            bundle.add_folder(source.place_of(folder))
        for file in source.files:
            bundle.put_file(source.place_of(file), file)

    def _bundle(self, params: Mapping[str, Any]) -> SkillBundle:
        options = {
            name: params[name] for name in ("api_key", "resource_path", "longest_wait") if name in params
        }
        uploader = FileUploader.of(context_of(self), **call_options(params))
        return SkillBundle(partial(self._action, **options), uploader, params.get("on_progress"))
