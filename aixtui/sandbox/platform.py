"""The platform behind the HTTP endpoints: storage and running, put together."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from aixtui.sandbox.allowance import Allowance
from aixtui.sandbox.clock import stamp
from aixtui.sandbox.engines.services import Services
from aixtui.sandbox.runs.agent_run import AgentRuns
from aixtui.sandbox.runs.model_run import ModelRuns
from aixtui.sandbox.runs.pool import Pool
from aixtui.sandbox.runs.replies import interrupted
from aixtui.sandbox.runs.scheduler import Scheduler
from aixtui.sandbox.store.accounts import Accounts
from aixtui.sandbox.store.assets import AssetStore
from aixtui.sandbox.store.database import Database
from aixtui.sandbox.store.files import FileStore
from aixtui.sandbox.store.keys import KeyStore
from aixtui.sandbox.store.runs import RunStore
from aixtui.sandbox.store.sessions import SessionStore
from aixtui.sandbox.store.triggers import TriggerStore

if TYPE_CHECKING:
    from aixtui.sandbox.engines.language_model import LanguageModel

CATALOGUE_VERSION = "5"
"""Another value makes every database take the catalogue of this version."""

_POOL_SIZE = 16
_STOP_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Platform:
    """Everything that an endpoint needs."""

    database: Database
    accounts: Accounts
    assets: AssetStore
    runs: RunStore
    files: FileStore
    sessions: SessionStore
    triggers: TriggerStore
    keys: KeyStore
    pool: Pool
    model_runs: ModelRuns
    agent_runs: AgentRuns
    scheduler: Scheduler
    key: str
    services: Services

    def close(self) -> None:
        """Stop the work, record what it leaves unfinished, and close the file."""
        self.scheduler.stop()
        self.pool.stop(_STOP_SECONDS)
        _record_interruptions(self.runs)
        self.database.close()


@dataclass(frozen=True, slots=True)
class Setup:
    """How a platform works.

    `size` is the number of assets in a new file, `step_seconds` the least time that a step of an agent takes,
    `runs_code` whether tools may run the Python code they were given, `origin` how this server is reached,
    `keep_days` how long the results of runs are kept, `model` the user's own language model.
    """

    size: int
    step_seconds: float
    runs_code: bool
    origin: str
    keep_days: float
    model: "LanguageModel | None" = None


def open_platform(path: Path, setup: Setup) -> Platform:
    """Open the file, filling a new one.

    Raises:
        SandboxError: the file cannot be used.
    """
    database = Database(path)
    accounts = Accounts(database)
    assets = AssetStore(database)
    with database.write():
        key = accounts.main_key()
        _fill(database, assets, setup.size)
    folder = path.with_name(path.name + ".files")
    files = FileStore(database, folder)
    services = Services(database, files, folder, setup.runs_code, setup.origin, model=setup.model)
    platform = _assembled(services, accounts, assets, key, setup.step_seconds)
    _record_interruptions(platform.runs)
    platform.runs.forget(stamp(datetime.now(UTC) - timedelta(days=setup.keep_days)))
    platform.sessions.settle()
    platform.scheduler.notice()
    return platform


def _assembled(
    services: Services, accounts: Accounts, assets: AssetStore, key: str, step_seconds: float
) -> Platform:
    database = services.database
    runs = RunStore(database)
    pool = Pool(_POOL_SIZE)
    keys = KeyStore(database, accounts)
    triggers = TriggerStore(database)
    allowance = Allowance(keys)
    agent_runs = AgentRuns(runs, allowance, assets, pool, services, step_seconds)
    return Platform(
        database=database,
        accounts=accounts,
        assets=assets,
        runs=runs,
        files=services.files,
        sessions=SessionStore(database),
        triggers=triggers,
        keys=keys,
        pool=pool,
        model_runs=ModelRuns(runs, allowance, pool, services),
        agent_runs=agent_runs,
        scheduler=Scheduler(triggers, agent_runs, accounts.first_of),
        key=key,
        services=services,
    )


def _fill(database: Database, assets: AssetStore, size: int) -> None:
    """Fill a new file; bring the public assets of an older one up to this version."""
    version = database.setting("catalogue")
    if version == CATALOGUE_VERSION:
        return
    from aixtui.sandbox.catalogue.build import catalogue

    if version is None:
        database.set_setting("size", str(size))
        assets.insert(catalogue(size))
    else:
        assets.refresh(catalogue(int(database.setting("size") or size)))
    database.set_setting("catalogue", CATALOGUE_VERSION)


def _record_interruptions(runs: RunStore) -> None:
    for run_id, last in runs.unfinished():
        runs.finish(run_id, interrupted(run_id, last))
