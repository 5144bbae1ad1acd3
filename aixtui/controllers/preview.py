"""The facts of the row under the cursor, beside the list."""

from aixtui.listing.preview import Preview


class PreviewController:
    """Shows, hides and enlarges the preview."""

    def __init__(self, preview: Preview) -> None:
        self._preview = preview

    def do_preview(self) -> None:
        """Show or hide it."""
        self._preview.toggle()

    def do_preview_size(self) -> None:
        """Make it larger, after the largest size small again."""
        self._preview.enlarge()
