"""What a resource was run with before, from here: filled in again by one choice."""

from collections.abc import Mapping, Sequence
from typing import Any

from aixtui.face import Choice, Face
from aixtui.kindspec.cells import clean, pretty
from aixtui.running.run import Run
from aixtui.running.run_form import ACTION, DATA
from aixtui.stores.run_record import StoredRun

_LONGEST = 80


class EarlierInputs:
    """Those of the journal, each once, the latest first."""

    def __init__(self, run: Run, face: Face) -> None:
        self._run, self._face = run, face

    async def choose(self) -> None:
        """Have the user choose some, and fill them in; Ctrl+Z takes that back."""
        run = self._run
        try:
            earlier = await run.inputs.earlier.find()
        except Exception as error:
            self._face.problem(error)
            return
        if not earlier:
            self._face.tell(self.refusal)
            return
        title = f"What {run.name} was run with"
        chosen = await self._face.choose(title, lambda text: _choices(earlier, text))
        if chosen is not None:
            found_run = next(one for one in earlier if one.record.id == chosen)
            run.fill(found_run.record.inputs)
            hidden = ", ".join(map(clean, found_run.hidden_inputs))
            secret = f" To be typed again, being secret: {hidden}." if hidden else ""
            self._face.tell(f"Filled in. {self._face.way_to('field.undo')} takes that back.{secret}")

    @property
    def refusal(self) -> str:
        """Why nothing can be filled in, as a sentence; empty where something can."""
        run = self._run
        is_none = run.inputs.earlier.is_none and not run.number
        return f"{run.name} was not run from here yet." if is_none else ""


def _choices(runs: Sequence[StoredRun], text: str) -> list[Choice]:
    words = text.casefold().split()
    shown = (Choice(run.record.id, summary(run.record.inputs), f"{run.age_text} ago") for run in runs)
    return [one for one in shown if all(word in one.label.casefold() for word in words)]


def summary(inputs: Mapping[str, Any]) -> str:
    """Inputs in one line: a text that comes first by itself, all others with their names."""
    data = inputs.get(DATA)
    parts: list[str] = []
    for name, value in (data if isinstance(data, Mapping) and ACTION in inputs else inputs).items():
        said = clean(pretty(value))
        parts.append(said if not parts and isinstance(value, str) else f"{clean(name)}: {said}")
    return ", ".join(parts)[:_LONGEST] or "nothing"
