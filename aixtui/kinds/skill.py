"""Skills: instructions and files that agents can be given."""

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
from aixtui.kindspec.filters import Filter
from aixtui.kindspec.kind import Column, Fact, Field, Kind, Section
from aixtui.kindspec.text_codec import WORDS, choice, optional

_PRIVACY = ("Private", "Public", "Restricted")


def _tags(skill: Any) -> cells.Cell:
    return cells.text(", ".join(map(str, skill.tags or [])))


SKILL = Kind(
    id="skill",
    plural="skills",
    label="Skills",
    aliases=("s", "sk"),
    about="A skill is instructions with files that agents follow.",
    source=lambda aix: aix.Skill,
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
        Section("Skill", (*IDENTITY, ABOUT)),
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
        Field("name", "Name", required=True),
        Field("description", "Description", lines=3),
        Field("tags", "Tags", help="With commas between them.", codec=WORDS),
        Field("privacy", "Privacy", help=f"{', '.join(_PRIVACY)}.", codec=optional(choice(*_PRIVACY))),
    ),
    comeback=Comeback(reason_against=lambda _: "Its files are gone with it."),
    is_published=is_onboarded,
    filters=(OWNERSHIP, Filter("tag", "Tag", "tags", free_text=True, multiple=True), SAVED),
    sort="-updatedAt",
    hidden_capabilities=frozenset({"clone", "download"}),
    reasons={
        "download": "A skill is saved to disk with `Skill.download` of the SDK.",
        "clone": "A copy would lack the skill's files, so a skill is not cloned here.",
        "run": "A skill is not run by itself: agents use it.",
    },
)
