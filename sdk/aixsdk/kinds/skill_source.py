"""A skill on this machine: one file, or a folder with a SKILL.md."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from ..exceptions import ValidationError

MAIN_FILE = "SKILL.md"


@dataclass(frozen=True, slots=True)
class SkillSource:
    """What there is to send. `folders` come before what is in them; `root` is the folder of it all."""

    name: str
    description: str | None
    is_folder: bool
    root: Path
    folders: tuple[Path, ...]
    files: tuple[Path, ...]


def read_source(path: Path) -> SkillSource:
    """Read what is there. Raises ValidationError when it is neither a file nor a folder with a SKILL.md."""
    if path.is_dir():
        main = path / MAIN_FILE
        if not main.is_file():
            raise ValidationError(f"The folder {path} has no {MAIN_FILE}.")
        folders, files = _walk(path)
    elif path.is_file():
        main, folders, files = path, [], [path]
    else:
        raise ValidationError(f"There is neither a file nor a folder {path}.")
    matter = front_matter(main.read_text(encoding="utf-8", errors="replace"))
    root = path if path.is_dir() else path.parent
    name = matter.get("name") or path.resolve().stem
    return SkillSource(name, matter.get("description"), path.is_dir(), root, tuple(folders), tuple(files))


def front_matter(text: str) -> dict[str, str]:
    """The `key: value` lines between two `---` at the top; {} when there are none."""
    lines = text.splitlines()
    if not lines or lines[0].strip() != "---":
        return {}
    found: dict[str, str] = {}
    for line in lines[1:]:
        if line.strip() == "---":
            return found
        key, colon, value = line.partition(":")
        if colon and value.strip():
            found[key.strip()] = value.strip().strip("\"'")
    return {}


def _walk(root: Path) -> tuple[list[Path], list[Path]]:
    """Folders and files from the top down. Links are not followed: they may lead anywhere on the machine."""
    folders: list[Path] = []
    files: list[Path] = []
    for place, names, found in os.walk(root):
        names.sort()
        folders += [Path(place, name) for name in names if not Path(place, name).is_symlink()]
        files += [Path(place, name) for name in sorted(found) if not Path(place, name).is_symlink()]
    return folders, files
