"""The platform behind the HTTP endpoints: storage and running, put together."""

from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from aixtui.sandbox.clock import stamp
from aixtui.sandbox.filling import fill
from aixtui.sandbox.programs import missing
from aixtui.sandbox.store.accounts import Accounts
from aixtui.sandbox.store.assets import AssetStore
from aixtui.sandbox.store.availability import Availability
from aixtui.sandbox.store.database import Database

if TYPE_CHECKING:
    from aixtui.sandbox.engines.language_model import LanguageModel
    from aixtui.sandbox.engines.services import Services
    from aixtui.sandbox.quota import Quota
    from aixtui.sandbox.runs.agent_run import AgentRuns
    from aixtui.sandbox.runs.model_run import ModelRuns
    from aixtui.sandbox.runs.pool import Pool
    from aixtui.sandbox.runs.scheduler import Scheduler
    from aixtui.sandbox.store.file_assets import FileAssetStore
    from aixtui.sandbox.store.files import FileStore
    from aixtui.sandbox.store.keys import KeyStore
    from aixtui.sandbox.store.runs import RunStore
    from aixtui.sandbox.store.sessions import SessionStore
    from aixtui.sandbox.store.skill_nodes import SkillNodeStore
    from aixtui.sandbox.store.triggers import TriggerStore

_POOL_SIZE = 16
_STOP_SECONDS = 1.0


class Setup(NamedTuple):
    """How a platform works.

    `size` is the number of assets in a new file, `step_seconds` the least time that a step of an agent takes,
    `runs_code` whether tools may run the Python code they were given, `allows_unconfined_code` whether also
    where nothing keeps it from what is the user's, `origin` how this server is reached,
    `keep_days` how long the results of runs are kept, `model` the user's own language model,
    `with_hostile` whether there are models that are hard to show, which stay once they are there.
    """

    size: int
    step_seconds: float
    runs_code: bool
    origin: str
    keep_days: float
    model: "LanguageModel | None" = None
    allows_unconfined_code: bool = False
    with_hostile: bool = False


class Platform:
    """Everything that an endpoint needs.

    What the first page of a client does not need is imported and made when it is first asked for: that is
    most of the start. The server's loop alone asks, so nothing is made twice.
    """

    def __init__(self, path: Path, setup: Setup) -> None:
        """Open the file, filling a new one, and end what a crash cut off.

        Raises:
            StorageError: the file cannot be used.
        """
        self._setup = setup
        self._folder = path.with_name(path.name + ".files")
        self.database = Database(path)
        self.accounts = Accounts(self.database)
        self.availability = Availability.here(
            runs_code=setup.runs_code, has_model=setup.model is not None, missing=missing()
        )
        self.assets = AssetStore(self.database, self.availability)
        try:
            with self.database.write():
                self.key = self.accounts.main_key()
                if fill(
                    self.database,
                    self.assets,
                    size=setup.size,
                    has_model=setup.model is not None,
                    with_hostile=setup.with_hostile,
                ):
                    self._add_files()
            self._put_in_order()
        except BaseException:
            self.database.close()
            raise

    def _add_files(self) -> None:
        from aixtui.sandbox.catalogue.files import add_files

        add_files(self.files, self.file_assets)

    def _put_in_order(self) -> None:
        """Runs that were cut off have ended, old ones are forgotten, triggers are waited for."""
        oldest = stamp(datetime.now(UTC) - timedelta(days=self._setup.keep_days))
        self._record_interruptions()
        with self.database.write() as connection:
            connection.execute("DELETE FROM runs WHERE completed AND updated_at < ?", (oldest,))
            connection.execute("UPDATE sessions SET run_status = 'completed' WHERE run_status = 'running'")
        if self.database.row("SELECT 1 FROM triggers WHERE next_run_at IS NOT NULL LIMIT 1"):
            self.scheduler.notice()

    def _record_interruptions(self) -> None:
        if not self.database.row("SELECT 1 FROM runs WHERE completed = 0 LIMIT 1"):
            return
        from aixtui.sandbox.runs.responses import interrupted

        for run_id, last in self.runs.unfinished():
            self.runs.finish(run_id, interrupted(run_id, last))

    def close(self) -> None:
        """Stop the work, record what it leaves unfinished, and close the file."""
        made = vars(self)
        if "scheduler" in made:
            self.scheduler.stop()
        if "pool" in made:
            self.pool.stop(_STOP_SECONDS)
        self._record_interruptions()
        self.database.close()

    @property
    def model(self) -> "LanguageModel | None":
        """The user's own language model."""
        return self._setup.model

    @cached_property
    def runs(self) -> "RunStore":
        """Runs and their results."""
        from aixtui.sandbox.store.runs import RunStore

        return RunStore(self.database, self._setup.keep_days)

    @cached_property
    def files(self) -> "FileStore":
        """Uploaded files."""
        from aixtui.sandbox.store.files import FileStore

        return FileStore(self.database, self._folder)

    @cached_property
    def file_assets(self) -> "FileAssetStore":
        """Files and folders that the workspaces keep."""
        from aixtui.sandbox.store.file_assets import FileAssetStore

        return FileAssetStore(self.database)

    @cached_property
    def skill_nodes(self) -> "SkillNodeStore":
        """The files and folders of skills."""
        from aixtui.sandbox.store.skill_nodes import SkillNodeStore

        return SkillNodeStore(self.database)

    @cached_property
    def sessions(self) -> "SessionStore":
        """Conversations."""
        from aixtui.sandbox.store.sessions import SessionStore

        return SessionStore(self.database)

    @cached_property
    def triggers(self) -> "TriggerStore":
        """Triggers."""
        from aixtui.sandbox.store.triggers import TriggerStore

        return TriggerStore(self.database)

    @cached_property
    def keys(self) -> "KeyStore":
        """API keys with their limits and what they used."""
        from aixtui.sandbox.store.keys import KeyStore

        return KeyStore(self.database, self.accounts)

    @cached_property
    def services(self) -> "Services":
        """What engines and tools may use."""
        from aixtui.sandbox.engines.services import Services

        setup = self._setup
        kept = (self.database, self.files, self._folder)
        return Services(*kept, setup.runs_code, setup.origin, setup.allows_unconfined_code)

    @cached_property
    def pool(self) -> "Pool":
        """The threads that runs work in."""
        from aixtui.sandbox.runs.pool import Pool

        return Pool(_POOL_SIZE)

    @cached_property
    def _quota(self) -> "Quota":
        from aixtui.sandbox.quota import Quota

        return Quota(self.keys)

    @cached_property
    def model_runs(self) -> "ModelRuns":
        """Runs of models, tools and utilities."""
        from aixtui.sandbox.runs.model_run import ModelRuns

        return ModelRuns(self.runs, self._quota, self.pool, self.services)

    @cached_property
    def agent_runs(self) -> "AgentRuns":
        """Runs of agents."""
        from aixtui.sandbox.runs.agent_run import AgentRuns
        from aixtui.sandbox.runs.workshop import Workshop

        return AgentRuns(
            Workshop(
                runs=self.runs,
                quota=self._quota,
                assets=self.assets,
                pool=self.pool,
                services=self.services,
                step_seconds=self._setup.step_seconds,
                model=self.model,
            )
        )

    @cached_property
    def scheduler(self) -> "Scheduler":
        """What fires the triggers."""
        from aixtui.sandbox.runs.scheduler import Scheduler

        return Scheduler(self.triggers, self.agent_runs, self.accounts.first_of)
