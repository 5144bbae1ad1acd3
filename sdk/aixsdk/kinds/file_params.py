"""Keyword arguments of the operations on files."""

from __future__ import annotations

from typing import Any

from ..enums import FileType
from ..resource import BaseSearchParams
from .asset import open_enum

NEWEST_FIRST = [{"field": "createdAt", "dir": -1}]
WIRE_NAMES = {"file_type": "fileType", "parent_type": "parentType"}
ALIASES = {
    "fileType": "file_type",
    "ext": "extension",
    "parentId": "parent_id",
    "createdAt": "created_at",
    "updatedAt": "updated_at",
}
"""Keys of the document that are taken for fields too."""


class FileSearchParams(BaseSearchParams, total=False):
    """What files can be searched by; any other name is sent as it is."""

    sort: list[dict[str, Any]]
    """Such as [{"field": "name", "dir": 1}]."""
    file_type: FileType | str
    parent_type: str


def read_file_type(word: Any) -> Any:
    """A word the platform added later stays as it came."""
    return open_enum(FileType)(word.lower()) if isinstance(word, str) else word
