"""The wheel, built once, in a clean environment outside the repository."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def clean_environ(home: Path) -> dict[str, str]:
    """Make an environment without the developer's settings, keys and import paths."""
    prefixes = (
        "PYTHON",
        "XDG_",
        "TEAM_API_KEY",
        "AIXPLAIN_API_KEY",
        "BACKEND_URL",
        "MODELS_RUN_URL",
        "VIRTUAL_ENV",
    )
    environ = {name: value for name, value in os.environ.items() if not name.startswith(prefixes)}
    return {**environ, "HOME": str(home)}


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--wheel", "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True, cwd=folder)
    (path,) = folder.glob("*.whl")
    return path


@pytest.fixture(scope="session")
def bin_folder(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel as a user would; returns the environment's `bin`."""
    folder = tmp_path_factory.mktemp("clean")
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    pip = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, str(wheel)], check=True, capture_output=True, cwd=folder, env=pip_environ(folder))
    return folder / "bin"


def pip_environ(home: Path) -> dict[str, str]:
    """As `clean_environ`, with the configuration of pip that this machine has."""
    return {**clean_environ(home), "HOME": os.environ.get("HOME", str(home))}
