"""Several windows, in one process and in several, also such as are killed."""

import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from aixtui.stores.drafts import NotHeldError
from aixtui.stores.owner import Owner
from aixtui.system.process_start import process_start
from tests.aixtui.stores.journals import DRAFT, WRITE_ON, Opener

Window = subprocess.Popen[str]
FOREVER = 1_000_000


@pytest.fixture
def start_window(journal_path: Path) -> Iterator[Callable[[str, int], Window]]:
    """Starts a process that writes a draft so many times, says that it is sent, and waits."""
    windows: list[Window] = []

    def start(draft_id: str, times: int) -> Window:
        windows.append(
            subprocess.Popen(
                [sys.executable, "-c", WRITE_ON, str(journal_path), draft_id, str(times)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
        )
        return windows[-1]

    yield start
    for window in windows:
        window.kill()
        window.communicate()


def read_numbers(window: Window, count: int) -> list[int]:
    assert window.stdout is not None
    return [int(window.stdout.readline()) for _ in range(count)]


def kill(window: Window) -> list[int]:
    """Kill it; the numbers that it had acknowledged and nobody had read."""
    window.kill()
    assert window.stdout is not None
    text = window.stdout.read()  # not communicate(): that leaves out what is read ahead already
    window.wait()
    return [int(line) for line in text.splitlines(keepends=True) if line.endswith("\n")]


@pytest.mark.parametrize("turn", range(8))
def test_a_window_that_is_killed_loses_nothing_that_was_written(
    turn: int, start_window: Callable[[str, int], Window], open_journal: Opener
) -> None:
    moment = random.Random(turn)
    for draft_id in ("first", "second"):  # the second one finds what the first one has left
        window = start_window(draft_id, FOREVER)
        last = read_numbers(window, moment.randint(1, 12))[-1]
        time.sleep(moment.uniform(0, 0.02))
        last = max([last, *kill(window)])
        journal = open_journal()
        assert journal.problem is None
        stored = {one.draft.id: one for one in journal.drafts.all("work")}[draft_id]
        number = stored.draft.changes["number"]
        assert number in (last, last + 1), "one more may have been written and not acknowledged"
        assert stored.draft.changes["text"] == str(number) * 5_000
        assert stored.draft.base == {"text": "x" * 20_000}
        assert stored.holder == "nobody"
        journal.close()


def test_what_was_being_sent_by_a_window_that_was_killed_can_be_settled(
    start_window: Callable[[str, int], Window], open_journal: Opener
) -> None:
    window = start_window("d1", 1)
    assert read_numbers(window, 2) == [1, 0]
    journal = open_journal()
    (stored,) = journal.drafts.all("work")
    assert (stored.holder, stored.state, stored.sent) == ("others", "sending", {"number": 1})
    assert journal.drafts.take("d1") is None
    with pytest.raises(NotHeldError):
        journal.drafts.drop("d1")
    with pytest.raises(NotHeldError):
        journal.drafts.mark_sending("d1", {}, secret_fields=())
    with pytest.raises(NotHeldError):
        journal.drafts.put(DRAFT, secret_fields=())
    assert journal.drafts.all("work") == (stored,)
    kill(window)
    assert journal.drafts.all("work") == (stored._replace(holder="nobody"),)
    assert journal.drafts.take("d1") == stored._replace(holder="us")
    journal.drafts.fail("d1", "It had not arrived.")
    journal.drafts.drop("d1")
    assert len(journal.drafts.all("work")) == 0


def test_a_draft_of_nobody_can_be_thrown_away_and_taken_by_one_alone(
    start_window: Callable[[str, int], Window], open_journal: Opener
) -> None:
    for draft_id in ("d1", "d2"):
        window = start_window(draft_id, 1)
        read_numbers(window, 1)
        kill(window)
    one, other = open_journal(), open_journal()
    one.drafts.drop("d1")
    assert one.drafts.take("d2") is not None
    assert one.drafts.take("d2") is not None, "it is ours"
    assert other.drafts.take("d2") is None
    assert [stored.holder for stored in other.drafts.all("work")] == ["others"]


def test_two_windows_on_one_resource_have_a_draft_each(open_journal: Opener) -> None:
    one, other = open_journal(), open_journal()
    one.drafts.put(DRAFT, secret_fields=())
    other.drafts.put(DRAFT._replace(id="d2", changes={"name": "Other"}), secret_fields=())
    with pytest.raises(NotHeldError, match="another window"):
        other.drafts.put(DRAFT._replace(changes={"name": "Overwritten"}), secret_fields=())
    for journal, holders in ((one, ["others", "us"]), (other, ["us", "others"])):
        drafts = journal.drafts.of("work", "agent", "a1")
        assert [stored.draft.changes["name"] for stored in drafts] == ["Other", "Explains"]
        assert [stored.holder for stored in drafts] == holders
        assert len(journal.drafts.all("work")) == 2


def test_two_processes_at_once_lose_nothing(
    start_window: Callable[[str, int], Window], open_journal: Opener
) -> None:
    windows = {name: start_window(name, 40) for name in "abc"}
    for window in windows.values():
        assert read_numbers(window, 40) == list(range(1, 41))
    drafts = open_journal().drafts.of("work", "agent", "a1")
    assert {stored.draft.id: stored.draft.changes["number"] for stored in drafts} == dict.fromkeys("abc", 40)
    assert {stored.holder for stored in drafts} == {"others"}


def test_an_owner_is_alive_as_long_as_its_process_is(start_window: Callable[[str, int], Window]) -> None:
    own = Owner.new_window()
    assert own.is_alive
    assert own != Owner.new_window()
    window = start_window("d1", 1)
    owner = Owner(window.pid, process_start(window.pid), "w")
    assert owner.is_alive
    kill(window)
    assert not owner.is_alive


def test_a_number_that_was_given_again_is_no_sign_of_life() -> None:
    assert not Owner(os.getpid(), "an earlier start", "w").is_alive
    assert not Owner(os.getpid(), "", "w").is_alive
    assert not Owner(0, "", "w").is_alive
