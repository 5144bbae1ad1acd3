"""All checks, one after the other; what comes out is safe to be shown to anybody."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from aixtui.auth.redaction import hide
from aixtui.diagnosis.finding import Check, Finding
from aixtui.workspace.problems import explain

_FIRST = "Mend that first."


def examine(checks: Mapping[str, Check]) -> Iterator[Finding]:
    """What the checks find. One that fails is a finding, and holds up none of the others."""
    told = dict[str, str]()
    for name, check in checks.items():
        try:
            for finding in check():
                yield _safe(finding)
        except Exception as error:  # a check is there to meet what nobody expects
            problem = explain(error)
            if first := told.get(problem.text):  # the settings are read by many
                yield Finding(
                    name, "wrong", f"not looked at: what is wrong with {first} is in the way", _FIRST
                )
                continue
            told[problem.text] = name
            text = f"{problem.title}: {problem.text}".strip(": ")
            yield _safe(Finding(name, "wrong", text, problem.hint))


def _safe(finding: Finding) -> Finding:
    return finding._replace(text=_without(finding.text), remedy=_without(finding.remedy))


def _without(text: str) -> str:
    """The text without keys, and without the name of whoever is at home here."""
    home = str(Path.home())
    if len(home) > 1:
        text = re.sub(rf"{re.escape(home)}(?=/|\b)", "~", text)
    return hide(text)
