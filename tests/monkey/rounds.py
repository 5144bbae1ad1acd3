"""Many sittings, each at a server of its kind: every other one is hostile."""

import random
from collections.abc import Iterator, Sequence

from aixtui.sandbox import start
from tests.monkey.hostile_server import hostile
from tests.monkey.sitting import Server, Sitting

INPUTS = 60
"""Things done in one sitting."""
STEP_SECONDS = 0.05


def play(seeds: Sequence[int]) -> Iterator[str]:
    """What there is to tell of each sitting, as it ends; empty where there is nothing.

    They share a sandbox: what one has deleted is gone for the next.
    """
    with start(None, step_seconds=STEP_SECONDS, with_hostile=True) as sandbox:
        good = Server(sandbox.backend_url, sandbox.models_url, sandbox.api_key)
        for seed in seeds:
            if not seed % 2:
                yield Sitting(good, seed, INPUTS).run()
                continue
            with hostile(sandbox, seed) as address:
                bad = Server(address, f"{address}/api/v2/execute", sandbox.api_key)
                yield Sitting(bad, seed, INPUTS).run()


def any_seed() -> int:
    """A seed for who has none to repeat."""
    return random.randrange(1_000_000)
