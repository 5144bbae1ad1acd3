"""What stands in the place of a table that has nothing to show: loading, empty, or a problem."""

from textual.content import Content
from textual.widgets import Static

from aixtui.workspace.problems import Problem


class Notice(Static):
    """A centred message with what to do next."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(markup=False, id=id)

    def say(self, title: str, *lines: str) -> None:
        """Show a plain state."""
        self.set_class(False, "-problem")
        self.update(
            Content("\n").join([Content.styled(title, "bold"), *(Content(line) for line in lines if line)])
        )

    def say_problem(self, problem: Problem, *lines: str) -> None:
        """Show what went wrong."""
        self.say(problem.title, problem.text, problem.hint, *lines)
        self.set_class(True, "-problem")
