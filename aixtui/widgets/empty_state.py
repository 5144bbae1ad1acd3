"""What stands in the place of a table that has nothing to show: loading, empty, or a problem."""

from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from textual.content import Content
from textual.widgets import Static

from aixtui.listing.emptiness import Emptiness, Remedy, failure
from aixtui.workspace.problems import Problem


class EmptyState(Static):
    """A centred message with what to do next."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(markup=False, id=id)

    def say(self, state: Emptiness) -> None:
        """Show a plain state."""
        self._show(state, is_problem=False)

    def say_problem(self, problem: Problem) -> None:
        """Show what went wrong."""
        self._show(failure(problem), is_problem=True)

    def _show(self, state: Emptiness, *, is_problem: bool) -> None:
        self.set_class(is_problem, "-problem")
        lines = [Content.styled(state.title, "bold"), *(Content(line) for line in state.lines if line)]
        if state.remedies:
            lines += [Content(""), *_remedy_lines(state.remedies)]
        content = Content("\n").join(lines)
        if not (isinstance(self.content, Content) and content.is_same(self.content)):
            self.update(content)  # it lays the whole screen out anew


def _remedy_lines(remedies: Sequence[Remedy]) -> Iterator[Content]:
    """Keys and what they do in two columns: lines of one length, since each is centred by itself."""
    key_cells = max(cell_len(one.key) for one in remedies)
    effect_cells = max(cell_len(one.effect) for one in remedies)
    for one in remedies:
        effect = Content(f"  {one.effect}").pad_right(effect_cells - cell_len(one.effect))
        yield Content.styled(f"{one.key:>{key_cells}}", "bold $key") + effect
