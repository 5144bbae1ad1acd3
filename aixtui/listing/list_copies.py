"""What can be copied of a list: ids, cells, tables, documents, and its address."""

from collections.abc import Sequence
from functools import partial

from aixtui.face import Face
from aixtui.kindspec.cells import clean
from aixtui.listing.browser import Browser
from aixtui.listing.documents import columns_in_sight, count, take_out, text_of
from aixtui.listing.export import to_json
from aixtui.listing.exports import TABLES
from aixtui.listing.source import Source
from aixtui.workspace.copies import Copies
from aixtui.workspace.rows import Row

ADDRESS = "Address of this list"


class ListCopies:
    """Copies of the marked rows, else of the one under the cursor; of an empty list the address alone."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser

    def copies(self) -> Copies:
        """Texts of the rows, by what they are called."""
        listing = self._browser.listing
        rows = listing.selection
        if not rows:
            return Copies("this list", {ADDRESS: self._browser.address_text})
        title = count(listing.source, rows, "marked") if listing.marks else rows[0].cells[0].text
        copy_documents = partial(_copy_documents, listing.source, rows)  # of these, whatever comes meanwhile
        return Copies(title, self._texts(rows), listing.source.document_note, copy_documents)

    def _texts(self, rows: Sequence[Row]) -> dict[str, str]:
        listing = self._browser.listing
        texts = {"Id": "\n".join(row.id for row in rows)}
        if paths := [clean(row.resource.path) for row in rows if getattr(row.resource, "path", None)]:
            texts["Path"] = "\n".join(paths)
        for number, column in enumerate(listing.source.columns):
            texts[column.label] = "\n".join(row.cells[number].text for row in rows)
        texts[ADDRESS] = self._browser.address_text
        table_rows, columns = listing.marks.rows or listing.visible_rows, columns_in_sight(self._browser)
        return texts | {
            f"Table as {form.label}": text_of(listing.source, table_rows, form.id, columns) for form in TABLES
        }


async def _copy_documents(source: Source, rows: Sequence[Row], face: Face) -> None:
    """Copy what the server has: one document, or an array of them."""
    if len(rows) > 1:
        await take_out(face, source, f"Copying {count(source, rows)}", rows, "json", (), face.copy)
    else:
        text = to_json(await source.document(rows[0]))
        face.tell(await face.copy(text))
