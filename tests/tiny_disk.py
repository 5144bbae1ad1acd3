"""A file system that is really full: a small one in memory, in a namespace of its own."""

import subprocess
import sys
from pathlib import Path

import pytest

_KILOBYTES = 600
_ENTER = ("unshare", "--user", "--map-root-user", "--mount", "sh", "-c")


def run_on_tiny_disk(disk: Path, code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Python code while the folder `disk` is a disk of 600 kB; skips where that may not be made."""
    mount = f'mount -t tmpfs -o size={_KILOBYTES}k none "$0"'
    try:
        subprocess.run([*_ENTER, mount, str(disk)], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no file system may be made here")
    return subprocess.run(
        [*_ENTER, f'{mount} && exec "$@"', str(disk), sys.executable, "-c", code, *arguments],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
