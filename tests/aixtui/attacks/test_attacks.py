"""What people read, how long they wait, and what it takes, where a server means ill."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from aixtui.cli.exit_codes import FAILED, UNKNOWN
from tests.aixtui.attacks.servers import ATTACKS, KEY, Answer, only_at, packed_bomb
from tests.sdk.wire_server import listening
from tests.terminal.terminal import Terminal

MOST_MEGABYTES = 300
WAIT = 2
"""Seconds that people give a command and the app here."""
SLACK = 20
"""Seconds that a start takes on a busy machine, and then some."""
MEASURED = [sys.executable, "-m", "tests.aixtui.attacks.measured"]
COMMANDS = {
    "ls": ("POST", ["ls", "models"]),
    "get": ("GET", ["get", "model/m"]),
    "run": ("POST", ["run", "model/m", "--text", "x"]),
}
TOO_LARGE = (
    "The reply is larger than 16 MB. That is the limit reply_mb: raise it where more is to be expected."
)
TOO_DEEP = (
    "The reply has lists and objects more than 100 levels deep in each other. That is the limit depth:"
    " raise it where more is to be expected."
)
TOO_MANY = (
    "The reply has more than 250,000 values. That is the limit values: raise it where more is to be expected."
)
NO_ADDRESS = "127.0.0.1 redirects to what is no address: 'http://[half'."
IN_CONFIG = "It stands in [limits] of config.toml."
IS_IT_RIGHT = "Is the backend URL right? If it is, try again."
LATE = f"No result within {WAIT} seconds."
READ = {
    "bomb": f"Over a limit: {TOO_LARGE} {IN_CONFIG}",
    "drip": f"It took too long: {LATE} Nothing was changed; try again, or give it longer.",
    "silence": f"It took too long: {LATE} Nothing was changed; try again, or give it longer.",
    "depth": f"Over a limit: {TOO_DEEP} {IN_CONFIG}",
    "values": f"Over a limit: {TOO_MANY} {IN_CONFIG}",
    "endless": f"Over a limit: {TOO_LARGE} {IN_CONFIG}",
    "redirect": f"The backend's answer makes no sense: {NO_ADDRESS} {IS_IT_RIGHT}",
    "echo": "The request was refused: Wrong key [key].",
}
WAS_SENT = "The run was sent, and not answered."
MAY_HAVE_BEGUN = "The run may have begun all the same: look before you start it again."
RUN = {
    **dict.fromkeys(("bomb", "endless"), f"Over a limit: {TOO_LARGE} {IN_CONFIG} {MAY_HAVE_BEGUN}"),
    "depth": f"Over a limit: {TOO_DEEP} {IN_CONFIG} {MAY_HAVE_BEGUN}",
    "values": f"Over a limit: {TOO_MANY} {IN_CONFIG} {MAY_HAVE_BEGUN}",
    **dict.fromkeys(("drip", "silence"), f"No answer came: {LATE} {WAS_SENT} {MAY_HAVE_BEGUN}"),
    "redirect": f"The answer makes no sense: {NO_ADDRESS} {MAY_HAVE_BEGUN}",
    "echo": "The request was refused: Wrong key [key].",
}
"""What is said of a run, which a broken answer tells nothing of."""
ON_SCREEN = {
    "bomb": "larger than 16 MB",
    "drip": f"not complete within {WAIT} seconds",
    "silence": f"not complete within {WAIT} seconds",
    "depth": "more than 100 levels deep",
    "values": "more than 250,000 values",
    "endless": "larger than 16 MB",
    "redirect": "redirects to what is no address",
    "echo": r"Wrong key \[key\]",
}

pytestmark = pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the peak is not told here")


@pytest.fixture(scope="module", autouse=True)
def _packed_beforehand() -> None:
    """It takes a second or two to pack: not while the client waits."""
    packed_bomb()


@contextmanager
def attacked(method: str, attack: Answer, folder: Path) -> Iterator[dict[str, str]]:
    """The environment of a program whose server attacks at this method."""
    settings = folder / "CONFIG" / "aixtui"
    settings.mkdir(parents=True)
    (settings / "config.toml").write_text(f"[limits]\nread_seconds = {WAIT}\n", encoding="utf-8")
    kept = {f"XDG_{name}_HOME": str(folder / name) for name in ("CONFIG", "DATA", "STATE", "CACHE")}
    with listening(only_at(method, attack), read_head=False) as base:
        addresses = {"BACKEND_URL": base, "MODELS_RUN_URL": f"{base}/execute", "TEAM_API_KEY": KEY}
        yield {"PATH": os.environ["PATH"], "HOME": str(folder), **kept, **addresses}


def peak(file: Path) -> float:
    """Megabytes that the measured program took at most."""
    return int(file.read_text(encoding="ascii")) / 1000


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("attack", ATTACKS)
def test_a_command(attack: str, command: str, tmp_path: Path) -> None:
    method, arguments = COMMANDS[command]
    with attacked(method, ATTACKS[attack], tmp_path) as env:
        began = time.monotonic()
        done = subprocess.run(
            [*MEASURED, str(tmp_path / "peak"), *arguments, "--timeout", str(WAIT)],
            env=env,
            capture_output=True,
            text=True,
            timeout=60,
        )
        took = time.monotonic() - began
    words = RUN if command == "run" else READ
    assert (done.stdout, done.stderr) == ("", f"{words[attack]}\n")
    assert done.returncode == (UNKNOWN if "may have begun" in words[attack] else FAILED)
    assert took < WAIT + SLACK
    assert peak(tmp_path / "peak") < MOST_MEGABYTES


@pytest.mark.parametrize("attack", ATTACKS)
def test_the_app(attack: str, tmp_path: Path) -> None:
    with attacked("POST", ATTACKS[attack], tmp_path) as env:
        began = time.monotonic()
        with Terminal([*MEASURED, str(tmp_path / "peak")], env, columns=120, rows=30) as terminal:
            terminal.wait_for(ON_SCREEN[attack], 60)
            took = time.monotonic() - began
            assert KEY not in terminal.text
            terminal.send("q")
            assert terminal.wait_for_end() == 0
    assert took < WAIT + SLACK
    assert peak(tmp_path / "peak") < MOST_MEGABYTES
