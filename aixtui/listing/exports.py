"""Writing rows to a file: asked for, written whole or not at all."""

from collections.abc import Sequence
from functools import partial

from aixtui.asking import ask_for_file
from aixtui.face import Choice, Face
from aixtui.listing.browser import Browser
from aixtui.listing.documents import ALL_COLUMNS, columns_in_sight, count, names, take_out
from aixtui.system.exported_file import save
from aixtui.workspace.bridge import Bridge
from aixtui.workspace.rows import Row

TABLES = (
    Choice("csv", "CSV", "the columns on the screen"),
    Choice(f"csv{ALL_COLUMNS}", "CSV, all columns", "with id and path"),
    Choice("md", "Markdown", "the columns on the screen"),
    Choice(f"md{ALL_COLUMNS}", "Markdown, all columns", "with id and path"),
)
_DOCUMENTS = (
    Choice("json", "JSON", "the whole documents, as one array"),
    Choice("jsonl", "JSONL", "the whole documents, one a line"),
)


class Exports:
    """Exports the marked rows, or those that are seen."""

    def __init__(self, browser: Browser, bridge: Bridge, face: Face) -> None:
        self._browser, self._bridge, self._face = browser, bridge, face

    @property
    def rows(self) -> Sequence[Row]:
        """What would be exported now."""
        listing = self._browser.listing
        return listing.marks.rows or listing.visible_rows

    async def export(self) -> None:
        """Ask in which form and where to, then write."""
        listing, columns, rows = self._browser.listing, columns_in_sight(self._browser), self.rows
        scope = (
            count(listing.source, rows, "marked")
            if listing.marks
            else f"this page of {count(listing.source, rows)}"
        )
        form = await self._face.choose(f"Export {scope} as", lambda _: (*TABLES, *_DOCUMENTS))
        if form is None:
            return
        name = f"{listing.source.plural}.{form.removesuffix(ALL_COLUMNS)}"
        target = await ask_for_file(
            self._face, self._bridge, f"File for {scope}", name, yes="Write", detail=names(rows)
        )
        if target is None:
            return
        path, overwrite = target

        async def write(text: str) -> str:
            place = await self._bridge.write(partial(save, path, text, overwrite=overwrite))
            return f"Written to {place.absolute()}."

        await take_out(self._face, listing.source, f"Exporting {scope}", rows, form, columns, write)
