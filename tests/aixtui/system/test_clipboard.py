import base64
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from aixtui.system import clipboard
from aixtui.system.clipboard import OSC52_MOST, copy
from aixtui.system.paths import state_dir

Tool = Callable[..., Path]


class Terminal:
    """Keeps what is sent to it."""

    def __init__(self) -> None:
        self.output = ""

    def __call__(self, text: str) -> None:
        self.output += text

    @property
    def clipboard(self) -> bytes:
        assert self.output.startswith("\x1b]52;c;")
        assert self.output.endswith("\x07")
        return base64.b64decode(self.output[7:-1], validate=True)


@pytest.fixture
def terminal() -> Terminal:
    return Terminal()


@pytest.fixture(autouse=True)
def tool(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tool:
    """An empty PATH, and the way to put programs there that keep their input in the path returned."""
    programs = tmp_path / "programs"
    programs.mkdir()
    monkeypatch.setenv("PATH", str(programs))
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setattr(clipboard, "_PATIENCE_SECONDS", 30.0)  # for a busy machine
    for name in ("TMUX", "STY", "SSH_CONNECTION", "SSH_TTY", "DISPLAY", "WAYLAND_DISPLAY", "TERM_PROGRAM"):
        monkeypatch.delenv(name, raising=False)

    def add(name: str, script: str = "") -> Path:
        copy_path, program = tmp_path / f"{name}.taken", programs / name
        take = f"printf '%s ' \"$@\" > '{copy_path}.arguments'\n/bin/cat > '{copy_path}'"
        program.write_text(f"#!/bin/sh\n{script or take}\n")
        program.chmod(0o700)
        return copy_path

    return add


def arguments(copy_path: Path) -> str:
    return copy_path.with_name(copy_path.name + ".arguments").read_text().strip()


@pytest.mark.parametrize(
    ("name", "variable", "options"),
    [
        ("pbcopy", "", ""),
        ("wl-copy", "WAYLAND_DISPLAY", ""),
        ("xclip", "DISPLAY", "-selection clipboard -in"),
        ("xsel", "DISPLAY", "--clipboard --input"),
    ],
)
def test_a_local_tool_takes_it(
    tool: Tool, terminal: Terminal, monkeypatch: pytest.MonkeyPatch, name: str, variable: str, options: str
) -> None:
    copy_path = tool(name)
    if variable:
        assert copy("x", terminal).route == "osc52"
        assert not copy_path.exists()
        monkeypatch.setenv(variable, ":0")
    receipt = copy("zażółć\n" * 200, terminal)
    assert copy_path.read_text(encoding="utf-8") == "zażółć\n" * 200
    assert arguments(copy_path) == options
    assert (receipt.route, receipt.certain) == ("local", True)
    assert receipt.text == "copied 2.2 kB to the clipboard"


def test_windows_takes_it_as_it_reads_it(tool: Tool, terminal: Terminal) -> None:
    copy_path = tool("clip.exe")
    assert copy("zażółć", terminal).route == "local"
    assert copy_path.read_bytes().decode("utf-16") == "zażółć"


def test_a_tool_that_fails_is_passed_over(
    tool: Tool, terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    tool("xclip", "exit 1")
    copy_path = tool("xsel")
    assert copy("text", terminal).route == "local"
    assert copy_path.read_text() == "text"


def test_a_tool_that_hangs_is_given_up(
    tool: Tool, terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clipboard, "_PATIENCE_SECONDS", 0.2)
    tool("pbcopy", "exec /bin/sleep 60")
    assert copy("text", terminal).route == "osc52"
    assert terminal.clipboard == b"text"


def test_a_tool_that_stays_behind_is_not_waited_for(tool: Tool, terminal: Terminal) -> None:
    copy_path = tool("pbcopy")
    script = f"/bin/cat > '{copy_path}'\n/bin/sleep 3 &\nexit 0"
    tool("pbcopy", script)
    assert copy("text", terminal).route == "local"
    assert copy_path.read_text() == "text"


def test_a_program_that_cannot_start_is_passed_over(tool: Tool, terminal: Terminal) -> None:
    tool("pbcopy").parent.joinpath("programs", "pbcopy").write_text("#!/no/such/shell\n")
    assert copy("text", terminal).route == "osc52"


@pytest.mark.parametrize("variable", ["SSH_CONNECTION", "SSH_TTY"])
def test_over_ssh_the_local_clipboard_is_the_wrong_one(
    tool: Tool, terminal: Terminal, monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    copy_path = tool("pbcopy")
    monkeypatch.setenv(variable, "1")
    assert copy("text", terminal).route == "osc52"
    assert not copy_path.exists()
    assert terminal.clipboard == b"text"


def tmux_script(reply: str) -> str:
    """A tmux that says this of its SSH_CONNECTION, and takes buffers."""
    return (
        f"case $1 in show-environment) {reply};;"
        ' load-buffer) test "$2 $3" = "-w -" && /bin/cat > "$0.buffer";; esac'
    )


@pytest.mark.parametrize(
    ("reply", "in_ssh", "route"),
    [
        ("echo SSH_CONNECTION=1", False, "tmux"),
        ("echo SSH_CONNECTION=1", True, "tmux"),
        ("echo -SSH_CONNECTION", False, "local"),
        ("echo -SSH_CONNECTION", True, "local"),
        ("exit 1", True, "tmux"),
        ("exit 1", False, "local"),
    ],
)
def test_tmux_knows_who_is_attached_now(
    tool: Tool, terminal: Terminal, monkeypatch: pytest.MonkeyPatch, reply: str, in_ssh: bool, route: str
) -> None:
    tool("pbcopy")
    tool("tmux", tmux_script(reply))
    monkeypatch.setenv("TMUX", "socket,1,0")
    if in_ssh:
        monkeypatch.setenv("SSH_CONNECTION", "1")
    assert copy("text", terminal).route == route
    assert terminal.output == ""


def test_the_tmux_buffer(
    tool: Tool, terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tool("tmux", tmux_script("exit 1"))
    assert copy("text", terminal).route == "osc52"
    monkeypatch.setenv("TMUX", "socket,1,0")
    receipt = copy("text" * 300, terminal)
    assert (tmp_path / "programs" / "tmux.buffer").read_text() == "text" * 300
    assert (receipt.route, receipt.certain) == ("tmux", True)
    assert receipt.text == "copied 1.2 kB to the tmux buffer"


def test_a_tmux_that_refuses_is_passed_over(
    tool: Tool, terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    tool("tmux", "exit 1")
    monkeypatch.setenv("TMUX", "socket,1,0")
    assert copy("text", terminal).route == "osc52"
    assert terminal.clipboard == b"text"


@pytest.fixture
def real_tmux(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """A tmux server of this test only, as a command to which arguments are added."""
    program = shutil.which("tmux", path="/usr/bin:/usr/local/bin:/opt/homebrew/bin")
    if program is None:
        pytest.skip("no tmux here")
    with TemporaryDirectory() as short:  # the path of a socket may not be long
        command = [program, "-S", f"{short}/t", "-f", "/dev/null"]
        subprocess.run([*command, "new-session", "-d", "/bin/cat"], check=True)
        monkeypatch.setenv("TMUX", f"{short}/t,1,0")
        monkeypatch.setenv("PATH", str(Path(program).parent))
        yield command
        subprocess.run([*command, "kill-server"], check=True)


def test_a_real_tmux_takes_it(
    terminal: Terminal, real_tmux: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSH_CONNECTION", "1")  # so that a tool of this machine is not asked
    assert copy("zażółć\ntext", terminal).route == "tmux"
    process = subprocess.run([*real_tmux, "show-buffer"], check=True, capture_output=True)
    assert process.stdout.decode() == "zażółć\ntext"


def test_osc_52_says_that_nobody_confirms(terminal: Terminal) -> None:
    receipt = copy("\x07\x1b]0;x", terminal)
    assert terminal.clipboard == b"\x07\x1b]0;x"
    assert (receipt.route, receipt.certain) == ("osc52", False)
    assert receipt.text == "sent 6 B by OSC 52; the terminal does not confirm"


def test_text_that_cannot_be_encoded_is_copied_all_the_same(terminal: Terminal) -> None:
    copy("a\ud800b", terminal)
    assert terminal.clipboard == b"a?b"


def test_screen_passes_it_on_in_pieces(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STY", "1.pts")
    copy("x" * 1000, terminal)
    pieces = terminal.output.split("\x1b\\")
    assert pieces.pop() == ""
    assert len(pieces) > 1
    assert all(piece.startswith("\x1bP") and len(piece) < 256 for piece in pieces)
    terminal.output = "".join(piece[2:] for piece in pieces)
    assert terminal.clipboard == b"x" * 1000


def test_too_large_goes_to_a_private_file(terminal: Terminal) -> None:
    most = "x" * (OSC52_MOST // 4 * 3)
    assert copy(most, terminal).route == "osc52"
    terminal.output = ""
    receipt = copy(most + "xxx", terminal)
    assert receipt.route == "file"
    assert receipt.path == state_dir() / "copied.txt"
    assert receipt.path.read_text() == most + "xxx"
    assert receipt.path.stat().st_mode & 0o777 == 0o600
    assert receipt.text == f"56.2 kB is too large to send, saved to {receipt.path}"
    assert terminal.output == ""


@pytest.mark.parametrize(("variable", "value"), [("TERM", "linux"), ("TERM_PROGRAM", "Apple_Terminal")])
def test_a_terminal_known_not_to_copy_is_not_asked(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch, variable: str, value: str
) -> None:
    monkeypatch.setenv(variable, value)
    receipt = copy("text", terminal)
    assert terminal.output == ""
    assert receipt.text == f"no clipboard here, saved to {receipt.path}"


def test_no_way_at_all_is_said(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "linux")
    state_dir().parent.mkdir(parents=True)
    state_dir().write_text("in the way")
    receipt = copy("text", terminal)
    assert receipt.route == "none"
    assert receipt.text.startswith("not copied: no clipboard here, and ")
