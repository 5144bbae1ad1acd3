"""Taking out what a run gave: to the clipboard, to files, to a pager."""

from aixtui.actions import AppAction, key_of
from aixtui.running.outputs.taking import OutputTaking

NOTHING_YET = "There is nothing yet."


class TakingController:
    """Has the user choose what to take."""

    def __init__(self, taking: OutputTaking) -> None:
        self._taking = taking

    def refusal(self, action: AppAction) -> str:
        """There has to be something."""
        if action.id == "download" and not self._taking.files:
            return f"The output names no file. {key_of('panel.export')} writes the output itself to one."
        if action.id in ("export", "pager") and not self._taking.offers():
            return NOTHING_YET
        return ""

    async def do_copy(self) -> None:
        """Ask what to copy."""
        await self._taking.copy()

    async def do_export(self) -> None:
        """Ask what to write, and where to."""
        await self._taking.export()

    async def do_download(self) -> None:
        """Ask where to save a file, then save it."""
        await self._taking.download()

    async def do_pager(self) -> None:
        """Show it in the pager."""
        await self._taking.page()
