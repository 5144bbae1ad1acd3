"""A field of a screen that something stands over: nobody types in it, and it shows no cursor."""

from textual.widget import Widget

_BELOW = "-below"
"""Its class then. Textual itself draws the cursor or not, as it was blinking."""


def follow_screen(field: Widget) -> None:
    """Mark a field whenever its screen goes below another one with it, until it is back."""

    def mark(_: object) -> None:
        field.set_class(field.has_focus and not field.screen.is_active, _BELOW)

    field.app.screen_change_signal.subscribe(field, mark)
