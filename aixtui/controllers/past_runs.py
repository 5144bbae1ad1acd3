"""What was run from here."""

from aixtui.running.past_runs import PastRuns


class PastRunsController:
    """Opens the list of runs."""

    def __init__(self, runs: PastRuns) -> None:
        self._runs = runs

    async def do_past_runs(self) -> None:
        """Have the user watch one again, or see what it gave."""
        await self._runs.open()
