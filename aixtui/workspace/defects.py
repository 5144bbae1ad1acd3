"""Errors that nobody expected: for each a report in a file, which can be passed on as it is."""

import locale
import os
import platform
import shutil
import traceback
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from aixtui import __version__
from aixtui.auth.redaction import hide, hide_known
from aixtui.system.paths import log_dir, make_private_dir
from aixtui.system.private_file import new_file

MOST_REPORTS = 10
MOST_CHARACTERS = 2_000
"""Of one message: a server may have sent all of it."""
MOST_FRAMES = 60
"""Of one stack, half of them from either end: an endless recursion has thousands."""


class Defect(NamedTuple):
    """An error that nobody expected, and where the report of it is."""

    name: str
    """The kind of error."""
    path: Path
    """The report; the folder it was to be in when it could not be written."""
    problem: str = ""
    """Why there is no report; empty when there is one."""

    @property
    def report(self) -> str:
        """Where the report is, or why there is none, as half a sentence."""
        if self.problem:
            return f"no report could be written to {self.path}: {self.problem}"
        return f"a report is in {self.path}"


def record(error: BaseException) -> Defect:
    """Write the report of an error. It has no variables in it, no control code and no secret."""
    return _write(type(error).__name__, _chain(error))


def record_lines(name: str, lines: Iterable[str]) -> Defect:
    """Write the report of an error of which there are only lines of text."""
    return _write(name, map(_harmless, lines))


def _write(name: str, lines: Iterable[str]) -> Defect:
    folder = log_dir()
    now = datetime.now(UTC)
    text = hide_known("\n".join([*_facts(name, now), "", *lines, ""]))
    path = folder / f"report-{now:%Y-%m-%dT%H-%M-%S}.txt"
    try:
        path = new_file(make_private_dir(folder) / path.name, text.encode("utf-8", "backslashreplace"))
    except OSError as error:
        return Defect(name, folder, f"{error.strerror or type(error).__name__}.")
    with suppress(OSError):
        _keep_last(folder)
    return Defect(name, path)


def _keep_last(folder: Path) -> None:
    """Remove the oldest reports; they are told apart by the time in their names."""
    for path in sorted(folder.glob("report-*.txt"))[:-MOST_REPORTS]:
        path.unlink()


def _facts(name: str, now: datetime) -> list[str]:
    from importlib.metadata import version  # a start without an error needs none

    size = shutil.get_terminal_size()
    return [
        f"aixtui {__version__} met an error that it does not expect: {name}.",
        "",
        f"time      {now:%Y-%m-%d %H:%M:%S} UTC",
        f"python    {platform.python_version()}",
        f"textual   {version('textual')}",
        f"platform  {platform.platform()}",
        f"terminal  {_harmless(os.environ.get('TERM', 'unknown'))}, {size.columns}x{size.lines}, "
        f"{locale.getencoding()}",
    ]


def _chain(error: BaseException, seen: frozenset[int] = frozenset()) -> Iterator[str]:
    """An error after those that led to it, the first one first."""
    seen |= {id(error)}
    cause = error.__cause__
    context = None if error.__suppress_context__ else error.__context__
    for before, link in ((cause, "which caused:"), (context, "and while that was handled:")):
        if before is not None and id(before) not in seen:
            yield from (*_chain(before, seen), "", link, "")
            break
    yield from _frames(traceback.extract_tb(error.__traceback__))
    yield f"{type(error).__qualname__}: {_message(error)}".rstrip(": ")
    yield from (f"note: {_harmless(str(note))}" for note in getattr(error, "__notes__", ()))
    if isinstance(error, BaseExceptionGroup):
        for number, one in enumerate(error.exceptions, 1):
            yield from ("", f"{number} of {len(error.exceptions)} in this group:", *_chain(one, seen))


def _message(error: BaseException) -> str:
    try:
        return _harmless(str(error))
    except Exception:  # whatever an error does when it is asked
        return "(it cannot be said in words)"


def _frames(stack: traceback.StackSummary) -> Iterator[str]:
    half = MOST_FRAMES // 2
    left_out = len(stack) - MOST_FRAMES
    for number, frame in enumerate(stack):
        if left_out > 0 and half <= number < half + left_out:
            if number == half:
                yield f"... {left_out} frames ..."
            continue
        yield f'File "{_harmless(frame.filename)}", line {frame.lineno}, in {frame.name}'
        if frame.line:
            yield f"    {frame.line}"


def _harmless(text: str) -> str:
    """One line of a bounded length, without secrets; control codes and the like are written out."""
    text = hide(text)
    if len(text) > MOST_CHARACTERS:
        text = f"{text[:MOST_CHARACTERS]}... ({len(text)} characters)"
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in text)
