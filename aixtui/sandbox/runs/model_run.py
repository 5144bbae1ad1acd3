"""A model run: an engine in a thread of the pool, its progress in the database."""

import logging
from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from time import perf_counter
from typing import Any
from uuid import uuid4

from aixtui.sandbox.engines import ENGINES
from aixtui.sandbox.engines.engine import Engine, EngineError, Inputs
from aixtui.sandbox.problems import run_refused
from aixtui.sandbox.runs.inputs import checked
from aixtui.sandbox.runs.pool import Pool, StoppedError
from aixtui.sandbox.runs.replies import INTERRUPTED, SUPPLIER_STATUS, failed, progressing, succeeded
from aixtui.sandbox.store.accounts import Caller
from aixtui.sandbox.store.assets import Asset
from aixtui.sandbox.store.document import Doc
from aixtui.sandbox.store.runs import NewRun, RunStore

_log = logging.getLogger(__name__)


def engine_of(asset: Asset) -> Engine:
    """The engine behind an asset.

    Raises:
        PlatformError: 480, the asset runs on the live platform only.
    """
    engine = ENGINES.get(asset.engine or "")
    if engine is None:
        name = asset.doc.get("name") or asset.id
        sentence = f"{name} runs on the live platform only; the sandbox has no engine for it."
        raise run_refused(SUPPLIER_STATUS, sentence, "err.supplier_error")
    return engine


@dataclass(frozen=True, slots=True)
class Started:
    """A run that was recorded and queued; the future gives the last body."""

    id: str
    outcome: "Future[object]"


@dataclass(frozen=True, slots=True)
class ModelRuns:
    """Starts runs of models."""

    runs: RunStore
    pool: Pool

    def start(self, asset: Asset, body: Mapping[str, Any], caller: Caller) -> Started:
        """Check the inputs, record the run and queue it.

        Raises:
            PlatformError: the asset has no engine, or the inputs do not fit.
        """
        engine = engine_of(asset)
        inputs = checked(engine.spec.params, body)
        run_id = str(uuid4())
        self.runs.create(
            NewRun(run_id, "model", asset.id, caller.key_id, caller.team_id, dict(body), progressing(run_id))
        )
        info = asset.doc.get("assetInfo") or {}
        label = {"assetId": asset.id, "id": info.get("instanceId") or info.get("assetPath")}
        return Started(run_id, self.pool.submit(lambda: self._work(run_id, engine, inputs, label)))

    def _work(self, run_id: str, engine: Engine, inputs: Inputs, label: Doc) -> Doc:
        began = perf_counter()
        try:
            output = engine.compute(inputs, _ModelJob(run_id, self))
        except EngineError as error:
            reply = failed(run_id, str(error), run_time=perf_counter() - began)
        except StoppedError:
            reply = failed(run_id, INTERRUPTED, run_time=perf_counter() - began)
        except Exception:
            _log.exception("the engine %s failed", engine.name)
            reply = failed(run_id, f"The engine of {engine.spec.name} failed on this input.")
        else:
            run_time = perf_counter() - began
            reply = succeeded(run_id, output, run_time=run_time, cost=engine.spec.price)
        reply["asset"] = label
        self.runs.finish(run_id, reply)
        return reply


@dataclass(frozen=True, slots=True)
class _ModelJob:
    run_id: str
    owner: ModelRuns

    def report(self, progress: float, stage: str) -> None:
        """Show the progress in the next poll."""
        data: Doc = {"progress": round(progress, 3), "stage": stage}
        self.owner.runs.progress(self.run_id, progressing(self.run_id, data))

    def pause(self, seconds: float) -> None:
        """Wait for the next stage."""
        self.owner.pool.pause(seconds)
