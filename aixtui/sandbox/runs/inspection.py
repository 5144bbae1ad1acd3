"""Inspectors: what judges an agent's input, steps and output, and acts on what it finds."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from aixtui.sandbox.engines.engine import EngineError, Job
from aixtui.sandbox.engines.isolated import run_given_code
from aixtui.sandbox.engines.registry import ENGINES
from aixtui.sandbox.problems import PlatformError
from aixtui.sandbox.runs.inputs import checked
from aixtui.sandbox.runs.trace import Trace
from aixtui.sandbox.store.assets import AssetStore
from aixtui.sandbox.store.document import Doc
from aixtui.sandbox.tools.python_code import read_function

_FUNCTION_SECONDS = 10
_MOST_RETRIES = 5


class BlockedError(Exception):
    """An inspector stopped the run; the text says why."""

    def __init__(self, inspector: str, reason: str) -> None:
        super().__init__(reason)
        self.inspector = inspector


@dataclass(frozen=True, slots=True)
class Inspection:
    """The inspectors of one agent at work in one run. `rest` lets a step last its least time."""

    inspectors: list[Doc]
    trace: Trace
    job: Job
    assets: AssetStore
    rest: Callable[[], None]

    def check(
        self, target: str, text: str, *, context: str = "", redo: Callable[[], str] | None = None
    ) -> str:
        """Pass `text` by every inspector of `target` and return what comes out.

        `context` is what the text should rest on, `redo` makes it anew for inspectors that ask for that.

        Raises:
            BlockedError: an inspector aborts the run.
        """
        for inspector in self.inspectors:
            if target in (str(wanted).lower() for wanted in inspector.get("targets") or ()):
                text = self._inspect(inspector, text, context, redo)
        return text

    def _inspect(self, inspector: Doc, text: str, context: str, redo: Callable[[], str] | None) -> str:
        action = inspector.get("action") or {}
        kind = str(action.get("type") or "continue")
        verdict = self._judge(inspector, "evaluator", text, context, kind)
        if kind == "rerun":
            tries = min(int(action.get("maxRetries") or 1), _MOST_RETRIES)
            while verdict["flagged"] and tries and redo:
                tries -= 1
                text = redo()
                verdict = self._judge(inspector, "evaluator", text, context, kind)
            kind = str(action.get("onExhaust") or "continue")
        if not verdict["flagged"]:
            return text
        if kind == "abort":
            raise BlockedError(
                str(inspector.get("name")), ", ".join(map(str, verdict["reasons"])) or "flagged"
            )
        if kind == "edit":
            return str(self._judge(inspector, "editor", text, context, kind)["text"])
        return text

    def _judge(self, inspector: Doc, role: str, text: str, context: str, kind: str) -> Doc:
        """A verdict as a step: `flagged`, `reasons`, and the text, changed by an editor."""
        judge = inspector.get(role) or inspector.get("evaluator") or {}
        name = f"Inspector {inspector.get('name')}"
        agent: Doc = {"id": f"inspector_{inspector.get('name')}", "name": name, "is_system_agent": True}
        unit: Doc = {"id": str(judge.get("assetId") or "function"), "name": "judge", "type": "model"}
        step = self.trace.begin(agent, unit, input=text, thought=judge.get("prompt") or "Judge it.")
        try:
            found = self._asked(judge, unit, text, context)
        except (EngineError, PlatformError) as error:
            self.rest()
            self.trace.end(step, error=str(error))
            return {"flagged": False, "reasons": [], "text": text}
        step["action"] = kind if found["flagged"] else "continue"
        self.rest()
        self.trace.end(step, output=found)
        return found

    def _asked(self, judge: Doc, unit: Doc, text: str, context: str) -> Doc:
        if judge.get("function"):
            return self._by_function(str(judge["function"]), text)
        asset = self.assets.find(str(judge.get("assetId")), ("model",), self.job.services.team_id)
        engine = ENGINES.get(asset.engine or "") if asset else None
        unit["name"] = str(asset.doc.get("name")) if asset else "judge"
        if engine is None:
            raise EngineError(f"{unit['name']} runs on the live platform only: this was not judged.")
        inputs = checked(engine.spec.params, {"text": text, "context": context})
        found = engine.compute(inputs, self.job)
        if not isinstance(found, dict) or "flagged" not in found:
            raise EngineError(f"{unit['name']} gives no verdict: this was not judged.")
        return found

    def _by_function(self, code: str, text: str) -> Doc:
        function = read_function(code)
        arguments = [argument.arg for argument in function.args.args]
        if not arguments:
            raise EngineError("The judging function takes no text.")
        inputs = {arguments[0]: text}
        said: Any = run_given_code(self.job.services, code, function.name, inputs, seconds=_FUNCTION_SECONDS)
        if isinstance(said, dict):
            return {"flagged": False, "reasons": [], "text": text, **said}
        if isinstance(said, str):
            return {"flagged": said != text, "reasons": [], "text": said}
        return {"flagged": bool(said), "reasons": [function.name] if said else [], "text": text}
