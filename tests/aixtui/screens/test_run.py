import json
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import TextArea

from aixtui.app import AixtuiApp
from aixtui.kinds.agent import AGENT
from aixtui.kinds.model import MODEL
from aixtui.kindspec.results import Reading, RunEvent
from aixtui.sandbox import RunningSandbox
from aixtui.screens.run.screen import RunScreen
from aixtui.widgets.parts_view import MarkdownView
from tests.aixtui.guarded import guarded_agent
from tests.driving import app_on, connection_to, open_run, screen_text, wait_for_text, wait_until

pytestmark = pytest.mark.anyio
LONG = "\n\n".join(f"Section {n}. The people of town {n} met. They agreed on plan {n}." for n in range(12))


async def start_run(pilot: Pilot[Any], kind: Any, path: str, text: str) -> AixtuiApp:
    app = pilot.app
    assert isinstance(app, AixtuiApp)
    await wait_for_text(pilot, "Text Analyst")
    await open_run(pilot, kind, path)
    app.screen.query_one(TextArea).text = text
    await pilot.pause()
    await pilot.press("f5")
    return app


def last_event(app: AixtuiApp) -> RunEvent | None:
    assert isinstance(app.screen, RunScreen)
    return app.screen.run_state.live.last


async def test_a_synchronous_model_shows_its_computed_output(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(100, 30)) as pilot:
        await start_run(pilot, MODEL, "sandbox/sentiment", "A good day. A bad night.")
        await wait_for_text(pilot, '"label": "negative"')
        assert "poll 1" not in screen_text(app)
        assert "SUCCESS" in screen_text(app)
        await pilot.press("w")
        await wait_for_text(pilot, "─ Reply ─")
        await wait_for_text(pilot, '"requestId"')


async def test_an_asynchronous_model_shows_each_poll_with_its_progress(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    progress_values: list[float] = []
    async with app.run_test(size=(100, 40)) as pilot:
        await start_run(pilot, MODEL, "sandbox/long-document-report", LONG)

        def is_finished() -> bool:
            last = last_event(app)
            if (
                last is not None
                and last.reading.progress is not None
                and last.reading.progress not in progress_values
            ):
                progress_values.append(last.reading.progress)
            return last is not None and last.phase == "finished"

        await wait_for_text(pilot, "poll 1")
        await wait_until(pilot, is_finished, "the end of the run")
        assert progress_values == sorted(progress_values)
        last = last_event(app)
        assert last is not None
        assert last.status == "SUCCESS"
        assert json.dumps(last.reading.output)
        await wait_for_text(pilot, "─ Values ─")


async def test_an_agent_shows_its_steps_and_its_answer(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(100, 40)) as pilot:
        await start_run(pilot, AGENT, "sandbox-ws/text-analyst", "I love this product. It works well.")
        await wait_for_text(pilot, "The text is in English")
        assert "credits" in screen_text(app)
        await pilot.press("1")
        await wait_for_text(pilot, "✓ Sentiment")
        assert "✓ Text Statistics" in screen_text(app)


@pytest.mark.parametrize(
    ("action", "verdict", "outcome"),
    [
        ("abort", "blocked by watch: It could not judge: GPT-4.1 Nano", "The run gave no output."),
        ("continue", "not judged by watch: It could not judge: GPT-4.1 Nano", "The text is positive"),
    ],
)
async def test_what_an_inspector_could_not_judge_is_told(
    fresh_sandbox: RunningSandbox, action: str, verdict: str, outcome: str
) -> None:
    guarded = guarded_agent(fresh_sandbox, action)
    app = app_on(connection_to(fresh_sandbox))
    async with app.run_test(size=(120, 40)) as pilot:
        await start_run(pilot, AGENT, guarded, "Judge the tone: I like it.")
        await wait_for_text(pilot, outcome)
        await wait_for_text(pilot, verdict)
        await pilot.press("1")
        await wait_for_text(pilot, "✗ GPT-4.1 Nano")


@pytest.mark.parametrize(
    ("text", "shown", "not_shown"),
    [
        ("**Bold** words, [a link](x://example.com)", "Bold words, a link", "**"),
        ("**Bold** words " + "and more " * 3000, "**Bold** words and more", "STEPS"),
    ],
    ids=["rendered", "too long to be rendered"],
)
async def test_the_markdown_of_an_agent(
    sandbox: RunningSandbox, text: str, shown: str, not_shown: str
) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(100, 30)) as pilot:
        await wait_for_text(pilot, "Text Analyst")
        run = (await open_run(pilot, AGENT, "sandbox-ws/text-analyst")).run_state
        run.begin()
        run.live.add(RunEvent("finished", 0.1, "SUCCESS", reading=Reading(output=text)))
        await wait_for_text(pilot, shown)
        assert not_shown not in screen_text(app)
        is_rendered = bool(app.screen.query(MarkdownView))
        assert is_rendered == ("**" not in shown)
        assert not any("link" in str(segment.style) for line in drawn(app) for segment in line)


def drawn(app: AixtuiApp) -> list[list[Any]]:
    texts = app.screen.query("MarkdownView Static")
    return [list(text.render_line(at)) for text in texts for at in range(text.size.height)]


async def test_a_missing_input_is_named_before_anything_is_sent(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await start_run(pilot, MODEL, "sandbox/text-statistics", "  ")
        await wait_for_text(pilot, "text is required.")
        assert isinstance(app.focused, TextArea)
        assert last_event(app) is None


async def test_what_cannot_run_here_says_so(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(100, 30)) as pilot:
        await start_run(pilot, MODEL, "6646261c6eb563165658bbb1", "Hello")
        await wait_for_text(pilot, "The run was refused")
        await wait_for_text(pilot, "live platform")
        assert "Traceback" not in screen_text(app)


async def test_escape_stops_watching_then_goes_back(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(100, 30)) as pilot:
        await start_run(pilot, MODEL, "sandbox/long-document-report", LONG * 8)
        await wait_for_text(pilot, "accepted")
        await pilot.press("escape")
        await wait_for_text(pilot, "Stopped watching. The run goes on at the server: A watches it again")
        assert isinstance(app.screen, RunScreen)
        await wait_for_text(pilot, "i inputs")
        await pilot.press("escape")
        await wait_until(pilot, lambda: not isinstance(app.screen, RunScreen), "the list")


async def test_a_run_can_be_repeated_with_changes(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(100, 30)) as pilot:
        await start_run(pilot, MODEL, "sandbox/text-statistics", "One two.")
        await wait_for_text(pilot, '"words": 2')
        await pilot.press("i")
        await wait_until(pilot, lambda: isinstance(app.focused, TextArea), "the form")
        assert app.screen.query_one(TextArea).text == "One two."
        app.screen.query_one(TextArea).text = "One two three."
        await pilot.press("f5")
        await wait_for_text(pilot, '"words": 3')
