"""The wheel holds all it needs, and works outside the repository."""

import subprocess
import zipfile
from pathlib import Path

import pytest

import aixtui
from aixtui.stylesheets import stylesheets
from tests.packaging.conftest import ROOT, clean_environ

pytestmark = pytest.mark.packaging


def _run(command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=folder,
        env=clean_environ(folder),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def test_the_wheel_holds_both_packages_the_styles_and_nothing_else(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {f"aixtui/styles/{sheet.name}" for sheet in (ROOT / "styles").glob("*.tcss")} <= names
    assert {"aixtui/py.typed", "aixsdk/py.typed", "aixtui/__main__.py", "aixsdk/__init__.py"} <= names
    assert {name.partition("/")[0] for name in names} == {
        "aixtui",
        "aixsdk",
        f"aixtui-{aixtui.__version__}.data",
        f"aixtui-{aixtui.__version__}.dist-info",
    }
    data = [name.partition("/")[2] for name in names if ".data/" in name]
    assert data == ["data/share/man/man1/aixtui.1"]


def test_an_installed_copy_runs_outside_the_repository(bin_folder: Path, tmp_path: Path) -> None:
    version = _run([str(bin_folder / "aixtui"), "--version"], tmp_path)
    assert (version.stdout, version.stderr, version.returncode) == (f"aixtui {aixtui.__version__}\n", "", 0)
    app = _run([str(bin_folder / "python"), str(ROOT / "tests" / "packaging" / "headless.py")], tmp_path)
    assert app.returncode == 0, app.stderr


def test_a_checkout_uses_the_stylesheets_beside_the_package() -> None:
    assert stylesheets()
    assert {sheet.parent for sheet in stylesheets()} == {ROOT / "styles"}
