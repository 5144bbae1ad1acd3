"""What goes in at a terminal comes out at the server: pasted and typed, saved, and run."""

import sys
import time
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest

from aixtui.kinds.agent import AGENT
from aixtui.sandbox import RunningSandbox
from aixtui.sandbox.engines.engine import Inputs, Job
from aixtui.sandbox.engines.registry import ENGINES
from aixtui.wire.input_filter import BURST_SECONDS
from aixtui.wire.pasted import clean_paste
from aixtui.workspace.query import Query
from aixtui.workspace.workspace import WorkspaceGateway
from tests.driving import connection_to
from tests.nasty_texts import NASTY_TEXTS
from tests.terminal.terminal import Terminal

AIXTUI = str(Path(sys.executable).with_name("aixtui"))
ENGINE = "sandbox/regular-expression"
PASTED = "|".join(text.replace("\x1b[201~", "") for _, text in NASTY_TEXTS)
"""Without the mark that ends a paste: what comes of that one is tested elsewhere."""
TYPED = "".join(
    char
    for char in "|".join(text for _, text in NASTY_TEXTS if len(text) < 300)
    if unicodedata.category(char) != "Cc"
)


def arriving(text: str) -> str:
    """What a paste of a text is to leave of it: terminals send Return for each line feed."""
    return clean_paste(text.replace("\n", "\r")).text.replace("\r", "\n")


@pytest.fixture
def server_env(env: dict[str, str], fresh_sandbox: RunningSandbox) -> dict[str, str]:
    return env | {
        "BACKEND_URL": fresh_sandbox.backend_url,
        "MODELS_RUN_URL": fresh_sandbox.models_url,
        "TEAM_API_KEY": fresh_sandbox.api_key,
    }


def end_paste() -> None:
    """Let the burst of a paste pass: what comes with it belongs to it, and nothing shows its end."""
    time.sleep(2 * BURST_SECONDS)


@pytest.mark.parametrize("way", ["paste", "send"])
def test_a_text_is_saved_as_it_was_entered(
    server_env: dict[str, str], fresh_sandbox: RunningSandbox, way: str
) -> None:
    text = PASTED if way == "paste" else TYPED
    with Terminal([AIXTUI], server_env) as terminal:
        terminal.wait_for("▌ Text Analyst", 60)
        terminal.send("a")
        terminal.wait_for("> new|› new")
        terminal.send("Keeper of texts", "Tab", "Tab")
        getattr(terminal, way)(text)
        end_paste()
        terminal.send("Ctrl+S")
        terminal.wait_for(r"Make this agent\?", 60)
        terminal.send("y")
        terminal.wait_for("1-18 of 46", 60)
    workspace = WorkspaceGateway.open(connection_to(fresh_sandbox))
    try:
        row = workspace.search(AGENT, Query("Keeper of texts", 1, 5)).rows[0]
        saved = str(workspace.get(AGENT, row.id).instructions)
    finally:
        workspace.close()
    assert saved == (arriving(text) if way == "paste" else text)


def test_a_text_is_run_as_it_was_pasted(server_env: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    received: list[tuple[str, str]] = []

    def hear(inputs: Inputs, _: Job) -> str:
        received.append((inputs["text"], inputs["pattern"]))
        return "heard"

    monkeypatch.setitem(ENGINES, ENGINE, replace(ENGINES[ENGINE], compute=hear))
    with Terminal([AIXTUI, "open", f"models/{ENGINE}"], server_env) as terminal:
        terminal.wait_for("Description", 60)
        terminal.send("r")
        terminal.wait_for("pattern")
        terminal.paste(PASTED)
        end_paste()
        terminal.send("Tab")
        terminal.paste(PASTED)
        end_paste()
        terminal.send("F5")
        terminal.wait_for("heard")
    assert received == [(arriving(PASTED), arriving(PASTED))]
