"""Writing rows to a file."""

from aixtui.actions import AppAction
from aixtui.listing.exports import Exports


class ExportController:
    """Exports the marked rows, or the page."""

    def __init__(self, exports: Exports) -> None:
        self._exports = exports

    def refusal(self, action: AppAction) -> str:  # noqa: ARG002  # there is one
        """There have to be rows."""
        return "" if self._exports.rows else "There is nothing to export."

    async def do_export(self) -> None:
        """Ask in which form and where to, then write."""
        await self._exports.export()
