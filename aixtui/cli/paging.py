"""Data that is longer than the screen, in the pager that the user names."""

import io
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from typing import cast

from aixtui.cli.output import CleanStream, print_again, say

NO_PAGER = ("", "cat")
"""What PAGER says where none is wanted."""


class _HeldText(io.StringIO):
    """What is printed, kept; it looks as on the terminal that it is for."""

    encoding, errors = "utf-8", "strict"

    def isatty(self) -> bool:
        return True


@contextmanager
def paged() -> Iterator[None]:
    """Print what the block does at its end, in the pager where it is longer than the screen.

    Only on a terminal, and where PAGER names one: nothing is held where programs read.
    """
    stdout = sys.stdout
    is_wanted = os.environ.get("PAGER", "").strip() not in NO_PAGER
    if not (is_wanted and isinstance(stdout, CleanStream) and stdout.isatty()) or stdout.leads_to(_HeldText):
        yield
        return
    held = _HeldText()
    held_stream = CleanStream(held)
    held_stream.encoding = stdout.encoding
    try:
        with redirect_stdout(cast("io.StringIO", held_stream)):
            yield
    finally:
        _show(held.getvalue())


def _show(text: str) -> None:
    if text.count("\n") >= shutil.get_terminal_size().lines:
        from aixtui.system.pager import PagerError, page

        try:
            page(text)
        except PagerError as error:
            say(f"{error} {error.hint}")
        else:
            return
    print_again(text)
