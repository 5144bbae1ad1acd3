"""The line after `:`, which goes to whatever is typed."""

from aixtui.controllers.navigator import Navigator
from aixtui.face import Face
from aixtui.listing.command import Command


class CommandController:
    """Completes what is typed, and goes there."""

    def __init__(self, command: Command, navigator: Navigator, face: Face) -> None:
        self._command, self._navigator, self._face = command, navigator, face

    async def do_command(self) -> None:
        """Have the user type where to go."""
        self._command.begin()
        self._face.focus("command")
        await self._navigator.places.read()  # another program may have saved a view

    def do_accept(self, text: str) -> None:
        """Take over the completion of what is typed."""
        self._command.complete(text)

    def do_older_line(self, text: str) -> None:
        """Type what was typed before."""
        self._command.recall(text, -1)

    def do_newer_line(self, text: str) -> None:
        """Type what was typed after that."""
        self._command.recall(text, 1)

    def do_close(self, _text: str) -> None:
        """Go nowhere."""
        self._face.focus("list")

    async def do_go(self, text: str) -> None:
        """Go to what is typed, or to what completes it; nothing typed goes nowhere."""
        typed = text.strip()
        self._face.focus("list")
        if typed:
            self._command.remember(typed)
            await self._navigator.go_to_text(typed, typed + self._command.completion(typed))
