"""A theme of the user's, as a file."""

from pathlib import Path

from aixtui.system.paths import config_dir


def write_theme(name: str, text: str) -> Path:
    folder = config_dir() / "themes"
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{name}.toml"
    file.write_text(text, encoding="utf-8")
    return file
