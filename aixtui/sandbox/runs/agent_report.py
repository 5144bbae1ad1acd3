"""The poll bodies of an agent run."""

from dataclasses import dataclass
from typing import Any

from aixtui.sandbox.runs.agent_budget import Budget
from aixtui.sandbox.runs.agent_request import AgentRequest
from aixtui.sandbox.runs.responses import failed, progressing, succeeded
from aixtui.sandbox.runs.trace import Trace
from aixtui.sandbox.store.document import Doc


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the inspectors decided; empty without inspectors."""

    status: str | None = None
    source: str | None = None
    reason: str | None = None


@dataclass(slots=True)
class AgentReport:
    """Bodies made from a request, its trace, and what its budget kept from running."""

    request: AgentRequest
    trace: Trace
    budget: Budget
    governance: Judgement = Judgement()

    def progress(self) -> Doc:
        """What a poll says meanwhile."""
        return {**progressing(self.request.run_id, self._data(None)), "sessionId": self.request.session_id}

    def success(self, answer: object) -> Doc:
        """What a poll says at the end."""
        statistics = self._statistics("SUCCESS")
        data = {
            **self._data(answer),
            **self._remarks(),
            "governanceStatus": self.governance.status,
            "governanceSource": self.governance.source,
            "governanceReason": self.governance.reason,
            "executionStats": statistics,
        }
        body = succeeded(self.request.run_id, data, run_time=self.budget.seconds, cost=statistics["credits"])
        return {**body, "sessionId": self.request.session_id}

    def failure(self, sentence: str) -> Doc:
        """What a poll says of a run without an answer."""
        self.trace.abandon(sentence)
        statistics = self._statistics("FAILED")
        body = failed(self.request.run_id, sentence, run_time=self.budget.seconds)
        data = {**self._data(None), **self._remarks(), "error": sentence, "executionStats": statistics}
        more = {"sessionId": self.request.session_id, "data": data, "usedCredits": statistics["credits"]}
        return {**body, **more}

    def _data(self, output: Any) -> Doc:
        return {
            "input": self.request.query,
            "output": output,
            "session_id": self.request.session_id,
            "steps": self.trace.steps,
        }

    def _remarks(self) -> Doc:
        return {"critiques": " ".join(self.budget.notes), "diagnosticErrorCodes": self.budget.codes}

    def _statistics(self, status: str) -> Doc:
        statistics = self.trace.statistics(self.request.run_id, self.request.session_id, status)
        return {**statistics, "diagnostic_error_codes": self.budget.codes}
