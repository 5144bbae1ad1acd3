import sys
from pathlib import Path

import pytest

from aixtui.cli.options import ConnectionOptions
from aixtui.listing.address import AppAddress
from aixtui.workspace.query import Query
from tests.aixtui.cli.conftest import Command
from tests.terminal.terminal import Terminal

Calls = list[tuple[ConnectionOptions, AppAddress]]


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Calls:
    """Where the app was opened, without opening it."""
    result: Calls = []

    def open_app(options: ConnectionOptions, start: AppAddress) -> int:
        result.append((options, start))
        return 3

    monkeypatch.setattr("aixtui.cli.app.open_app", open_app)
    return result


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("agents", AppAddress("agent")),
        ("agents/", AppAddress("agent")),
        (
            "agents?q=invoice&sort=-updated&page=3",
            AppAddress("agent", query=Query("invoice", 3, sort="-updatedAt")),
        ),
        (":agents invoice page=3", AppAddress("agent", query=Query("invoice", 3))),
        ("agents q=a/b", AppAddress("agent", query=Query("a/b"))),
        (" agents/6646/json ", AppAddress("agent", "6646", "json")),
        ("models/openai%2Fgpt-4", AppAddress("model", "openai/gpt-4")),
        ("sandbox/text-statistics", AppAddress("model", "sandbox/text-statistics")),
        ("sandbox/a b?q=x/y", AppAddress("model", "sandbox/a b", query=Query("x/y"))),
        ("sandbox/text-statistics/json", AppAddress("model", "sandbox/text-statistics", "json")),
    ],
)
def test_the_app_opens_at_the_address(aixtui: Command, calls: Calls, text: str, address: AppAddress) -> None:
    outcome = aixtui("open", text, "--ephemeral")
    assert (outcome.code, outcome.err) == (3, "")
    assert calls == [(ConnectionOptions(ephemeral=True), address)]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("agnets", "There is no kind 'agnets'. Did you mean 'agents'?"),
        ("agents?page=0", "'0' is no page. Give a number from 1 to"),
        ("models?functoin=x", "models have no filter 'functoin'. Did you mean 'function'?"),
        ("", "It names no kind. The kinds are"),
    ],
)
def test_what_is_no_address_is_wrong_usage(aixtui: Command, calls: Calls, text: str, sentence: str) -> None:
    outcome = aixtui("open", text)
    assert outcome.code == 2
    assert sentence in outcome.err
    assert calls == []


def test_without_a_terminal_it_says_so(aixtui: Command) -> None:
    outcome = aixtui("open", "agents")
    assert outcome.code == 2
    assert outcome.err.startswith("No terminal:")


def test_the_real_command_shows_that_page(tmp_path: Path) -> None:
    folders = {f"XDG_{name}_HOME": str(tmp_path / name) for name in ("CONFIG", "DATA", "STATE", "CACHE")}
    command = [str(Path(sys.executable).with_name("aixtui")), "open", "models language page=1", "--ephemeral"]
    with Terminal(command, folders) as terminal:
        terminal.wait_for("Language Ident", 60)
        assert "language" in terminal.text
        terminal.send("q")
        assert terminal.wait_for_end() == 0
