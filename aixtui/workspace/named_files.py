"""Files that runs name by their addresses."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from aixtui.workspace.resource_writes import Progress

if TYPE_CHECKING:
    from aixsdk import Aixplain


class NamedFiles:
    """Reads them over the connections of a workspace; its key goes to the platform alone. Methods block."""

    def __init__(self, aix: Aixplain) -> None:
        self._aix = aix

    def is_own(self, url: str) -> bool:
        """Whether the platform itself is at a web address."""
        return self._aix.client.is_trusted_url(url)

    def read(self, url: str, most: int) -> bytes | None:
        """The bytes at an address; None where there are more than so many."""
        from aixsdk.kinds.named_file import read_named_file

        return read_named_file(self._aix.client, url, most)

    def save(self, url: str, target: Path, size: int | None, on_progress: Progress) -> None:
        """Save what is at an address on this machine; what is there by its name is replaced."""
        from aixsdk.kinds.named_file import save_named_file

        save_named_file(self._aix.client, url, target, size, on_progress)
