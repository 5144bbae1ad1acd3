"""What is known of a text that the user's own editor has."""

from typing import NamedTuple

from aixtui.stores.exact_json import JsonObject
from aixtui.system.editor_file import EditorFile


class EditorNote(NamedTuple):
    """The file that the user's own editor has of a document, and may have written."""

    file_id: str
    name: str
    field: str
    """The field that it holds; empty where it holds the whole document."""
    digest: str
    """That of the text which the editor began with, as `digest_of` makes it."""

    @property
    def has_news(self) -> bool:
        """Whether the editor has left anything that it was not given."""
        return not self.file.is_as(self.digest)

    @property
    def file(self) -> EditorFile:
        """The file itself."""
        return EditorFile(self.file_id, self.name)

    @classmethod
    def from_json(cls, kept: JsonObject) -> "EditorNote":
        """As it was kept.

        Raises:
            ValueError: it is damaged, or leads elsewhere.
        """
        note = cls(*(str(kept.get(name)) for name in cls._fields))
        _ = note.file
        return note
