"""One step, whole, as lines that fold."""

import json

from aixtui.kindspec.results import RunStep
from aixtui.running.step_text import StepText

STEP = RunStep(
    "1", unit="Search", thought="It ends with {\n} and so on", input={"text": "a\nb", "n": [1]}, error="No."
)


def seen(step: StepText) -> list[str]:
    text = step.text
    return [text.source.lines[row.line] + ("…" if text.is_folded(row.line) else "") for row in text.rows]


def test_texts_stand_as_they_are_and_values_as_json() -> None:
    assert seen(StepText(STEP)) == [
        "THOUGHT",
        "  It ends with {",
        "  } and so on",
        "INPUT",
        "  {",
        '    "text": "a\\nb",',
        '    "n": [',
        "      1",
        "    ]",
        "  }",
        "ERROR",
        "  No.",
    ]


def test_a_fact_folds_and_so_does_what_is_json_in_it() -> None:
    step = StepText(STEP)
    step.text.toggle()
    step.text.move_to(len(step.text.rows) - 8)
    assert seen(step)[:3] == ["THOUGHT…", "INPUT", "  {"]
    step.text.move_to(2)
    step.text.toggle()
    assert seen(step) == ["THOUGHT…", "INPUT", "  {…", "ERROR", "  No."]
    step.text.fold()
    assert step.text.line == 3


def test_what_acts_does_not() -> None:
    assert "\x1b" not in "".join(seen(StepText(STEP._replace(thought="\x1b[31mred", input="\x1b]0;x\x07"))))


def test_each_fact_can_be_copied_whole() -> None:
    copies = StepText(STEP).copies()
    assert (copies.of, [*copies.texts]) == ("Search", ["Thought", "Input", "Error"])
    assert copies.texts["Thought"] == "It ends with {\n} and so on"
    assert json.loads(copies.texts["Input"]) == STEP.input
