"""`python -m aixtui.sandbox [FILE]`: the sandbox of the process at the other end of stdin and stdout.

One line of JSON on stdout tells where it is reached, or why it is not. It ends when stdin does: a process
that is killed closes that as well.
"""

import json
import os
import signal
import sys
import traceback
from pathlib import Path

from aixtui.sandbox.embed import start
from aixtui.sandbox.problems import SandboxError, StorageError


def main() -> None:
    """Serve the file that the command line names, or a temporary one."""
    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
    try:
        with start(Path(sys.argv[1]) if len(sys.argv) > 1 else None) as server:
            _tell(
                backend_url=server.backend_url,
                models_url=server.models_url,
                api_key=server.api_key,
                attached=server.attached,
            )
            if not server.attached:
                sys.stdin.buffer.read()
    except SandboxError as error:
        _tell(problem=str(error), hint=error.hint, is_storage=isinstance(error, StorageError))
    except Exception:
        _tell(defect=traceback.format_exc())
    os._exit(0)  # all is closed, and what still computes for a run is not waited for


def _tell(**facts: str | bool) -> None:
    sys.stdout.write(f"{json.dumps(facts)}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
