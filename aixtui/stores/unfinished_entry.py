"""An entry of a field that is typed in a form of its own, and is not put into its field yet."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from aixtui.stores.editor_note import EditorNote
from aixtui.stores.exact_json import Json, JsonObject, decode_object, encode_json
from aixtui.stores.sqlite_file import Value


class UnfinishedEntry(NamedTuple):
    """What was typed, and into what."""

    entry: JsonObject
    """The entry as it was opened; of a new one what that began with, empty where only the server knows."""
    member: str
    """The id of what it is the entry for, in a field where each of its members has one; else empty."""
    is_new: bool
    texts: Mapping[str, str] = {}
    """What its fields hold that is changed, by name; none that is secret."""
    inner: "Unfinished" = {}
    """Those of its own fields."""
    editor: EditorNote | None = None
    """What of it was given to the user's own editor, and not taken back."""

    def to_json(self) -> JsonObject:
        """As it is kept."""
        inner = {name: one.to_json() for name, one in self.inner.items()}
        editor = None if self.editor is None else self.editor._asdict()
        return {**self._asdict(), "inner": inner, "editor": editor}

    @classmethod
    def from_json(cls, kept: Json) -> "UnfinishedEntry":
        """As it was kept.

        Raises:
            ValueError: it is something else.
        """
        match kept:
            case {"entry": dict(entry), "member": str(member), "is_new": bool(is_new),
                  "texts": dict(texts), "inner": dict(inner), **more}:  # fmt: skip
                typed = {name: str(text) for name, text in texts.items()}
                note = more.get("editor")
                editor = EditorNote.from_json(note) if isinstance(note, dict) else None
                return cls(entry, member, is_new, typed, _unfinished(inner), editor)
        raise ValueError(f"{type(kept).__name__} where an entry is kept")


Unfinished = Mapping[str, UnfinishedEntry]
"""One for each field that has one, by the names of the fields."""


def encode_unfinished(unfinished: Unfinished) -> bytes | None:
    """Entries as bytes that come back exactly; None for none.

    Raises:
        StoreError: one is nested too deep.
    """
    return encode_json({name: one.to_json() for name, one in unfinished.items()}) if unfinished else None


def decode_unfinished(value: Value) -> Unfinished:
    """The entries that were encoded.

    Raises:
        ValueError: the value is something else.
    """
    return {} if value is None else _unfinished(decode_object(value))


def lent_of(unfinished: Unfinished) -> Iterator[EditorNote]:
    """What editors have of entries, and of the entries in them."""
    for one in unfinished.values():
        if one.editor is not None:
            yield one.editor
        yield from lent_of(one.inner)


def _unfinished(kept: JsonObject) -> Unfinished:
    return {name: UnfinishedEntry.from_json(one) for name, one in kept.items()}
