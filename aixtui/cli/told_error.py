"""An error as programs are told it: with a code that stays the same in every version."""

from typing import Any

from aixtui.workspace.problems import Problem


def told_error(problem: Problem) -> dict[str, Any]:
    """The document of an error."""
    told = {"code": problem.code, "title": problem.title, "message": problem.text, "hint": problem.hint}
    return {"error": told}
