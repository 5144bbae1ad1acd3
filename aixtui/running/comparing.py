"""Two runs beside each other: what they were asked and gave, and what it took. Pure."""

from datetime import UTC

from aixtui.face import FieldChange
from aixtui.kindspec.cells import clean
from aixtui.running.run_document import input_text, output_text
from aixtui.running.run_rows import credits_cell, seconds_cell, state_cell
from aixtui.stores.run_record import StoredRun
from aixtui.system import clock


def changes_between(first: StoredRun, second: StoredRun) -> tuple[FieldChange, ...]:
    """Each input, how it ended, time and cost, and the output, of the one and of the other."""
    names = dict.fromkeys([*first.record.inputs, *second.record.inputs])
    inputs = [FieldChange(clean(name), _input(first, name), _input(second, name)) for name in names]
    facts = [
        FieldChange("Resource", clean(first.name), clean(second.name)),
        FieldChange("State", state_cell(first).text, state_cell(second).text),
        FieldChange("Seconds", seconds_cell(first).text, seconds_cell(second).text),
        FieldChange("Credits", credits_cell(first).text, credits_cell(second).text),
    ]
    return (*inputs, *facts, FieldChange("Output", _output(first), _output(second)))


def title_of(first: StoredRun, second: StoredRun) -> str:
    """Which two they are, by what was run and when: of today the time of day is enough, in UTC."""
    one, other = _when(first), _when(second)
    if first.name == second.name:
        return f"{clean(first.name)}: {one} (-) and {other} (+)"
    return f"{clean(first.name)}, {one} (-) and {clean(second.name)}, {other} (+)"


def _when(run: StoredRun) -> str:
    at, today = run.started_at.astimezone(UTC), clock.now().astimezone(UTC).date()
    return f"{at:%H:%M:%S}" if at.date() == today else f"{at:%Y-%m-%d %H:%M:%S}"


def _input(run: StoredRun, name: str) -> str:
    return input_text(run.record.inputs[name]) if name in run.record.inputs else ""


def _output(run: StoredRun) -> str:
    return output_text(run) or clean(run.progress.sentence)
