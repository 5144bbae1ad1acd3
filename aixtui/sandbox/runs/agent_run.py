"""Agent runs: plan by rules, run engines as steps, answer; every step is published while it happens."""

import logging
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from aixtui.sandbox.problems import storage_problem
from aixtui.sandbox.quota import estimated_tokens
from aixtui.sandbox.runs.agent_request import AgentRequest
from aixtui.sandbox.runs.pool import StoppedError
from aixtui.sandbox.runs.responses import INTERRUPTED
from aixtui.sandbox.runs.workshop import Workshop
from aixtui.sandbox.store.accounts import Caller
from aixtui.sandbox.store.assets import Asset
from aixtui.sandbox.store.document import Doc
from aixtui.sandbox.store.runs import NewRun

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
    """Starts runs of agents."""

    workshop: Workshop

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
        work = AgentWork(self.workshop, request)
        first = work.report_of_run.progress()
        run = NewRun(run_id, "agent", asset.id, caller.key_id, caller.team_id, body, first, tokens)
        with self.workshop.runs.transaction():
            self.workshop.quota.take(caller, asset.id, tokens)
            self.workshop.runs.create(run)
        return StartedAgent(run_id, session_id, self.workshop.pool.submit(lambda: self._perform(work)))

    def _perform(self, work: "AgentWork") -> Doc:
        from aixtui.sandbox.runs.agent_work import AgentError

        try:
            reply = work.perform()
        except AgentError as error:
            reply = work.report_of_run.failure(str(error))
        except StoppedError:
            reply = work.report_of_run.failure(INTERRUPTED)
        except Exception as error:
            _log.exception("the agent run %s failed", work.request.run_id)
            storage = storage_problem(error)
            words = storage.sentence if storage else "The sandbox failed while running this agent."
            reply = work.report_of_run.failure(words)
        self.workshop.runs.finish(work.request.run_id, reply)
        return reply
