"""Keyword arguments of a save that sends files."""

from __future__ import annotations

from ..files import Progress
from ..resource import BaseParams


class UploadSaveParams(BaseParams, total=False):
    """What it knows."""

    on_progress: Progress
    """Called while files are sent: bytes sent, bytes there are, file by file."""
    as_draft: bool
    """As an agent passes it on when it saves its parts; what has no draft has no use for it."""
    save_subcomponents: bool
    """Likewise: there are none."""
