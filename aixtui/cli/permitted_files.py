"""Files of this machine that a program may have sent: those within folders that the user permitted."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aixtui.kindspec.cells import clean
from aixtui.kindspec.field import Field
from aixtui.kindspec.hosted_files import FILES_OR_URLS, is_hosted

if TYPE_CHECKING:
    from aixtui.kindspec.kind import Kind, Resource


class FileRefusedError(Exception):
    """A path is not within what was permitted, or nothing is there."""

    title = "File not permitted"
    code = "file-refused"

    def __init__(self, text: str, hint: str) -> None:
        super().__init__(text)
        self.hint = hint


class PermittedFiles:
    """Tells paths that may be read from others. A link counts as what it leads to."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = tuple(Path(os.path.realpath(folder)) for folder in folders)

    def path(self, text: str) -> Path:
        """The file or folder of a path, which may be said from one of the permitted folders on.

        Raises:
            FileRefusedError: it is not within them, or nothing is there.
        """
        if not self._folders:
            raise FileRefusedError(
                "No file of this machine may be read here.",
                "Give a URL, or have the user start aixtui mcp with --files DIR.",
            )
        for folder in self._folders:
            found = Path(os.path.realpath(folder / text))
            if found.is_relative_to(folder) and found.exists():
                return found
        folders = ", ".join(map(str, self._folders))
        raise FileRefusedError(
            f"There is no file {clean(text)!r} that may be read here.", f"Give a URL, or a path in {folders}."
        )

    def in_inputs(self, kind: "Kind", resource: "Resource", values: Mapping[str, Any]) -> dict[str, Any]:
        """The values of a run with paths in the place of texts that name files of this machine.

        Raises:
            FileRefusedError: one may not be read.
        """
        fields = kind.inputs(resource) if kind.inputs else ()
        data = values.get("data")
        if kind.run_actions is not None and isinstance(data, dict):
            inside = kind.run_actions.inputs(resource, str(values.get("action"))) or ()
            return {**values, "data": self._with_paths(inside, data)}
        return self._with_paths(fields, values)

    def _with_paths(self, fields: Sequence[Field], values: Mapping[str, Any]) -> dict[str, Any]:
        names = {field.name for field in fields if takes_files(field)}
        return {name: self._read(value) if name in names else value for name, value in values.items()}

    def _read(self, value: Any) -> Any:
        if isinstance(value, list):
            return [self._read(one) for one in value]
        return self.path(value) if isinstance(value, str) and value and not is_hosted(value) else value


def takes_files(field: Field) -> bool:
    """Whether paths of this machine are said in a field."""
    return field.is_path or field.codec is FILES_OR_URLS
