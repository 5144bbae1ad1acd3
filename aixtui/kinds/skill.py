"""Skills: instructions and files that agents can be given."""

from pathlib import Path
from typing import Any

from aixtui.kindspec import cells
from aixtui.kindspec.asset_parts import (
    ABOUT,
    DESCRIPTION,
    HISTORY,
    IDENTITY,
    NAME,
    OWNERSHIP,
    PATH,
    SAVED,
    STATUS,
    UPDATED,
    is_onboarded,
)
from aixtui.kindspec.comeback import Comeback
from aixtui.kindspec.field import Field
from aixtui.kindspec.filters import Filter
from aixtui.kindspec.kind import Column, Fact, Kind, Section
from aixtui.kindspec.local_paths import FILE_OR_FOLDER, is_empty_folder
from aixtui.kindspec.sharing import PRIVACY, WHITELIST
from aixtui.kindspec.text_codec import WORDS, optional

_MAIN_FILE = "SKILL.md"


class _WithText:
    """The SDK's skills, of which each that is got has the text of its SKILL.md."""

    def __init__(self, skills: Any) -> None:
        self._skills = skills

    def __getattr__(self, name: str) -> Any:
        return getattr(self._skills, name)

    def __call__(self, **fields: Any) -> Any:
        """A new one."""
        return self._skills(**fields)

    def get(self, resource_id: str) -> Any:
        """The one of this id; why its text cannot be read is kept with it."""
        skill = self._skills.get(resource_id)
        try:
            skill.read_main_text()
        except Exception as error:
            skill.why_unread = cells.clean(error)
        return skill


def _why_unread(skill: Any) -> str:
    return str(getattr(skill, "why_unread", ""))


def _refuse_text(skill: Any, text: str) -> str:
    if why := _why_unread(skill):
        return f"It cannot be read, and what nobody has seen is not written over: {why}"
    return "" if text.strip() else f"A skill needs a {_MAIN_FILE}, which says what it does."


def _text(skill: Any) -> str | None:
    why = _why_unread(skill)
    return f"It cannot be read: {why}" if why else cells.clean_block(skill.main_text) or None


def _tags(skill: Any) -> cells.Cell:
    return cells.text(", ".join(map(str, skill.tags or [])))


def _source(text: str) -> Path:
    path: Path = FILE_OR_FOLDER.parse(text)
    if path.is_dir() and not (path / _MAIN_FILE).is_file():
        lack = "is empty" if is_empty_folder(path) else "has none"
        raise ValueError(
            f"a file, or a folder with a {_MAIN_FILE} in it, which says what the skill does: this one {lack}"
        )
    return path


_SOURCE = optional(FILE_OR_FOLDER._replace(parse=_source))


SKILL = Kind(
    id="skill",
    plural="skills",
    label="Skills",
    aliases=("s", "sk"),
    about="A skill is instructions with files that agents follow.",
    source=lambda aix: _WithText(aix.Skill),
    columns=(
        NAME,
        DESCRIPTION,
        Column("tags", "Tags", _tags, width=14),
        UPDATED,
        Column("privacy", "Privacy", lambda s: cells.text(s.privacy), width=10, wide=True),
        STATUS._replace(wide=True),
        PATH,
    ),
    sections=(
        Section("Skill", (*IDENTITY, ABOUT, Fact(_MAIN_FILE, _text))),
        Section(
            "Sharing",
            (
                Fact("Privacy", lambda s: cells.text(s.privacy)),
                Fact("Tags", _tags),
                Fact("File type", lambda s: cells.text(s.file_type)),
            ),
        ),
        HISTORY,
    ),
    fields=(
        Field(
            "file_path",
            "From",
            required=True,
            help="A text, or a folder with a SKILL.md, of this machine. Tab completes.",
            codec=_SOURCE,
            is_path=True,
            when="new",
        ),
        Field("name", "Name", help="Empty: as SKILL.md says, else its own.", when="new"),
        Field("name", "Name", required=True, when="stored"),
        Field("description", "Description", lines=3),
        Field(
            "main_text",
            _MAIN_FILE,
            lines=10,
            help="What it tells an agent. What stands between two lines of --- describes it.",
            refuses=_refuse_text,
            when="stored",
        ),
        Field("tags", "Tags", help="With commas between them.", codec=WORDS),
        PRIVACY,
        WHITELIST,
        Field(
            "file_path",
            "New files",
            help="All of its files can be saved to disk. What is named here is sent over them.",
            codec=_SOURCE,
            is_path=True,
            when="stored",
        ),
    ),
    file_ending=".zip",
    comeback=Comeback(source="file_path"),
    is_published=is_onboarded,
    filters=(OWNERSHIP, Filter("tag", "Tag", "tags", free_text=True, multiple=True), SAVED),
    sort="-updatedAt",
    hidden_capabilities=frozenset({"clone"}),
    reasons={
        "clone": "A copy would lack the skill's files, so a skill is not cloned here.",
        "run": "A skill is not run by itself: agents use it.",
    },
)
