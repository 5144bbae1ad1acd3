"""An answer as Markdown while it is written."""

from textual.widgets import Markdown

from aixtui.running.streamed_text import StreamedText
from aixtui.widgets.work import begin

LONGEST = 20_000
"""Characters that are shown; of a longer answer the last part, as each block of it is a widget."""


class StreamedMarkdown(Markdown):
    """Each time only what came since is read, and the block that it goes on with. Links lead nowhere."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, open_links=False)
        self._text: StreamedText | None = None
        self._from, self._to = 0, 0
        """The characters that are shown."""
        self._is_busy = self._is_late = False

    def show(self, text: StreamedText) -> None:
        """Show the text as far as it has come; once what is being shown is there, where that takes time."""
        if text is not self._text:
            self._text, self._from, self._to = text, -1, 0
        if self._is_busy:
            self._is_late = True
        elif self._from < 0 or text.length > self._to:
            self._is_busy = True
            begin(self, self._go_on(text))

    async def _go_on(self, text: StreamedText) -> None:
        since, self._to = self._to, text.length
        if self._from < 0 or self._to - self._from > LONGEST:
            self._from = max(self._to - LONGEST // 2, 0) if self._to > LONGEST else 0
            piece, write = _beginning(self._from) + text.since(self._from), self.update
        else:
            piece, write = text.since(since), self.append
        with self.app.batch_update():  # one frame, with all else that changes now
            await write(piece)
        if self.is_running:  # what has changed meanwhile waits for a word that the batch has ended
            self.screen.check_idle()
        self._is_busy = False
        if self._is_late and self._text is not None:
            self._is_late = False
            self.show(self._text)


def _beginning(cut: int) -> str:
    """What stands in place of what is not shown."""
    return f"*… {cut:,} characters before this*\n\n" if cut else ""
