"""The terminal: its size and colours, how copying gets out of it, tmux, and what it answers."""

import os
import shutil
import subprocess
from collections.abc import Iterator

from aixtui.diagnosis.finding import Finding
from aixtui.system.child_environment import without_keys
from aixtui.system.clipboard import expected_route, is_over_ssh
from aixtui.system.terminal_query import TerminalAnswer, ask_terminal

LEAST_COLUMNS, LEAST_LINES = 80, 24
_PATIENCE_SECONDS = 2.0


def check_terminal() -> Iterator[Finding]:
    """What is known of the terminal that this is printed on, and what it says itself."""
    kind = os.environ.get("TERM", "")
    if kind in ("", "dumb", "unknown"):
        yield Finding(
            "terminal",
            "wrong",
            f"TERM is {kind or 'not set'}",
            "Set TERM to what the terminal is: xterm-256color.",
        )
        return
    size = shutil.get_terminal_size()
    words = f"{kind}, {size.columns}x{size.lines}, {_colours()}{', over SSH' if is_over_ssh() else ''}"
    if size.columns < LEAST_COLUMNS or size.lines < LEAST_LINES:
        yield Finding("terminal", "warning", words, f"Make it {LEAST_COLUMNS}x{LEAST_LINES} or larger.")
    else:
        yield Finding("terminal", "ok", words)
    encoding = os.environ.get("LC_ALL") or os.environ.get("LC_CTYPE") or os.environ.get("LANG") or ""
    if "utf" not in encoding.lower():
        yield Finding(
            "locale", "warning", f"not UTF-8: {encoding or 'not set'}", "Set LANG to one, such as C.UTF-8."
        )
    yield from _copying()
    yield from _answers(ask_terminal())
    if os.environ.get("TMUX"):
        yield from check_tmux()


def _copying() -> Iterator[Finding]:
    ways = {
        "local": "copies go to the clipboard of this machine",
        "tmux": "copies go to the buffer of tmux, and by its settings to the terminal",
        "osc52": "copies are sent to the terminal by OSC 52, which does not say whether it takes them",
    }
    route = expected_route()
    if route in ways:
        yield Finding("copying", "ok", ways[route])
    else:
        remedy = "Use a terminal that knows OSC 52, or tmux, or install wl-copy, xclip or xsel."
        yield Finding("copying", "warning", "copies go to a file: there is no clipboard here", remedy)


def _colours() -> str:
    if os.environ.get("NO_COLOR"):
        return "no colours (NO_COLOR is set)"
    if os.environ.get("COLORTERM") in ("truecolor", "24bit"):
        return "true colour"
    return "256 colours" if "256" in os.environ.get("TERM", "") else "16 colours"


def _answers(answer: TerminalAnswer | None) -> Iterator[Finding]:
    if answer is None:
        yield Finding("answers", "ok", "not asked: this is not printed on a terminal, or it does not answer")
        return
    keys = (
        "kitty keys" if answer.has_kitty_keys else "usual keys: Ctrl+Enter and the like cannot be told apart"
    )
    slow = answer.seconds > 0.2
    remedy = "Keys show late over this line; `ssh -C`, or a nearer machine, helps." if slow else ""
    yield Finding(
        "answers",
        "warning" if slow else "ok",
        f"{keys}; an answer takes {answer.seconds * 1000:.0f} ms",
        remedy,
    )


def check_tmux() -> Iterator[Finding]:
    """The settings of tmux that decide over copying, Esc and colours."""
    wanted = {
        "set-clipboard": (
            ("on", "external"),
            "copying does not get through to the terminal",
            "set -s set-clipboard on",
        ),
        "escape-time": (tuple(map(str, range(51))), "Esc comes late", "set -s escape-time 10"),
    }
    bad = [
        (why, line) for name, (good, why, line) in wanted.items() if (_option(name) or good[0]) not in good
    ]
    if bad:
        remedy = f"In ~/.tmux.conf: {'; '.join(line for _, line in bad)}. Then tmux source ~/.tmux.conf."
        yield Finding("tmux", "warning", "; ".join(why for why, _ in bad), remedy)
    else:
        yield Finding("tmux", "ok", "copying and Esc get through")


def _option(name: str) -> str | None:
    """A server option of tmux; None where it cannot be asked."""
    try:
        said = subprocess.run(
            ["tmux", "show-options", "-sv", name],
            capture_output=True,
            text=True,
            timeout=_PATIENCE_SECONDS,
            check=True,
            env=without_keys(),
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return said.stdout.strip() or None
