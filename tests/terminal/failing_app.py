"""The command `aixtui` with something broken in it: `python failing_app.py WHAT ARGUMENTS...`."""

import asyncio
import os
import signal
import sys
import time
from pathlib import Path
from typing import Any

from aixtui import app, guarded_app
from aixtui.__main__ import main
from aixtui.auth.secret import Secret
from aixtui.screens import workplace
from aixtui.screens.browse.screen import BrowseScreen
from aixtui.stylesheets import stylesheets
from aixtui.system import end_signals
from aixtui.widgets.resource_table import ResourceTable
from aixtui.wire.driver import FilteringDriver

KEY = Secret("the-key-of-this-test")


def fail(*_: Any, **__: Any) -> Any:
    """Raise what holds a key and acts on a terminal, with a local variable that is nobody's business."""
    private = "a local " + "variable"
    try:
        raise KeyError("the cause")
    except KeyError as error:
        raise ValueError(f"\x1b]0;title\x07 {KEY.reveal()} api_key=another-key {len(private)}") from error


async def fail_later(*_: Any, **__: Any) -> None:
    """Raise once awaited."""
    fail()


def in_worker(self: app.AixtuiApp) -> None:
    """Begin work that fails."""
    self.run_worker(fail_later())


def in_callback(self: app.AixtuiApp) -> None:
    """Have the loop call what fails."""
    asyncio.get_running_loop().call_soon(fail)


def in_timer(self: app.AixtuiApp) -> None:
    """Have a timer fail."""
    self.set_timer(0.01, fail)


def at_end(self: app.AixtuiApp) -> None:
    """Fail while it is ending."""
    self.exit()
    fail()


def no_styles() -> list[Path]:
    """A stylesheet that is none."""
    return [Path("no-such.tcss")]


def stopped_early() -> list[Path]:
    """Be stopped before anything is on the terminal."""
    os.kill(os.getpid(), signal.SIGTERM)
    return stylesheets()


def hang(*_: Any) -> None:
    """Never come back, and say so."""
    os.write(2, b"it hangs")
    while True:  # a signal that comes just before a sleep is seen after it
        time.sleep(0.1)


BROKEN: dict[str, tuple[Any, str, Any]] = {
    "handler": (app.AixtuiApp, "action_help", fail),
    "timer": (app.AixtuiApp, "action_help", in_timer),
    "rendering": (ResourceTable, "render_line", fail),
    "compose": (BrowseScreen, "compose", fail),
    "input": (FilteringDriver, "run_input_thread", fail),
    "styles": (app, "stylesheets", no_styles),
    "outside": (guarded_app.GuardedApp, "run_async", fail_later),
    "ending": (app.AixtuiApp, "action_help", at_end),
    "picture": (workplace, "take_picture", fail),
    "address": (app.AixtuiApp, "place", property(fail)),
    "worker": (app.AixtuiApp, "action_help", in_worker),
    "callback": (app.AixtuiApp, "action_help", in_callback),
    "early": (app, "stylesheets", stopped_early),
    "loop": (app.AixtuiApp, "action_help", hang),
    "unmount": (app.AixtuiApp, "on_unmount", hang),
}
"""What is replaced by what."""

if __name__ == "__main__":
    end_signals.PATIENCE_SECONDS = 1
    setattr(*BROKEN[sys.argv.pop(1)])
    main()
