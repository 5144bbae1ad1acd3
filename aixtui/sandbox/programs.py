"""Programs that this machine may have, and what each makes possible here."""

import os
import shutil
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple


class Program(NamedTuple):
    """A program by the name that it is started with, and what it is for."""

    name: str
    purpose: str

    @property
    def path(self) -> str | None:
        """Where it is; None where it is not installed."""
        return _found(self.name, os.environ.get("PATH", os.defpath))


APERTIUM = Program("apertium", "translation")
ESPEAK = Program("espeak-ng", "speech")
TESSERACT = Program("tesseract", "reading text in pictures")
NEEDED: Mapping[str, Program] = {
    "sandbox/apertium-translation": APERTIUM,
    "sandbox/espeak-speech": ESPEAK,
    "sandbox/tesseract-ocr": TESSERACT,
}
"""Engine -> the program that does its work."""


def missing() -> dict[str, str]:
    """Engine -> why it does not run here, of those whose program is not installed."""
    return {
        engine: f"It needs {program.name}, which is not installed on this machine."
        for engine, program in NEEDED.items()
        if program.path is None
    }


def about_programs() -> str:
    """Which of them are there, in a sentence or two."""
    there = [program for program in NEEDED.values() if program.path]
    absent = [program for program in NEEDED.values() if not program.path]
    said = [f"Found: {_listed(there)}."] if there else []
    return " ".join([*said, f"Not installed: {_listed(absent)}."] if absent else said)


def _listed(programs: list[Program]) -> str:
    return ", ".join(f"{program.name} ({program.purpose})" for program in programs)


@cache
def _found(name: str, path: str) -> str | None:
    return shutil.which(name, path=path)
