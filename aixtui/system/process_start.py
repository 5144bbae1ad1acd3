"""When a process began: what tells it from a later one of the same number."""

import subprocess
from pathlib import Path

from aixtui.system.child_environment import without_keys

_PROC = Path("/proc")
_BOOT_ID = _PROC / "sys" / "kernel" / "random" / "boot_id"
_STATE, _START = 0, 19
"""Places in /proc/PID/stat behind the name, which may hold anything."""
_ENDED = ("Z", "X")
_PATIENCE_SECONDS = 5.0


def process_start(pid: int) -> str:
    """When the process of this number began, in words of this system; empty where none runs or none can say.

    One that has ended and whose parent has not looked yet does not run. The times are of one start of the
    machine: what began at the same moment of another one reads differently.
    """
    return _from_proc(pid) if (_PROC / "self" / "stat").exists() else _from_ps(pid)


def _from_proc(pid: int) -> str:
    try:
        status = (_PROC / str(pid) / "stat").read_text(encoding="utf-8", errors="replace")
        boot = _BOOT_ID.read_text(encoding="ascii").strip() if _BOOT_ID.exists() else ""
    except OSError:
        return ""
    fields = status.rpartition(")")[2].split()
    return "" if fields[_STATE] in _ENDED else f"{boot} {fields[_START]}".strip()


def _from_ps(pid: int) -> str:
    """As the systems have it that have no /proc, such as macOS."""
    try:
        answer = subprocess.run(
            ["ps", "-o", "stat=,lstart=", "-p", str(pid)],
            capture_output=True,
            text=True,
            check=False,
            timeout=_PATIENCE_SECONDS,
            env={**without_keys(), "LC_ALL": "C", "TZ": "UTC"},
        ).stdout
    except (OSError, subprocess.SubprocessError):
        return ""
    state, _, start = answer.strip().partition(" ")
    return "" if state.startswith(_ENDED) else start.strip()
