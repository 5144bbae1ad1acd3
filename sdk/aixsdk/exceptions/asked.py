"""What was asked of the platform when an error came."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Literal, NamedTuple

RequestKind = Literal["read", "write", "run", "poll", "upload"]


class RequestInfo(NamedTuple):
    """One request: what it was for, and which way it went."""

    kind: RequestKind
    proxy: str = ""
    """The proxy that was asked, as host and port; "" without one."""
    is_local: bool = False
    """Whether it went to this machine."""

    @property
    def changes_nothing(self) -> bool:
        """Whether it can be sent again without a thought."""
        return self.kind in ("read", "poll")


_asking: ContextVar[RequestKind | None] = ContextVar("aixsdk_asking", default=None)


@contextmanager
def asking(kind: RequestKind) -> Iterator[None]:
    """Say what the requests made inside are for, where their method does not say it.

    Errors raised inside know it too, those about what a reply means among them.
    """
    token = _asking.set(kind)
    try:
        yield
    except Exception as error:
        if getattr(error, "request", kind) is None:
            vars(error)["request"] = RequestInfo(kind)
        raise
    finally:
        _asking.reset(token)


def asked(*, read: bool) -> RequestKind:
    """What a request that is made now is for."""
    kind = _asking.get()
    if read:
        return "poll" if kind == "poll" else "read"
    return kind or "write"
