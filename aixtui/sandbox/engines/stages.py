"""Work done in stages that can be watched: each is reported, and waits as long as the caller asks."""

from collections.abc import Callable

from aixtui.sandbox.catalogue.asset_spec import Param
from aixtui.sandbox.engines.engine import Inputs, Job

_LONGEST_PACE = 10.0


def pace_param(default: str) -> Param:
    """The parameter `pace`: how many seconds each stage takes."""
    return Param(
        "pace",
        sub_type="number",
        default=default,
        description="Seconds that each stage takes, from 0 to 10.",
    )


def pace_of(inputs: Inputs, default: str) -> float:
    """How many seconds each stage takes."""
    return min(max(float(inputs.get("pace", default)), 0.0), _LONGEST_PACE)


def stages(inputs: Inputs, job: Job, count: int, default: str) -> Callable[[int, str], None]:
    """Begins stage `number` (from 0) of `count`: reports it by name, then waits the `pace` of the inputs."""
    pace = pace_of(inputs, default)

    def begin(number: int, name: str) -> None:
        job.report(number / count, name)
        job.pause(pace)

    return begin
