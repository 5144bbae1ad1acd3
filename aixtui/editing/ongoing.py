"""What is being done with resources: one thing at a time."""

from collections.abc import Iterator
from contextlib import contextmanager

from aixtui.face import Face
from aixtui.workspace.problems import Problem
from aixtui.workspace.session import AppSession
from aixtui.workspace.subject import Subject


class Ongoing:
    """Who does it, for whom, through which face; shows one thing as going on, and what stopped it."""

    def __init__(self, session: AppSession, subject: Subject, face: Face) -> None:
        self.session, self.subject, self.face = session, subject, face
        self.task = ""
        """What is being done, and has to end before the next thing; empty when nothing is."""

    @contextmanager
    def busy(self, task: str) -> Iterator[None]:
        """This goes on until the block ends."""
        self.task = task
        try:
            with self.face.busy(task):
                yield
        finally:
            self.task = ""

    def show_problem(self, error: Exception) -> Problem:
        """Say why; where nobody knows whether it was done, show what the server has now."""
        problem = self.face.problem(error)
        if problem.outcome_unknown:
            self.subject.refresh()
        return problem
