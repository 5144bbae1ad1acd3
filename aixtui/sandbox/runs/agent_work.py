"""One agent run at work."""

import json
from dataclasses import replace
from time import perf_counter
from typing import TYPE_CHECKING

from aixtui.sandbox.engines.engine import EngineError
from aixtui.sandbox.engines.result_size import check_size
from aixtui.sandbox.engines.services import Services
from aixtui.sandbox.problems import PlatformError
from aixtui.sandbox.runs.agent_budget import Budget, TimeIsOverError
from aixtui.sandbox.runs.agent_report import AgentReport, Judgement
from aixtui.sandbox.runs.agent_request import AgentRequest
from aixtui.sandbox.runs.agent_tools import Tool, tools_of
from aixtui.sandbox.runs.answer import Result, by_rules, prompt
from aixtui.sandbox.runs.dispatch import Prepared
from aixtui.sandbox.runs.inspection import BlockedError, Inspection
from aixtui.sandbox.runs.planning import Plan, plan
from aixtui.sandbox.runs.trace import Trace
from aixtui.sandbox.runs.workshop import Workshop
from aixtui.sandbox.store.assets import Asset
from aixtui.sandbox.store.document import Doc

if TYPE_CHECKING:
    from aixtui.sandbox.engines.language_model import LanguageModel

_DEEPEST_TEAM = 3
_RUNNABLE = ("model", "tool", "utility")
_PLANNER: Doc = {"id": "mentalist", "name": "Mentalist", "is_system_agent": True}
_WRITER: Doc = {"id": "response_generator", "name": "Response Generator", "is_system_agent": True}
_RULES: Doc = {"id": "sandbox-rules", "name": "Sandbox rules", "type": "model"}
_TOKENS = (
    ("input_tokens", "prompt_tokens"),
    ("output_tokens", "completion_tokens"),
    ("total_tokens", "total_tokens"),
)


class AgentError(Exception):
    """The run ends without an answer; the text says why."""


class AgentWork:
    """The work of one run. It is also the `Job` of the engines that it calls."""

    def __init__(self, workshop: Workshop, request: AgentRequest) -> None:
        self.request = request
        self.services: Services = replace(workshop.services, team_id=request.team_id)
        self._workshop = workshop
        self._trace = Trace(self._publish)
        self._budget = Budget(request, self._trace)
        self._may_end_early = True
        self.report_of_run = AgentReport(request, self._trace, self._budget)
        self._inspection = Inspection.of(
            request.agent.doc, self._trace, self, workshop.assets, self._fill_time
        )

    def perform(self) -> Doc:
        """Do the work and return the last body.

        Raises:
            AgentError: no tool had an output, or the answer is too long.
        """
        try:
            answer = self._work()
            self.report_of_run.governance = self._inspection.governance()
            return self.report_of_run.success(answer)
        except BlockedError as blocked:
            self.report_of_run.governance = Judgement("blocked", blocked.inspector, str(blocked))
            return self.report_of_run.success(None)

    def _work(self) -> str:
        results: list[Result] = []
        query = self.request.query
        try:
            query = self._inspection.check("input", query)
            self._delegate(self.request.agent, query, 0, results)
        except TimeIsOverError as over:
            self._trace.abandon(str(over))
        self._may_end_early = False
        if not results:
            errors = [step["error"] for step in self._trace.steps if step.get("error")]
            said = [*self._budget.notes, *errors, "The agent has nothing to run."]
            raise AgentError(said[0])
        answer = self._answer(results)
        return self._inspection.check("output", answer, context=query, redo=lambda: self._answer(results))

    def _delegate(self, agent: Asset, query: str, depth: int, results: list[Result]) -> None:
        """Run an agent's plan, then its sub-agents; what worked is added to `results`."""
        label: Doc = {
            "id": agent.id,
            "name": str(agent.doc.get("name") or agent.id),
            "is_system_agent": False,
        }
        tools = self._tools(agent)
        team = [] if depth >= _DEEPEST_TEAM else self._team(agent)
        if tools or not team:
            chosen = self._plan(label, query, agent, tools)
            for tool in chosen.tools:
                if not self._budget.allows_a_tool():
                    break
                results.extend(self._use(label, tool, chosen.text))
        for member in team:
            known = len(results)
            self._delegate(member, query, depth + 1, results)
            told = "\n".join(result.sentence for result in results[known:])
            name = str(member.doc.get("name"))
            passed = self._inspection.check(name.lower(), told)
            if passed != told:
                results[known:] = [Result(name, passed, passed)]

    def _plan(self, label: Doc, query: str, agent: Asset, tools: tuple[Tool, ...]) -> Plan:
        thought = f"Choose the tools of {label['name']}."
        step = self._trace.begin(_PLANNER, _RULES, input=query, thought=thought)
        instructions = self.request.filled(str(agent.doc.get("instructions") or ""))
        tasks, earlier = agent.doc.get("tasks") or (), self.request.earlier_text()
        chosen = plan(query, instructions, tools, tasks=tasks, earlier=earlier)
        self._fill_time()
        step["thought"] = chosen.reason
        self._trace.end(step, output=json.dumps(chosen.told(label)))
        return chosen

    def _use(self, label: Doc, tool: Tool, text: str) -> list[Result]:
        inputs = tool.inputs(text)
        unit: Doc = {"id": tool.id, "name": tool.name, "type": "tool"}
        prepared = _prepared(tool, inputs)
        if isinstance(prepared, Prepared) and not self._may_cost(tool.name, prepared.cost):
            return []
        step = self._trace.begin(label, unit, input=inputs, thought=f"Use {tool.name}.", action=tool.action)
        try:
            if isinstance(prepared, PlatformError):
                raise prepared
            output = prepared.output(self)
            check_size([output, *(earlier["output"] for earlier in self._trace.steps)])
        except (EngineError, PlatformError) as error:
            self._fill_time()
            self._trace.end(step, error=str(error))
            return []
        self._fill_time()
        step["task"] = tool.task["name"] if tool.task else step["task"]
        self._trace.end(step, output=output, cost=prepared.cost)
        sentence = tool.describe(output)
        told = self._inspection.check("steps", sentence, context=text)
        return [Result(tool.name, told, output if told == sentence else told)]

    def _may_cost(self, name: str, price: float) -> bool:
        if not self._budget.affords(name, price):
            return False
        if not price or self._workshop.pays(self.request, price):
            return True
        self._budget.note_unpaid(name)
        return False

    def _answer(self, results: list[Result]) -> str:
        step = self._trace.begin(
            _WRITER, _RULES, input=[result.tool for result in results], thought="Put the results into words."
        )
        answer = self._written(results, step)
        self._fill_time()
        count = len(answer.split())
        if count > self.request.most_tokens:
            if not self.request.may_truncate:
                sentence = f"The answer has {count} tokens; maxTokens allows {self.request.most_tokens}."
                self._trace.end(step, error=sentence)
                raise AgentError(sentence)
            answer = " ".join(answer.split()[: self.request.most_tokens])
        self._trace.end(step, output=answer)
        return answer

    def _written(self, results: list[Result], step: Doc) -> str:
        model = self._workshop.model
        if model and self.request.output_format != "json":
            try:
                return self._written_by(model, results, step)
            except TimeIsOverError:
                step["unit"] = _RULES  # what was found is told, in plainer words
        return by_rules(results, self.request.output_format, self.request.expected_output)

    def _written_by(self, model: "LanguageModel", results: list[Result], step: Doc) -> str:
        self._budget.check_time()
        step["unit"] = {"id": "language-model", "name": model.model, "type": "llm"}
        told = self.request.filled(str(self.request.agent.doc.get("instructions") or ""))
        try:
            return model.ask(told, prompt(self.request.query, results), self)
        except EngineError as error:
            self._budget.check_time()
            self._trace.end(step, error=str(error))
            raise AgentError(str(error)) from error

    def _tools(self, agent: Asset) -> tuple[Tool, ...]:
        found: list[Tool] = []
        for entry in agent.doc.get("tools") or ():
            identifier = str(entry.get("assetId") or entry.get("id"))
            asset = self._workshop.assets.find(identifier, _RUNNABLE, self.request.team_id)
            sent = self.request.overrides(asset.names) if asset else {}
            found.extend(tools_of(entry, asset, sent, self._workshop.model))
        return tuple(found)

    def _team(self, agent: Asset) -> list[Asset]:
        members = agent.doc.get("agents") or ()
        names = [str(entry.get("id") if isinstance(entry, dict) else entry) for entry in members]
        found = [self._workshop.assets.find(name, ("agent",), self.request.team_id) for name in names]
        return [asset for asset in found if asset]

    def _fill_time(self) -> None:
        """Make the open step last its least time, as far as the budget goes."""
        rest = self._workshop.step_seconds - (perf_counter() - self._trace.began)
        self._workshop.pool.pause(min(rest, self._budget.seconds_left))

    def _publish(self) -> None:
        self._workshop.runs.progress(self.request.run_id, self.report_of_run.progress())

    @property
    def seconds_left(self) -> float:
        """How long the run may go on."""
        return self._budget.seconds_left

    def describe(self, more: Doc) -> None:
        """Count the tokens of the open step."""
        usage = more.get("usage") or {}
        for key, name in _TOKENS:
            if isinstance(usage.get(name), int):
                self._trace.steps[-1][key] = usage[name]

    def report(self, progress: float, stage: str) -> None:
        """Show how far an engine is as the task of its step; ends the work like `pause`."""
        self._trace.steps[-1]["task"] = f"{stage} ({progress:.0%})"
        self._publish()
        self.pause(0)

    def pause(self, seconds: float) -> None:
        """Wait; ends the work when the sandbox stops or the time of the run is over.

        What has been found is still put into words, and inspected, when the time is over.
        """
        self._workshop.pool.pause(min(seconds, self._budget.seconds_left))
        if self._may_end_early:
            self._budget.check_time()


def _prepared(tool: Tool, inputs: Doc) -> Prepared | PlatformError:
    """What the tool would do, or why it cannot."""
    try:
        return tool.prepare(inputs)
    except PlatformError as error:
        return error
