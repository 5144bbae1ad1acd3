"""A folder that really cannot be written, also by root: mounted so, in a namespace of its own."""

import subprocess
import sys
from pathlib import Path

import pytest

_ENTER = ("unshare", "--user", "--map-root-user", "--mount", "sh", "-c")
_MOUNT = 'mount --bind "$0" "$0" && mount -o remount,bind,ro "$0"'


def run_on_read_only_disk(folder: Path, code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Python code while `folder` cannot be written; skips where that may not be arranged."""
    try:
        subprocess.run([*_ENTER, _MOUNT, str(folder)], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no file system may be mounted here")
    return subprocess.run(
        [*_ENTER, f'{_MOUNT} && exec "$@"', str(folder), sys.executable, "-c", code, *arguments],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
