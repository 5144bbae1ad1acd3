from pathlib import Path

import click
import pytest

from aixtui.cli.main import run
from aixtui.cli.options import ConnectionOptions


def test_what_a_command_says_goes_before_what_the_group_says() -> None:
    inner = ConnectionOptions(profile="inner")
    outer = ConnectionOptions(profile="outer", backend_url="https://b")
    assert inner.over(outer) == ConnectionOptions(profile="inner", backend_url="https://b")


@pytest.mark.parametrize(
    "options",
    [ConnectionOptions(sandbox=True), ConnectionOptions(ephemeral=True), ConnectionOptions(db=Path("x"))],
)
def test_each_of_three_options_means_the_sandbox(options: ConnectionOptions) -> None:
    assert options.wants_sandbox
    assert not ConnectionOptions(profile="x").wants_sandbox


@pytest.mark.parametrize(
    ("one", "other", "option"),
    [
        (ConnectionOptions(sandbox=True), ConnectionOptions(profile="x"), "--profile"),
        (ConnectionOptions(backend_url="https://b"), ConnectionOptions(ephemeral=True), "--backend-url"),
        (ConnectionOptions(sandbox=True, api_key_stdin=True), ConnectionOptions(), "--api-key-stdin"),
        (ConnectionOptions(ephemeral=True), ConnectionOptions(db=Path("x")), "--db"),
    ],
)
def test_contradictions_are_refused(one: ConnectionOptions, other: ConnectionOptions, option: str) -> None:
    with pytest.raises(click.UsageError, match=option):
        one.over(other)


@pytest.mark.parametrize(
    ("options", "arguments"),
    [
        (ConnectionOptions(), []),
        (ConnectionOptions(sandbox=True, db=Path("my file.db")), ["--sandbox", "--db", "my file.db"]),
        (ConnectionOptions(ephemeral=True), ["--ephemeral"]),
        (
            ConnectionOptions(profile="work", backend_url="https://b", models_url="https://m"),
            ["--profile", "work", "--backend-url", "https://b", "--models-url", "https://m"],
        ),
        (ConnectionOptions(api_key_stdin=True), []),
        (ConnectionOptions(sandbox=True, read_only="except-runs"), ["--sandbox", "--read-only=except-runs"]),
        (ConnectionOptions(read_only="no"), ["--read-only=no"]),
    ],
)
def test_the_arguments_lead_to_the_same_workspace(options: ConnectionOptions, arguments: list[str]) -> None:
    assert options.arguments == arguments


@pytest.mark.parametrize("arguments", [("--db", ""), ("ls", "models", "--db="), ("sandbox", "--db", "")])
def test_a_database_without_a_name_is_a_wrong_usage(
    arguments: tuple[str, ...],
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(arguments) == 2
    assert "'--db': it is empty: name a file." in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
