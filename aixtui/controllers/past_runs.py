"""What was run from here: the way to the list of it, and what can be done with its rows alone."""

from aixtui.actions import AppAction, key_of
from aixtui.listing.address import AppAddress
from aixtui.listing.browser import Browser
from aixtui.listing.listing import Listing
from aixtui.listing.own_rows import OwnRows
from aixtui.running.past_runs import PastRuns
from aixtui.running.run_rows import RUNS
from aixtui.running.run_upkeep import RunUpkeep


def has_unwatched(listing: Listing) -> bool:
    """Whether a run is among the rows that may go on, and that nobody watches."""
    is_of_runs = listing.source.id == RUNS.id
    return is_of_runs and any(row.resource.state == "not watched" for row in listing.rows)


class PastRunsController:
    """Shows the list of runs, and watches those again that nobody does."""

    def __init__(self, browser: Browser, upkeep: RunUpkeep) -> None:
        self._browser, self._upkeep = browser, upkeep

    def refusal(self, action: AppAction) -> str:
        """The list has to be among those that are shown."""
        is_there = RUNS.id in self._browser.listings or action.id != "past-runs"
        return "" if is_there else "There is no list of runs here."

    def do_past_runs(self) -> None:
        """Show the list, as it was left."""
        self._browser.go(AppAddress(RUNS.id, query=self._browser.listings[RUNS.id].query))

    async def do_watch_runs(self) -> None:
        """Watch all again that are in flight and that nobody watches."""
        await self._upkeep.watch_all()


class RunRowsController:
    """Runs one again, notes something at it, and shows two beside each other."""

    def __init__(self, browser: Browser, own_rows: OwnRows, runs: PastRuns) -> None:
        self._browser, self._own_rows, self._runs = browser, own_rows, runs

    @property
    def _is_elsewhere(self) -> bool:
        return self._own_rows.verbs is not self._runs

    def never(self, action: AppAction) -> bool:
        """What is for runs alone."""
        return action.id in ("rerun", "note", "compare") and self._is_elsewhere

    def refusal(self, action: AppAction) -> str:
        """There has to be a run that may be sent; two of them to be compared."""
        listing = self._browser.listing
        if self._is_elsewhere:
            return f"These are no runs: {key_of('browse.past-runs')} lists them."
        if action.id == "rerun" and (refused := self._runs.why_not_sent):
            return refused
        if action.id == "compare" and len(listing.marks) != 2:
            return f"Mark two runs with {key_of('browse.mark')} to compare them."
        return "" if listing.current is not None else "There is no run under the cursor."

    async def do_rerun(self) -> None:
        """Ask, and send the run under the cursor once more as it was."""
        row = self._browser.listing.current
        assert row is not None, "refused without a row"
        await self._runs.rerun(row)

    async def do_note(self) -> None:
        """Ask for a note that stands at it."""
        listing = self._browser.listing
        assert listing.current is not None, "refused without a row"
        await self._runs.kept.note(listing.current.resource)
        self._browser.change_rows(listing)

    async def do_compare(self) -> None:
        """Show the two that are marked beside each other."""
        first, second = self._browser.listing.marks.rows
        await self._runs.compare(first, second)
