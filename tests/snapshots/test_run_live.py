"""What a run shows while it goes on, in each of its states."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from textual.pilot import Pilot

from aixtui.kinds.agent import AGENT
from aixtui.kindspec.results import Reading, RunEvent, RunStep
from aixtui.running.run import Run
from aixtui.sandbox import RunningSandbox
from aixtui.theming.terminal_themes import NO_COLOUR
from tests.driving import app_on, connection_to, open_run, wait_for_text
from tests.snapshots.pictures import NARROW, WIDE, Compare, Size, after, label
from tests.snapshots.scenes import STEPS, TEAM, Script, press

URL = "https://platform.example/run"
SENT, ACCEPTED = RunEvent("sent", 0.0), RunEvent("accepted", 0.1, "IN_PROGRESS", URL)
ANSWER = """\
## Review digest

The *first* review is in **French**, the second in English.

| review | language | mood |
|---|---|---|
| 1 | fr | positive |
| 2 | en | negative |

- The film is loved, and too short.
- The queue is not.

```python
print("done")
```

"""


def polled(elapsed: float, reading: Reading, wait: float = 0.6) -> RunEvent:
    return RunEvent("polled", elapsed, "IN_PROGRESS", URL, reading=reading, wait=wait)


def stage(at: int) -> RunEvent:
    return polled(0.6 * at, Reading(progress=at / 5, note=f"section {at} of 5"), wait=1.2)


def streamed(text: str) -> RunEvent:
    return RunEvent("streamed", 0.4, "STREAMING", text=text)


def many(count: int) -> tuple[RunStep, ...]:
    return tuple(
        RunStep(
            str(at),
            agent=f"Worker {at // 25 + 1}",
            unit=("Sentiment", "Language Identification", "Text Statistics")[at % 3],
            input={"text": f"Review {at}"},
            output=f"It is done, {at}.",
            error="" if at != 460 else "It broke.",
            seconds=0.2 + at % 7 / 2,
            credits=0.0001 * (1 + at % 4),
        )
        for at in range(count)
    )


FAILED = (
    TEAM[0],
    TEAM[1],
    TEAM[2]._replace(
        output=None, error="The model answered with something that is not JSON: <html>502</html>"
    ),
    TEAM[3]._replace(output="So."),
)


@dataclass(frozen=True)
class Scene:
    """What is heard of a run, the keys that are pressed then, and by which text it is known to be there."""

    name: str
    events: tuple[RunEvent, ...]
    text: str
    keys: tuple[str, ...] = ()
    end: Callable[[Run], None] = lambda _: None


SCENES = (
    Scene("running", (ACCEPTED, stage(1), stage(2), stage(3)), "section 3 of 5"),
    Scene("stream", (streamed(ANSWER + "And so"), streamed(" on ")), "And so"),
    Scene(
        "stream-above",
        (streamed(ANSWER * 4 + "That was all of it."),),
        "That was all",
        ("pageup", ":more below"),
    ),
    Scene(
        "stream-stopped",
        (streamed("It was going to say "),),
        "going",
        (),
        lambda run: run.live.stop_watching(f"aixtui runs attach {run.live.id}"),
    ),
    Scene("steps", (ACCEPTED, polled(2.4, Reading(steps=TEAM))), "Extractive Summary"),
    Scene(
        "steps-folded",
        (ACCEPTED, polled(2.4, Reading(steps=TEAM))),
        "Extractive Summary",
        ("minus", "g", "space"),
    ),
    Scene(
        "steps-unfolded",
        (ACCEPTED, polled(2.4, Reading(steps=TEAM))),
        "Extractive Summary",
        ("plus", "g", "j"),
    ),
    Scene("step-failed", (ACCEPTED, polled(3.0, Reading(steps=FAILED, tokens=1234))), "not JSON", ("n",)),
    Scene("step-read", (polled(2.4, Reading(steps=STEPS)),), "It broke.", ("g", "j", "enter", ":OUTPUT")),
    Scene(
        "steps-500",
        (ACCEPTED, polled(900.0, Reading(steps=many(500)))),
        "Text Statistics",
        ("n", ":It broke."),
    ),
    Scene(
        "lost",
        (ACCEPTED, stage(1), RunEvent("lost", 4.2, "connection lost", URL, wait=4.0)),
        "trying again in 4 s",
    ),
)
COLOURLESS = [scene for scene in SCENES if scene.name in ("steps", "step-failed", "lost")]


def script_of(scene: Scene) -> Script:
    """Opens a run and has all of it happen."""

    async def script(pilot: Pilot[Any]) -> None:
        run = (await open_run(pilot, AGENT, "aixplain/review-digest")).run_state
        run.begin()
        for event in (SENT, *scene.events):
            run.live.add(event)
        scene.end(run)
        await wait_for_text(pilot, scene.text)
        await press(pilot, *scene.keys)
        await pilot.pause(0.6)  # two paints: the keys may have come between them

    return script


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=label)
@pytest.mark.parametrize("scene", SCENES, ids=label)
def test_live(scene: Scene, size: Size, sandbox: RunningSandbox, snap_compare: Compare) -> None:
    app = app_on(connection_to(sandbox))
    assert snap_compare(app, terminal_size=size, run_before=after("▌ Text Analyst", script_of(scene)))


@pytest.mark.parametrize("scene", COLOURLESS, ids=label)
def test_live_without_colours(scene: Scene, sandbox: RunningSandbox, snap_compare: Compare) -> None:
    app = app_on(connection_to(sandbox))
    app.theme = NO_COLOUR.name
    assert snap_compare(app, terminal_size=NARROW, run_before=after("▌ Text Analyst", script_of(scene)))
