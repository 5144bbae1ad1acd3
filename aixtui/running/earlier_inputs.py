"""What a resource was run with before, from here: filled in again by one choice."""

from collections.abc import Mapping, Sequence
from typing import Any

from aixtui.face import Choice, Face
from aixtui.kindspec.cells import clean, pretty
from aixtui.running.run import Run
from aixtui.running.run_form import ACTION, DATA
from aixtui.stores.exact_json import encode_json
from aixtui.stores.run_list import RunQuery
from aixtui.stores.run_record import StoredRun
from aixtui.workspace.session import AppSession

MOST = 50
_LONGEST = 80


class EarlierInputs:
    """Those of the journal, each once, the latest first."""

    def __init__(self, session: AppSession, run: Run, face: Face) -> None:
        self._session, self._run, self._face = session, run, face

    async def choose(self) -> None:
        """Have the user choose some, and fill them in; Ctrl+Z takes that back."""
        run = self._run
        journal, name = await self._session.journal(), self._session.workspace_name
        query = RunQuery(name, kind=run.kind.id, resource_id=run.resource.id, size=MOST)
        try:
            found, _ = await self._session.bridge.read(lambda: journal.run_list.find(query))
        except Exception as error:
            self._face.problem(error)
            return
        runs = {encode_json(dict(one.record.inputs)): one for one in reversed(found) if self._fits(one)}
        earlier = [*reversed(runs.values())]
        if not earlier:
            self._face.tell(f"{run.name} was not run from here yet.")
            return
        title = f"What {run.name} was run with"
        chosen = await self._face.choose(title, lambda text: _choices(earlier, text))
        if chosen is not None:
            found_run = next(one for one in earlier if one.record.id == chosen)
            run.fill(found_run.record.inputs)
            if hidden := ", ".join(map(clean, found_run.hidden_inputs)):
                self._face.tell(f"To be typed again, being secret: {hidden}.")

    def _fits(self, run: StoredRun) -> bool:
        """Whether it is of the action that is chosen."""
        action = self._run.form.action
        return not action or run.record.inputs.get(ACTION) == action


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
