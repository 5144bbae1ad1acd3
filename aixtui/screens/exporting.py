"""Rows taken out of the app: copied, or written to a file."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from textual import work

from aixtui.catalog.cells import clean
from aixtui.catalog.kind import Kind
from aixtui.runtime.clipboard import copy
from aixtui.runtime.export import save, table, to_csv, to_json, to_json_lines, to_markdown
from aixtui.runtime.workspace import Row, Workspace
from aixtui.screens.arranging import ArrangingScreen
from aixtui.screens.choose import Choose, Offer
from aixtui.screens.prompt import Prompt
from aixtui.widgets.pager import Pager
from aixtui.widgets.resource_list import ResourceList
from aixtui.widgets.resource_table import PLAIN

DOCUMENT = "Document as JSON"
FORMATS = {
    "csv": "the columns of the list",
    "md": "the columns of the list, as a Markdown table",
    "json": "the whole documents, as one array",
    "jsonl": "the whole documents, one a line",
}


class ExportingScreen(ArrangingScreen):
    """Copies and exports the marked rows, or those that are seen."""

    @property
    def chosen(self) -> tuple[Row, ...]:
        """The marked rows, else the one under the cursor."""
        row = self.query_one(ResourceList).row
        return tuple(self.listing.marks.values()) or ((row,) if row else ())

    @work(group="dialog", exclusive=True)
    async def action_export(self) -> None:
        marked = tuple(self.listing.marks.values())
        rows = marked or self.query_one(ResourceList).shown
        if not rows:
            self.notify("There is nothing to export.", severity="warning", markup=False)
            return
        what = (
            f"{len(rows)} marked {self.kind.plural}"
            if marked
            else f"this page of {len(rows)} {self.kind.plural}"
        )
        formats = [Offer(ending, ending.upper(), note) for ending, note in FORMATS.items()]
        ending = await self.app.push_screen_wait(Choose(f"Export {what} as", lambda _: formats))
        if ending is None:
            return
        where = await self.app.push_screen_wait(
            Prompt(f"File for {what}", f"{self.kind.plural}.{ending}", yes="Write")
        )
        if where is None:
            return
        kind, columns = self.kind, self.layouts.get(self.kind.id, PLAIN).chosen or None
        self.query_one(Pager).busy(f"exporting {what}")
        try:
            path = await self.session.write(lambda ws: _export(ws, kind, rows, ending, columns, Path(where)))
        except Exception as error:
            self.show_problem(error)
        else:
            self.notify(f"Wrote {what} to {path}.", markup=False)
        self.tell()

    @work(group="dialog", exclusive=True)
    async def action_copy(self) -> None:
        rows = self.chosen
        texts = self._copies(rows)
        offers = [Offer(label, label, clean(text)[:50]) for label, text in texts.items()]
        offers.append(Offer(DOCUMENT, DOCUMENT, "as the server has it"))
        of = f"{len(rows)} marked rows" if self.listing.marks else rows[0].cells[0].text
        picked = await self.app.push_screen_wait(Choose(f"Copy of {of}", lambda _: offers))
        if picked is None:
            return
        text = texts.get(picked, "")
        if picked == DOCUMENT:
            text = await self.session.read(lambda ws: _documents(ws, rows))
        receipt = await self.session.bridge.write(partial(copy, text, partial(self._send_by_terminal, text)))
        self.notify(receipt.text, markup=False)

    def _copies(self, rows: Sequence[Row]) -> dict[str, str]:
        """What can be copied of the rows, by what it is called."""
        texts = {"Id": "\n".join(row.id for row in rows)}
        if paths := [clean(row.resource.path) for row in rows if getattr(row.resource, "path", None)]:
            texts["Path"] = "\n".join(paths)
        for index, column in enumerate(self.kind.columns):
            texts[column.label] = "\n".join(row.cells[index].text for row in rows)
        columns = self.layouts.get(self.kind.id, PLAIN).chosen or None
        whole = table(self.kind, self.listing.marks.values() or self.query_one(ResourceList).shown, columns)
        texts["Address of this list"] = self.address_text
        return {**texts, "Table as CSV": to_csv(whole), "Table as Markdown": to_markdown(whole)}

    def _send_by_terminal(self, text: str, _sequence: str) -> None:
        # Textual writes the sequence itself, between two frames: ours could land in the middle of one.
        self.app.call_later(self.app.copy_to_clipboard, text)


def _documents(workspace: Workspace, rows: Sequence[Row]) -> str:
    found = [workspace.document(row.resource) for row in rows]
    return to_json(found[0] if len(found) == 1 else found)


def _export(
    workspace: Workspace,
    kind: Kind,
    rows: Sequence[Row],
    ending: str,
    columns: Sequence[str] | None,
    path: Path,
) -> Path:
    if ending == "json":
        return save(path, to_json([workspace.document(row.resource) for row in rows]))
    if ending == "jsonl":
        return save(path, to_json_lines(workspace.document(row.resource) for row in rows))
    whole = table(kind, rows, columns)
    return save(path, to_csv(whole) if ending == "csv" else to_markdown(whole))
