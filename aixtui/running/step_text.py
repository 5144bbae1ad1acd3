"""One step of a run, whole, as a text whose parts fold."""

from aixtui.kindspec.cells import pretty
from aixtui.kindspec.results import RunStep
from aixtui.running.step_tree import facts_of
from aixtui.workspace.copies import Copies
from aixtui.workspace.folded_json import FoldedJson, JsonLines
from aixtui.workspace.notice import Notice

INDENT = "  "


class StepText:
    """Shown until the user has read it."""

    def __init__(self, step: RunStep, of: tuple[str, ...] = ()) -> None:
        """`of` is what was run, as the header says it."""
        self.changed, self.is_over, self.of = Notice(), False, of
        self.name = name_of(step)
        self._step = step
        self.text = FoldedJson()
        self.text.load(_lines(step))

    def copies(self) -> Copies:
        """What can be copied: each of its facts, whole."""
        facts = facts_of(self._step)
        return Copies(self.name, {fact.capitalize(): pretty(getattr(self._step, fact)) for fact in facts})

    def leave(self) -> None:
        """The user has read it."""
        self.is_over = True
        self.changed()


def name_of(step: RunStep) -> str:
    """What a step uses and does, else its id."""
    action = "" if step.action == "run" else step.action
    return " ".join(part for part in (step.unit, action) if part) or step.id


def _lines(step: RunStep) -> JsonLines:
    """Each fact below its name; what is JSON folds further."""
    whole = JsonLines()
    for fact in facts_of(step):
        start, part = len(whole.lines), _lines_of(getattr(step, fact))
        whole.lines.append(fact.upper())
        whole.parents.append(-1)
        whole.ends[start] = start + len(part.lines)
        for number, line in enumerate(part.lines):
            above = part.parents[number]
            whole.lines.append(INDENT + line)
            whole.parents.append(start if above < 0 else above + start + 1)
        whole.ends |= {first + start + 1: last + start + 1 for first, last in part.ends.items()}
    whole.text = "\n".join(whole.lines)
    return whole


def _lines_of(value: object) -> JsonLines:
    if not isinstance(value, str):
        return JsonLines(pretty(value))
    lines = JsonLines()
    lines.lines = pretty(value).split("\n")
    lines.parents = [-1] * len(lines.lines)
    return lines
