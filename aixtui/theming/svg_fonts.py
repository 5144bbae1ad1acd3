"""Pictures of a screen in whatever monospaced font the viewer has."""

import re

_REMOTE_FONTS = re.compile(r"@font-face\s*\{[^}]*\}\s*")
_NAMED_FONT = re.compile(r"Fira Code(, monospace)?")


def with_own_fonts(svg: str) -> str:
    """The same picture, which names no remote font."""
    return _NAMED_FONT.sub("monospace", _REMOTE_FONTS.sub("", svg))
