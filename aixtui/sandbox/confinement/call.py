"""A call of a function of some code, in a process of its own."""

import json
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NamedTuple

from aixtui.sandbox.confinement.means import DEVICES, FOLDER_BYTES, Enclosure, Means, readable
from aixtui.sandbox.confinement.process import LimitedProcess, LimitError, Limits, Said

_MOST_BYTES = 1_000_000
_MOST_THREADS = 64
_NEW_FOLDER = "/tmp"


class CallError(Exception):
    """The call has no result; the text says why."""


class Call(NamedTuple):
    """What to call with what, and what it may take.

    `writable` are paths that it may change, `libraries` folders from which it may import besides Python's.
    """

    code: str
    function: str
    inputs: Mapping[str, Any]
    seconds: float
    memory_bytes: int = 2**31
    file_bytes: int = 10_000_000
    writable: tuple[str, ...] = ()
    libraries: tuple[str, ...] = ()

    def result(self, means: Means) -> object:
        """What the function returns, as JSON can say it.

        Raises:
            CallError: it cannot be started, takes too much, raises, or ends without a result.
        """
        with _folder(means) as folder:
            command = means.command(self._enclosure(folder))
            if command is None:
                raise CallError(f"{means.name} is not installed.")
            try:
                limits = Limits(self.seconds, _MOST_BYTES, _MOST_THREADS)
                said = LimitedProcess(command, limits).tell(self._task(means, folder))
            except LimitError as error:
                raise CallError(str(error)) from None
            except OSError as error:
                raise CallError(f"No process can be started: {error.strerror}.") from error
        return _value(said)

    def _enclosure(self, folder: str) -> Enclosure:
        return Enclosure((*readable(), *self.libraries), (*DEVICES, *self.writable), folder)

    def _task(self, means: Means, folder: str) -> bytes:
        return json.dumps(
            {
                **self._asdict(),
                "hides_by": means.hides_by,
                **self._enclosure(folder)._asdict(),
                "folder_bytes": FOLDER_BYTES,
                "most_bytes": _MOST_BYTES,
            }
        ).encode()


@contextmanager
def _folder(means: Means) -> Iterator[str]:
    """The working folder: that of the process, or one on the disk that is removed."""
    if means.has_folder:
        yield _NEW_FOLDER
        return
    with tempfile.TemporaryDirectory(prefix="aixtui-code-", ignore_cleanup_errors=True) as folder:
        yield folder


def _value(said: Said) -> object:
    """The value of a reply, which may be anything: the code can write it too."""
    try:
        reply = json.loads(said.reply)
    except (ValueError, RecursionError):
        last = said.messages.decode("utf-8", "replace").strip().rpartition("\n")[2]
        raise CallError(f"The code ended without a result. {last[:200]}".strip()) from None
    if not isinstance(reply, dict) or "value" not in reply:
        raise CallError(
            str(reply.get("error")) if isinstance(reply, dict) else "The code ended without a result."
        )
    return reply["value"]
