"""Marked rows, and what is done with them."""

from aixtui.actions import Action
from aixtui.screens.bulk import BulkScreen
from aixtui.screens.confirm import Confirm
from aixtui.screens.exporting import ExportingScreen, count, names
from aixtui.widgets.resource_list import ResourceList
from aixtui.workspace.workspace import Row

FOR_GOOD = "This cannot be undone."


class MarkingScreen(ExportingScreen):
    """Marks rows, and deletes many at once."""

    def refusal(self, action: Action) -> str:
        marks = self.listing.marks
        if action.id == "delete" and marks and not self.never(action):
            return ""
        if action.id in ("mark", "mark-range") and self.query_one(ResourceList).row is None:
            return f"There is no {self.kind.id} under the cursor."
        if action.id == "unmark" and not marks:
            return "Nothing is marked."
        return super().refusal(action)

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
        many = count(self.kind, rows)
        sure = Confirm(f"Delete {many}?", names(rows), note=FOR_GOOD, yes="Delete", danger=True)
        if not await self.app.push_screen_wait(sure):
            return

        async def delete(row: Row) -> None:
            # What is gone already is as good as deleted.
            await self.session.write(lambda ws: ws.delete(row.resource, gone_is_fine=True))

        for row_id in await self.app.push_screen_wait(BulkScreen(f"Deleting {many}", rows, delete)):
            self.listing.marks.pop(row_id, None)
        self.vanished()
