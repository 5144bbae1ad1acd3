"""The trace of an agent run: its steps with their times, as the poll bodies show them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any

from aixtui.sandbox.clock import now
from aixtui.sandbox.store.document import Doc


@dataclass(slots=True)
class Trace:
    """Steps in order. `publish` is called after every change; `began` is when the last step did."""

    publish: Callable[[], None]
    steps: list[Doc] = field(default_factory=list)
    began: float = 0.0

    def begin(self, agent: Doc, unit: Doc, *, input: Any, thought: str, action: str | None = None) -> Doc:
        """Open a step and publish it."""
        step: Doc = {
            "id": f"s{len(self.steps) + 1}",
            "agent": agent,
            "unit": unit,
            "action": action,
            "task": None,
            "thought": thought,
            "input": input,
            "output": None,
            "api_calls": 0,
            "used_credits": 0.0,
            "input_tokens": None,
            "output_tokens": None,
            "total_tokens": None,
            "start_time": now(),
            "end_time": None,
            "run_time": 0.0,
        }
        self.began = perf_counter()
        self.steps.append(step)
        self.publish()
        return step

    def end(self, step: Doc, *, output: Any = None, error: str | None = None, cost: float = 0.0) -> None:
        """Close a step with its output or its error, and publish it."""
        step.update(
            output=output,
            api_calls=1,
            used_credits=round(cost, 8),
            end_time=now(),
            run_time=round(perf_counter() - self.began, 4),
        )
        if error:
            step["error"] = error
        self.publish()

    def abandon(self, reason: str) -> None:
        """Close a step that was still open when the run ended."""
        if self.steps and self.steps[-1]["end_time"] is None:
            self.steps[-1].update(
                end_time=now(), error=reason, run_time=round(perf_counter() - self.began, 4)
            )

    def statistics(self, run_id: str, session_id: str, status: str) -> Doc:
        """The `executionStats` of a finished run: sums over the steps, by agent."""
        times: dict[str, float] = {}
        costs: dict[str, float] = {}
        for step in self.steps:
            name = step["agent"]["name"]
            times[name] = round(times.get(name, 0.0) + step["run_time"], 4)
            costs[name] = round(costs.get(name, 0.0) + step["used_credits"], 8)
        used = dict.fromkeys(f"{step['unit']['type']}:{step['unit']['name']}" for step in self.steps)
        return {
            "status": status,
            "request_id": run_id,
            "session_id": session_id,
            "runtime": round(sum(times.values()), 4),
            "credits": round(sum(costs.values()), 8),
            "api_calls": sum(step["api_calls"] for step in self.steps),
            "assets_used": list(used),
            "runtime_breakdown": times,
            "credit_breakdown": costs,
        }
