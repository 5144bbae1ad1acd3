"""What a command's exit code says, decided by what went wrong alone.

Not found is what an argument or an option names and nothing has: a resource of the server, a run, a draft, a
view, a profile or a change that is kept here. A word of the commands, such as a kind or a column, a file that
cannot be read, and all that is wrong with settings, whoever says them, is wrong usage.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aixtui.workspace.problems import Problem

DONE, FAILED, USAGE, NOT_FOUND, KEY, UNREACHABLE, UNKNOWN, CAP, INTERRUPTED = 0, 1, 2, 3, 4, 5, 6, 7, 130
MEANINGS = {
    DONE: "done",
    FAILED: "failed",
    USAGE: "wrong usage or settings",
    NOT_FOUND: "not found",
    KEY: "no key, or one that is not accepted",
    UNREACHABLE: "backend not reachable",
    UNKNOWN: "sent, outcome unknown",
    CAP: "spending cap reached",
    INTERRUPTED: "interrupted",
}
_CODES = {
    "usage": USAGE,
    "settings": USAGE,
    "not-found": NOT_FOUND,
    "no-key": KEY,
    "unauthorized": KEY,
    "unreachable": UNREACHABLE,
    "outcome-unknown": UNKNOWN,
}


def exit_code(problem: "Problem | None") -> int:
    """The code of what went wrong; None where nothing did, and what was to be done was not wanted."""
    return FAILED if problem is None else _CODES.get(problem.code, FAILED)
