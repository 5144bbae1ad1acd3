"""Utilities: Python functions that the platform runs."""

from __future__ import annotations

import ast
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, Unpack
from uuid import uuid4

from ..exceptions import InputError, ValidationError
from ..files import FileUploader
from ..resource import (
    BaseDeleteParams,
    BaseGetParams,
    BaseParams,
    BaseRunParams,
    BaseSearchParams,
    DeleteResourceMixin,
    DeleteResult,
    GetResourceMixin,
    Page,
    Result,
    RunnableResourceMixin,
    SearchResourceMixin,
)
from ..resource.context import context_of
from ..resource.fields import CAMEL, json_field, private_field
from ..resource.options import call_options
from .asset import Asset
from .python_source import functions, source_of

MAIN = "main"
SHORTEST_DESCRIPTION = 10
LONGEST_SOURCE = 5 * 1024 * 1024
"""Bytes of source that are fetched from an address."""
_STORE = "s3://"
_ADDRESSES = ("http://", "https://")
_TYPES = {"int": "number", "float": "number", "bool": "boolean", "str": "text"}


class UtilitySearchParams(BaseSearchParams, total=False):
    """What utilities can be searched by."""


class UtilityRunParams(BaseRunParams, total=False):
    """What the run of a utility takes."""

    data: Any
    """What the function is given."""


@dataclass
class UtilityModelInput:
    """An argument of the function; `type` is number, boolean or text."""

    dataclass_json_config: ClassVar[dict[str, Any]] = CAMEL

    name: str | None = None
    description: str | None = None
    type: str | None = "text"

    def validate(self) -> None:
        """Raise ValidationError for a type that a utility cannot take."""
        if self.type not in _TYPES.values():
            names = ", ".join(dict.fromkeys(_TYPES.values()))
            raise ValidationError(f"The input {self.name!r} must be one of {names}, not {self.type!r}.")


@dataclass(repr=False)
class Utility(
    Asset,
    SearchResourceMixin[UtilitySearchParams, "Utility"],
    GetResourceMixin[BaseGetParams, "Utility"],
    DeleteResourceMixin[BaseDeleteParams, DeleteResult],
    RunnableResourceMixin[UtilityRunParams, Result],
):
    """A function called `main` in Python source `code`; saving uploads it and describes its arguments."""

    RESOURCE_PATH = "sdk/utilities"
    SEARCH_PARAMS = UtilitySearchParams
    GET_PARAMS = SAVE_PARAMS = BaseParams
    DELETE_PARAMS = BaseDeleteParams
    RUN_PARAMS = UtilityRunParams
    dataclass_json_config = CAMEL

    code: Any = json_field(decoder=str)
    """Python source, an address where it can be fetched, or where the platform keeps it.

    A function that is assigned becomes its source. Raises InputError where there is none to read.
    """
    inputs: list[UtilityModelInput] | None = None
    utility_id: str | None = json_field("utility_id", default="custom_python_code")
    _read: tuple[str, str] | None = private_field()
    """An address that was the code, and the source that was found there."""

    def __setattr__(self, name: str, value: Any) -> None:
        if name == "code" and callable(value):
            value = source_of(value, MAIN)
        super().__setattr__(name, value)

    @property
    def source(self) -> str | None:
        """`code`, or what `read_source` found at its address. What is assigned becomes the code."""
        code: str | None = self.code
        return self._read[1] if self._read is not None and self._read[0] == code else code

    @source.setter
    def source(self, source: str | None) -> None:
        if source != self.source:
            self.code = source

    def read_source(self) -> None:
        """Read the source from the address where the platform keeps it, if it does.

        Raises InputError for an address in a store that the platform alone can read, UnsafeURLError,
        FileUploadError, APIError.
        """
        code = self.code
        if not code or not code.startswith((*_ADDRESSES, _STORE)):
            return
        if code.startswith(_STORE):
            raise InputError(f"Only the platform can read {code}.")
        client = context_of(self).client
        is_own = client.is_trusted_url(code)
        content = client.request_raw("GET", code).content if is_own else self._fetched(code)
        self._read = (code, content.decode("utf-8", "replace"))

    @classmethod
    def search(cls, query: str | None = None, /, **kwargs: Unpack[UtilitySearchParams]) -> Page[Utility]:
        """One page of the utilities that match. Raises APIError."""
        given = {} if query is None else {"query": query}
        return super().search(**{**kwargs, **given})

    @classmethod
    def get(cls, id: Any, host: str | None = None, **kwargs: Unpack[BaseParams]) -> Utility:
        """The utility with this id or path, which the platform keeps among the models. Raises APIError."""
        return super().get(id, host, **{"resource_path": "sdk/models", **kwargs})

    def delete(self, **kwargs: Unpack[BaseDeleteParams]) -> DeleteResult:
        """Delete it on the platform. Raises ResourceError with the platform's error as cause."""
        return super().delete(**kwargs)

    def run(self, data: Any = None, **kwargs: Unpack[BaseRunParams]) -> Result:
        """Run it on `data`, as the function takes it, and wait for the result."""
        return super().run(**({} if data is None else {"data": data}), **kwargs)

    def build_save_payload(self, **kwargs: Any) -> dict[str, Any]:
        """The document to send, as `on_document` makes it; new source is fetched and uploaded.

        Raises InputError, and for an address UnsafeURLError, FileUploadError, APIError.
        """
        if len(self.description or "") <= SHORTEST_DESCRIPTION:
            raise InputError(f"The description must have more than {SHORTEST_DESCRIPTION} characters.")
        code = self.code
        if code and code != self.stored("code") and not self._is_kept(code):
            is_elsewhere = code.startswith(_ADDRESSES)
            source = self._fetched(code).decode("utf-8", "replace") if is_elsewhere else code
            self.inputs = inputs_of(source)
            code = self._uploaded(source, call_options(kwargs))
        return self.on_document(_decided(self, code), lambda saved: _decided(saved, saved.code))

    def _is_kept(self, code: str) -> bool:
        """Whether it is the platform's own word for where it has the source."""
        client = context_of(self).client
        return code.startswith(_STORE) or (code.startswith(_ADDRESSES) and client.is_trusted_url(code))

    def _fetched(self, url: str) -> bytes:
        pieces: Iterator[bytes] = context_of(self).client.fetch(url, LONGEST_SOURCE)
        return b"".join(pieces)

    def _uploaded(self, code: str, key: dict[str, Any]) -> str:
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder) / str(uuid4())
            source.write_text(code, encoding="utf-8")
            uploader = FileUploader.of(context_of(self), **key)
            return uploader.upload(source, return_download_link=True, content_type="text/csv")


def _decided(utility: Utility, code: str | None) -> dict[str, Any]:
    inputs = [
        {"name": found.name, "description": found.description, "type": found.type}
        for found in utility.inputs or []
    ]
    return {
        "id": utility.id,
        "name": utility.name or MAIN,
        "description": utility.description,
        "path": utility.path,
        "code": code,
        "inputs": inputs,
        "utility_id": utility.utility_id,
    }


def inputs_of(code: str) -> list[UtilityModelInput]:
    """The arguments of `main`. Raises InputError for other types than int, float, bool and str."""
    found = next((function for function in functions(code) if function.name == MAIN), None)
    if found is None:
        raise InputError("The code has no function 'main'.")
    return [_input(argument) for argument in found.args.args]


def _input(argument: ast.arg) -> UtilityModelInput:
    kind = _TYPES.get(argument.annotation.id) if isinstance(argument.annotation, ast.Name) else None
    if kind is None:
        raise InputError(f"The argument '{argument.arg}' must be an int, float, bool or str.")
    return UtilityModelInput(argument.arg, f"The {argument.arg} input is a {kind}", kind)
