"""The face of commands, as far as commands ask and tell: words and questions go to stderr."""

import click

from aixtui.cli.output import say
from aixtui.face import Detail
from aixtui.workspace.problems import Problem, explain


class CommandFace:
    """Says everything in a line. A question that nobody can answer, as in a pipe, aborts the command."""

    def tell(
        self, text: str, *, title: str = "", warning: bool = False, seconds: float | None = None
    ) -> None:
        """Print a line; nothing on a terminal goes away by itself, so `seconds` mean nothing here."""
        del warning, seconds
        say(f"{title}: {text}" if title else text)

    def problem(self, error: BaseException) -> Problem:
        """Print what went wrong, as a sentence or two."""
        problem = explain(error)
        say(problem.sentence)
        return problem

    async def confirm(
        self, question: str, detail: Detail = "", *, note: str = "", yes: str, danger: bool = False
    ) -> bool:
        """Ask on the terminal, after what it is about; no is the default.

        Raises:
            click.Abort: nobody can answer.
        """
        del yes, danger
        changes = [] if isinstance(detail, str) else [f"{one.label}: {one.after}" for one in detail]
        for line in (detail if isinstance(detail, str) else "", *changes, note):
            if line:
                say(line)
        return click.confirm(question, err=True)
