"""A skill on this machine: one file, or a folder with a SKILL.md."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path

from ..exceptions import ValidationError

MAIN_FILE = "SKILL.md"


@dataclass(frozen=True, slots=True)
class SkillSource:
    """What there is to send. `folders` come before what is in them; `root` is the folder of it all."""

    name: str
    description: str | None
    required_tools: list[str] | None
    instructions: str | None
    is_folder: bool
    root: Path
    folders: tuple[Path, ...]
    files: tuple[Path, ...]

    def place_of(self, path: Path) -> str:
        """Where a path of these stands in the bundle."""
        return path.relative_to(self.root).as_posix() if self.is_folder else MAIN_FILE


def read_source(path: Path) -> SkillSource:
    """Read what is there. Raises ValidationError when it is neither a file nor a folder with a SKILL.md."""
    if path.is_dir():
        main = path / MAIN_FILE
        if not main.is_file():
            raise ValidationError(f"The folder {path} has no {MAIN_FILE}.")
        folders, files = walk(path)
    elif path.is_file():
        main, folders, files = path, [], [path]
    else:
        raise ValidationError(f"There is neither a file nor a folder {path}.")
    told = read_text(main.read_text(encoding="utf-8", errors="replace"), path.resolve().stem)
    root = path if path.is_dir() else path.parent
    return replace(told, is_folder=path.is_dir(), root=root, folders=tuple(folders), files=tuple(files))


def read_text(text: str, name: str) -> SkillSource:
    """What the text of a SKILL.md tells, with this name where it tells none; it names nothing to send."""
    matter, body = front_matter(text)
    tools = matter.get("required_tools", matter.get("requires"))
    return SkillSource(
        _text(matter.get("name")) or name,
        _text(matter.get("description")),
        tools if tools is None or isinstance(tools, list) else _words(tools),
        body.strip() or None,
        is_folder=False,
        root=Path(),
        folders=(),
        files=(),
    )


def front_matter(text: str) -> tuple[dict[str, str | list[str]], str]:
    """The `key: value` lines and the lists between two `---` at the top, and the rest; {} without them."""
    lines = text.splitlines()
    end = next((number for number, line in enumerate(lines) if number and line.strip() == "---"), 0)
    if not end or lines[0].strip() != "---":
        return {}, text
    found: dict[str, str | list[str]] = {}
    items: list[str] = []
    for line in lines[1:end]:
        if line.lstrip().startswith("- "):
            items.append(_unquoted(line.strip()[2:]))
            continue
        key, colon, value = line.partition(":")
        if colon and not line[0].isspace():
            items = []
            found[key.strip()] = _unquoted(value) or items
    return {key: value for key, value in found.items() if value}, "\n".join(lines[end + 1 :])


def _unquoted(value: str) -> str:
    return value.strip().strip("\"'")


def _text(value: str | list[str] | None) -> str | None:
    return value if isinstance(value, str) else None


def _words(text: str) -> list[str]:
    """A list in one line, with or without brackets."""
    return [word for part in text.strip("[]").split(",") if (word := _unquoted(part))]


def walk(root: Path) -> tuple[list[Path], list[Path]]:
    """Folders and files from the top down. Links are not followed: they may lead anywhere on the machine."""
    folders: list[Path] = []
    files: list[Path] = []
    for place, names, found in os.walk(root):
        names.sort()
        folders += [Path(place, name) for name in names if not Path(place, name).is_symlink()]
        files += [Path(place, name) for name in sorted(found) if not Path(place, name).is_symlink()]
    return folders, files
