"""The floor of long texts: a bare Textual app with nothing but a text to type in."""

from textual.app import App, ComposeResult
from textual.widgets import TextArea

from tests.benchmarks.form_app import LONG_TEXT


class FloorText(App[None]):
    """What a key costs at least in a text of this length."""

    BINDINGS = [("ctrl+q", "quit", "Quit")]

    def compose(self) -> ComposeResult:
        yield TextArea(LONG_TEXT)


if __name__ == "__main__":
    FloorText().run()
