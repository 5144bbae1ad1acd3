"""The body of a search of file assets -> the search."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from aixtui.sandbox.api.paging import page_request
from aixtui.sandbox.problems import bad_request
from aixtui.sandbox.store.accounts import Caller
from aixtui.sandbox.store.file_assets import SORTS, FileSearch

_OWN = {"PRIVATE", "OWNED", "TEAM"}


class FilePage(NamedTuple):
    """A search, None when nothing can match, and the page of it that is wanted, counted from 0."""

    search: FileSearch | None
    page: int
    size: int


def file_search(body: Mapping[str, Any], caller: Caller) -> FilePage:
    """Read the body of a search: what every search takes, and `fileType`, `privacy` and `parentType`.

    What is at the top of a workspace has no parent, so every `parentType` finds the same.

    Raises:
        PlatformError: 400, a sort or an owner that is not known.
    """
    asked, page, size = page_request(body, ("file",), caller)
    kind = body.get("fileType")
    if asked.sort is not None and asked.sort not in SORTS:
        raise bad_request(f"sort field must be one of {', '.join(SORTS)}")
    if (asked.ownership and not asked.ownership & _OWN) or asked.saved:
        return FilePage(None, page, size)
    search = FileSearch(
        team_id=caller.team_id,
        text=asked.text,
        is_folder=kind and kind.lower() == "folder",
        privacy=body.get("privacy"),
        tags=asked.tags,
        sort=asked.sort or "createdAt",
        descending=asked.descending if asked.sort else True,
    )
    return FilePage(search, page, size)
