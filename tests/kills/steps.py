"""Where in the life of a form its process is killed, from the first key to the end of a save."""

import os
import signal
from collections.abc import Callable
from typing import Any, Literal, NoReturn, get_args

from aixsdk._http.sockets import Socket
from aixtui.editing.draft_writer import DraftWriter
from aixtui.stores.drafts import Drafts

Step = Literal[
    "typing",  # right after a key
    "editing",  # when the user's own editor has written, and is still open
    "kept",  # when what was typed has come to be on disk by itself
    "before sending",  # before the draft says that it is sent
    "sending",  # after it says so, before anything is sent
    "left",  # when the last byte has left, and none has come back
    "answered",  # when the server has it, and its answer was not looked at
    "read",  # when the answer was read, and the draft is still there
    "removed",  # when the draft is gone, and nobody has been told
]
STEPS: tuple[Step, ...] = get_args(Step)
ARRIVED: frozenset[Step] = frozenset({"left", "answered", "read", "removed"})
"""The steps at which the server has what was sent, or is about to."""
_WRITES = (b"POST ", b"PUT ", b"PATCH ")


def end_here() -> NoReturn:
    """Kill this process, as `kill -9` does."""
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError("nobody comes here")


def arm(step: Step) -> None:
    """Have this process killed when its save comes to that step."""
    if step == "before sending":
        _before(Drafts, "mark_sending")
    elif step == "sending":
        _behind(Drafts, "mark_sending")
    elif step == "read":
        _before(DraftWriter, "finish")
    elif step == "removed":
        _behind(Drafts, "drop")
    elif step in ("left", "answered"):
        _arm_socket(is_answered=step == "answered")


def _before(owner: type, name: str) -> None:
    setattr(owner, name, lambda *_, **__: end_here())


def _behind(owner: type, name: str) -> None:
    do: Callable[..., Any] = getattr(owner, name)

    def do_and_end(*arguments: Any, **options: Any) -> NoReturn:
        do(*arguments, **options)
        end_here()

    setattr(owner, name, do_and_end)


def _arm_socket(*, is_answered: bool) -> None:
    """At the first answer to what changes something: before it is waited for, or once some of it is there."""
    read, write, writes = Socket.read, Socket.write, list[bool]()

    def note(self: Socket, buffer: bytes, timeout: float | None = None) -> None:
        if bytes(buffer[:8]).startswith(_WRITES):
            writes.append(True)
        write(self, buffer, timeout)

    def end(self: Socket, max_bytes: int, timeout: float | None = None) -> bytes:
        if writes and not is_answered:
            end_here()
        data = read(self, max_bytes, timeout)
        if writes and data:
            end_here()
        return data

    Socket.write, Socket.read = note, end  # type: ignore[method-assign]
