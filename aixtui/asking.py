"""Asking for a line until it can be taken, and for the place of a file of the user's own."""

from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path

from aixtui.face import Face
from aixtui.system.exported_file import ExportError, is_taken
from aixtui.workspace.bridge import Bridge


async def ask_for_file(
    face: Face, bridge: Bridge, title: str, name: str, *, yes: str, detail: str = ""
) -> tuple[Path, bool] | None:
    """Where to write, and whether over what is there; None when the user wants neither."""
    target: tuple[Path, bool] | None = None

    async def choose(answer: str) -> str | None:
        nonlocal target
        path = Path(answer)
        try:
            overwrite = await bridge.read(partial(is_taken, path))
        except ExportError as error:
            return f"{error} {error.hint}".strip()
        question = f"{answer} is there already. Overwrite it?"
        if overwrite and not await face.confirm(
            question, "What it holds now is lost.", yes="Overwrite", danger=True
        ):
            return ""
        target = path, overwrite
        return None

    await prompt_until(face, title, name, choose, yes=yes, detail=detail, is_path=True)
    return target


async def prompt_until(
    face: Face,
    title: str,
    text: str,
    attempt: Callable[[str], Awaitable[str | None]],
    *,
    yes: str,
    detail: str = "",
    how: str = "",
    is_path: bool = False,
) -> None:
    """Ask for a line until an attempt with it succeeds, or the user wants nothing; what was typed stays.

    `attempt` returns what is wrong with the line, for the next prompt, or None where it succeeded.
    """
    problem: str | None = ""
    while problem is not None:
        answer = await face.prompt(
            title, text, yes=yes, problem=problem, detail=detail, how=how, is_path=is_path
        )
        if answer is None:
            return
        text, problem = answer, await attempt(answer)
