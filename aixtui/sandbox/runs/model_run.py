"""Runs on the execution base: prepared work in a thread of the pool, its progress in the database."""

import logging
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from math import inf
from time import perf_counter
from typing import TYPE_CHECKING
from uuid import uuid4

from aixtui.sandbox.engines.engine import EngineError
from aixtui.sandbox.engines.services import Services
from aixtui.sandbox.problems import storage_problem
from aixtui.sandbox.quota import Quota, estimated_tokens
from aixtui.sandbox.runs.pool import Pool, StoppedError
from aixtui.sandbox.runs.responses import INTERRUPTED, failed, progressing, succeeded
from aixtui.sandbox.store.accounts import Caller
from aixtui.sandbox.store.assets import Asset
from aixtui.sandbox.store.document import Doc
from aixtui.sandbox.store.runs import NewRun, RunStore

if TYPE_CHECKING:
    from aixtui.sandbox.runs.dispatch import Prepared

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Started:
    """A run that was recorded and queued; the future gives the last body."""

    id: str
    outcome: "Future[object]"


@dataclass(frozen=True, slots=True)
class ModelRuns:
    """Starts runs of models, tools and utilities."""

    runs: RunStore
    quota: Quota
    pool: Pool
    services: Services

    def start(self, asset: Asset, request: Doc, prepared: "Prepared", caller: Caller) -> Started:
        """Record the run and queue it.

        Raises:
            PlatformError: the caller's credits or limits do not allow it.
        """
        tokens = estimated_tokens(request)
        run_id = str(uuid4())
        run = NewRun(
            run_id,
            "model",
            asset.id,
            caller.key_id,
            caller.team_id,
            request,
            progressing(run_id),
            tokens,
            prepared.cost,
        )
        with self.runs.transaction():
            self.quota.take(caller, asset.id, tokens, prepared.cost)
            self.runs.create(run)
        info = asset.doc.get("assetInfo") or {}
        label = {"assetId": asset.id, "id": info.get("instanceId") or info.get("assetPath")}
        job = _ModelJob(run_id, self, replace(self.services, team_id=caller.team_id), wants_raw(request))
        return Started(run_id, self.pool.submit(lambda: self._work(job, prepared, label)))

    def _work(self, job: "_ModelJob", prepared: "Prepared", label: Doc) -> Doc:
        began, run_id = perf_counter(), job.run_id
        try:
            output = prepared.output(job)
        except EngineError as error:
            reply = failed(run_id, str(error), run_time=perf_counter() - began)
        except StoppedError:
            reply = failed(run_id, INTERRUPTED, run_time=perf_counter() - began)
        except Exception as error:
            _log.exception("a run of %s failed", label["assetId"])
            storage = storage_problem(error)
            reply = failed(run_id, storage.sentence if storage else "The engine failed on this input.")
        else:
            done = succeeded(run_id, output, run_time=perf_counter() - began, cost=prepared.cost)
            reply = {**done, **job.said(output)}
        reply["asset"] = label
        self.runs.finish(run_id, reply)
        return reply


def wants_raw(body: Doc) -> bool:
    """Whether a run's body asks for the supplier's own reply."""
    options = body.get("options")
    return isinstance(options, dict) and options.get("includeRawData") is True


@dataclass(frozen=True, slots=True)
class _ModelJob:
    run_id: str
    owner: ModelRuns
    services: Services
    with_raw: bool
    _more: Doc = field(default_factory=dict)

    @property
    def seconds_left(self) -> float:
        """A model may take as long as it does."""
        return inf

    def describe(self, more: Doc) -> None:
        """Keep what the engine says besides its output."""
        self._more.update(more)

    def said(self, output: object) -> Doc:
        """The same for the reply: what there is of it, and the supplier's own reply for who wants it."""
        more = {"rawData": output, **self._more}
        return {
            key: value
            for key, value in more.items()
            if value is not None and (key != "rawData" or self.with_raw)
        }

    def report(self, progress: float, stage: str) -> None:
        """Show the progress in the next poll."""
        data: Doc = {"progress": round(progress, 3), "stage": stage}
        self.owner.runs.progress(self.run_id, progressing(self.run_id, data))

    def pause(self, seconds: float) -> None:
        """Wait for the next stage."""
        self.owner.pool.pause(seconds)
