"""What a run does while it goes on, as it is seen: the answer as it is written, steps, a lost connection."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

import pytest
from textual.pilot import Pilot
from textual.strip import Strip

from aixsdk.exceptions import RateLimitError
from aixtui.app import AixtuiApp
from aixtui.kinds.agent import AGENT
from aixtui.kinds.model import MODEL
from aixtui.kindspec.results import Reading, RunEvent, RunStep
from aixtui.running.run import Run
from aixtui.sandbox import RunningSandbox, start
from aixtui.screens.run.screen import RunScreen
from aixtui.screens.run.step_screen import StepScreen
from aixtui.widgets.growing_scroll import GrowingScroll
from aixtui.widgets.run_panel import PACE_SECONDS, RunPanel
from aixtui.widgets.steps_view import StepsView
from aixtui.workspace import run_watch
from tests.aixtui.scripted_face import ScriptedFace
from tests.driving import app_on, connection_to, open_run, screen_text, wait_for_text, wait_until

pytestmark = pytest.mark.anyio
LONG = "\n\n".join(f"Section {n}. The people of town {n} met. They agreed on plan {n}." for n in range(24))
PIECE = "A paragraph of the *answer* that is long enough.\n\n"


async def open_on(pilot: Pilot[Any], path: str, kind: Any = MODEL) -> Run:
    await wait_for_text(pilot, "Text Analyst")
    return (await open_run(pilot, kind, path)).run_state


async def begin(pilot: Pilot[Any], *events: RunEvent) -> Run:
    """A run that goes on, of which this has been heard."""
    run = await open_on(pilot, "sandbox-ws/text-analyst", AGENT)
    run.begin()
    for event in (RunEvent("sent", 0.0), *events):
        run.live.add(event)
    return run


def streamed(text: str) -> RunEvent:
    return RunEvent("streamed", 0.2, "STREAMING", text=text)


async def test_an_answer_is_seen_as_it_is_written_and_kept_where_the_reading_stops(
    sandbox: RunningSandbox,
) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(100, 30)) as pilot:
        run = await open_on(pilot, "sandbox/word-chain")
        run.form.texts |= {"text": "Tell me about speech, at length and in detail.", "pace": "1"}
        await app.screen.run_action("screen.do('start')")
        await wait_for_text(pilot, "STREAMING")
        await wait_until(pilot, lambda: run.live.text.length > 3, "some words")
        words = run.live.text.since(0).strip()
        await wait_for_text(pilot, words)
        assert not run.live.is_finished
        await pilot.press("escape")
        await wait_for_text(pilot, "credits may be counted for the whole answer")
        assert words in screen_text(app)
        assert run.live.ending.startswith("stopped reading")
        assert isinstance(app.screen, RunScreen)
        journal = await app.screen.context.session.journal()
        kept: list[Any] = []

        def is_kept() -> bool:
            kept[:] = [journal.run_list.get("sandbox", run.live.id)]
            return kept[0] is not None and kept[0].progress.phase == "stopped"

        await wait_until(pilot, is_kept, "what came, in the journal")
        assert words in kept[0].progress.reply["data"]


async def test_a_whole_answer_is_shown_as_the_output(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(100, 30)) as pilot:
        run = await open_on(pilot, "sandbox/word-chain")
        run.form.texts |= {"text": "Speech.", "pace": "0"}
        await app.screen.run_action("screen.do('start')")
        await wait_for_text(pilot, "─ Output ─")
        assert "SUCCESS" in screen_text(app)
        assert "tokens" in screen_text(app)
        parts = app.screen.query_one("#run-parts")
        await wait_until(pilot, lambda: parts.has_focus_within, "the keys for the output")


async def test_markdown_is_drawn_as_such_while_it_comes(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(100, 30)) as pilot:
        run = await begin(pilot, streamed("Some *empha"))
        await wait_for_text(pilot, "Some")
        for piece in (
            "sis* here.\n\n- one\n",
            "- two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n",
            "\nEnd [of it](http://x.y).",
        ):
            run.live.add(streamed(piece))
            await pilot.pause(0.3)
        run.live.text.finish()
        await wait_for_text(pilot, "End of it.")
        text = screen_text(app)
        assert "Some emphasis here." in text
        assert "• one" in text
        assert "*" not in text
        assert text.count("Some emphasis") == text.count("one") == 1


async def test_a_long_answer_shows_its_last_part(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(100, 30)) as pilot:
        run = await begin(pilot, streamed(PIECE))
        await wait_for_text(pilot, "A paragraph of the answer")
        run.live.add(streamed(PIECE * 500 + "The very last. "))
        await wait_for_text(pilot, "The very last.")
        assert len(app.screen.query("MarkdownParagraph")) < 250


async def test_the_end_is_followed_until_one_scrolls_up_and_again_from_the_end(
    sandbox: RunningSandbox,
) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(100, 30)) as pilot:
        run = await begin(pilot, streamed(PIECE * 20 + "Now **here** "))
        await wait_for_text(pilot, "Now here")
        scroll = app.screen.query_one("#run-text", GrowingScroll)
        assert app.focused is scroll
        await wait_until(pilot, lambda: scroll.is_vertical_scroll_end, "the end")
        await pilot.press("pageup")
        await wait_for_text(pilot, "more below")
        place = scroll.scroll_y
        run.live.add(streamed(" and on." + PIECE * 9 + "Then there. "))
        await wait_until(pilot, lambda: scroll.max_scroll_y > place + 15, "the rest")
        assert scroll.scroll_y == place
        for key in ("G", "end"):
            await pilot.press(key)
            await wait_for_text(pilot, "Then there.")
            assert "more below" not in screen_text(app)
            run.live.add(streamed(PIECE * 9 + f"At last {key}. "))
            await wait_for_text(pilot, f"At last {key}.")
            await pilot.press("pageup")
            await wait_for_text(pilot, "more below")
            run.live.add(streamed("Then there. "))


async def test_what_is_short_begins_at_the_top_and_its_end_is_followed_once_there_is_more(
    sandbox: RunningSandbox,
) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24)) as pilot:
        run = await begin(pilot, streamed("The first words. "))
        await wait_for_text(pilot, "The first words.")
        text = app.screen.query_one("#run-markdown")
        panel = app.screen.query_one("#run-text", GrowingScroll)
        assert text.region.y == panel.region.y
        run.live.add(streamed(f"\n\n{PIECE * 20} The last words. "))
        await wait_for_text(pilot, "The last words.")
        await pilot.resize_terminal(80, 200)
        await wait_until(pilot, lambda: text.region.y == panel.region.y, "the top again")
        await pilot.resize_terminal(80, 24)
        await wait_until(pilot, lambda: text.region.bottom == panel.region.bottom, "the end again")


async def test_the_steps_of_a_team_are_read_whole(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(100, 40)) as pilot:
        run = await open_on(pilot, "aixplain/review-digest", AGENT)
        run.form.type("query", "Sum up: Un film magnifique. A long wait, and no ticket.")
        await app.screen.run_action("screen.do('start')")
        await wait_for_text(pilot, "─ Output ─")
        await pilot.press("1")
        await wait_for_text(pilot, "slowest")
        assert isinstance(app.focused, StepsView)
        text = screen_text(app)
        assert "▾ Mentalist" in text
        assert f"{len(run.live.steps.steps)} of {len(run.live.steps.steps)} steps" in text
        await pilot.press("g", "j")
        step = run.live.steps.current
        assert step is not None
        await pilot.press("enter")
        await wait_until(pilot, lambda: isinstance(app.screen, StepScreen), "the step")
        await wait_for_text(pilot, "THOUGHT")
        await wait_for_text(pilot, "OUTPUT")
        await pilot.press("space")
        await wait_for_text(pilot, "▸ THOUGHT")
        await pilot.press("escape")
        await wait_until(pilot, lambda: isinstance(app.screen, RunScreen), "the run")
        assert run.live.steps.current is step


def many(count: int, failed: int = -1) -> tuple[RunStep, ...]:
    return tuple(
        RunStep(
            str(at),
            agent=f"Agent {at // 10}",
            unit=f"Tool {at}",
            input={"text": "word " * 200},
            output="It is done.",
            error="It broke." if at == failed else "",
            seconds=0.1 + at % 7,
            credits=0.0001 * (at % 5),
        )
        for at in range(count)
    )


async def test_five_hundred_steps_are_gone_through_and_only_what_is_seen_is_drawn(
    sandbox: RunningSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        run = await begin(pilot)
        steps = many(500, failed=250)
        run.live.add(RunEvent("polled", 1.0, "IN_PROGRESS", "http://run", reading=Reading(steps=steps)))
        await wait_for_text(pilot, "Tool 499")
        view = app.screen.query_one(StepsView)
        assert len(app.screen.query("*")) < 60
        await pilot.press("n")
        await wait_for_text(pilot, "It broke.")
        assert "▌ " in screen_text(app)
        lines: list[int] = []
        plain = StepsView.render_line

        def count(self: StepsView, y: int) -> Strip:
            lines.append(y)
            return plain(self, y)

        monkeypatch.setattr(StepsView, "render_line", count)
        await pilot.press("j")
        await pilot.pause()
        assert 0 < len(lines) < 5 * view.size.height


async def test_steps_that_come_leave_one_where_one_is(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24)) as pilot:
        run = await begin(pilot)
        for count in (30, 31):
            run.live.add(RunEvent("polled", 1.0, "IN_PROGRESS", reading=Reading(steps=many(count))))
            await wait_for_text(pilot, f"Tool {count - 1}")
        await pilot.press("g")
        await wait_for_text(pilot, "more below")
        run.live.add(RunEvent("polled", 1.0, "IN_PROGRESS", reading=Reading(steps=many(40))))
        await wait_until(pilot, lambda: len(run.live.steps.steps) == 40, "more steps")
        await pilot.pause(0.3)
        assert "Tool 0" in screen_text(app)
        await pilot.press("G")
        await wait_for_text(pilot, "Tool 39")
        assert "more below" not in screen_text(app)


async def count_frames(
    pilot: Pilot[Any], monkeypatch: pytest.MonkeyPatch, seconds: float, happen: Callable[[], None]
) -> float:
    """Frames for each paint there may be, while something happens 100 times a second."""
    frames: list[None] = []
    monkeypatch.setattr(AixtuiApp, "post_display_hook", lambda _: frames.append(None))
    loop = asyncio.get_running_loop()
    began = loop.time()
    while loop.time() < began + seconds:
        happen()
        await asyncio.sleep(0.01)
    paints = (loop.time() - began) / PACE_SECONDS + 1  # one may have been due at the beginning
    return len(frames) / paints


async def test_words_that_rush_in_are_few_frames(
    sandbox: RunningSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24)) as pilot:
        run = await begin(pilot, streamed(PIECE))
        await wait_for_text(pilot, "A paragraph")
        frames = await count_frames(pilot, monkeypatch, 2.0, lambda: run.live.add(streamed("word ")))
        assert 0.5 <= frames <= 2.2  # what has grown is drawn once more where it is then


async def test_polls_that_rush_in_are_few_frames(
    sandbox: RunningSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24)) as pilot:
        run = await begin(pilot)
        counts = iter(range(1, 10_000))

        def poll() -> None:
            reading = Reading(steps=(*many(next(counts)), RunStep("last", unit="Judge", thought="Is it so?")))
            run.live.add(RunEvent("polled", 1.0, "IN_PROGRESS", "http://run", reading=reading))

        poll()
        await wait_for_text(pilot, "Judge")
        frames = await count_frames(pilot, monkeypatch, 2.0, poll)
        assert frames <= 2.2  # the scroll bar follows in a frame of its own


@pytest.fixture
def serve(sandbox_file: Path, tmp_path: Path) -> Iterator[Callable[..., RunningSandbox]]:
    """Starts a sandbox of this test, on a port where one is given."""
    path = tmp_path / "lost.db"
    shutil.copy(sandbox_file, path)
    servers: list[RunningSandbox] = []

    def serve(**options: Any) -> RunningSandbox:
        servers.append(start(path, **options))
        return servers[-1]

    yield serve
    for server in servers:
        server.stop()


async def test_a_lost_connection_is_told_and_watching_goes_on(
    serve: Callable[..., RunningSandbox], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run_watch, "FIRST_WAIT", 3.0)
    server = serve()
    app = app_on(connection_to(server))
    async with app.run_test(size=(100, 30)) as pilot:
        run = await open_on(pilot, "sandbox/long-document-report")
        run.form.texts |= {"text": LONG}
        await app.screen.run_action("screen.do('start')")
        await wait_for_text(pilot, "1 poll")
        server.stop()
        await wait_for_text(pilot, "connection lost, trying again in ")
        assert run.live.is_watching
        serve(port=urlsplit(server.backend_url).port)
        # The server that comes back says of what it was at work on that it was interrupted.
        await wait_until(pilot, lambda: not run.live.is_watching, "what became of the run")
        await wait_for_text(pilot, "The run failed")
        assert [event.phase for event, _ in run.live.events].count("sent") == 1


async def test_the_wait_that_a_limit_asks_for_counts_down_to_its_end_and_stops(
    fresh_sandbox: RunningSandbox,
) -> None:
    app = app_on(connection_to(fresh_sandbox))
    async with app.run_test(size=(100, 30)) as pilot:
        run = await open_on(pilot, "sandbox/sentiment")

        async def refused() -> AsyncIterator[RunEvent]:
            yield RunEvent("sent", 0.0)
            raise RateLimitError("Slow down.", 429, retry_after=1.5)

        run.begin()
        recording: Any = SimpleNamespace(problem=None, url="")
        await run.live.follow(refused(), recording, ScriptedFace())
        await wait_for_text(pilot, "wait 1 s, then F5 runs it again")
        await wait_for_text(pilot, "now: F5 runs it again")
        assert "Wait a little, then try again." in screen_text(app)
        panel = app.screen.query_one(RunPanel)
        await wait_until(pilot, lambda: not panel.is_ticking, "the end of the counting")
