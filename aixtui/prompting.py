"""Asking for a line until it can be taken."""

from collections.abc import Awaitable, Callable

from aixtui.face import Face


async def prompt_until(
    face: Face,
    title: str,
    text: str,
    attempt: Callable[[str], Awaitable[str | None]],
    *,
    yes: str,
    detail: str = "",
    is_path: bool = False,
) -> None:
    """Ask for a line until an attempt with it succeeds, or the user wants nothing; what was typed stays.

    `attempt` returns what is wrong with the line, for the next prompt, or None where it succeeded.
    """
    problem: str | None = ""
    while problem is not None:
        answer = await face.prompt(title, text, yes=yes, problem=problem, detail=detail, is_path=is_path)
        if answer is None:
            return
        text, problem = answer, await attempt(answer)
