"""One agent run at work."""

import json
from dataclasses import replace
from time import perf_counter
from typing import TYPE_CHECKING, Any

from aixtui.sandbox.engines.engine import EngineError
from aixtui.sandbox.engines.services import Services
from aixtui.sandbox.problems import PlatformError
from aixtui.sandbox.runs.agent_tools import Tool, tools_of
from aixtui.sandbox.runs.planning import Plan, plan
from aixtui.sandbox.runs.replies import failed, progressing, succeeded
from aixtui.sandbox.runs.trace import Trace
from aixtui.sandbox.store.assets import Asset
from aixtui.sandbox.store.document import Doc

if TYPE_CHECKING:
    from aixtui.sandbox.runs.agent_run import AgentRuns

_DEEPEST_TEAM = 3
_RUNNABLE = ("model", "tool", "utility")
_PLANNER: Doc = {"id": "mentalist", "name": "Mentalist", "is_system_agent": True}
_WRITER: Doc = {"id": "response_generator", "name": "Response Generator", "is_system_agent": True}
_RULES: Doc = {"id": "sandbox-rules", "name": "Sandbox rules", "type": "model"}


class AgentError(Exception):
    """The run ends without an answer; the text says why."""


class AgentWork:
    """The state of one run: its trace, and the bodies made from it."""

    def __init__(
        self,
        owner: "AgentRuns",
        agent: Asset,
        query: str,
        body: Doc,
        team_id: int,
        run_id: str,
        session_id: str,
    ) -> None:
        self.run_id = run_id
        self.services = replace(owner.services, team_id=team_id)
        self._owner = owner
        self._agent = agent
        self._query = query
        self._body = body
        self._team_id = team_id
        self._session_id = session_id
        self._began = perf_counter()
        self._trace = Trace(self.publish)

    def perform(self) -> object:
        """Do the work and return the answer, in the agent's output format.

        Raises:
            AgentError: no step had an output.
        """
        results = self._delegate(self._agent, 0)
        if not results:
            errors = [step["error"] for step in self._trace.steps if step.get("error")]
            raise AgentError(errors[0] if errors else "The agent has nothing to run.")
        step = self._trace.begin(
            _WRITER, _RULES, input=[name for name, _, _ in results], thought="Put the results into words."
        )
        answer = self._answer(results)
        self._fill_time()
        self._trace.end(step, output=answer)
        return answer

    def _delegate(self, agent: Asset, depth: int) -> list[tuple[str, str, object]]:
        """Run an agent's plan, then its sub-agents: (tool name, sentence, output) of what worked."""
        label: Doc = {
            "id": agent.id,
            "name": str(agent.doc.get("name") or agent.id),
            "is_system_agent": False,
        }
        tools = self._tools(agent)
        team = [] if depth >= _DEEPEST_TEAM else self._team(agent)
        results: list[tuple[str, str, object]] = []
        if tools or not team:
            chosen = self._plan(label, str(agent.doc.get("instructions") or ""), tools)
            limit = int((agent.doc.get("budget") or {}).get("maxIterations") or len(chosen.tools))
            for tool in chosen.tools[:limit]:
                results.extend(self._use(label, tool, chosen.text))
        for member in team:
            results.extend(self._delegate(member, depth + 1))
        return results

    def _plan(self, label: Doc, instructions: str, tools: tuple[Tool, ...]) -> Plan:
        step = self._trace.begin(
            _PLANNER, _RULES, input=self._query, thought=f"Choose the tools of {label['name']}."
        )
        chosen = plan(self._query, self._filled(instructions), tools)
        self._fill_time()
        tasks = [
            {
                "step_id": f"{label['id']}-{number}",
                "name": tool.name,
                "description": f"Run {tool.name} on the text.",
                "agent": label["name"],
                "expectedOutput": "",
                "dependencies": [],
            }
            for number, tool in enumerate(chosen.tools, start=1)
        ]
        step["thought"] = chosen.reason
        self._trace.end(step, output=json.dumps(tasks))
        return chosen

    def _use(self, label: Doc, tool: Tool, text: str) -> list[tuple[str, str, object]]:
        inputs = tool.inputs(text)
        unit: Doc = {"id": tool.id, "name": tool.name, "type": "tool"}
        step = self._trace.begin(label, unit, input=inputs, thought=f"Use {tool.name}.", action=tool.action)
        try:
            prepared = tool.prepare(inputs)
            output = prepared.compute(_StepJob(self, step))
        except (EngineError, PlatformError) as error:
            self._fill_time()
            self._trace.end(step, error=str(error))
            return []
        self._fill_time()
        self._trace.end(step, output=output, cost=prepared.cost)
        return [(tool.name, tool.tell(output), output)]

    def _tools(self, agent: Asset) -> tuple[Tool, ...]:
        found: list[Tool] = []
        for entry in agent.doc.get("tools") or ():
            identifier = str(entry.get("assetId") or entry.get("id"))
            asset = self._owner.assets.find(identifier, _RUNNABLE, self._team_id)
            found.extend(tools_of(entry, asset, self._overrides(identifier)))
        return tuple(found)

    def _overrides(self, identifier: str) -> Doc:
        """The values sent with the run for one tool."""
        sent = [tool for tool in self._body.get("tools") or () if tool.get("id") == identifier]
        pairs = [pair for tool in sent for pair in tool.get("parameters") or ()]
        return {str(pair["name"]): pair["value"] for pair in pairs if pair.get("value") is not None}

    def _team(self, agent: Asset) -> list[Asset]:
        identifiers = [
            entry.get("id") if isinstance(entry, dict) else entry for entry in agent.doc.get("agents") or ()
        ]
        found = [self._owner.assets.find(str(name), ("agent",), self._team_id) for name in identifiers]
        return [asset for asset in found if asset]

    def _filled(self, text: str) -> str:
        """Instructions with the run's variables in place of `{name}`."""
        query = self._body.get("query")
        for name, value in query.items() if isinstance(query, dict) else ():
            text = text.replace("{" + name + "}", str(value))
        return text

    def _answer(self, results: list[tuple[str, str, object]]) -> object:
        parameters = self._body.get("executionParams") or {}
        wanted = (
            parameters.get("outputFormat")
            or self._body.get("outputFormat")
            or self._agent.doc.get("outputFormat")
        )
        if wanted == "json":
            return json.dumps({name: output for name, _, output in results}, ensure_ascii=False)
        if wanted == "markdown":
            return "\n\n".join(f"**{name}**\n\n{sentence}" for name, sentence, _ in results)
        return "\n".join(sentence for _, sentence, _ in results)

    def _fill_time(self) -> None:
        """Make the open step last its least time."""
        began = self._trace.began
        self.pause(self._owner.step_seconds - (perf_counter() - began))

    def pause(self, seconds: float) -> None:
        """Wait; ends the run when the sandbox stops."""
        self._owner.pool.pause(seconds)

    def publish(self) -> None:
        """Show the trace as it is to the next poll."""
        self._owner.runs.progress(self.run_id, self.progress_body())

    def _data(self, output: Any) -> Doc:
        return {
            "input": self._query,
            "output": output,
            "session_id": self._session_id,
            "steps": self._trace.steps,
        }

    def progress_body(self) -> Doc:
        """What a poll says meanwhile."""
        return {**progressing(self.run_id, self._data(None)), "sessionId": self._session_id}

    def success_body(self, answer: object) -> Doc:
        """What a poll says at the end."""
        statistics = self._trace.statistics(self.run_id, self._session_id, "SUCCESS")
        data = {
            **self._data(answer),
            "critiques": "",
            "diagnosticErrorCodes": [],
            "governanceStatus": None,
            "governanceSource": None,
            "governanceReason": None,
            "executionStats": statistics,
        }
        run_time = perf_counter() - self._began
        body = succeeded(self.run_id, data, run_time=run_time, cost=statistics["credits"])
        return {**body, "sessionId": self._session_id}

    def failure_body(self, sentence: str) -> Doc:
        """What a poll says of a run without an answer."""
        statistics = self._trace.statistics(self.run_id, self._session_id, "FAILED")
        body = failed(self.run_id, sentence, run_time=perf_counter() - self._began)
        data = {**self._data(None), "error": sentence, "executionStats": statistics}
        return {**body, "sessionId": self._session_id, "data": data, "usedCredits": statistics["credits"]}


class _StepJob:
    """An engine's view of the run it is a step of."""

    def __init__(self, work: AgentWork, step: Doc) -> None:
        self._work = work
        self._step = step

    @property
    def services(self) -> Services:
        """The platform, for the run's team."""
        return self._work.services

    def report(self, progress: float, stage: str) -> None:
        """Show the stage as the step's task."""
        self._step["task"] = f"{stage} ({progress:.0%})"
        self._work.publish()

    def pause(self, seconds: float) -> None:
        """Wait for the next stage."""
        self._work.pause(seconds)
