"""Fires time triggers when they are due. Sleeps until then, for ever when there is none."""

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import UTC, datetime

from aixtui.sandbox.clock import stamp
from aixtui.sandbox.runs.agent_run import AgentRuns
from aixtui.sandbox.schedule import next_run
from aixtui.sandbox.store.accounts import Caller
from aixtui.sandbox.store.document import Doc
from aixtui.sandbox.store.triggers import TriggerStore

_log = logging.getLogger(__name__)
_LONGEST_SLEEP = 3600.0


@dataclass(slots=True)
class Scheduler:
    """A thread that starts with the first trigger. `caller_of` says for whom a team's trigger runs."""

    triggers: TriggerStore
    agent_runs: AgentRuns
    caller_of: Callable[[int], Caller]
    _wake: threading.Event = field(default_factory=threading.Event)
    _stopping: bool = False
    _thread: threading.Thread | None = None

    def notice(self) -> None:
        """A trigger was saved: look again when the next one is due."""
        if self._thread is None and self.triggers.next_due():
            self._thread = threading.Thread(target=self._serve, name="sandbox-triggers", daemon=True)
            self._thread.start()
        self._wake.set()

    def stop(self) -> None:
        """Fire nothing more."""
        self._stopping = True
        self._wake.set()
        if self._thread:
            self._thread.join(1)

    def _serve(self) -> None:
        while not self._stopping:
            self._wake.clear()
            try:
                for team_id, doc in self.triggers.due(stamp(datetime.now(UTC))):
                    self._fire(team_id, doc)
            except Exception:
                _log.exception("the triggers could not be fired")
            self._wake.wait(self._seconds())

    def _seconds(self) -> float:
        due = self.triggers.next_due()
        if due is None:
            return _LONGEST_SLEEP
        wait = (datetime.fromisoformat(due) - datetime.now(UTC)).total_seconds()
        return min(max(wait, 0.0) + 0.001, _LONGEST_SLEEP)

    def _fire(self, team_id: int, doc: Doc) -> None:
        moment = datetime.now(UTC)
        following = next_run(doc["configuration"], moment, datetime.fromisoformat(doc["createdAt"]))
        doc["lastRunAt"] = stamp(moment)
        doc["nextRunAt"] = stamp(following) if following else None
        doc["enabled"] = following is not None
        if not self.triggers.change(doc):
            return
        self._start(team_id, doc, int(doc.get("retryCount") or 0))

    def _start(self, team_id: int, doc: Doc, retries: int) -> None:
        agent = self.agent_runs.workshop.assets.find(str(doc.get("assetId")), ("agent",), team_id)
        if agent is None:
            self._count_failure(team_id, doc["id"])
            return
        query = str(doc.get("input") or "")
        run = self.agent_runs.start(
            agent, query, {"query": query, "trigger": doc["id"]}, self.caller_of(team_id)
        )

        def ended(outcome: "Future[object]") -> None:
            reply = outcome.result() if outcome.exception() is None else None
            if isinstance(reply, dict) and reply["status"] == "SUCCESS":
                return
            self._count_failure(team_id, doc["id"])
            if retries and not self._stopping:
                self._start(team_id, doc, retries - 1)

        run.outcome.add_done_callback(ended)

    def _count_failure(self, team_id: int, trigger_id: str) -> None:
        doc = self.triggers.find(trigger_id, team_id)
        if doc:
            self.triggers.change({**doc, "failureCount": doc["failureCount"] + 1})
