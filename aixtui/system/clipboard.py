"""Copying, by the best way there is: a local tool, the tmux buffer, OSC 52, at last a file."""

import base64
import os
import shutil
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from aixtui.system.child_environment import without_keys
from aixtui.system.paths import state_dir
from aixtui.system.private_file import replace_file

Route = Literal["local", "tmux", "osc52", "file", "none"]

OSC52_MOST = 74_994
"""Bytes of base64 that terminals are known to take in one sequence."""
_PATIENCE_SECONDS = 2.0
_SCREEN_PIECE = 250
"""GNU screen passes on no longer string at once."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """Which way a copy went."""

    route: Route
    certain: bool
    """Whether whoever took it said so."""
    text: str
    """What to tell the user, as one line."""
    path: Path | None = None
    """The file, where it went to one."""


@dataclass(frozen=True, slots=True)
class _Tool:
    command: tuple[str, ...]
    needs: str = ""
    """The environment variable without which it has no display to talk to."""
    encoding: str = "utf-8"


_TOOLS = (
    _Tool(("pbcopy",)),
    _Tool(("wl-copy",), "WAYLAND_DISPLAY"),
    _Tool(("xclip", "-selection", "clipboard", "-in"), "DISPLAY"),
    _Tool(("xsel", "--clipboard", "--input"), "DISPLAY"),
    _Tool(("clip.exe",), encoding="utf-16"),  # reads anything else in the console's code page
)


def copy(text: str, send: Callable[[str], object]) -> Receipt:
    """Copy `text` and say which way it went. Blocks while tools run, a few seconds at most; never raises.

    `send` writes a control sequence to the terminal. It is called in this thread, and only when neither a
    local tool nor tmux took the text.
    """
    data = text.encode("utf-8", "replace")
    size = _size(len(data))
    if not is_over_ssh() and any(_copy_with(tool, text) for tool in _TOOLS):
        return Receipt("local", True, f"copied {size} to the clipboard")
    if os.environ.get("TMUX") and _feed(("tmux", "load-buffer", "-w", "-"), data):
        return Receipt("tmux", True, f"copied {size} to the tmux buffer")
    payload = base64.b64encode(data).decode("ascii")
    if not _terminal_may_copy():
        return _save_to_file(data, "no clipboard here")
    if len(payload) > OSC52_MOST:
        return _save_to_file(data, f"{size} is too large to send")
    send(_for_screen(f"\x1b]52;c;{payload}\x07"))
    return Receipt("osc52", False, f"sent {size} by OSC 52; the terminal does not confirm")


def expected_route() -> Route:
    """The way a copy would go, as far as that can be told without copying."""
    tools = (tool for tool in _TOOLS if not tool.needs or os.environ.get(tool.needs))
    if not is_over_ssh() and any(shutil.which(tool.command[0]) for tool in tools):
        return "local"
    if os.environ.get("TMUX"):
        return "tmux"
    return "osc52" if _terminal_may_copy() else "file"


def is_over_ssh() -> bool:
    """Whether the person sits at another machine, so that a local tool would fill the wrong clipboard."""
    here = bool(os.environ.get("SSH_CONNECTION") or os.environ.get("SSH_TTY"))
    if not os.environ.get("TMUX"):
        return here
    # A tmux session outlives the connection it was started from; tmux knows who is attached now.
    output = _ask(("tmux", "show-environment", "SSH_CONNECTION"))
    return here if output is None else output.startswith("SSH_CONNECTION=")


def _terminal_may_copy() -> bool:
    is_deaf = os.environ.get("TERM_PROGRAM") == "Apple_Terminal" and not os.environ.get("TMUX")
    return not is_deaf and os.environ.get("TERM") not in ("linux", "dumb")


def _for_screen(sequence: str) -> str:
    if not os.environ.get("STY") or os.environ.get("TMUX"):
        return sequence
    pieces = range(0, len(sequence), _SCREEN_PIECE)
    return "".join(f"\x1bP{sequence[at : at + _SCREEN_PIECE]}\x1b\\" for at in pieces)


def _copy_with(tool: _Tool, text: str) -> bool:
    if tool.needs and not os.environ.get(tool.needs):
        return False
    return _feed(tool.command, text.encode(tool.encoding, "replace"))


def _feed(command: Sequence[str], data: bytes) -> bool:
    """Give `data` to a program and say whether it took it all. Some stay behind to serve it: that is fine."""
    program = shutil.which(command[0])
    if program is None:
        return False
    try:
        process = subprocess.run(
            (program, *command[1:]),
            input=data,
            stdout=subprocess.DEVNULL,  # a pipe would be held open by a program that stays behind
            stderr=subprocess.DEVNULL,
            timeout=_PATIENCE_SECONDS,
            check=False,
            env=without_keys(),
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return process.returncode == 0


def _ask(command: Sequence[str]) -> str | None:
    """What a program prints; None when it is missing, fails or takes too long."""
    try:
        process = subprocess.run(
            command, capture_output=True, timeout=_PATIENCE_SECONDS, check=True, env=without_keys()
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return process.stdout.decode("utf-8", "replace")


def _save_to_file(data: bytes, why: str) -> Receipt:
    path = state_dir() / "copied.txt"
    try:
        replace_file(path, data)
    except OSError as error:
        return Receipt("none", True, f"not copied: {why}, and {path} cannot be written: {error.strerror}")
    return Receipt("file", True, f"{why}, saved to {path}", path)


def _size(count: int) -> str:
    for unit, factor in (("MB", 1_000_000), ("kB", 1000)):
        if count >= factor:
            return f"{count / factor:.1f} {unit}"
    return f"{count} B"
