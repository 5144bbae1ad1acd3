"""What stands in the place of a table that has nothing to show: loading, empty, or a problem."""

from textual.content import Content
from textual.widgets import Static

from aixtui.workspace.problems import Problem


class EmptyState(Static):
    """A centred message with what to do next."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(markup=False, id=id)

    def say(self, title: str, *lines: str) -> None:
        """Show a plain state."""
        self._show(title, *lines, is_problem=False)

    def say_problem(self, problem: Problem, *lines: str) -> None:
        """Show what went wrong."""
        self._show(problem.title, problem.text, problem.hint, *lines, is_problem=True)

    def _show(self, title: str, *lines: str, is_problem: bool) -> None:
        self.set_class(is_problem, "-problem")
        text = [Content.styled(title, "bold"), *(Content(line) for line in lines if line)]
        content = Content("\n").join(text)
        if not (isinstance(self.content, Content) and content.is_same(self.content)):
            self.update(content)  # it lays the whole screen out anew
