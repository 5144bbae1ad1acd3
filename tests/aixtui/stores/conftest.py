from collections.abc import Iterator
from pathlib import Path

import pytest

from aixtui.stores.journal import Journal
from tests.aixtui.stores.journals import Opener


@pytest.fixture
def journal_path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "journal.db"


@pytest.fixture
def open_journal(journal_path: Path) -> Iterator[Opener]:
    """Opens the same file as often as it is called, as several windows do."""
    journals: list[Journal] = []

    def another() -> Journal:
        journals.append(Journal.open(journal_path))
        return journals[-1]

    yield another
    for journal in journals:
        journal.close()


@pytest.fixture
def journal(open_journal: Opener) -> Journal:
    opened = open_journal()
    assert opened.problem is None
    return opened
