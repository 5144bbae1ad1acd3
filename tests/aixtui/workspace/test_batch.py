"""One thing done with many: what became of each, whatever happens."""

import asyncio

import pytest

from aixtui.workspace.batch import Batch, Outcome

pytestmark = pytest.mark.anyio
ITEMS = (("a", "Apple"), ("b", "Banana"), ("c", "Cherry"))


class Job:
    """Does it, and notes with which."""

    def __init__(self, **errors: Exception) -> None:
        self.errors, self.done_items = errors, list[str]()
        self.gate: asyncio.Event | None = None
        self.start = asyncio.Event()

    async def __call__(self, item_id: str) -> None:
        self.start.set()
        if self.gate is not None:
            await self.gate.wait()
        if item_id in self.errors:
            raise self.errors[item_id]
        self.done_items.append(item_id)


async def test_all_are_done_in_their_order_and_the_end_says_what_came_of_it() -> None:
    async def end() -> str:
        return "Written."

    states: list[str] = []
    job = Job()
    batch = Batch(ITEMS, job, end)
    batch.changed.listen(lambda: states.append(batch.state))
    await batch.go()
    assert job.done_items == batch.done_ids == ["a", "b", "c"]
    assert states[0] == "1 of 3: Apple. Esc stops after this one."
    assert batch.state == "3 done. Written. Esc closes this."
    assert batch.is_over


@pytest.mark.usefixtures("told_defect")
async def test_one_that_fails_in_any_way_holds_up_no_other() -> None:
    batch = Batch(ITEMS, Job(a=OSError(5, "broken"), b=ZeroDivisionError("a defect")))
    await batch.go()
    assert batch.done_ids == ["c"]
    assert [outcome.name for outcome in batch.outcomes if outcome.problem] == ["Apple", "Banana"]
    assert batch.outcomes[2] == Outcome("Cherry")
    assert batch.state == "1 done, 2 failed. Esc closes this."


async def test_an_end_that_fails_is_an_outcome_of_its_own() -> None:
    async def end() -> str:
        raise OSError(28, "No space left")

    batch = Batch(ITEMS, Job(), end)
    await batch.go()
    assert "No space left" in batch.outcomes[-1].problem
    assert (batch.is_over, batch.done_ids) == (True, ["a", "b", "c"])


async def test_stopping_lets_what_was_sent_come_to_its_end() -> None:
    job = Job()
    job.gate = asyncio.Event()
    batch = Batch(ITEMS, job)
    task = asyncio.ensure_future(batch.go())
    await job.start.wait()
    batch.stop()
    assert not task.done()
    job.gate.set()
    await task
    assert batch.done_ids == ["a"]
    assert batch.state == "1 done, 2 not tried. Esc closes this."


async def test_what_can_be_broken_off_stops_at_once_and_still_ends() -> None:
    async def end() -> str:
        return "Written."

    job = Job()
    job.gate = asyncio.Event()
    batch = Batch(ITEMS, job, end, breaks_off=True)
    task = asyncio.ensure_future(batch.go())
    await job.start.wait()
    assert batch.state == "1 of 3: Apple. Esc stops."
    batch.stop()
    await task
    assert batch.state == "0 done, 3 not tried. Written. Esc closes this."


async def test_a_batch_whose_work_is_cancelled_from_outside_does_not_go_on() -> None:
    job = Job()
    job.gate = asyncio.Event()
    batch = Batch(ITEMS, job)
    task = asyncio.ensure_future(batch.go())
    await job.start.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert not batch.is_over


async def test_nothing_to_do_is_done_at_once() -> None:
    batch = Batch((), Job())
    batch.stop()
    await batch.go()
    assert (batch.is_over, batch.state) == (True, "0 done. Esc closes this.")
