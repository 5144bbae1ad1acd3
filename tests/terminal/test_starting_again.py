"""The app started again: it is as it was left, and the picture of that is seen before the app is loaded."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from aixsdk import Aixplain
from aixtui.sandbox import RunningSandbox
from tests.terminal.restoring import left_over
from tests.terminal.terminal import Terminal

AIXTUI = str(Path(sys.executable).with_name("aixtui"))
TAKEN = b"\x1b[?1004h"
"""What the app sends when it takes the terminal over."""
MOST_BYTES = 3000
"""Of a start after the picture; the whole screen is 4 kB."""


@pytest.fixture
def app(tmp_path: Path) -> list[str]:
    """The app on a database of the test's own."""
    return [AIXTUI, "--db", str(tmp_path / "sandbox.db")]


def leave(app: Sequence[str], env: dict[str, str], *keys: str, size: tuple[int, int] = (80, 24)) -> None:
    """Start it, press keys once the rows are there, and quit."""
    with Terminal(app, env, columns=size[0], rows=size[1]) as terminal:
        terminal.wait_for(r"▌ Text Analyst[\s\S]* · \d+ ms", 60)
        terminal.send(*keys)
        terminal.send("q")
        assert terminal.wait_for_end() == 0


@contextmanager
def pictured(app: Sequence[str], env: dict[str, str]) -> Iterator[Terminal]:
    """The app started again, of which only the picture is there yet: once more where it was read late."""
    leave(app, env)
    for _ in range(3):
        with Terminal(app, env) as terminal:
            terminal.wait_for("▌ Text Analyst")
            if TAKEN not in terminal.output:
                yield terminal
                return
    pytest.fail("the picture does not come before the app")


def before_the_app(terminal: Terminal) -> str:
    """What is on the screen when the app takes it over."""
    while TAKEN not in terminal.output:
        before = terminal.text
        assert terminal.read(60)
    return before


def quit_again(terminal: Terminal) -> None:
    terminal.wait_for(r" · \d+ ms", 60)
    terminal.send("q")
    assert terminal.wait_for_end() == 0
    assert left_over(terminal) == []
    assert terminal.output.count(b"\x1b[?1049h") == 1


def test_the_list_is_seen_before_the_app_as_it_was_left(env: dict[str, str], app: list[str]) -> None:
    leave(app, env, "Down", "Down", "Down")
    with Terminal(app, env) as terminal:
        picture = before_the_app(terminal)
        assert re.search(r"▌ Meeting Notes +○ draft", picture)
        assert re.search(
            rb" 1-18 of 45 \xc2\xb7 page 1/3 \xc2\xb7 seen \d+ s ago, refreshing", terminal.output
        )
        assert "connecting › Agents" in picture
        assert " e edit " in picture
        taken = len(terminal.output)
        terminal.wait_for("SANDBOX  › Agents", 60)
        terminal.wait_for(r" 1-18 of 45 · page 1/3 · \d+ ms\n")
        assert "▌ Text Analyst".encode() not in terminal.output[taken:]
        assert len(terminal.output) - taken < MOST_BYTES
        quit_again(terminal)


def test_rows_that_come_as_they_were_are_said_to_be_fresh_before_the_app_is_there(
    env: dict[str, str], app: list[str]
) -> None:
    leave(app, env)
    for _ in range(3):  # the app may be faster, where the other processor has much to do
        with Terminal(app, env) as terminal:
            picture = before_the_app(terminal)
            if "refreshing" not in picture:
                break
            quit_again(terminal)
    assert re.search(r" 1-18 of 45 · page 1/3 · \d+ ms\n", picture)
    assert "▌ Text Analyst" in picture
    assert "connecting › Agents" in picture


def test_rows_that_come_otherwise_are_waited_for(env: dict[str, str], app: list[str]) -> None:
    leave(app, env)
    subprocess.run([*app, "rm", "agents/Meeting Notes", "--yes"], env={**os.environ, **env}, check=True)
    with Terminal(app, env) as terminal:
        picture = before_the_app(terminal)
        assert re.search(
            r"Meeting Notes[\s\S]* 1-18 of 45 · page 1/3 · seen \d+ s ago, refreshing\n", picture
        )
        terminal.wait_for(r" 1-18 of 44 · page 1/3 · \d+ ms\n", 60)
        assert "Meeting Notes" not in terminal.text
        quit_again(terminal)


def test_keys_typed_before_the_app_is_there_are_not_seen_and_do_what_they_say(
    env: dict[str, str], app: list[str]
) -> None:
    with pictured(app, env) as terminal:
        terminal.send("jj", "Enter")
        terminal.wait_for("› Report Writer", 60)
        assert b"jj" not in terminal.output
        terminal.send("Esc")
        quit_again(terminal)


def test_a_signal_before_the_app_is_there_gives_the_terminal_back(
    env: dict[str, str], app: list[str]
) -> None:
    with pictured(app, env) as terminal:
        terminal.signal(signal.SIGTERM)
        assert terminal.wait_for_end() == 128 + signal.SIGTERM
        assert left_over(terminal) == []


def test_the_shell_has_its_terminal_while_the_app_is_stopped(env: dict[str, str], app: list[str]) -> None:
    leave(app, env)
    with Terminal(["bash", "--norc", "-i"], {**env, "PS1": "ready> "}) as terminal:
        terminal.wait_for("ready>")
        terminal.keep_modes()
        terminal.send(" ".join(app), "Enter")
        terminal.wait_for(r" · \d+ ms", 60)
        terminal.send("Ctrl+Z")
        terminal.wait_for("Stopped")
        terminal.send("stty -a", "Enter")
        terminal.wait_for(r" echo ")
        assert re.search(r" icrnl[\s\S]* icanon[\s\S]* echo ", terminal.text)


@pytest.mark.parametrize(
    ("columns", "changed", "settings"),
    [
        (90, {}, ""),
        (80, {"COLORTERM": "truecolor"}, ""),
        (80, {}, 'theme = "nord"\n'),
        (80, {}, 'start = "models"\n'),
        (80, {}, "[browse]\ndisk_cache = false\n"),
    ],
)
def test_where_it_would_look_otherwise_the_app_is_waited_for(
    env: dict[str, str], app: list[str], columns: int, changed: dict[str, str], settings: str
) -> None:
    leave(app, env)
    config = Path(env["XDG_CONFIG_HOME"], "aixtui", "config.toml")
    config.parent.mkdir(parents=True, exist_ok=True)
    config.write_text(settings, encoding="utf-8")
    with Terminal(app, {**env, **changed}, columns=columns) as terminal:
        assert before_the_app(terminal).strip() == ""
        quit_again(terminal)


@pytest.mark.parametrize("size", [(80, 30), (120, 30)], ids=["below", "beside"])
def test_the_preview_is_seen_as_it_was_left(
    env: dict[str, str], app: list[str], size: tuple[int, int]
) -> None:
    shown = "Instructions"
    columns, rows = size
    leave(app, env, size=size)
    with Terminal(app, env, columns=columns, rows=rows) as terminal:
        terminal.wait_for("SANDBOX", 60)
        terminal.send("o")
        terminal.wait_for(shown)
        quit_again(terminal)
    with Terminal(app, env, columns=columns, rows=rows) as terminal:
        assert shown in before_the_app(terminal)
        terminal.wait_for("SANDBOX", 60)
        assert shown in terminal.text
        quit_again(terminal)


@pytest.mark.parametrize(("key", "shows"), [(" ", "1 marked"), ("W", "live")])
def test_what_the_next_start_does_not_show_at_first_is_not_pictured(
    env: dict[str, str], app: list[str], key: str, shows: str
) -> None:
    leave(app, env)
    with Terminal(app, env) as terminal:
        terminal.wait_for(r" · \d+ ms", 60)
        terminal.send(key)
        terminal.wait_for(shows)
        quit_again(terminal)
    with Terminal(app, env) as terminal:
        assert before_the_app(terminal).strip() == ""
        quit_again(terminal)


def test_a_terminal_that_became_another_size_meanwhile_is_painted_whole(
    env: dict[str, str], app: list[str]
) -> None:
    with pictured(app, env) as terminal:
        terminal.resize(80, 25)
        terminal.forget()
        for text in ("aixtui", "▌ Text Analyst", "q quit"):
            terminal.wait_for(text, 60)
        quit_again(terminal)


def test_no_picture_is_older_than_what_is_kept_of_the_list(env: dict[str, str], app: list[str]) -> None:
    leave(app, env)
    time.sleep(1.1)  # an age of 0 s says nothing
    leave(app, env)
    with Terminal(app, env) as terminal:
        before_the_app(terminal)
        assert re.search(rb"seen [01] s ago", terminal.output)
        quit_again(terminal)


@pytest.fixture
def profile(fresh_sandbox: RunningSandbox, env: dict[str, str]) -> dict[str, str]:
    """The environment of a profile whose key is in the keyring."""
    addresses = {"BACKEND_URL": fresh_sandbox.backend_url, "MODELS_RUN_URL": fresh_sandbox.models_url}
    keyring = {"PYTHON_KEYRING_BACKEND": "tests.aixtui.cli.file_keyring.FileKeyring"}
    env = {**env, **addresses, **keyring}
    keep_key(env, fresh_sandbox.api_key)
    return env


def keep_key(env: dict[str, str], key: str) -> None:
    run(env, "auth", "login", "--api-key-stdin", text=key)


def run(env: dict[str, str], *arguments: str, text: str = "") -> None:
    subprocess.run([AIXTUI, *arguments], env={**os.environ, **env}, input=text, text=True, check=True)


def test_where_the_key_is_in_a_keyring_the_list_is_seen_before_that_is_asked(profile: dict[str, str]) -> None:
    with pictured([AIXTUI], profile) as terminal:
        assert "connecting › Agents" in terminal.text
        quit_again(terminal)


def test_with_another_key_nothing_is_seen_before_it_is_known_whose_workspace_it_is(
    fresh_sandbox: RunningSandbox, profile: dict[str, str]
) -> None:
    one = fresh_sandbox
    with Aixplain(one.api_key, backend_url=one.backend_url, model_url=one.models_url) as aix:
        other = aix.APIKey.create("other", 5.0, {"tpm": 99, "tpd": 9999, "rpm": 99, "rpd": 9999})
    assert other.key
    leave([AIXTUI], profile)
    keep_key(profile, other.key)
    with Terminal([AIXTUI], profile) as terminal:
        assert before_the_app(terminal).strip() == ""
        quit_again(terminal)
    with pictured([AIXTUI], profile) as terminal:
        quit_again(terminal)


def test_after_a_logout_nothing_of_the_workspace_is_seen(profile: dict[str, str]) -> None:
    leave([AIXTUI], profile)
    run(profile, "auth", "logout")
    with Terminal([AIXTUI], profile) as terminal:
        terminal.wait_for("There is no API key", 60)
        assert b"Text Analyst" not in terminal.output


def test_what_was_seen_with_a_key_of_one_start_is_not_seen_without(
    fresh_sandbox: RunningSandbox, profile: dict[str, str]
) -> None:
    leave([AIXTUI], profile)
    leave([AIXTUI], {**profile, "TEAM_API_KEY": fresh_sandbox.api_key})
    keyring = Path(profile["XDG_DATA_HOME"], "keyring.json")
    keyring.write_text("{}", encoding="utf-8")
    with Terminal([AIXTUI], profile) as terminal:
        terminal.wait_for("There is no API key", 60)
        assert b"Text Analyst" not in terminal.output
