"""Work that is ready to run: its inputs are checked."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aixtui.sandbox.engines.engine import Engine, Job
from aixtui.sandbox.engines.registry import ENGINES
from aixtui.sandbox.engines.result_size import check_size
from aixtui.sandbox.problems import PlatformError, run_refused
from aixtui.sandbox.runs.inputs import checked
from aixtui.sandbox.runs.responses import SUPPLIER_STATUS
from aixtui.sandbox.store.assets import Asset
from aixtui.sandbox.store.document import Doc, part
from aixtui.sandbox.tools.action import Action, Call, Toolbox, find_action
from aixtui.sandbox.tools.action_inputs import checked_inputs
from aixtui.sandbox.tools.registry import TOOLBOXES

if TYPE_CHECKING:
    from aixtui.sandbox.engines.language_model import LanguageModel

_INVALID = "err.invalid_input_data_or_input_url"


@dataclass(frozen=True, slots=True)
class Prepared:
    """What to compute, and what it costs in credits."""

    compute: Callable[[Job], object]
    cost: float = 0.0

    def output(self, job: Job) -> object:
        """Compute; the one place where the output of engines and tools is bounded.

        Raises:
            EngineError: it cannot be computed, or is too large to keep.
        """
        found = self.compute(job)
        check_size(found)
        return found


def live_only(asset: Asset) -> PlatformError:
    """480: the asset has nothing here that computes."""
    name = asset.doc.get("name") or asset.id
    return run_refused(
        SUPPLIER_STATUS,
        f"{name} runs on the live platform only; the sandbox has no engine for it.",
        "err.supplier_error",
    )


def find_engine(asset: Asset, model: "LanguageModel | None") -> Engine | None:
    """The engine behind an asset: its own, or the user's language `model` for one that generates text."""
    engine = ENGINES.get(asset.engine or "")
    if engine is None and model and part(asset.doc, "function", "id") == "text-generation":
        return model.engine()
    return engine


def engine_of(asset: Asset, model: "LanguageModel | None") -> Engine:
    """The same, for an asset that must have one.

    Raises:
        PlatformError: 480, it has none.
    """
    engine = find_engine(asset, model)
    if engine is None:
        raise live_only(asset)
    return engine


def prepare_engine(engine: Engine, body: Doc) -> Prepared:
    """A run of an engine.

    Raises:
        PlatformError: the inputs do not fit.
    """
    inputs = checked(engine.spec.params, body)
    return Prepared(lambda job: engine.compute(inputs, job), engine.spec.price)


def toolbox_of(asset: Asset) -> Toolbox:
    """The toolbox behind a tool or an integration.

    Raises:
        PlatformError: 480, there is none.
    """
    toolbox = TOOLBOXES.get(asset.engine or "")
    if toolbox is None:
        raise live_only(asset)
    return toolbox


def actions_of(asset: Asset) -> tuple[Action, ...]:
    """What a tool can do; raises like `toolbox_of`."""
    return toolbox_of(asset).actions(asset.config)


def prepare_action(asset: Asset, name: object, inputs: object) -> Prepared:
    """One action of a tool; without a name the only one it has.

    Raises:
        PlatformError: there is no such action, it runs on the live platform only, or the inputs do not fit.
    """
    actions = actions_of(asset)
    action = actions[0] if not name and len(actions) == 1 else find_action(actions, str(name or ""))
    if action is None:
        raise run_refused(400, _no_action(asset, name, actions), _INVALID)
    checked_values = checked_inputs(action, inputs)
    perform = action.perform
    if perform is None:
        sentence = f"{action.name} of {asset.doc['name']} runs on the live platform only."
        raise run_refused(SUPPLIER_STATUS, sentence, "err.supplier_error")
    return Prepared(lambda job: perform(Call(checked_values, asset.id, asset.config, job)))


def _no_action(asset: Asset, name: object, actions: tuple[Action, ...]) -> str:
    known = ", ".join(action.name for action in actions)
    if not known:
        return f"{asset.doc['name']} has no actions before it is connected."
    return f"There is no action {name!r}; the actions are: {known}." if name else f"Name an action: {known}."
