"""Files in folders as lists: a folder is a filter, and what is in it is searched and sorted here."""

from typing import Any, NamedTuple

from aixtui.kindspec.plain_text import counted

FOLDER = "folder"
"""The filter that holds while the list shows what is in a folder; its value is the folder's id or path."""

_MOST_NAMES = 40


class FolderPage(NamedTuple):
    """One page of what is in a folder."""

    results: list[Any]
    total: int
    page_total: int
    errors: tuple[Any, ...] = ()


class FolderSource:
    """The SDK's files, which it searches outside of folders alone, with what is in each folder besides."""

    def __init__(self, files: Any) -> None:
        self._files = files

    def __getattr__(self, name: str) -> Any:
        return getattr(self._files, name)

    def __call__(self, **fields: Any) -> Any:
        """A new file or folder."""
        return self._files(**fields)

    def search(
        self, *, folder: str = "", sort_by: str = "", sort_order: str = "asc", **arguments: Any
    ) -> Any:
        """One page of what is outside of folders, or in the one of this id or path."""
        if not folder:
            direction = -1 if sort_order == "desc" else 1
            sort = [{"field": sort_by, "dir": direction}] if sort_by else None
            return self._files.search(sort=sort, **arguments)
        children = self._files.get(folder).children or []
        found = [file for file in children if _matches(file, arguments)]
        if sort_by:
            found.sort(key=lambda file: _key(file, sort_by), reverse=sort_order == "desc")
        size, number = arguments["page_size"], arguments["page_number"]
        page = found[number * size : (number + 1) * size]
        return FolderPage(page, len(found), max(1, -(-len(found) // size)))


def opens_into(file: Any) -> tuple[tuple[str, str], ...]:
    """The filters of the list that a folder opens into; none for a file."""
    return ((FOLDER, str(file.path or file.id)),) if file.is_dir else ()


def leads_out_to(filters: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...] | None:
    """The filters of the folder around the one that is shown, or of what is in no folder; None outside."""
    place = dict(filters).get(FOLDER)
    if place is None:
        return None
    workspace, _, rest = place.partition("/")
    around = rest.rpartition("/")[0]
    return ((FOLDER, f"{workspace}/{around}"),) if around else ()


def kind_of(file: Any) -> str:
    """`folder`, or the ending of the name without its dot."""
    return "folder" if file.is_dir else str(file.extension or "").lstrip(".").lower() or "file"


def contents(folder: Any) -> str:
    """The names of what is right in a folder, one a line."""
    names = [f"{child.name}/" if child.is_dir else str(child.name) for child in folder.children or []]
    more = len(names) - _MOST_NAMES
    return "\n".join([*names[:_MOST_NAMES], *([f"and {more:,} more"] if more > 0 else [])])


def lost_with(folder: Any) -> str:
    """How many files are deleted with a folder, as a sentence; empty for a file and for an empty folder."""
    count = _count_files(folder)
    return (
        f"{counted(count, 'file', 'files')} in it {'is' if count == 1 else 'are'} deleted with it."
        if count
        else ""
    )


def _count_files(folder: Any) -> int:
    return sum(_count_files(child) if child.is_dir else 1 for child in folder.children or [])


def _matches(file: Any, arguments: dict[str, Any]) -> bool:
    text, wanted = str(arguments.get("query") or ""), arguments.get("file_type")
    words = f"{file.name} {file.description or ''}".casefold()
    is_of_type = wanted is None or (wanted == "folder") == file.is_dir
    return is_of_type and all(word in words for word in text.casefold().split())


def _key(file: Any, sort_by: str) -> tuple[bool, str]:
    value = {"createdAt": file.created_at, "updatedAt": file.updated_at}.get(sort_by, file.name)
    return not file.is_dir, str(value or "").casefold()
