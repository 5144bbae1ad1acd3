"""Where a file of the user's own is to be, asked of whoever shows things."""

from functools import partial
from pathlib import Path

from aixtui.face import Face, prompt_until
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
