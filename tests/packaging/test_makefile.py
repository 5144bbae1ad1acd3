"""What make says and does on machines unlike this one, with a Python that only pretends."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.packaging.conftest import ROOT

# Writes down how it was called, and fails where the environment variable BROKEN says so.
PRETENDER = """#!/bin/sh
echo "$*" >> "$CALLS"
case "$*" in *"$BROKEN"*) exit 1;; esac
case "$*" in "-m venv --clear"*) rm -rf .venv && mkdir -p .venv/bin && cp "$0" .venv/bin/python;; esac
"""
NOTHING = "nothing is broken"


class Clone:
    """A copy of the Makefile in a folder whose name has a space."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "my clone"
        self.folder.mkdir()
        self.python = folder / "python"
        self.python.write_text(PRETENDER)
        self.python.chmod(0o755)
        self._calls = folder / "calls"
        for name in ("Makefile", "pyproject.toml"):
            shutil.copy(ROOT / name, self.folder)

    def make(self, target: str, broken: str = NOTHING) -> subprocess.CompletedProcess[str]:
        environ = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
        return subprocess.run(
            ["make", target, f"PYTHON={self.python}"],
            cwd=self.folder,
            env={**environ, "CALLS": str(self._calls), "BROKEN": broken},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    def calls(self) -> list[str]:
        """The calls of Python since the last look."""
        lines = self._calls.read_text().splitlines() if self._calls.exists() else []
        self._calls.unlink(missing_ok=True)
        return lines


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    return Clone(tmp_path)


@pytest.mark.parametrize(
    ("broken", "sentence"),
    [
        ("version_info", "aixtui needs Python 3.11 or newer. Install one, or name it: make run PYTHON="),
        ("import venv", "comes without venv. Install it"),
        ("pip install", "The installation stopped; what it said is above. Run make again to go on."),
    ],
)
def test_what_is_missing_is_one_clear_sentence(clone: Clone, broken: str, sentence: str) -> None:
    process = clone.make("run", broken)
    assert process.returncode != 0
    assert sentence in process.stdout


def test_the_second_time_nothing_is_done(clone: Clone) -> None:
    first = clone.make("install")
    assert first.returncode == 0, first.stderr
    assert [call for call in clone.calls() if "pip install" in call]
    assert "==> creating .venv" in first.stdout
    assert clone.make("install").returncode == 0
    assert clone.calls() == []


def test_after_a_failure_it_goes_on_where_it_was(clone: Clone) -> None:
    clone.make("install", broken="pip install")
    clone.calls()
    assert clone.make("install").returncode == 0
    calls = clone.calls()
    assert [call for call in calls if "pip install" in call]
    assert not [call for call in calls if call.startswith("-m venv")]


def test_when_the_python_of_the_environment_is_gone_it_is_made_again(clone: Clone) -> None:
    clone.make("install")
    clone.calls()
    python = clone.folder / ".venv" / "bin" / "python"
    python.unlink()
    python.symlink_to("/no/such/python")
    assert clone.make("install").returncode == 0
    calls = clone.calls()
    assert [call for call in calls if call.startswith("-m venv --clear")]
    assert [call for call in calls if "pip install" in call]


def test_a_changed_list_of_requirements_is_installed(clone: Clone) -> None:
    clone.make("install")
    clone.calls()
    os.utime(clone.folder / ".venv" / ".installed", (0, 0))  # older than any pyproject.toml
    assert clone.make("install").returncode == 0
    assert [call for call in clone.calls() if "pip install" in call]


def test_help_names_every_target_that_people_call(clone: Clone) -> None:
    text = clone.make("help").stdout
    for target in ("install", "run", "test", "check", "snapshots", "screenshots", "bench", "build", "clean"):
        assert f"make {target} " in text


def test_the_continuous_integration_calls_make_test_only() -> None:
    lines = (ROOT / ".ci" / "run").read_text().splitlines()
    assert lines[-1] == "exec make test"
