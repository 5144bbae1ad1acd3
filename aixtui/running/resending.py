"""The question before a run is sent once more, whose inputs are not in sight."""

from collections.abc import Iterable, Mapping
from typing import Any

from aixtui.face import Face
from aixtui.kindspec.cells import clean
from aixtui.running.run_document import input_text

LONGEST_INPUT = 300
"""Characters of an input that a question shows."""


async def ask_again(
    face: Face, name: str, inputs: Mapping[str, Any], spent: float | None, *, may_go_on: bool = False
) -> bool:
    """Whether the user wants it once more, told what it is asked and what it took in credits before."""
    costs = f"The last time it took {spent:.6g} credits." if spent is not None else "It may cost credits."
    asked = [f"{clean(one)}: {clean(input_text(value))[:LONGEST_INPUT]}" for one, value in inputs.items()]
    watch = face.way_to("panel.watch")
    going = f"The one before may still be going on at the server: {watch} watches that again."
    detail = "\n".join([*([going] if may_go_on else ()), costs, *asked])
    return await face.confirm(f"Run {clean(name)} once more?", detail, yes="Run", danger=True)


def tell_hidden(face: Face, names: Iterable[str]) -> None:
    """Say which inputs have to be typed before it can be sent."""
    listed = ", ".join(map(clean, names))
    face.tell(
        f"{listed} is secret and not kept: type it, then {face.way_to('run.start')} sends.", warning=True
    )
