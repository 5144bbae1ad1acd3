"""Writing rows to a file."""

from aixtui.listing.exports import Exports


class ExportController:
    """Exports the marked rows, or the page."""

    def __init__(self, exports: Exports) -> None:
        self._exports = exports

    async def do_export(self) -> None:
        """Ask in which form and where to, then write."""
        await self._exports.export()
