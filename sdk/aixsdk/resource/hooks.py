"""Before and after hooks around an operation of a resource."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec, TypeVar

from ..exceptions import ArgumentError, CancelledError, ResourceError

Owner = TypeVar("Owner")
Params = ParamSpec("Params")
Returned = TypeVar("Returned")


def with_hooks(
    func: Callable[Concatenate[Owner, Params], Returned],
) -> Callable[Concatenate[Owner, Params], Returned]:
    """Call `before_<name>` and `after_<name>` of the object around the method `<name>`.

    A before-hook that returns anything but None ends the operation with that. An after-hook that returns
    anything but None replaces the result. A failure is given to the after-hook once, as the exception, and
    then raised: as it is when it is a ResourceError or a CancelledError, or when the call itself was wrong,
    else as a ResourceError whose `__cause__` it is. What a hook itself raises is not changed.
    """
    operation = func.__name__

    @functools.wraps(func)
    def wrapper(self: Owner, /, *args: Params.args, **kwargs: Params.kwargs) -> Returned:
        before: Callable[..., Any] | None = getattr(self, f"before_{operation}", None)
        after: Callable[..., Any] | None = getattr(self, f"after_{operation}", None)
        early = before(*args, **kwargs) if before else None
        if early is not None:
            return early  # type: ignore[no-any-return]
        try:
            result = func(self, *args, **kwargs)
        except Exception as error:
            failure = _failure(operation, error)
            if after:
                after(failure, *args, **kwargs)
            raise failure from failure.__cause__
        replacement = after(result, *args, **kwargs) if after else None
        return result if replacement is None else replacement

    return wrapper


def _failure(operation: str, error: Exception) -> Exception:
    if isinstance(error, ResourceError | CancelledError | ArgumentError):
        return error
    return ResourceError(f"Failed to {operation} resource: {error}", cause=error)
