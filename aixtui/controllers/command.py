"""The line after `:`, and the way to whatever is typed there."""

from collections.abc import Callable

from aixtui.controllers.navigator import Navigator
from aixtui.face import Face
from aixtui.listing.command import Command


class CommandController:
    """Has the user type, and finds the way to what is typed."""

    def __init__(self, command: Command, navigator: Navigator, face: Face) -> None:
        self.command, self._navigator, self._face = command, navigator, face

    async def ask(self, face: Face) -> str:
        """What the user types through the face of what is looked at; empty where that is nothing."""
        self.command.begin()
        self._face.start(self._navigator.places.read(), "places")  # another program may have saved a view
        await face.open(self.command)
        return self.command.answer

    async def way(self, text: str) -> Callable[[], None] | None:
        """The way to what is typed, or to what completes it; None where it is told that there is none."""
        self.command.remember(text)
        return await self._navigator.way_to(text, text + self.command.completion(text))
