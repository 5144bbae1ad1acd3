"""A draft: what was typed into a document and is not on the server yet."""

import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Literal, NamedTuple

from aixtui.stores.editor_note import EditorNote
from aixtui.stores.exact_json import Json, JsonObject
from aixtui.stores.owner import Holder
from aixtui.stores.unfinished_entry import Unfinished

DraftState = Literal["open", "sending", "failed"]


class Draft(NamedTuple):
    """What was typed, and into what."""

    id: str
    """As `new_draft_id` makes it: two windows on one resource have a draft each."""
    workspace: str
    """As a connection names it: no other one sees it."""
    kind: str
    resource_id: str
    """That of a new one is only known here."""
    name: str
    """To show."""
    base: JsonObject | None
    """The document as it was read, None for a new one."""
    read_at: datetime
    changes: Mapping[str, Json]
    """What fields hold now, by name."""
    typed_secrets: tuple[str, ...] = ()
    """The fields whose text is not kept: they have to be typed again."""
    editor: EditorNote | None = None
    """What was given to the user's own editor, and not taken back."""
    unfinished: Unfinished = {}
    """The entries that were typed in a form of their own, and not put into their fields."""

    @property
    def has_typed(self) -> bool:
        """Whether anything was typed here, in whatever form, and not in an editor alone."""
        return bool(self.changes or self.typed_secrets or self.unfinished)


class StoredDraft(NamedTuple):
    """A draft as it stands in the file."""

    draft: Draft
    written_at: datetime
    holder: Holder
    """Who writes it: this window, another one that is open, or one that is gone, so that it can be taken."""
    state: DraftState
    """`sending` in the hands of nobody: whether the save arrived is only known on the server."""
    sent: JsonObject | None
    """What was sent last, without what is secret; None before that."""
    sentence: str
    """Why the save failed."""

    @property
    def is_over(self) -> bool:
        """Whether it only says that an editor was open, which has left nothing new."""
        draft = self.draft
        is_alone = not draft.has_typed and self.state != "sending"
        return is_alone and draft.editor is not None and not draft.editor.has_news


class DamagedDraft(NamedTuple):
    """A draft in the file that is not what was written."""

    id: str
    name: str
    """Empty where that cannot be read either."""
    why: str
    """What is wrong with it, going on from `it cannot be read: `."""


def new_draft_id() -> str:
    """An id that no other draft has."""
    return secrets.token_hex(8)
