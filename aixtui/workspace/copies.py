"""What can be copied of something that is shown."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, NamedTuple


class Copies(NamedTuple):
    """Texts by what they are called, and the document, which may have to be read first."""

    of: str
    """What they are copies of."""
    texts: Mapping[str, str]
    document_note: str = ""
    """What the document is like; empty where there is none."""
    copy_document: Callable[[Any], Awaitable[None]] | None = None
    """Copies the document through a face, or all documents where there are several, and says so."""
    facts: Mapping[str, str] = {}
    """What is known of the one resource there is, by its labels."""
