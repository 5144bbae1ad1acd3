"""What a run gave: shown by its nature, searched, sorted, copied, saved, paged."""

import asyncio
import csv
import os
import shutil
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from aixtui.app import AixtuiApp
from aixtui.kinds.agent import AGENT
from aixtui.kinds.model import MODEL
from aixtui.kindspec.results import Reading, RunEvent
from aixtui.running.outputs.picture_part import PicturePart
from aixtui.sandbox import RunningSandbox, start
from aixtui.screens.run.screen import RunScreen
from aixtui.widgets.picture_view import HALF
from tests.driving import app_on, connection_to, keys_of, open_run, screen_text, wait_for_text, wait_until

pytestmark = pytest.mark.anyio
ROWS = [{"name": f"row {n}", "n": n % 7, "sum": f"=A{n}"} for n in range(300)]


@pytest.fixture
def copied(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    texts: list[str] = []
    monkeypatch.setattr(AixtuiApp, "copy_to_clipboard", lambda _, text: texts.append(text))
    return texts


async def sent(pilot: Pilot[Any], kind: Any, path: str, text: str) -> RunScreen:
    """A run in the sandbox that is over, with its output shown."""
    await wait_for_text(pilot, "Text Analyst")
    screen = await open_run(pilot, kind, path)
    screen.query_one(TextArea).text = text
    await pilot.pause()
    await pilot.press("f5")
    await wait_until(pilot, lambda: screen.shown.tab == "output", "the output")
    return screen


async def given(pilot: Pilot[Any], output: object, **more: Any) -> RunScreen:
    """A run that has given this."""
    await wait_for_text(pilot, "Text Analyst")
    screen = await open_run(pilot, AGENT, "sandbox-ws/text-analyst")
    run = screen.run_state
    run.begin()
    reading = Reading(output=output, **more)
    run.live.add(RunEvent("finished", 0.1, "SUCCESS", reading=reading, raw={"data": 1}))
    await wait_until(pilot, lambda: screen.shown.tab == "output", "the output")
    return screen


async def test_the_live_tab_gives_way_to_the_output_unless_one_has_gone_elsewhere(
    sandbox: RunningSandbox,
) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await given(pilot, "Done.")
        await wait_until(pilot, lambda: screen.shown.tab == "output", "the output")
        run = screen.run_state
        run.begin()
        run.live.add(RunEvent("sent", 0.0))
        await wait_until(pilot, lambda: screen.shown.tab == "live", "the live tab")
        await pilot.press("5")
        await wait_for_text(pilot, "─ Polls ─")
        run.live.add(RunEvent("finished", 0.1, "SUCCESS", reading=Reading(output="Done again.")))
        await wait_for_text(pilot, "SUCCESS")
        await wait_until(pilot, lambda: bool(screen.shown.parts["output"]), "the output")
        assert screen.shown.tab == "polls"
        await pilot.press("2")
        await wait_for_text(pilot, "Done again.")


async def test_a_table_is_sorted_scrolled_searched_and_written_without_formulas(
    sandbox: RunningSandbox, tmp_path: Path
) -> None:
    app = app_on(connection_to(sandbox))
    target = tmp_path / "rows.csv"
    target.write_text("before")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await given(pilot, ROWS)
        await wait_for_text(pilot, "row 1 of 300")
        await pilot.press("G")
        await wait_for_text(pilot, "row 300 of 300")
        assert "row 299" in screen_text(app)
        await pilot.press("s", *"sum", "enter")
        await wait_for_text(pilot, "SUM ▲")
        await pilot.press("slash", *keys_of("row 42"), "enter")
        await wait_for_text(pilot, "find “row 42” 1 of 1")
        await pilot.press("enter")
        await wait_for_text(pilot, '"sum": "=A42"')
        await pilot.press("escape", "E", *"csv", "enter")
        await wait_for_text(pilot, "File for Output as CSV")
        app.screen.query_one(Input).value = str(target)
        await pilot.press("enter")
        await wait_for_text(pilot, "is there already. Overwrite it?")
        assert target.read_text() == "before"
        await pilot.press("y")
        await wait_for_text(pilot, "Written to")
    heads, first, *_ = csv.reader(target.read_text().splitlines())
    assert (heads, first) == (["name", "n", "sum"], ["row 0", "0", "'=A0"])


async def test_json_is_folded_and_searched(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24)) as pilot:
        await sent(pilot, MODEL, "sandbox/text-statistics", "One two. Three.")
        await wait_for_text(pilot, '"words": 3')
        await pilot.press("enter")
        await wait_for_text(pilot, "▌▸ { …")
        await pilot.press("slash", *"words", "enter")
        await wait_for_text(pilot, "find “words” 1 of")
        await wait_for_text(pilot, '"words": 3')
        await pilot.press("escape")
        await wait_until(pilot, lambda: "find “" not in screen_text(app), "the end of the search")
        assert isinstance(app.screen, RunScreen)


async def test_markdown_is_shown_as_meant_and_searched_as_written(sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await given(pilot, "# Title\n\n**Bold** words")
        screen.run_state.resource.output_format = "markdown"
        screen.run_state.begin()
        screen.run_state.live.add(
            RunEvent("finished", 0.1, "SUCCESS", reading=Reading(output="**Bold** words"))
        )
        await wait_for_text(pilot, " Bold words")
        await pilot.press("slash", *"words", "enter")
        await wait_for_text(pilot, "**Bold** words")
        await pilot.press("escape")
        await wait_for_text(pilot, " Bold words")


async def test_a_picture_of_the_platform_is_drawn_and_saved(sandbox: RunningSandbox, tmp_path: Path) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await sent(pilot, MODEL, "sandbox/qr-code", "Hello.")
        await wait_for_text(pilot, HALF * 10)
        await wait_for_text(pilot, "─ qr-code.png · image/png · 232 x 232 ─")
        await pilot.press("S")
        await wait_for_text(pilot, "Save qr-code.png as")
        app.screen.query_one(Input).value = str(tmp_path / "code.png")
        await pilot.press("enter")
        await wait_until(pilot, (tmp_path / "code.png").exists, "the file")
        assert (tmp_path / "code.png").read_bytes().startswith(b"\x89PNG")


async def test_a_picture_of_somebody_else_is_not_fetched_unasked(
    sandbox: RunningSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = app_on(connection_to(sandbox))
    url = sandbox.backend_url.replace("127.0.0.1", "127.0.0.2") + "/tracker.png"
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        screen = await given(pilot, f"Look: {url}")
        await wait_for_text(pilot, "o shows it: 127.0.0.2 learns then that it was looked at.")
        (part,) = (one for one in screen.shown.shown_parts if isinstance(one, PicturePart))
        assert part.is_waiting
        await pilot.press("o")
        await wait_for_text(pilot, "is on a private network")
        assert not part.is_waiting


async def test_files_are_opened_copied_and_saved(
    sandbox: RunningSandbox, copied: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSH_CONNECTION", "there")
    monkeypatch.delenv("TMUX", raising=False)
    url = "https://files.example/talk.mp3?Expires=1785585600"
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(100, 24), notifications=True) as pilot:
        await given(pilot, {"said": url})
        await wait_for_text(pilot, "audio/mpeg")
        assert "2026-08-01 12:00 UTC" in screen_text(app)
        await pilot.press("right_curly_bracket", "enter")
        await wait_for_text(pilot, "Copy its address")
        await pilot.press(*"open", "enter")
        await wait_for_text(pilot, "No desktop here")
        await pilot.press("y", *"address", "enter")
        await wait_until(pilot, lambda: len(copied) == 2, "both copies")
    assert copied == [url, url]


async def test_a_run_is_copied_as_code_with_its_inputs(sandbox: RunningSandbox, copied: list[str]) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        screen = await sent(pilot, MODEL, "sandbox/sentiment", "A “good” day.")
        await wait_until(pilot, lambda: bool(screen.shown.code), "the code")
        await pilot.press("4")
        await wait_for_text(pilot, '"x-api-key": "(your key, not shown)"')
        assert sandbox.api_key not in screen_text(app)
        await pilot.press("y", *"curl", "enter")
        await wait_until(pilot, lambda: bool(copied), "the copy")
    assert copied[0].startswith('curl -sS -H "x-api-key: $TEAM_API_KEY"')
    assert "\\u201cgood\\u201d" in copied[0]


async def test_a_reply_that_cannot_be_read_is_shown_as_it_came(sandbox_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "odd.db"
    shutil.copy(sandbox_file, path)
    server = start(path)
    app = app_on(connection_to(server))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "Text Analyst")
        screen = await open_run(pilot, MODEL, "sandbox/sentiment")
        screen.query_one(TextArea).text = "Good."
        await pilot.pause()
        server.stop()
        with start(path, port=urlsplit(server.backend_url).port or 0, fault="malformed"):
            await pilot.press("f5")
            await wait_for_text(pilot, "─ What came ─")
            assert "The answer makes no sense" in screen_text(app)
            await pilot.press("3")
            await wait_for_text(pilot, "─ Reply ─")


async def test_a_pager_has_the_terminal_and_all_of_the_output(
    sandbox: RunningSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    paged: list[str] = []
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await given(pilot, "word " * 200_000)
        await wait_for_text(pilot, "word word")

        async def page(text: str) -> None:
            paged.append(text)

        monkeypatch.setattr(screen.face, "page", page)
        await pilot.press("P")
        await wait_until(pilot, lambda: bool(paged), "the pager")
    assert paged == ["word " * 200_000]


async def test_a_run_of_another_time_has_its_request_and_the_polls_of_the_journal(
    sandbox: RunningSandbox,
) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24)) as pilot:
        await sent(pilot, MODEL, "sandbox/sentiment", "A day to remember.")
        await pilot.press("escape", "R")
        await wait_for_text(pilot, "1-1 of 1")
        await pilot.press("enter")
        await wait_for_text(pilot, "s ago   ")
        await wait_for_text(pilot, "─ Values ─")
        await pilot.press("4")
        await wait_for_text(pilot, '"text": "A day to remember."')
        await pilot.press("5")
        await wait_for_text(pilot, "─ Polls ─")
        await wait_for_text(pilot, "SUCCESS")


HOSTILE = {
    "codes": "\x1b[31mred\x1b[0m \x9b2J [bold]x[/] \u202eback",
    "one long line": "x" * 5_000_000,
    "many lines": "a line [/]\n" * 400_000,
    "records": [{"id": n, "name": f"[/x] {n}"} for n in range(100_000)],
    "keys": [{"[bold]": 1, "\x1b[2J": 2, "": 3, "a\nb": [1, {"c": None}]}],
    "deep": "[" * 50_000 + "]" * 50_000,
    "wide": "日本語" * 500_000,
}


@pytest.mark.parametrize("name", HOSTILE)
async def test_whatever_comes_the_panel_stays_safe_and_answers(sandbox: RunningSandbox, name: str) -> None:
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24)) as pilot:
        await given(pilot, HOSTILE[name])
        await wait_until(pilot, lambda: "─ Output ─" in screen_text(app) or "─ Values" in screen_text(app))
        for key in ("G", "g", "pagedown", "slash", "x", "enter", "n", "escape"):
            await asyncio.wait_for(pilot.press(key), 10)
        assert "\x1b" not in screen_text(app)
        assert isinstance(app.screen, RunScreen)


def test_the_pager_of_the_user_gets_the_text_in_a_private_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from aixtui.system.pager import PagerError, page

    seen = tmp_path / "seen"
    program = tmp_path / "pager"
    program.write_text(f'#!/bin/sh\ncat "$2" > "{seen}"; ls -l "$2" >> "{seen}"; exit 3\n')
    program.chmod(0o755)
    monkeypatch.setenv("PAGER", f"{program} -R")
    page("All of it.\n")
    text = seen.read_text()
    assert text.startswith("All of it.\n-rw-------")
    assert not os.path.exists(text.split()[-1])  # noqa: PTH110  # a word of another program
    monkeypatch.setenv("PAGER", "'open quote")
    with pytest.raises(PagerError):
        page("x")


async def test_one_key_saves_the_inputs_while_they_are_shown_and_then_what_the_run_gave(
    sandbox: RunningSandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    app = app_on(connection_to(sandbox))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await wait_for_text(pilot, "Text Analyst")
        screen = await open_run(pilot, MODEL, "sandbox/sentiment")
        screen.query_one(TextArea).text = "Lovely."
        await pilot.pause()
        await pilot.press("ctrl+s")
        await wait_for_text(pilot, "Name for these inputs")
        await pilot.press(*"nice", "enter")
        await wait_for_text(pilot, "Saved as nice.")
        await pilot.press("f5")
        await wait_until(pilot, lambda: screen.shown.tab == "output", "the output")
        await pilot.press("ctrl+s")
        await wait_for_text(pilot, "Write to a file")
        await pilot.press("enter")
        await wait_for_text(pilot, "File for ")
        await pilot.press("enter")
        await wait_until(pilot, lambda: bool([*tmp_path.iterdir()]), "the file")
