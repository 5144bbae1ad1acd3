"""The scenes of what a run gave."""

import io
from collections.abc import Callable
from typing import Any

from PIL import Image
from textual.pilot import Pilot
from textual.widgets import TextArea

from aixtui.kinds.agent import AGENT
from aixtui.kinds.model import MODEL
from aixtui.kindspec.named_file import NamedFile
from aixtui.kindspec.results import Reading, RunEvent, RunStep
from aixtui.running.live_run import LiveRun
from aixtui.running.run import Run
from aixtui.workspace.code import RunValues
from aixtui.workspace.problems import Problem
from tests.driving import open_run, wait_until
from tests.snapshots.scenes import Scene, Script, press

ORDERS = [
    {"order": 1000 + n, "customer": f"Customer {n:02}", "total": 19.5 * n, "paid": n % 3 > 0, "note": None}
    for n in range(60)
]
ANSWER = """# Findings

The text is **French**, and glad.

| part | tone |
| --- | --- |
| first | positive |
| second | neutral |

- one sentence asks
- see https://docs.example/tone.pdf?Expires=1785589200
"""
ORDER = {
    "id": 7,
    "parts": {"first": {"sku": "A-1", "count": 2}, "second": {"sku": "B-9"}},
    "tags": ["a", "b"],
}
REPLY = {"order": ORDER, "open": True}
STEPS = (
    RunStep("1", "Analyst", "Language Identification", "run", output={"language": "fr"}, seconds=0.4),
    RunStep("2", "Analyst", "Sentiment", "run", error="It broke.", seconds=1.2, credits=0.0002),
)


def drawn() -> bytes:
    """A picture of a few coloured fields."""
    image = Image.new("RGB", (8, 4))
    image.putdata([((x * 36) % 256, (y * 80) % 256, 128) for y in range(4) for x in range(8)])
    content = io.BytesIO()
    image.resize((160, 80), Image.Resampling.NEAREST).save(content, "PNG")
    return content.getvalue()


FILES = (
    NamedFile("https://store.example/a/summary.csv", "summary.csv", "text/csv", 48_200),
    NamedFile("https://store.example/a/talk.mp3?Expires=1785589200", "talk.mp3", "audio/mpeg"),
)
PICTURE = NamedFile("", "fields.png", "image/png", 300, content=drawn())


def typed(run: Run) -> RunValues:
    """What stands in its form, as if that had been sent."""
    values = run.form.to_show(run.form.values)
    return RunValues(values, values)


def gave(reading: Reading, *keys: str, markdown: bool = False) -> Script:
    """A run that gave this, then some keys."""

    def end(live: LiveRun) -> None:
        live.add(RunEvent("sent", 0.0))
        live.add(RunEvent("accepted", 0.1, "IN_PROGRESS"))
        live.add(RunEvent("polled", 0.6, "IN_PROGRESS", reading=Reading(progress=0.4, note="section 2 of 5")))
        live.add(RunEvent("finished", 1.4, "SUCCESS", reading=reading, credits=0.0012, raw=REPLY))

    return ended(end, *keys, markdown=markdown)


def ended(end: Callable[[LiveRun], None], *keys: str, markdown: bool = False) -> Script:
    """A run that ends so, then some keys."""

    async def script(pilot: Pilot[Any]) -> None:
        screen = await open_run(pilot, AGENT, "sandbox-ws/text-analyst")
        run = screen.run_state
        if markdown:
            run.resource.output_format = "markdown"
        run.form.type("query", "What is it like?")
        run.begin()
        run.live.values = typed(run)
        end(run.live)
        await wait_until(pilot, lambda: screen.shown.tab == "output", "the output")
        await wait_until(pilot, lambda: bool(screen.shown.parts["request"]), "the request")
        await pilot.app.workers.wait_for_complete()
        await press(pilot, *keys)

    return script


def unreadable(live: LiveRun) -> None:
    """It ends with what is no JSON."""
    live.problem = Problem(
        "The answer makes no sense",
        "The platform sent a reply that is not JSON.",
        "The run may have begun all the same: look before you start it again.",
        came="<html>\n  <title>502 Bad Gateway</title>\n</html>",
    )
    live.end("FAILED")


async def request(pilot: Pilot[Any]) -> None:
    """What was sent, for a platform whose address is always the same."""
    screen = await open_run(pilot, MODEL, "sandbox/sentiment")
    screen.query_one(TextArea).text = "A wonderful day."
    run = screen.run_state
    await pilot.pause()
    run.begin()
    run.live.values = typed(run)
    run.live.add(RunEvent("sent", 0.0))
    await wait_until(pilot, lambda: bool(screen.shown.parts["request"]), "the request")
    await press(pilot, "4", ":─ Request ─")


RUN_SCENES = (
    Scene("run-table", gave(Reading(ORDERS), "s", ":Sort Output by", *"total", "enter", "j", ":row 2 of 60")),
    Scene("run-files", gave(Reading("Both are ready.", files=FILES), "right_curly_bracket", ":row 1 of 2")),
    Scene("run-picture", gave(Reading("Drawn.", files=(PICTURE,)), ":160 x 80"), wide="a larger picture"),
    Scene("run-markdown", gave(Reading(ANSWER), ":Findings", markdown=True)),
    Scene("run-json", gave(Reading(ORDER), "slash", *"sku", "enter", ":1 of 2")),
    Scene("run-parts", gave(Reading({"story": "One.\n\nTwo.", "rows": ORDERS[:3]}, STEPS), ":part 1 of 3")),
    Scene("run-reply", gave(Reading("Done."), "3", ":─ Reply ─")),
    Scene("run-polls", gave(Reading("Done."), "5", ":─ Polls ─", "j", "j", ":row 3 of 4")),
    Scene("run-unreadable", ended(unreadable, ":What came")),
    Scene("run-copy", gave(Reading(ORDERS), "y", ":Copy of the run of")),
)
