import sys
from pathlib import Path

import pytest

from aixtui.cli.ending import own_command, tell_end
from aixtui.workspace.defects import Defect


@pytest.fixture
def program(tmp_path: Path) -> Path:
    path = tmp_path / "venv" / "bin" / "aixtui"
    path.parent.mkdir(parents=True)
    path.touch(0o755)
    return path


def test_what_path_leads_to_is_called_by_its_name(program: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(program.parent))
    monkeypatch.setattr(sys, "argv", [str(program), "ls"])
    assert own_command() == ["aixtui"]
    link = program.parents[2] / "links" / "aixtui"
    link.parent.mkdir()
    link.symlink_to(program)
    monkeypatch.setenv("PATH", str(link.parent))
    assert own_command() == ["aixtui"]


def test_another_one_on_path_or_none_is_not_meant(
    program: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", ["venv/bin/aixtui"])
    monkeypatch.setenv("PATH", "/nowhere")
    assert own_command() == ["venv/bin/aixtui"]
    other = tmp_path / "other" / "aixtui"
    other.parent.mkdir()
    other.touch(0o755)
    monkeypatch.setenv("PATH", str(other.parent))
    assert own_command() == ["venv/bin/aixtui"]


def test_a_module_is_called_with_its_interpreter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["/lib/aixtui/__main__.py", "--sandbox", "open"])
    monkeypatch.setattr(sys, "orig_argv", ["python3", "-X", "dev", "-m", "aixtui", "--sandbox", "open"])
    assert own_command() == ["python3", "-X", "dev", "-m", "aixtui"]


def test_one_sentence_says_why_and_the_address_follows(capsys: pytest.CaptureFixture[str]) -> None:
    tell_end(0, None, ["--sandbox", "models?q=a b"])
    tell_end(143, None, [])
    tell_end(1, Defect("KeyError", Path("/logs/report.txt")), ["agents"])
    tell_end(0, Defect("KeyError", Path("/logs"), "Permission denied."), [])
    assert capsys.readouterr().err.splitlines() == [
        "aixtui open --sandbox 'models?q=a b'",
        "aixtui was ended by SIGTERM.",
        "A defect of aixtui ended it, KeyError: a report is in /logs/report.txt",
        "aixtui open agents",
        "A defect of aixtui was met as it ended, KeyError: "
        "no report could be written to /logs: Permission denied.",
    ]
