"""What one run of an agent was asked to do, and within which limits."""

from dataclasses import dataclass
from typing import Any

from aixtui.sandbox.store.assets import Asset
from aixtui.sandbox.store.document import Doc

_DEFAULT_SECONDS = 300.0


@dataclass(frozen=True, slots=True)
class AgentRequest:
    """An agent, a query, the body that came with it, and the ids of the run."""

    agent: Asset
    query: str
    body: Doc
    team_id: int
    key_id: str
    run_id: str
    session_id: str

    def _parameter(self, name: str) -> Any:
        """A value sent with the run, else the agent's."""
        for source in (self.body.get("executionParams") or {}, self.body, self.agent.doc):
            if source.get(name) is not None:
                return source[name]
        return None

    def _limit(self, name: str) -> float | None:
        """A part of the budget: the smaller of the run's and the agent's."""
        budgets = ((self.body.get("executionParams") or {}).get("budget"), self.agent.doc.get("budget"))
        found = [
            float(budget[name])
            for budget in budgets
            if isinstance(budget, dict) and budget.get(name) is not None
        ]
        return min(found, default=None)

    @property
    def output_format(self) -> str:
        """`text`, `markdown` or `json`."""
        return str(self._parameter("outputFormat") or "text")

    @property
    def expected_output(self) -> object:
        """What a JSON answer has to look like: a schema or an example, also as a string."""
        return self._parameter("expectedOutput")

    @property
    def most_tokens(self) -> int:
        """The longest answer, in words."""
        return int(self._parameter("maxTokens") or 2048)

    @property
    def may_truncate(self) -> bool:
        """Whether an answer that is too long is cut rather than refused."""
        return self._parameter("contextOverflowStrategy") in ("truncate", "summarize")

    @property
    def most_iterations(self) -> int | None:
        """How many tools may be used. Older clients send this outside the budget."""
        limit = self._limit("maxIterations")
        found = self._parameter("maxIterations") if limit is None else limit
        return None if found is None else int(found)

    @property
    def most_seconds(self) -> float:
        """How long the run may take."""
        sent = (self.body.get("executionParams") or {}).get("maxTime")
        limits = (self._limit("maxDurationSeconds"), sent)
        return min((float(limit) for limit in limits if limit is not None), default=_DEFAULT_SECONDS)

    @property
    def most_cost(self) -> float | None:
        """How many credits the tools may cost."""
        return self._limit("maxCost")

    def overrides(self, names: set[str]) -> Doc:
        """The input values sent with the run for the tool that has one of these ids and paths."""
        sent = [tool for tool in self.body.get("tools") or () if tool.get("id") in names]
        pairs = [pair for tool in sent for pair in tool.get("parameters") or ()]
        return {str(pair["name"]): pair["value"] for pair in pairs if pair.get("value") is not None}

    def filled(self, text: str) -> str:
        """A text of the agent with the run's variables in place of `{name}`."""
        query = self.body.get("query")
        for name, value in query.items() if isinstance(query, dict) else ():
            text = text.replace("{" + name + "}", str(value))
        return text

    def earlier_text(self) -> str:
        """The last thing that the user said before, if a history was sent."""
        history = self.body.get("history")
        said = [
            str(entry.get("content") or "")
            for entry in (history if isinstance(history, list) else ())
            if isinstance(entry, dict) and entry.get("role") == "user"
        ]
        return said[-1] if said else ""
