"""The platform behind the HTTP endpoints: storage and running, put together."""

from dataclasses import dataclass
from pathlib import Path

from aixtui.sandbox.runs.agent_run import AgentRuns
from aixtui.sandbox.runs.model_run import ModelRuns
from aixtui.sandbox.runs.pool import Pool
from aixtui.sandbox.runs.replies import interrupted
from aixtui.sandbox.store.accounts import Accounts
from aixtui.sandbox.store.assets import AssetStore
from aixtui.sandbox.store.database import Database
from aixtui.sandbox.store.runs import RunStore

_POOL_SIZE = 16
_STOP_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Platform:
    """Everything that an endpoint needs."""

    database: Database
    accounts: Accounts
    assets: AssetStore
    runs: RunStore
    pool: Pool
    model_runs: ModelRuns
    agent_runs: AgentRuns
    key: str

    def close(self) -> None:
        """Stop the work, record what it leaves unfinished, and close the file."""
        self.pool.stop(_STOP_SECONDS)
        _record_interruptions(self.runs)
        self.database.close()


def open_platform(path: Path, *, size: int, step_seconds: float) -> Platform:
    """Open the file, filling a new one with a catalogue of `size` assets.

    `step_seconds` is the least time that a step of an agent takes.

    Raises:
        SandboxError: the file cannot be used.
    """
    database = Database(path)
    accounts = Accounts(database)
    assets = AssetStore(database)
    runs = RunStore(database)
    pool = Pool(_POOL_SIZE)
    with database.write():
        key = accounts.main_key()
        if not assets.any():
            from aixtui.sandbox.catalogue.build import catalogue

            assets.insert(catalogue(size))
    _record_interruptions(runs)
    return Platform(
        database=database,
        accounts=accounts,
        assets=assets,
        runs=runs,
        pool=pool,
        model_runs=ModelRuns(runs, pool),
        agent_runs=AgentRuns(runs, assets, pool, step_seconds),
        key=key,
    )


def _record_interruptions(runs: RunStore) -> None:
    for run_id, last in runs.unfinished():
        runs.finish(run_id, interrupted(run_id, last))
