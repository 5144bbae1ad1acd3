"""One step of a run, whole, as a text whose parts fold."""

from typing import NamedTuple

from aixtui.kindspec.cells import clean, pretty
from aixtui.kindspec.results import RunStep
from aixtui.running.step_tree import facts_of
from aixtui.workspace.folded_json import FoldedJson, JsonLines
from aixtui.workspace.notice import Notice

INDENT = "  "


class StepText:
    """Shown until the user has read it."""

    def __init__(self, step: RunStep) -> None:
        self.changed, self.is_over = Notice(), False
        self.name = name_of(step)
        self.text = FoldedJson()
        self.text.load(_lines(step))

    def leave(self) -> None:
        """The user has read it."""
        self.is_over = True
        self.changed()


class _Part(NamedTuple):
    title: str
    lines: JsonLines


def name_of(step: RunStep) -> str:
    """What a step uses and does, else its id."""
    action = "" if step.action == "run" else step.action
    return " ".join(part for part in (step.unit, action) if part) or step.id


def _lines(step: RunStep) -> JsonLines:
    """Each fact below its name; what is JSON folds further."""
    whole = JsonLines()
    for part in (_part(step, fact) for fact in facts_of(step)):
        start = len(whole.lines)
        whole.lines.append(part.title)
        whole.parents.append(-1)
        whole.ends[start] = start + len(part.lines.lines)
        for number, line in enumerate(part.lines.lines):
            above = part.lines.parents[number]
            whole.lines.append(INDENT + line)
            whole.parents.append(start if above < 0 else above + start + 1)
        whole.ends |= {first + start + 1: last + start + 1 for first, last in part.lines.ends.items()}
    whole.text = "\n".join(whole.lines)
    return whole


def _part(step: RunStep, fact: str) -> _Part:
    value = getattr(step, fact)
    if not isinstance(value, str):
        return _Part(clean(fact).upper(), JsonLines(pretty(value)))
    lines = JsonLines()
    lines.lines = pretty(value).split("\n")
    lines.parents = [-1] * len(lines.lines)
    return _Part(clean(fact).upper(), lines)
