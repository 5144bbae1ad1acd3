"""Inspectors: what judges an agent's input, steps and output, and acts on what it finds."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from aixtui.sandbox.engines.engine import EngineError, Job
from aixtui.sandbox.engines.isolated import run_given_code
from aixtui.sandbox.problems import PlatformError
from aixtui.sandbox.runs.agent_report import Judgement
from aixtui.sandbox.runs.dispatch import Prepared, engine_of, prepare_engine
from aixtui.sandbox.runs.trace import Trace
from aixtui.sandbox.store.assets import AssetStore
from aixtui.sandbox.store.document import Doc
from aixtui.sandbox.tools.python_code import read_function

_FUNCTION_SECONDS = 10
_MOST_RETRIES = 5
_WITHHOLDING, _GRAVE = ("abort", "edit"), ("high", "critical")
"""Outcomes and severities of inspectors whose text must not pass when they cannot judge it."""


class BlockedError(Exception):
    """An inspector stopped the run; the text says why."""

    def __init__(self, inspector: str, reason: str) -> None:
        super().__init__(reason)
        self.inspector = inspector


class _NotJudgedError(Exception):
    """A judge has no verdict; the text says why."""


@dataclass(frozen=True, slots=True)
class Inspection:
    """The inspectors of one agent at work in one run. `rest` lets a step last its least time."""

    inspectors: list[Doc]
    """Those that work, in their order."""
    stages: frozenset[str]
    """What the agent has inspected, in small letters; all of it where none is named."""
    trace: Trace
    job: Job
    assets: AssetStore
    rest: Callable[[], None]
    _not_judged: dict[str, str] = field(default_factory=dict)
    """Inspectors that let pass what they could not judge, each with the reason."""

    @classmethod
    def of(
        cls, agent: Doc, trace: Trace, job: Job, assets: AssetStore, rest: Callable[[], None]
    ) -> "Inspection":
        """The inspection of an agent: of those that watch what is inspected the first `maxInspectors`."""
        most, stages = agent.get("maxInspectors"), _targets(agent, "inspectorTargets")
        inspectors = [
            one
            for one in agent.get("inspectors") or ()
            if not stages or not stages.isdisjoint(_targets(one, "targets"))
        ]
        working = inspectors if most is None else inspectors[: max(int(most), 0)]
        return cls(working, stages, trace, job, assets, rest)

    def governance(self) -> Judgement:
        """What the inspectors decided, of a run that none of them stopped."""
        if not self.inspectors:
            return Judgement()
        if not self._not_judged:
            return Judgement("passed")
        reasons = " ".join(dict.fromkeys(self._not_judged.values()))
        return Judgement("not_judged", ", ".join(self._not_judged), reasons)

    def check(
        self, target: str, text: str, *, context: str = "", redo: Callable[[], str] | None = None
    ) -> str:
        """Pass `text` by every inspector of `target` and return what comes out.

        `context` is what the text should rest on, `redo` makes it anew for inspectors that ask for that.

        Raises:
            BlockedError: an inspector aborts the run, or could not judge what must not pass unjudged.
        """
        inspectors = self.inspectors if not self.stages or target in self.stages else ()
        for inspector in inspectors:
            if target in _targets(inspector, "targets"):
                text = self._passed(inspector, text, context, redo)
        return text

    def _passed(self, inspector: Doc, text: str, context: str, redo: Callable[[], str] | None) -> str:
        name, outcome = str(inspector.get("name")), _outcome(inspector)
        try:
            return self._inspect(inspector, text, context, redo)
        except _NotJudgedError as error:
            if _may_pass(inspector):
                self._not_judged[name] = f"It could not judge: {error} What it watches went on unjudged."
                return text
            severity = f"severity is {inspector.get('severity')}"
            because = f"action is {outcome}" if outcome in _WITHHOLDING else severity
            reason = f"It could not judge: {error} Nothing passes unjudged, since its {because}."
            raise BlockedError(name, reason) from None

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
        if not verdict["flagged"]:
            return text
        outcome = _outcome(inspector)
        if outcome == "abort":
            raise BlockedError(
                str(inspector.get("name")), ", ".join(map(str, verdict["reasons"])) or "flagged"
            )
        if outcome == "edit":
            return str(self._judge(inspector, "editor", text, context, kind)["text"])
        return text

    def _judge(self, inspector: Doc, role: str, text: str, context: str, kind: str) -> Doc:
        """A verdict as a step: `flagged`, `reasons`, and the text, changed by an editor.

        Raises:
            _NotJudgedError: the judge cannot run, or says nothing of the kind.
        """
        judge = inspector.get(role) or inspector.get("evaluator") or {}
        name = f"Inspector {inspector.get('name')}"
        agent: Doc = {"id": f"inspector_{inspector.get('name')}", "name": name, "is_system_agent": True}
        unit: Doc = {"id": str(judge.get("assetId") or "function"), "name": "judge", "type": "model"}
        step = self.trace.begin(agent, unit, input=text, thought=judge.get("prompt") or "Judge it.")
        try:
            found = self._asked(judge, unit, text, context)
        except (EngineError, PlatformError) as error:
            step["action"] = "continue" if _may_pass(inspector) else "abort"
            self.rest()
            self.trace.end(step, error=f"It could not judge: {error}")
            raise _NotJudgedError(str(error)) from error
        step["action"] = kind if found["flagged"] else "continue"
        self.rest()
        self.trace.end(step, output=found)
        return found

    def _asked(self, judge: Doc, unit: Doc, text: str, context: str) -> Doc:
        if judge.get("function"):
            return self._by_function(str(judge["function"]), text)
        asset = self.assets.find(str(judge.get("assetId")), ("model",), self.job.services.team_id)
        if asset is None:
            raise EngineError(f"There is no model {judge.get('assetId')}.")
        unit["name"] = str(asset.doc.get("name"))
        engine = engine_of(asset, None)
        if not text.strip():
            return {"flagged": False, "reasons": [], "text": text}
        found = prepare_engine(engine, {"text": text, "context": context}).output(self.job)
        if not isinstance(found, dict) or "flagged" not in found:
            raise EngineError(f"{unit['name']} gives no verdict.")
        return found

    def _by_function(self, code: str, text: str) -> Doc:
        function = read_function(code)
        arguments = [argument.arg for argument in function.args.args]
        if not arguments:
            raise EngineError("The judging function takes no text.")
        inputs = {arguments[0]: text}
        judged = partial(run_given_code, code=code, function=function.name, inputs=inputs)
        called = Prepared(lambda job: judged(job.services, seconds=_FUNCTION_SECONDS))
        said: Any = called.output(self.job)
        if isinstance(said, dict) and "flagged" in said:
            reasons = said.get("reasons") or []
            return {"text": text, **said, "reasons": reasons if isinstance(reasons, list) else [reasons]}
        if isinstance(said, str):
            return {"flagged": said != text, "reasons": [], "text": said}
        if said is None or isinstance(said, dict):
            raise EngineError(f"{function.name} gives no verdict: neither a text, nor true or false.")
        return {"flagged": bool(said), "reasons": [function.name] if said else [], "text": text}


def _targets(doc: Doc, key: str) -> frozenset[str]:
    return frozenset(str(target).lower() for target in doc.get(key) or ())


def _outcome(inspector: Doc) -> str:
    """What happens to what an inspector does not let pass: `continue`, `abort` or `edit`."""
    action = inspector.get("action") or {}
    kind = str(action.get("type") or "continue")
    return str(action.get("onExhaust") or "continue") if kind == "rerun" else kind


def _may_pass(inspector: Doc) -> bool:
    """Whether a text passes that the inspector cannot judge: only one that merely watches lets it."""
    return _outcome(inspector) not in _WITHHOLDING and inspector.get("severity") not in _GRAVE
