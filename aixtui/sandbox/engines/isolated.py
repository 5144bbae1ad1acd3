"""Python code in a process of its own, with limits on its time, memory and files.

The limits stop mistakes, not attacks: the code runs as the user who started the sandbox.
"""

import json
import subprocess
import sys
import tempfile

from aixtui.sandbox.engines.engine import EngineError
from aixtui.sandbox.store.document import Doc

_MOST_OUTPUT = 1_000_000
_RUNNER = """
import json, sys
task = json.load(sys.stdin)
try:
    import resource
    seconds = int(task["seconds"]) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000_000, 10_000_000))
    resource.setrlimit(resource.RLIMIT_AS, (2**31, 2**31))
except ImportError:
    pass
reply, sys.stdout = sys.stdout, sys.stderr
space = {"__name__": "tool"}
try:
    exec(compile(task["code"], "<tool>", "exec"), space)
    said = {"value": space[task["function"]](**task["inputs"])}
except BaseException as error:
    said = {"error": f"{type(error).__name__}: {error}"}
json.dump(said, reply, default=str)
"""


def run_isolated(code: str, function: str, inputs: Doc, *, seconds: float) -> object:
    """Call a function of `code` and return what it returns, as JSON can say it.

    Raises:
        EngineError: it takes too long, raises, or ends without a result.
    """
    task = json.dumps({"code": code, "function": function, "inputs": inputs, "seconds": seconds})
    with tempfile.TemporaryDirectory(prefix="aixtui-code-") as folder:
        try:
            done = subprocess.run(
                [sys.executable, "-I", "-c", _RUNNER],
                input=task,
                capture_output=True,
                text=True,
                encoding="utf-8",
                errors="replace",
                timeout=seconds,
                cwd=folder,
                env={"PYTHONUTF8": "1"},
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise EngineError(f"It did not end within {seconds:g} seconds.") from None
    try:
        said = json.loads(done.stdout[:_MOST_OUTPUT])
    except ValueError:
        raise EngineError("The code ended without a result.") from None
    if "error" in said:
        raise EngineError(str(said["error"]))
    return said["value"]
