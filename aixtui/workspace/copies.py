"""What can be copied of something that is shown."""

from collections.abc import Mapping
from typing import NamedTuple


class Copies(NamedTuple):
    """Texts by what they are called, and the document, which may have to be read first."""

    of: str
    """What they are copies of."""
    texts: Mapping[str, str]
    document_note: str = ""
    """What the document is like; empty where there is none."""
