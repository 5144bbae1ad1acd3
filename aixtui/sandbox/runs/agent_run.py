"""Agent runs: plan by rules, run engines as steps, answer; every step is published while it happens."""

import logging
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from aixtui.sandbox.allowance import Allowance, estimated_tokens
from aixtui.sandbox.engines.services import Services
from aixtui.sandbox.runs.agent_request import AgentRequest
from aixtui.sandbox.runs.pool import Pool, StoppedError
from aixtui.sandbox.runs.replies import INTERRUPTED
from aixtui.sandbox.store.accounts import Caller
from aixtui.sandbox.store.assets import Asset, AssetStore
from aixtui.sandbox.store.document import Doc
from aixtui.sandbox.store.runs import NewRun, RunStore

if TYPE_CHECKING:
    from aixtui.sandbox.runs.agent_work import AgentWork

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class StartedAgent:
    """An agent run that was recorded and queued."""

    id: str
    session_id: str
    outcome: "Future[object]"


@dataclass(frozen=True, slots=True)
class AgentRuns:
    """Starts runs of agents. `step_seconds` is the least time a step takes, so that it can be watched."""

    runs: RunStore
    allowance: Allowance
    assets: AssetStore
    pool: Pool
    services: Services
    step_seconds: float

    def start(self, asset: Asset, query: str, body: Doc, caller: Caller) -> StartedAgent:
        """Record the run and queue it.

        Raises:
            PlatformError: the caller's credits or limits do not allow it.
        """
        from aixtui.sandbox.runs.agent_work import AgentWork  # loads every engine: not at the start

        tokens = estimated_tokens(query)
        run_id = str(uuid4())
        session_id = str(body.get("sessionId") or f"{asset.id}_{datetime.now(UTC):%Y%m%d%H%M%S}")
        request = AgentRequest(asset, query, body, caller.team_id, caller.key_id, run_id, session_id)
        work = AgentWork(self, request)
        first = work.report_of_run.progress()
        run = NewRun(run_id, "agent", asset.id, caller.key_id, caller.team_id, body, first, tokens)
        with self.runs.transaction():
            self.allowance.take(caller, asset.id, tokens)
            self.runs.create(run)
        return StartedAgent(run_id, session_id, self.pool.submit(lambda: self._perform(work)))

    def pays(self, request: AgentRequest, price: float) -> bool:
        """Reserve what a tool of a run costs; False when the workspace or the key has not so much left."""
        with self.runs.transaction():
            if not self.allowance.covers(request.key_id, request.team_id, price):
                return False
            self.runs.reserve(request.run_id, price)
        return True

    def _perform(self, work: "AgentWork") -> Doc:
        from aixtui.sandbox.runs.agent_work import AgentError

        try:
            reply = work.perform()
        except AgentError as error:
            reply = work.report_of_run.failure(str(error))
        except StoppedError:
            reply = work.report_of_run.failure(INTERRUPTED)
        except Exception:
            _log.exception("the agent run %s failed", work.request.run_id)
            reply = work.report_of_run.failure("The sandbox failed while running this agent.")
        self.runs.finish(work.request.run_id, reply)
        return reply
