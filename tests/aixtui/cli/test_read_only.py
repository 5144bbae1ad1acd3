"""Commands where a workspace is only read: every way to say so, and that nothing is sent."""

from pathlib import Path

import pytest

from aixtui.cli.connecting import connect
from aixtui.cli.options import ConnectionOptions
from aixtui.cli.sandbox_connection import start_sandbox
from aixtui.settings.read_only import ReadOnly
from aixtui.settings.reading import read_settings, settings_file
from aixtui.settings.tree import Settings
from aixtui.setup_error import SettingsError
from tests.aixtui.cli.conftest import Command
from tests.sandbox_requests import sandbox_requests

RUN = ("run", "sandbox/text-statistics", "--text", "Two words.")
REFUSED = "Read-only: Nothing is run here. Set by "


def write_settings(text: str) -> None:
    settings_file().parent.mkdir(parents=True, exist_ok=True)
    settings_file().write_text(text, encoding="utf-8")


@pytest.mark.usefixtures("sandbox_access")
@pytest.mark.parametrize(
    "arguments",
    [
        ("--read-only", *RUN),
        ("--read-only=yes", *RUN),
        ("--read-only", "yes", *RUN),
        (*RUN, "--read-only"),
        (*RUN, "--read-only=yes"),
        ("--read-only=no", *RUN, "--read-only"),
        ("run", "--read-only", "--text", "Two words.", "sandbox/text-statistics"),
    ],
)
def test_no_run_is_sent_with_the_option(aixtui: Command, arguments: tuple[str, ...]) -> None:
    with sandbox_requests() as requests:
        outcome = aixtui(*arguments)
    assert requests == []
    assert (outcome.code, outcome.out) == (1, "")
    assert outcome.err == f"{REFUSED}--read-only; start again without it to change that.\n"


@pytest.mark.usefixtures("sandbox_access")
def test_no_run_is_sent_with_the_variable(aixtui: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AIXTUI_READ_ONLY", "1")
    with sandbox_requests() as requests:
        outcome = aixtui(*RUN)
    assert (requests, outcome.code, outcome.out) == ([], 1, "")
    assert f"{REFUSED}environment variable AIXTUI_READ_ONLY; start again with --read-only=no" in outcome.err


@pytest.mark.usefixtures("sandbox_access")
@pytest.mark.parametrize(
    ("text", "origin"),
    [
        ("read-only = true", "read_only of config.toml"),
        ("[profiles.default]\nread-only = true", "profiles.default.read_only of config.toml"),
    ],
)
def test_no_run_is_sent_with_a_setting(aixtui: Command, text: str, origin: str) -> None:
    write_settings(text)
    with sandbox_requests() as requests:
        outcome = aixtui(*RUN)
    assert (requests, outcome.code, outcome.out) == ([], 1, "")
    assert f"{REFUSED}{origin}; start again with --read-only=no" in outcome.err


@pytest.mark.usefixtures("sandbox_access")
@pytest.mark.parametrize("option", ["--read-only=except-runs", "--read-only=no"])
def test_runs_are_let_through_where_the_option_says_so(aixtui: Command, option: str) -> None:
    write_settings("[profiles.default]\nread-only = true")
    assert aixtui(*RUN, option).code == 0


@pytest.mark.usefixtures("sandbox_access")
def test_what_reads_is_done(aixtui: Command) -> None:
    assert aixtui("--read-only", "ls", "models", "--size", "3").code == 0
    assert aixtui("get", "sandbox/text-statistics", "--read-only").code == 0


@pytest.mark.usefixtures("sandbox_access")
@pytest.mark.parametrize("arguments", [("--read-only=maybe", *RUN), ("ls", "--read-only", "models")])
def test_another_value_is_a_wrong_usage(aixtui: Command, arguments: tuple[str, ...]) -> None:
    with sandbox_requests() as requests:
        outcome = aixtui(*arguments)
    assert (requests, outcome.code) == ([], 2)
    assert "is not one of yes, no, except-runs. Before a name write --read-only=yes." in outcome.err


@pytest.mark.usefixtures("sandbox_access")
def test_another_word_of_the_variable_is_refused(aixtui: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AIXTUI_READ_ONLY", "maybe")
    with sandbox_requests() as requests:
        outcome = aixtui("ls", "models")
    assert (requests, outcome.code) == ([], 2)
    assert "AIXTUI_READ_ONLY is 'maybe'. It must be one of 1, 0, except-runs." in outcome.err


@pytest.mark.usefixtures("sandbox_access")
def test_the_status_says_what_is_refused_and_who_says_so(aixtui: Command) -> None:
    assert "read-only\tno\n" in aixtui("auth", "status").out
    write_settings('[profiles.default]\nread-only = "except-runs"')
    status = aixtui("auth", "status").out
    assert "read-only\texcept-runs, by profiles.default.read_only of config.toml\n" in status


def test_a_profile_and_a_sandbox_are_connected_to_as_they_are_said_to_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_settings("[profiles.work]\nread-only = true")
    connection = connect(ConnectionOptions(profile="work"), read_settings())
    assert connection.read_only == ReadOnly("yes", "profiles.work.read_only of config.toml")
    sandbox, connection = start_sandbox(ConnectionOptions(ephemeral=True, read_only="yes"), Settings())
    sandbox.stop()
    assert connection.read_only == ReadOnly("yes", "--read-only")
    monkeypatch.setenv("AIXTUI_READ_ONLY", "maybe")
    with pytest.raises(SettingsError):
        start_sandbox(ConnectionOptions(db=tmp_path / "none.db"), Settings())
    assert not (tmp_path / "none.db").exists()
