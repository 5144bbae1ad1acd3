"""Rows taken out of the app: copied, or written to a file."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from textual import work

from aixtui.kindspec.cells import clean
from aixtui.kindspec.kind import Kind
from aixtui.listing.export import (
    ExportError,
    is_taken,
    save,
    table,
    to_csv,
    to_json,
    to_json_lines,
    to_markdown,
)
from aixtui.screens.arranging import ArrangingScreen
from aixtui.screens.bulk import BulkScreen
from aixtui.screens.choose import Choose, Offer
from aixtui.screens.confirm import Confirm
from aixtui.screens.prompt import Prompt
from aixtui.widgets.columns import place
from aixtui.widgets.fixed_columns import fixed_columns
from aixtui.widgets.resource_list import ResourceList
from aixtui.widgets.row_segments import GUTTER
from aixtui.workspace.workspace import Row, Workspace

DOCUMENT, ADDRESS = "Document as JSON", "Address of this list"
ALL = "-all"
"""Ends the id of a table that has more than what is on the screen."""
TABLES = (
    Offer("csv", "CSV", "the columns on the screen"),
    Offer(f"csv{ALL}", "CSV, all columns", "with id and path"),
    Offer("md", "Markdown", "the columns on the screen"),
    Offer(f"md{ALL}", "Markdown, all columns", "with id and path"),
)
DOCUMENTS = (
    Offer("json", "JSON", "the whole documents, as one array"),
    Offer("jsonl", "JSONL", "the whole documents, one a line"),
)


class ExportingScreen(ArrangingScreen):
    """Copies and exports the marked rows, or those that are seen."""

    @property
    def chosen(self) -> tuple[Row, ...]:
        """The marked rows, else the one under the cursor."""
        row = self.query_one(ResourceList).row
        return tuple(self.listing.marks.values()) or ((row,) if row else ())

    @property
    def _marked_or_seen(self) -> tuple[Row, ...]:
        return tuple(self.listing.marks.values()) or self.query_one(ResourceList).shown

    @property
    def _columns_seen(self) -> list[str]:
        room = self.query_one(ResourceList).size.width - GUTTER
        layout = self._layout_now._replace(fixed=fixed_columns(self.listing))
        return [placed.column.id for placed in place(self.kind.columns, room, layout)]

    @work(group="dialog", exclusive=True)
    async def action_export(self) -> None:
        rows = self._marked_or_seen
        if not rows:
            self.notify("There is nothing to export.", severity="warning", markup=False)
            return
        marked = bool(self.listing.marks)
        what = count(self.kind, rows, "marked") if marked else f"this page of {count(self.kind, rows)}"
        title = f"Export {what} as"
        form = await self.app.push_screen_wait(Choose(title, lambda _: (*TABLES, *DOCUMENTS)))
        if form is None:
            return
        file = await self._file_for(what, rows, f"{self.kind.plural}.{form.removesuffix(ALL)}")
        if file is not None:
            path, overwrite = file

            def write(text: str) -> str:
                return f"Written to {save(path, text, overwrite=overwrite).absolute()}."

            await self._go_through(f"Exporting {what}", rows, form, write)

    async def _file_for(self, what: str, rows: Sequence[Row], name: str) -> tuple[Path, bool] | None:
        """Where to write, and whether over what is there; None when the user wants neither."""
        problem = ""
        while True:
            asked = Prompt(f"File for {what}", name, yes="Write", problem=problem, detail=names(rows))
            typed = await self.app.push_screen_wait(asked)
            if typed is None:
                return None
            name, path, problem = typed, Path(typed), ""
            try:
                taken = await self.session.bridge.read(partial(is_taken, path))
            except ExportError as error:
                problem = f"{error} {error.hint}".strip()
                continue
            question = Confirm(
                f"{name} is there already. Overwrite it?",
                "What it holds now is lost.",
                yes="Overwrite",
                danger=True,
            )
            if not taken or await self.app.push_screen_wait(question):
                return path, taken

    async def _go_through(
        self, title: str, rows: Sequence[Row], form: str, use: Callable[[str], str]
    ) -> None:
        """Take the rows one by one, with a result for each, then `use` those that came, off the loop."""
        kind, columns = self.kind, self._columns_seen
        came: list[Any] = []

        async def take(row: Row) -> None:
            reads = form in [offer.id for offer in DOCUMENTS]
            came.append(await self.session.read(partial(_document, kind=kind, row=row)) if reads else row)

        async def end() -> str:
            if not came:
                return "Nothing came."
            return await self.session.bridge.write(lambda: use(_text(kind, came, form, columns)))

        await self.app.push_screen_wait(BulkScreen(title, rows, take, end, breaks_off=True))

    @work(group="dialog", exclusive=True)
    async def action_copy(self) -> None:
        rows = self.chosen
        texts = self._copies(rows) if rows else {ADDRESS: self.address_text}
        offers = [Offer(label, label, clean(text)[:50]) for label, text in texts.items()]
        if rows:
            offers.append(Offer(DOCUMENT, DOCUMENT, "as the server has it"))
        of = rows[0].cells[0].text if rows else "this list"
        if self.listing.marks:
            of = count(self.kind, rows, "marked")
        picked = await self.app.push_screen_wait(Choose(f"Copy of {of}", lambda _: offers))
        if picked is None:
            return
        if picked == DOCUMENT and len(rows) > 1:
            await self._go_through(f"Copying {count(self.kind, rows)}", rows, "json", self.copy_blocking)
            return
        try:
            text = texts[picked] if picked in texts else await self._document_of(rows[0])
        except Exception as error:
            self.show_problem(error)
        else:
            await self.copy_out(text)

    async def _document_of(self, row: Row) -> str:
        return to_json(await self.session.read(partial(_document, kind=self.kind, row=row)))

    def _copies(self, rows: Sequence[Row]) -> dict[str, str]:
        """What can be copied of the rows, by what it is called."""
        texts = {"Id": "\n".join(row.id for row in rows)}
        if paths := [clean(row.resource.path) for row in rows if getattr(row.resource, "path", None)]:
            texts["Path"] = "\n".join(paths)
        for index, column in enumerate(self.kind.columns):
            texts[column.label] = "\n".join(row.cells[index].text for row in rows)
        texts[ADDRESS] = self.address_text
        many, columns = self._marked_or_seen, self._columns_seen
        tables = {f"Table as {form.label}": _text(self.kind, many, form.id, columns) for form in TABLES}
        return texts | tables


def count(kind: Kind, rows: Sequence[Row], marked: str = "") -> str:
    """How many of what, such as `3 marked models`."""
    return " ".join(filter(None, (f"{len(rows):,}", marked, kind.id if len(rows) == 1 else kind.plural)))


def names(rows: Sequence[Row]) -> str:
    """Which ones, one a line."""
    return "\n".join(row.cells[0].text for row in rows)


def _document(workspace: Workspace, kind: Kind, row: Row) -> Any:
    return workspace.document(workspace.get(kind, row.resource.id))


def _text(kind: Kind, came: Sequence[Any], form: str, columns: Sequence[str]) -> str:
    """Documents, or rows, in the form of this id."""
    if form == "json":
        return to_json(came)
    if form == "jsonl":
        return to_json_lines(came)
    whole = table(kind, came, None if form.endswith(ALL) else columns)
    return to_csv(whole) if form.startswith("csv") else to_markdown(whole)
