"""What every run of an agent works with."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aixtui.sandbox.engines.services import Services
from aixtui.sandbox.quota import Quota
from aixtui.sandbox.runs.agent_request import AgentRequest
from aixtui.sandbox.runs.pool import Pool
from aixtui.sandbox.store.assets import AssetStore
from aixtui.sandbox.store.runs import RunStore

if TYPE_CHECKING:
    from aixtui.sandbox.engines.language_model import LanguageModel


@dataclass(frozen=True, slots=True)
class Workshop:
    """`step_seconds` is the least time a step takes, so that it can be watched.

    `model` is the user's own language model.
    """

    runs: RunStore
    quota: Quota
    assets: AssetStore
    pool: Pool
    services: Services
    step_seconds: float
    model: "LanguageModel | None"

    def pays(self, request: AgentRequest, price: float) -> bool:
        """Reserve what a tool of a run costs; False when the workspace or the key has not so much left."""
        with self.runs.transaction():
            if not self.quota.covers(request.key_id, request.team_id, price):
                return False
            self.runs.reserve(request.run_id, price)
        return True
