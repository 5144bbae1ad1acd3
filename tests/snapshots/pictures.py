"""What is pictured at which size, and how a picture is taken."""

from collections.abc import Callable, Iterable
from typing import Any, Protocol, TypeVar

from textual.pilot import Pilot
from textual.widgets import Input

from tests.driving import wait_for_text
from tests.snapshots.scenes import Script

NARROW = (80, 24)
WIDE = (120, 40)
BROAD = (200, 60)
Size = tuple[int, int]
Compare = Callable[..., bool]


class Pictured(Protocol):
    """A scene or a state; `wide` tells what its wide picture shows that the narrow one cannot."""

    @property
    def name(self) -> str: ...
    @property
    def wide(self) -> str: ...


P = TypeVar("P", bound=Pictured)


def pictures(subjects: Iterable[P]) -> list[tuple[P, Size]]:
    """Each of them with each size that it is pictured at."""
    return [
        (subject, size) for subject in subjects for size in ([NARROW, WIDE] if subject.wide else [NARROW])
    ]


def label(value: Pictured | Size) -> str:
    """What stands for it in the name of a picture's file."""
    return f"{value[0]}x{value[1]}" if isinstance(value, tuple) else value.name


def after(text: str, script: Script) -> Script:
    """The script, once the text is there; no cursor blinks in the picture."""

    async def run(pilot: Pilot[Any]) -> None:
        await wait_for_text(pilot, text)
        await script(pilot)
        for field in pilot.app.screen.query(Input):
            field.cursor_blink = False
        await pilot.pause()
        # Reading the screen as text draws it without those below it, and Textual keeps that drawing.
        pilot.app.screen.refresh()

    return run


async def nothing(pilot: Pilot[Any]) -> None:
    """The scene is there already."""
