"""Work that a widget, a screen or the app begins."""

from collections.abc import Coroutine
from typing import Any
from weakref import finalize

from textual.dom import DOMNode


def begin(
    node: DOMNode, work: Coroutine[Any, Any, None], group: str = "default", *, exclusive: bool = False
) -> None:
    """Have a node do work, in the place of what goes on in its group where it is `exclusive`.

    What is cancelled before its first step is closed: Python warns of coroutines that nobody awaited.
    """
    worker = node.run_worker(work, group=group, exclusive=exclusive)
    finalize(worker, work.close).atexit = False
