"""JSON out of bytes that may be meant to take all memory, or all of the stack."""

from __future__ import annotations

import json
import re
from itertools import accumulate
from typing import Any

from ..exceptions import LimitExceededError
from ..limits import Limits

# Python takes NaN and Infinity, which are no JSON and equal not even themselves.
_JSON = json.JSONDecoder(parse_constant=lambda _: None)
_OTHER = bytes(set(range(256)) - set(b'[]{},"'))
_STEPS = bytes.maketrans(b"[{]}", bytes((1, 1, 255, 255)))
"""What a bracket does to the depth, as signed bytes."""
_STRING = re.compile(rb'"[^"]*"')


def parse(body: bytes, limits: Limits) -> Any:
    """The value of a JSON text. Raises LimitExceededError before it is made, ValueError for no JSON."""
    _check(body, limits)
    try:
        return _JSON.decode(body.decode("utf-8-sig"))
    except RecursionError as error:
        # Where the limit allows more than Python does.
        raise ValueError("nested too deep") from error


def _check(body: bytes, limits: Limits) -> None:
    if len(body) <= min(limits.depth, limits.values):
        return
    # Escapes, then all but structure, then strings: each pass is one of C.
    if b"\\" in body:
        body = body.replace(b"\\\\", b"").replace(b'\\"', b"")
    quoted = body.translate(None, _OTHER).replace(b'""', b"")
    if quoted.count(b'"') > 4 * limits.values:
        raise _too_many(limits)
    bare = _STRING.sub(b"", quoted)
    if bare.count(b",") + bare.count(b"[") + bare.count(b"{") > limits.values:
        raise _too_many(limits)
    if _depth(bare.translate(None, b',"'), limits.depth) > limits.depth:
        what = f"The reply has lists and objects more than {limits.depth} levels deep in each other."
        raise LimitExceededError(what, "depth", outcome_unknown=True)


def _depth(brackets: bytes, enough: int) -> int:
    """How deep brackets stand in each other; of such that are surely within `enough`, at most that."""
    left = brackets
    for _ in range(enough // 2):  # each round takes up to two levels away, all over the text at once
        shorter = left.replace(b"[]", b"").replace(b"{}", b"")
        if not shorter:
            return enough
        if len(shorter) == len(left):
            break
        left = shorter
    return max(accumulate(memoryview(brackets.translate(_STEPS)).cast("b")), default=0)


def _too_many(limits: Limits) -> LimitExceededError:
    what = f"The reply has more than {limits.values:,} values."
    return LimitExceededError(what, "values", outcome_unknown=True)
