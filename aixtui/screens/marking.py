"""Marked rows and what is done with them: copied, exported, deleted."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from textual import work

from aixtui.actions import Action
from aixtui.catalog.cells import clean
from aixtui.catalog.kind import Kind
from aixtui.runtime.clipboard import copy
from aixtui.runtime.export import save, table, to_csv, to_json, to_json_lines, to_markdown
from aixtui.runtime.workspace import Row, Workspace
from aixtui.screens.arranging import ArrangingScreen
from aixtui.screens.bulk import BulkScreen
from aixtui.screens.choose import Choose, Offer
from aixtui.screens.confirm import Confirm
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
NAMED = 8
"""How many of the marked are named in a question."""


class MarkingScreen(ArrangingScreen):
    """What is done with many rows at once, or said about one."""

    def refusal(self, action: Action) -> str:
        marks = self.listing.marks
        if action.id == "delete" and marks and not self.never(action):
            return ""
        if action.id in ("mark", "mark-range", "copy") and self.query_one(ResourceList).row is None:
            return f"There is no {self.kind.id} under the cursor."
        if action.id == "unmark" and not marks:
            return "Nothing is marked."
        return super().refusal(action)

    @property
    def chosen(self) -> tuple[Row, ...]:
        """The marked rows, else the one under the cursor."""
        row = self.query_one(ResourceList).row
        return tuple(self.listing.marks.values()) or ((row,) if row else ())

    def action_mark(self) -> None:
        body = self.query_one(ResourceList)
        if body.row is not None:
            self.listing.toggle_mark(body.row)
            body.table.action_cursor_down()
            self._marked()

    def action_mark_range(self) -> None:
        body = self.query_one(ResourceList)
        if body.row is not None:
            self.listing.mark_to(body.row, body.shown)
            self._marked()

    def action_mark_page(self) -> None:
        self.listing.mark(self.query_one(ResourceList).shown)
        self._marked()

    def action_invert_marks(self) -> None:
        self.listing.invert(self.query_one(ResourceList).shown)
        self._marked()

    def vanished(self) -> None:
        """Drop the marks of what was deleted here; what was deleted elsewhere is found gone later."""
        for row_id, row in list(self.listing.marks.items()):
            if getattr(row.resource, "is_deleted", False):
                del self.listing.marks[row_id]
        super().vanished()

    def action_unmark(self) -> None:
        self.listing.unmark()
        self._marked()

    def _marked(self) -> None:
        self.query_one(ResourceList).table.show_marks()
        self.tell()
        self.show_footer()

    async def delete_chosen(self) -> None:
        if self.listing.marks:
            await self._delete_marked()
        else:
            await super().delete_chosen()

    async def _delete_marked(self) -> None:
        rows = self.chosen
        title = f"Delete {len(rows)} {self.kind.plural}?"
        names = [row.cells[0].text for row in rows[:NAMED]]
        rest = [f"and {len(rows) - NAMED} more"] if len(rows) > NAMED else []
        detail = "\n".join([*names, *rest, "", "This cannot be undone."])
        if not await self.app.push_screen_wait(Confirm(title, detail, yes="Delete", danger=True)):
            return
        bulk = BulkScreen(self.session, f"Deleting {len(rows)} {self.kind.plural}", rows, _delete)
        for row_id in await self.app.push_screen_wait(bulk):
            self.listing.marks.pop(row_id, None)
        self.vanished()

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


def _delete(workspace: Workspace, row: Row) -> None:
    """Delete one; what is gone already is as good as deleted."""
    workspace.delete(row.resource, gone_is_fine=True)


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
