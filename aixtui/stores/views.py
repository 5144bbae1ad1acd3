"""`views.toml`: saved views, favourites and inputs. People edit it too, so comments and order stay."""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from aixtui.files.gate import BYTE_ORDER_MARK, read_text
from aixtui.stores import toml_tables
from aixtui.stores.lock import file_lock
from aixtui.stores.preset import Preset
from aixtui.system.paths import config_dir, make_private_dir
from aixtui.system.private_file import replace_file


@dataclass(frozen=True, slots=True)
class View:
    """A list to come back to, known by its name."""

    name: str
    kind: str
    address: str
    """As `address.format` writes it."""
    columns: tuple[str, ...] = ()
    """Ids of the columns, in order; empty for the usual ones."""
    page_sort: str = ""
    """Id of a column that each page is sorted by, or `-id`; the server's order is in the address."""


@dataclass(frozen=True, slots=True)
class Favourite:
    """A resource to come back to, known by its kind, its id and its workspace."""

    kind: str
    id: str
    name: str
    workspace: str = ""
    """The profile it was seen under, or `sandbox`: an id means nothing elsewhere."""


@dataclass(frozen=True, slots=True)
class SavedPlaces:
    """All that the file holds, in its order."""

    views: tuple[View, ...] = ()
    favourites: tuple[Favourite, ...] = ()
    presets: tuple[Preset, ...] = ()


class ViewsError(Exception):
    """The file cannot be read or written; it is as it was. `hint` says what to do about it."""

    title = "Saved views problem"

    def __init__(self, text: str, hint: str = "") -> None:
        super().__init__(text)
        self.hint = hint


_KEYS = {
    "view": ("name",),
    "favourite": ("kind", "id", "workspace"),
    "preset": ("name", "kind", "id", "workspace"),
}
_REQUIRED_FIELDS = {
    "view": ("name", "kind", "address"),
    "favourite": ("kind", "id", "name"),
    "preset": ("name", "kind", "id", "inputs"),
}


class ViewStore:
    """Reads the file anew each time: another program, or an editor, may have changed it. Methods block.

    Those that change it return all that is saved then. A broken file is never written over.

    Raises:
        ViewsError: from every method, when the file cannot be read or written, or is broken.
    """

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or config_dir() / "views.toml"

    def read(self) -> SavedPlaces:
        """All that is saved; nothing where there is no file."""
        _, text = self._read()
        return _parse(self.path, text)

    def save_view(self, view: View) -> SavedPlaces:
        """Add a view, or change the one of this name."""
        return self._put("view", {**asdict(view), "columns": list(view.columns)})

    def rename_view(self, name: str, new: str) -> SavedPlaces:
        """Give a view another name, if it is there.

        Raises:
            ViewsError: also when another view has that name.
        """

        def edit(text: str) -> str:
            if new != name and _find(text, "view", {"name": new}) is not None:
                raise ViewsError(f"There is a view {new} already.")
            place = _find(text, "view", {"name": name})
            return text if place is None else toml_tables.update_table(text, place, {"name": new})

        return self._edit(edit)

    def delete_view(self, name: str) -> SavedPlaces:
        """Remove the view of this name, if there is one."""
        return self._remove("view", {"name": name})

    def add_favourite(self, favourite: Favourite) -> SavedPlaces:
        """Add a favourite, or change the name it is shown by."""
        return self._put("favourite", asdict(favourite))

    def remove_favourite(self, favourite: Favourite) -> SavedPlaces:
        """Remove a favourite, if it is one."""
        return self._remove("favourite", asdict(favourite))

    def save_preset(self, preset: Preset) -> SavedPlaces:
        """Add inputs of a resource, or change those of this name."""
        return self._put("preset", asdict(preset))

    def remove_preset(self, preset: Preset) -> SavedPlaces:
        """Remove inputs of a resource, if they are there."""
        return self._remove("preset", asdict(preset))

    def _put(self, table: str, values: Mapping[str, Any]) -> SavedPlaces:
        def edit(text: str) -> str:
            place = _find(text, table, values)
            if place is None:
                return toml_tables.append_table(text, table, values)
            return toml_tables.update_table(text, place, values)

        return self._edit(edit)

    def _remove(self, table: str, values: Mapping[str, Any]) -> SavedPlaces:
        def edit(text: str) -> str:
            place = _find(text, table, values)
            return text if place is None else toml_tables.remove_table(text, place)

        return self._edit(edit)

    def _read(self) -> tuple[str, str]:
        """The byte order mark, if there is one, and the text after it."""
        try:
            content = read_text(self.path)
        except FileNotFoundError:
            return "", ""
        except OSError as error:
            raise ViewsError(f"Cannot read {self.path}: {error.strerror}.") from error
        text = content.removeprefix(BYTE_ORDER_MARK)
        return content.removesuffix(text), text

    def _edit(self, edit: Callable[[str], str]) -> SavedPlaces:
        try:
            make_private_dir(self.path.parent)
            with file_lock(self.path):
                mark, text = self._read()
                _parse(self.path, text)
                new_text = edit(text)
                content = _parse(self.path, new_text)
                if new_text != text:
                    replace_file(self.path, f"{mark}{new_text}".encode())
                return content
        except OSError as error:
            raise ViewsError(f"Cannot write {self.path}: {error.strerror}.") from error
        except UnicodeEncodeError as error:
            raise ViewsError(f"{self.path} cannot keep a text that holds half of a character.") from error


def _key(table: str, values: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(str(values.get(name, "")) for name in _KEYS[table])


def _find(text: str, table: str, values: Mapping[str, Any]) -> range | None:
    keys = [_key(table, entry) for entry in tomllib.loads(text).get(table, [])]
    key = _key(table, values)
    return toml_tables.places(text, table)[keys.index(key)] if key in keys else None


def _parse(path: Path, text: str) -> SavedPlaces:
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ViewsError(f"{path} is not valid TOML: {error}.", "Mend it or move it away.") from error
    for table in _KEYS:
        _check(path, text, table, document.get(table, []))
    return SavedPlaces(
        tuple(View(**_fields(View, entry)) for entry in document.get("view", [])),
        tuple(Favourite(**_fields(Favourite, entry)) for entry in document.get("favourite", [])),
        tuple(Preset(**_fields(Preset, entry)) for entry in document.get("preset", [])),
    )


def _check(path: Path, text: str, table: str, entries: Any) -> None:
    places = toml_tables.places(text, table)
    # A list in brackets would hold the same, but a table can be changed without touching its neighbours.
    if not isinstance(entries, list) or len(entries) != len(places):
        raise ViewsError(f"In {path}, each {table} must be a table of its own, under [[{table}]].")
    keys: set[tuple[str, ...]] = set()
    for entry, place in zip(entries, places, strict=True):
        key = _key(table, entry)
        wrong = _complaint(table, entry) or ("it is there twice" if key in keys else "")
        if wrong:
            raise ViewsError(f"In {path}, the {table} on line {place.start + 1} is not valid: {wrong}.")
        keys.add(key)


def _complaint(table: str, entry: Mapping[str, Any]) -> str:
    for name in _REQUIRED_FIELDS[table]:
        if not isinstance(entry.get(name), str) or not entry[name]:
            return f"{name} must be text in quotes"
    for name in ("workspace", "page_sort"):
        if not isinstance(entry.get(name, ""), str):
            return f"{name} must be text in quotes"
    columns = entry.get("columns", [])
    if not isinstance(columns, list) or not all(isinstance(column, str) for column in columns):
        return "columns must be a list of texts"
    return ""


def _fields(cls: type[View | Favourite | Preset], entry: Mapping[str, Any]) -> dict[str, Any]:
    values = {name: value for name, value in entry.items() if name in cls.__slots__}
    return {name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}
