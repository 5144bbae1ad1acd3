"""Copying from a screen."""

from functools import partial
from typing import Any

from textual.app import App

from aixtui.system.clipboard import copy
from aixtui.workspace.bridge import Bridge


async def copy_through(app: App[Any], bridge: Bridge, text: str) -> str:
    """Copy by the best way there is, off the loop: tools may take seconds. A sentence says which it was."""

    def send(_sequence: str) -> None:
        # Textual writes the sequence itself, between two frames: ours could land in the middle of one.
        app.call_later(app.copy_to_clipboard, text)

    receipt = await bridge.write(partial(copy, text, send))
    return receipt.text
