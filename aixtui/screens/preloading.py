"""What is opened first, loaded while nobody waits for it yet."""

from importlib import import_module

_SOON = (
    "aixtui.palette",
    "aixtui.screens.helping",
    "aixtui.screens.detail.screen",
    "aixtui.screens.edit.screen",
    "aixtui.editing.changes",
    "aixtui.screens.run.screen",
    "aixtui.running.starting",
)


def preload() -> None:
    """Load the palette and help, a resource, its form and its run. Blocks: not for the loop."""
    for name in _SOON:
        import_module(name)
