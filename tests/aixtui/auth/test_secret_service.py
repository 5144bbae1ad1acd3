"""A Linux host without a desktop: a real Secret Service on a bus of its own, unlocked, locked, and none."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from aixtui.cli.exit_codes import DONE, KEY

pytestmark = pytest.mark.skipif(
    not (shutil.which("dbus-run-session") and shutil.which("gnome-keyring-daemon")),
    reason="dbus-run-session and gnome-keyring-daemon are not installed here",
)
SECONDS = 60
AIXTUI = f"'{sys.executable}' -m aixtui"
UNLOCK = "printf password | gnome-keyring-daemon --replace --unlock --components=secrets >/dev/null 2>&1"
START = "gnome-keyring-daemon --start --components=secrets >/dev/null 2>&1"
BUS = """
<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=/tmp</listen>
  <policy context="default">
    <allow send_destination="*"/>
    <allow receive_sender="*"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""
"""Without the services of this machine, which would be started as soon as they are asked for."""


def on_a_bus(script: str, folder: Path, sandbox: Any) -> subprocess.CompletedProcess[str]:
    """Run a script of the shell on a bus that has nothing but what the script starts."""
    run = folder / "run"
    run.mkdir(mode=0o700, exist_ok=True)
    config = folder / "bus.conf"
    config.write_text(BUS, encoding="utf-8")
    environ = {
        **os.environ,
        "XDG_RUNTIME_DIR": str(run),
        "HOME": str(folder),
        "BACKEND_URL": sandbox.backend_url,
        "MODELS_RUN_URL": sandbox.models_url,
    }
    environ.pop("PYTHON_KEYRING_BACKEND", None)
    return subprocess.run(
        ["dbus-run-session", f"--config-file={config}", "--", "sh", "-c", script],
        capture_output=True,
        text=True,
        check=False,
        timeout=SECONDS,
        env=environ,
    )


def test_a_key_is_kept_in_an_unlocked_one(tmp_path: Path, sandbox: Any) -> None:
    login = f"echo {sandbox.api_key} | {AIXTUI} auth login"
    done = on_a_bus(f"{UNLOCK}; {login} && {AIXTUI} auth status && {AIXTUI} ls agents", tmp_path, sandbox)
    assert done.returncode == DONE, done.stderr
    assert "in SecretService Keyring" in done.stderr
    assert "from\tkeyring" in done.stdout
    # It outlives the bus, and is removed.
    again = on_a_bus(f"{UNLOCK}; {AIXTUI} auth logout && {AIXTUI} auth status", tmp_path, sandbox)
    assert again.returncode == KEY
    assert "Removed the key of profile 'default' from the keyring." in again.stderr


def test_a_locked_one_says_how_to_unlock_it(tmp_path: Path, sandbox: Any) -> None:
    refused = on_a_bus(f"{START}; echo {sandbox.api_key} | {AIXTUI} auth login", tmp_path, sandbox)
    assert refused.returncode == KEY
    assert "The keyring is locked. Unlock it" in refused.stderr
    assert "gnome-keyring-daemon --replace --unlock" in refused.stderr
    assert "--insecure-storage" in refused.stderr


def test_what_is_said_unlocks_one_that_runs_locked_already(tmp_path: Path, sandbox: Any) -> None:
    login = f"echo {sandbox.api_key} | {AIXTUI} auth login"
    assert on_a_bus(f"{START}; {login}; {UNLOCK}; {login}", tmp_path, sandbox).returncode == DONE


def test_a_bus_without_one_is_told(tmp_path: Path, sandbox: Any) -> None:
    refused = on_a_bus(f"echo {sandbox.api_key} | {AIXTUI} auth login", tmp_path, sandbox)
    assert refused.returncode == KEY
    assert "This machine has no keyring" in refused.stderr
    assert "dbus-run-session" in refused.stderr
