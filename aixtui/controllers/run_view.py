"""What is seen of a run: its tabs, the parts of its output."""

from aixtui.actions import AppAction
from aixtui.face import Choice, Face
from aixtui.running.outputs.records_part import RecordsPart
from aixtui.running.run_view import TABS, RunView

NO_TABLE = "There is no table under the cursor."


class RunViewController:
    """Goes through what a run gave."""

    def __init__(self, view: RunView, face: Face) -> None:
        self._view, self._face = view, face

    def refusal(self, action: AppAction) -> str:
        """A reply comes at the end; only tables are sorted; and where there is one part there is no other."""
        view = self._view
        if action.id == "raw" and not view.parts["output"]:
            return "There is no reply yet."
        if action.id == "sort" and not isinstance(view.part, RecordsPart):
            return NO_TABLE
        if action.id == "preview" and not view.waiting_pictures:
            return "Every picture is shown." if view.has_pictures else "It gave no picture."
        if action.id in ("next-part", "previous-part") and len(view.shown_parts) < 2:
            return "There is no other part."
        return ""

    def label(self, action: AppAction) -> str:
        """The raw reply leads back to the output."""
        return "Output" if action.id == "raw" and self._view.tab == "reply" else action.label

    def do_raw(self) -> None:
        """Show the raw reply, or the output again."""
        self._view.show("output" if self._view.tab == "reply" else "reply")

    def do_next_tab(self) -> None:
        """Show the next tab, after the last one the first."""
        self._view.turn(+1)

    def do_previous_tab(self) -> None:
        """Show the tab before."""
        self._view.turn(-1)

    def do_show_tab(self, index: int) -> None:
        """Show the tab at this place, from 0, if there is one."""
        if index < len(TABS):
            self._view.show_tab(index)

    def do_next_part(self) -> None:
        """Go to the next part."""
        self._view.turn_part(+1)

    def do_previous_part(self) -> None:
        """Go to the part before."""
        self._view.turn_part(-1)

    def do_preview(self) -> None:
        """Have the pictures fetched."""
        self._view.draw_pictures()

    async def do_sort(self) -> None:
        """Ask by which column."""
        part = self._view.part
        if not isinstance(part, RecordsPart):
            return
        choices = [
            Choice(column.key, column.label, _direction(part, column.key), _direction(part, column.key) != "")
            for column in part.columns
        ]
        key = await self._face.choose(f"Sort {part.title} by", lambda _: choices)
        column = next((one for one in part.columns if one.key == key), None)
        if column is not None:
            part.sort_by(column)
            self._view.search.look_again()


def _direction(part: RecordsPart, key: str) -> str:
    if part.sort is None or part.sort[0] != key:
        return ""
    return "now descending" if part.sort[1] else "now ascending"
