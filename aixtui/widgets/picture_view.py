"""A picture in half-blocks: two pixels a cell."""

from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from aixtui.kindspec.cells import size as bytes_text
from aixtui.running.outputs.picture_part import PicturePart

HALF = "▀"
MOST_LINES = 200
"""As many as a picture has pixels for."""
LEFT_OVER = 6
"""Lines that a picture leaves to its edge and to the files above it."""


class PictureView(Widget):
    """Shows a picture as large as fits, or why there is none."""

    def __init__(self, part: PicturePart) -> None:
        super().__init__()
        self.part = part
        self._lines: list[list[Segment]] = []
        self._drawn: object = None
        """What the lines were made of."""

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """As many lines as the picture takes in this width."""
        self._arrange(width, max(container.height - LEFT_OVER, 4))
        return max(len(self._lines), 1)

    def show(self) -> None:
        """Draw it as it is now."""
        self.refresh(layout=True)

    def _arrange(self, width: int, height: int) -> None:
        picture = self.part.picture
        wanted = (picture, width, height)
        if picture is None or width <= 0 or wanted == self._drawn:
            return
        self._drawn = wanted
        rows = picture.rows(width, min(height, MOST_LINES) * 2)
        self._lines = [
            list(Segment.simplify(_cell(*pair) for pair in zip(upper, lower, strict=True)))
            for upper, lower in zip(rows[::2], rows[1::2], strict=True)
        ]

    def render_line(self, y: int) -> Strip:
        """One line of the picture."""
        width = self.size.width
        if self.part.picture is None or y >= len(self._lines):
            note = self.part.note if y == 0 else ""
            return Strip([Segment(note, self.rich_style)]).adjust_cell_length(width, self.rich_style)
        return Strip(self._lines[y]).adjust_cell_length(width, self.rich_style)

    @property
    def caption(self) -> str:
        """What is known of it."""
        picture, file = self.part.picture, self.part.file
        pixels = f"{picture.size[0]:,} x {picture.size[1]:,}" if picture is not None else ""
        length = bytes_text(file.size).text if file.size is not None else ""
        return " · ".join(part for part in (file.name, file.type, pixels, length) if part)


def _cell(upper: tuple[int, int, int], lower: tuple[int, int, int]) -> Segment:
    return Segment(HALF, Style(color=Color.from_rgb(*upper), bgcolor=Color.from_rgb(*lower)))
