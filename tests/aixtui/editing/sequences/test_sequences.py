"""Random sequences of all that can happen to a form: no typed text is lost, nothing else is changed."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from aixtui.editing import draft_writer, sending, taking_back
from aixtui.stores import owner
from aixtui.stores.journal import JOURNAL
from aixtui.stores.sqlite_file import SqliteFile
from tests.aixtui.editing.sequences.play import complaint
from tests.aixtui.editing.sequences.probe import PROBE
from tests.aixtui.editing.sequences.texts import SECRET
from tests.aixtui.editing.sequences.window import RUNNING, JournalFile, SilentMeasure

SEQUENCES, PARTS = 10_000, 20
FIRST_SEED = int(os.environ.get("AIXTUI_TEST_SEED", "0"))
"""Another one plays other sequences."""


@pytest.fixture
def journals(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[JournalFile]:
    monkeypatch.setattr(draft_writer, "DELAY_SECONDS", 0)
    monkeypatch.setattr(sending, "Measure", SilentMeasure)
    monkeypatch.setattr(os, "fsync", lambda _: None)  # slow, and of no use where no process really ends
    monkeypatch.setattr(taking_back, "find_kind", lambda _: PROBE)
    monkeypatch.setattr(owner, "process_start", lambda _: RUNNING)
    file = SqliteFile(tmp_path / "journal.db", JOURNAL)
    yield JournalFile(file)
    file.close()


@pytest.mark.parametrize("part", range(PARTS))
def test_nothing_that_was_typed_is_lost(part: int, journals: JournalFile, tmp_path: Path) -> None:
    count = SEQUENCES // PARTS
    first = FIRST_SEED * SEQUENCES + part * count
    found = next(filter(None, (complaint(seed, journals) for seed in range(first, first + count))), "")
    assert not found, found
    for path in tmp_path.glob("journal.db*"):
        assert SECRET.encode() not in path.read_bytes(), "a secret is on disk"
