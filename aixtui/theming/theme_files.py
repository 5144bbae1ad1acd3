"""Where the user's own themes are."""

from pathlib import Path

from aixtui.system.paths import config_dir


def theme_files() -> dict[str, Path]:
    """The files `themes/NAME.toml` beside the settings, by their names in order."""
    files = sorted((config_dir() / "themes").glob("*.toml"))
    return {file.stem: file for file in files if file.stem.isprintable()}


def theme_stamps() -> list[tuple[str, int]]:
    """What tells that one was changed: their names, and when each was written, in ns."""
    return [(name, file.stat().st_mtime_ns) for name, file in theme_files().items()]
