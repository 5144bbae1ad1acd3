"""The list of runs, two of them beside each other, and those of one resource."""

from collections.abc import Iterator
from itertools import count

import pytest

from aixtui.sandbox import RunningSandbox
from aixtui.stores.journal import Journal
from aixtui.stores.run_record import Progress
from tests.aixtui.running import journaled
from tests.aixtui.running.journaled import answered, backdate, in_flight, keep
from tests.driving import app_on, connection_to
from tests.snapshots.pictures import NARROW, WIDE, Compare, Size, after, label
from tests.snapshots.scenes import Scene, keys

RUNS = (":in flight: A watches", "R", ":Text Statistics")
SCENES = (
    Scene("runs", keys(*RUNS, "j", "j", "space", ":1 marked")),
    Scene("runs-preview", keys(*RUNS, "j", "j", "o", ":ASKED")),
    Scene("runs-compare", keys(*RUNS, "j", "j", "space", "space", ":2 marked", "equals_sign", ":Credits")),
    Scene("runs-none", keys("R", ":There are no runs", "F", ":Narrow the runs", "escape")),
    Scene("detail-runs", keys("2", ":▌ Text Statistics", "enter", ":ORIGIN", "4", ":1-2 of 2")),
)


@pytest.fixture
def journal(monkeypatch: pytest.MonkeyPatch) -> Iterator[Journal]:
    """The journal as another window has written it, which is still open and watches one of its runs."""
    numbers = count(1)
    monkeypatch.setattr(journaled, "new_run_id", lambda: f"{next(numbers):012x}")
    journal = Journal.open()
    yield journal
    journal.close()


def fill(journal: Journal) -> None:
    name, of = "Text Statistics", "594a8b3d981f0a7045490169"
    answers = ("The day is good.\nIt has 3 words.", "The day was bad.\nIt has 3 words.")
    for days, asked, answer in zip((3, 2), ("A good day.", "A bad day."), answers, strict=True):
        backdate(journal, keep(journal, asked, answered(answer, days / 2), name=name, of=of), days)
    journal.runs.star("000000000001", on=True)
    backdate(journal, keep(journal, "Is it?", Progress("failed", sentence="It broke."), name="Guard"), 0.1)
    backdate(journal, keep(journal, "A report, please.", in_flight(), name="Long Document Report"), 0.001)
    unwatched = keep(journal, "Another one, please.", in_flight(), name="Long Document Report")
    journal.runs.release(unwatched)
    backdate(journal, unwatched, 0.02)


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=label)
@pytest.mark.parametrize("scene", SCENES, ids=label)
def test_runs(
    scene: Scene, size: Size, sandbox: RunningSandbox, journal: Journal, snap_compare: Compare
) -> None:
    if scene.name != "runs-none":
        fill(journal)
    app = app_on(connection_to(sandbox))
    assert snap_compare(app, terminal_size=size, run_before=after("▌ Text Analyst", scene.script))
