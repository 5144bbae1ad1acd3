"""No program that is started here finds a key in its environment or arguments, unless it is to have it."""

import ast
import os
import shlex
import sys
from pathlib import Path

import pytest

from aixtui.auth.key_command import key_from_command
from aixtui.system import clipboard, desktop
from aixtui.system.editor import edit
from aixtui.system.pager import page
from tests.architecture.sources import name_of, python_sources

KEY = "team-key-0123456789abcdef"
OTHER = "other-key-0123456789abcdef"


@pytest.fixture
def witness(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which programs leave what the system says of them: environment and arguments."""
    monkeypatch.setenv("TEAM_API_KEY", KEY)
    monkeypatch.setenv("AIXPLAIN_API_KEY", OTHER)
    monkeypatch.setenv("STAYS", "what stays")
    folder = tmp_path / "seen"
    folder.mkdir()
    script = tmp_path / "witness.py"
    script.write_text(
        "import os, pathlib, sys\n"
        f"folder = pathlib.Path({str(folder)!r})\n"
        "said = b''.join(pathlib.Path(f'/proc/self/{one}').read_bytes() for one in ('environ', 'cmdline'))\n"
        "(folder / str(os.getpid())).write_bytes(said)\n"
        "print('a-printed-key-0123456789')\n"
    )
    return folder


def _command(witness: Path) -> str:
    return f"{shlex.quote(sys.executable)} {shlex.quote(str(witness.parent / 'witness.py'))}"


def _check(witness: Path) -> None:
    (seen,) = witness.iterdir()
    said = seen.read_bytes()
    assert b"STAYS=what stays" in said
    assert KEY.encode() not in said
    assert OTHER.encode() not in said
    assert b"API_KEY" not in said


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="the system does not show environments")
class TestNobodyIsGivenTheKey:
    def test_not_the_key_command(self, witness: Path) -> None:
        assert key_from_command(_command(witness)).reveal() == "a-printed-key-0123456789"
        _check(witness)

    def test_not_the_editor(self, witness: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("EDITOR", _command(witness))
        file = tmp_path / "text"
        file.touch()
        assert edit(file)
        _check(witness)

    def test_not_the_pager(self, witness: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PAGER", _command(witness))
        page("text")
        _check(witness)

    def _tool(self, witness: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
        folder = witness.parent / "bin"
        folder.mkdir()
        tool = folder / name
        tool.write_text(f"#!/bin/sh\nexec {_command(witness)}\n")
        tool.chmod(0o755)
        monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
        for name in ("SSH_CONNECTION", "SSH_TTY", "TMUX", "WAYLAND_DISPLAY"):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv("DISPLAY", ":0")

    def test_not_what_copies(self, witness: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self._tool(witness, "pbcopy", monkeypatch)
        assert clipboard.copy("text", lambda _: None).route == "local"
        _check(witness)

    @pytest.mark.skipif(sys.platform == "darwin", reason="open is found elsewhere")
    def test_not_what_opens_addresses(self, witness: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self._tool(witness, "xdg-open", monkeypatch)
        desktop.open_address("https://example.com")
        _check(witness)


def test_every_start_of_a_program_says_what_is_in_its_environment() -> None:
    starts: list[tuple[str, set[str | None]]] = []
    for path in python_sources():
        if name_of(path).startswith(("aixtui/", "sdk/")):
            nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            calls = [node for node in nodes if isinstance(node, ast.Call)]
            starts += [
                (f"{name_of(path)}:{call.lineno}", {word.arg for word in call.keywords})
                for call in calls
                if ast.unparse(call.func) in ("subprocess.run", "subprocess.Popen")
            ]
    assert len(starts) > 6
    assert [place for place, words in starts if "env" not in words] == []
