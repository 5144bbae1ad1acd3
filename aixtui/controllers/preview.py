"""The facts of the row under the cursor, beside the list."""

from aixtui.actions import AppAction
from aixtui.listing.preview import BELOW_FROM_HEIGHT, BESIDE_FROM_WIDTH, Preview


class PreviewController:
    """Shows, hides and enlarges the preview, and what is below it."""

    def __init__(self, preview: Preview) -> None:
        self._preview = preview

    def refusal(self, action: AppAction) -> str:  # noqa: ARG002  # the same for each
        """It must not hide the list."""
        if self._preview.has_room:
            return ""
        return f"The preview needs {BELOW_FROM_HEIGHT} lines, or {BESIDE_FROM_WIDTH} columns."

    def do_preview(self) -> None:
        """Show it, then the document as well, then neither."""
        self._preview.turn()

    def do_preview_size(self) -> None:
        """Make it larger, after the largest size small again."""
        self._preview.enlarge()
