"""Pictures made small enough to be drawn in cells. What decodes them is a library that need not be there."""

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_BYTES = 10_000_000
"""Of a file that is drawn; a larger one is saved, or opened elsewhere."""
MOST_PIXELS = 30_000_000
_SIDE = 512
"""Pixels of the longer side that are kept: no terminal shows more."""
_FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "BMP")
_GROUND = (255, 255, 255)
"""What is behind a picture that can be seen through."""
Pixels = Sequence[tuple[int, int, int]]


class PictureError(Exception):
    """It cannot be drawn."""

    title = "Not drawn"

    def __init__(self, text: str, hint: str = "") -> None:
        super().__init__(text)
        self.hint = hint


class Picture:
    """A picture in colours, not larger than is of use; its size is that of the original."""

    def __init__(self, image: "Image", size: tuple[int, int]) -> None:
        self._image, self.size = image, size
        self._drawn: dict[tuple[int, int], Sequence[Pixels]] = {}

    @classmethod
    def decode(cls, content: bytes) -> "Picture":
        """Read a picture that anybody may have made. Blocks.

        Raises:
            PictureError: it is none, or too large, or the library is missing.
        """
        try:
            from PIL import Image
        except ImportError as error:
            raise PictureError("Pictures are drawn with Pillow: pip install 'aixtui[pictures]'.") from error
        Image.MAX_IMAGE_PIXELS = None  # looked at below, before any are decoded, and without a warning
        if len(content) > MOST_BYTES:
            raise PictureError(f"It has more than {MOST_BYTES // 1_000_000} MB.")
        try:
            with Image.open(io.BytesIO(content), formats=_FORMATS) as image:
                size = image.size
                if size[0] * size[1] > MOST_PIXELS:
                    raise PictureError(f"It has {size[0]:,} x {size[1]:,} pixels.")
                image.draft("RGB", (_SIDE, _SIDE))
                image.thumbnail((_SIDE, _SIDE))
                seen = image.convert("RGBA")
        except PictureError:
            raise
        except Exception as error:  # whatever a decoder meets in bytes that were made to break it
            raise PictureError("It is no PNG, JPEG, GIF, WebP or BMP that can be read.") from error
        ground = Image.new("RGBA", seen.size, (*_GROUND, 255))
        ground.alpha_composite(seen)
        return cls(ground.convert("RGB"), size)

    def rows(self, width: int, height: int) -> Sequence[Pixels]:
        """The pixels, line by line, fitted into so many; an even number of lines. Blocks for a moment."""
        if (width, height) not in self._drawn:
            columns, lines = self._image.size
            scale = min(width / columns, height / lines)
            wide, high = max(round(columns * scale), 1), max(round(lines * scale / 2) * 2, 2)
            data = self._image.resize((wide, high)).tobytes()
            pixels = [(data[at], data[at + 1], data[at + 2]) for at in range(0, len(data), 3)]
            self._drawn = {(width, height): [pixels[at : at + wide] for at in range(0, len(pixels), wide)]}
        return self._drawn[width, height]
