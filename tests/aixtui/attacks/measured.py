"""Runs `aixtui` as it is started, and leaves behind how much memory it took: PEAK_FILE ARGUMENTS..."""

import os
import sys
from pathlib import Path
from typing import NoReturn


def main() -> None:
    """The program ends with `os._exit`, which nothing else survives."""
    peak_file, *arguments = sys.argv[1:]
    leave = os._exit

    def measured(code: int) -> NoReturn:
        status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
        peak = next(line for line in status.splitlines() if line.startswith("VmHWM:"))
        Path(peak_file).write_text(peak.split()[1], encoding="ascii")
        leave(code)

    os._exit = measured  # type: ignore[assignment]
    sys.argv = ["aixtui", *arguments]
    from aixtui.__main__ import main as program

    program()


if __name__ == "__main__":
    main()
