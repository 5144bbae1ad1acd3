"""What an agent can use: the assets in its document, each as one or more tools that work on a text."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aixtui.sandbox.engines.engine import Engine
from aixtui.sandbox.engines.registry import ENGINES
from aixtui.sandbox.runs.dispatch import (
    Prepared,
    actions_of,
    find_engine,
    live_only,
    prepare_action,
    prepare_engine,
)
from aixtui.sandbox.store.assets import Asset
from aixtui.sandbox.store.document import Doc
from aixtui.sandbox.tools.action import Action

if TYPE_CHECKING:
    from aixtui.sandbox.engines.language_model import LanguageModel

_NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Tool:
    """Something an agent may use.

    `prepare` turns inputs into work, and raises `PlatformError` if it cannot. `task` is what of the agent's
    tasks a plan uses it for.
    """

    id: str
    name: str
    action: str
    topics: tuple[str, ...]
    inputs: Callable[[str], Doc]
    prepare: Callable[[Doc], Prepared]
    describe: Callable[[Any], str]
    task: Doc | None = None


def engine_tool(engine: Engine, identifier: str, name: str, fixed: Mapping[str, Any]) -> Tool:
    """A model with an engine."""
    return Tool(
        id=identifier,
        name=name,
        action="run",
        topics=(name.lower(), *engine.topics),
        inputs=lambda text: {**fixed, "text": text},
        prepare=lambda inputs: prepare_engine(engine, inputs),
        describe=engine.describe,
    )


def every_engine() -> tuple[Tool, ...]:
    """All engines of the sandbox, for agents that have no tools."""
    return tuple(engine_tool(engine, name, engine.spec.name, {}) for name, engine in ENGINES.items())


def tools_of(
    entry: Doc, asset: Asset | None, overrides: Doc, model: "LanguageModel | None"
) -> tuple[Tool, ...]:
    """The tools in one entry of an agent's `tools`: a model is one, a tool is one for each allowed action."""
    identifier = str(entry.get("assetId") or entry.get("id"))
    name = str(entry.get("name") or (asset and asset.doc.get("name")) or identifier)
    engine = find_engine(asset, model) if asset else None
    if engine:
        return (engine_tool(engine, identifier, name, {**_model_values(entry), **overrides}),)
    if asset is None or asset.kind == "model" or asset.engine is None:
        return (_missing(asset, identifier, name),)
    allowed = {str(action).lower() for action in entry.get("actions") or ()}
    actions = [action for action in actions_of(asset) if not allowed or action.name.lower() in allowed]
    return tuple(
        _action_tool(asset, name, action, {**_action_values(entry, action), **overrides})
        for action in actions
    )


def _missing(asset: Asset | None, identifier: str, name: str) -> Tool:
    stand_in = asset or Asset(0, "model", 0, True, None, {"id": identifier, "name": name}, {})

    def prepare(_inputs: Doc) -> Prepared:
        raise live_only(stand_in)

    return Tool(identifier, name, "run", (name.lower(),), lambda text: {"text": text}, prepare, str)


def _action_tool(asset: Asset, name: str, action: Action, fixed: Doc) -> Tool:
    return Tool(
        id=asset.id,
        name=name,
        action=action.name,
        topics=(name.lower(), action.name.replace("_", " ").lower(), *action.topics),
        inputs=lambda text: _filled(action, fixed, text),
        prepare=lambda inputs: prepare_action(asset, action.name, inputs),
        describe=lambda output: f"{action.name}: {_told(output)}",
    )


def _filled(action: Action, fixed: Doc, text: str) -> Doc:
    """The inputs of an action: fixed values, numbers of the text for numbers, the text for the first text."""
    values = {code: value for code, value in fixed.items() if code in {item.code for item in action.inputs}}
    numbers = iter(_NUMBER.findall(text))
    text_used = False
    for item in action.inputs:
        if item.code in values:
            continue
        if item.datatype in ("integer", "number"):
            number = next(numbers, None)
            if number is not None:
                values[item.code] = float(number) if "." in number else int(number)
        elif item.datatype == "string" and item.required and item.default is None and not text_used:
            values[item.code], text_used = text, True
    return values


def _model_values(entry: Doc) -> Doc:
    pairs = entry.get("parameters") or ()
    return {
        str(pair["name"]): pair["value"] for pair in pairs if pair.get("value") is not None and "name" in pair
    }


def _action_values(entry: Doc, action: Action) -> Doc:
    for spec in entry.get("parameters") or ():
        if str(spec.get("code") or spec.get("name")).lower() == action.name.lower():
            inputs = spec.get("inputs") or {}
            return {
                code: found["value"] for code, found in inputs.items() if found.get("value") not in (None, [])
            }
    return {}


def _told(output: object) -> str:
    return output if isinstance(output, str) else json.dumps(output, ensure_ascii=False, default=str)
