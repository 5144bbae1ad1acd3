"""How editors are started at a line of a file."""

import shlex
from collections.abc import Sequence
from pathlib import Path

_WITH_PLUS = frozenset(
    (
        *("vi", "vim", "nvim", "view", "vimx", "gvim", "mvim", "ex", "nvi", "elvis", "vis"),
        *("nano", "rnano", "pico", "emacs", "emacsclient", "jmacs", "mg", "zile", "jed"),
        *("micro", "joe", "jstar", "ne", "kak", "mcedit", "gedit"),
    )
)
"""Those that take `+LINE FILE`."""
_WITH_COLON = frozenset({"hx", "helix", "subl", "zed", "lapce"})
"""Those that take `FILE:LINE`."""
_WITH_GOTO = frozenset({"code", "code-insiders", "codium", "vscodium", "cursor", "windsurf", "positron"})
"""Those that take `--goto FILE:LINE`."""


def editor_command(editor: str, path: Path, line: int = 0) -> Sequence[str]:
    """The command that opens a file, at a line where the editor is known to take one; 0 is no line.

    Raises:
        ValueError: the quotes of `editor` do not close.
    """
    parts, file = shlex.split(editor), str(path)
    name = Path(parts[0]).name.removesuffix(".exe") if parts and line else ""
    if name in _WITH_PLUS:
        return *parts, f"+{line}", file
    if name in _WITH_COLON:
        return *parts, f"{file}:{line}"
    if name in _WITH_GOTO:
        return *parts, "--goto", f"{file}:{line}"
    return *parts, file
