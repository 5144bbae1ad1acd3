"""A draft: what was typed into a document and is not on the server yet."""

import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Literal, NamedTuple

from aixtui.stores.exact_json import Json, JsonObject
from aixtui.stores.owner import Holder

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
