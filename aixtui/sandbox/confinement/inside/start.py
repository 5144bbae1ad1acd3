"""Reads a task from stdin, shuts the process in, calls the function of the code and says what it returns.

The last is one JSON object on stdout: `value`, or `error` in words.
"""

import json
import os
import sys
from contextlib import suppress
from typing import Any, TextIO

_FEW_FILES = 256


def main() -> None:
    """Do the task and end; nothing that the code leaves running goes on."""
    task: dict[str, Any] = json.load(sys.stdin)
    reply, sys.stdout = sys.stdout, sys.stderr
    _shut_in(task)
    _say(reply, _called(task), task["most_bytes"])
    os._exit(0)


def _shut_in(task: dict[str, Any]) -> None:
    """Raises `OSError` where the machine does not let it be: the process ends with that on its stderr."""
    readable, writable, folder = task["readable"], task["writable"], task["folder"]
    if task["hides_by"] == "mounts":
        from .mounts import enter

        enter(readable, writable, folder, task["folder_bytes"])
    sys.path.extend(task["libraries"])
    os.chdir(folder)
    os.environ["TMPDIR"] = folder
    if task["hides_by"] != "nothing":
        from .calls import refuse_calls
        from .kernel import drop_privileges, end_with_parent

        drop_privileges()
        end_with_parent()
        if task["hides_by"] == "landlock":
            from .landlock import restrict

            restrict(readable, [*writable, folder])
        _limit(task)
        refuse_calls()
    else:
        _limit(task)


def _limit(task: dict[str, Any]) -> None:
    try:
        import resource
    except ImportError:  # a system without such limits; the time limit holds there too
        return
    seconds = int(task["seconds"]) + 1
    for kind, most in (
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, task["file_bytes"]),
        (resource.RLIMIT_AS, task["memory_bytes"]),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, _FEW_FILES),
    ):
        with suppress(ValueError):  # macOS takes no limit of memory
            resource.setrlimit(kind, (most, most))


def _called(task: dict[str, Any]) -> dict[str, Any]:
    space: dict[str, Any] = {"__name__": "tool"}
    try:
        exec(compile(task["code"], "<tool>", "exec"), space)
        return {"value": space[task["function"]](**task["inputs"])}
    except BaseException as error:
        return {"error": f"{type(error).__name__}: {error}"}


def _say(reply: TextIO, said: dict[str, Any], most_bytes: int) -> None:
    try:
        text = json.dumps(said, default=str)
    except BaseException as error:
        text = json.dumps({"error": f"The result cannot be told: {type(error).__name__}: {error}"})
    if len(text) > most_bytes:
        text = json.dumps({"error": f"The result is longer than {most_bytes:,} bytes."})
    reply.write(text)
    reply.flush()
