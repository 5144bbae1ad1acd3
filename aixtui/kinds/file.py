"""Files and folders that the workspace keeps."""

from typing import Any

from aixtui.kindspec import cells
from aixtui.kindspec.asset_parts import ABOUT, DESCRIPTION, HISTORY, NAME, PATH, STATUS
from aixtui.kindspec.comeback import MOST_KEPT, Comeback
from aixtui.kindspec.field import Field
from aixtui.kindspec.filters import Filter
from aixtui.kindspec.folders import (
    FOLDER,
    FolderSource,
    contents,
    kind_of,
    leads_out_to,
    lost_with,
    opens_into,
)
from aixtui.kindspec.kind import Column, Fact, Kind, Section
from aixtui.kindspec.local_paths import FILE_OR_FILLED_FOLDER
from aixtui.kindspec.sharing import PRIVACY, WHITELIST
from aixtui.kindspec.text_codec import WORDS


def _too_large(file: Any) -> str:
    if file.is_dir or (file.size or 0) <= MOST_KEPT:
        return ""
    return f"It is larger than {MOST_KEPT // 1_000_000} MB: what is in it is gone with it."


FILE = Kind(
    id="file",
    plural="files",
    label="Files",
    aliases=("f",),
    about="Files and folders of the workspace, for models and agents to read.",
    source=lambda aix: FolderSource(aix.File),
    columns=(
        NAME._replace(value=lambda file: cells.text(f"{file.name}/" if file.is_dir else file.name)),
        Column("type", "Type", lambda file: cells.text(kind_of(file)), width=8),
        Column("size", "Size", lambda file: cells.size(file.size), width=10, align="right"),
        Column(
            "created",
            "Created",
            lambda file: cells.age(file.created_at),
            width=9,
            align="right",
            sort="createdAt",
            is_age=True,
        ),
        DESCRIPTION,
        Column("privacy", "Privacy", lambda file: cells.text(file.privacy), width=10, wide=True),
        STATUS._replace(wide=True),
        PATH,
    ),
    sections=(
        Section(
            "File",
            (
                Fact("Name", lambda file: cells.text(file.name)),
                Fact("Path", lambda file: cells.text(file.path)),
                Fact("Id", lambda file: cells.text(file.id)),
                Fact("Type", lambda file: cells.text(kind_of(file))),
                Fact("Size", lambda file: cells.size(file.size)),
                Fact("Holds", lambda file: cells.clean_block(contents(file))),
                ABOUT,
            ),
        ),
        Section(
            "Sharing",
            (
                Fact("Privacy", lambda file: cells.text(file.privacy)),
                Fact("Tags", lambda file: cells.text(", ".join(map(str, file.tags or [])))),
                Fact("Status", lambda file: cells.status(file.status)),
            ),
        ),
        HISTORY,
    ),
    filters=(
        Filter(FOLDER, "Folder", "folder", free_text=True),
        Filter("type", "Type", "file_type", ("file", "folder")),
    ),
    sort="-createdAt",
    opens_into=opens_into,
    leads_out_to=leads_out_to,
    fields=(
        Field(
            "source",
            "From",
            required=True,
            help="A file, or a folder with all that is in it, of this machine. Tab completes.",
            codec=FILE_OR_FILLED_FOLDER,
            is_path=True,
            when="new",
        ),
        Field("name", "Name", help="Empty: its own.", when="new"),
        Field("description", "Description", lines=2, when="new"),
        Field("tags", "Tags", help="With commas between them.", codec=WORDS, when="new"),
        PRIVACY._replace(when="new"),
        WHITELIST._replace(when="new"),
    ),
    word_for=lambda file: "folder" if file.is_dir else "file",
    holds=lost_with,
    hidden_capabilities=frozenset({"save", "clone"}),
    comeback=Comeback(reason_against=_too_large, source="source"),
    reasons={
        "run": "A file is not run by itself: agents use it.",
        "save": "A file is not changed once it is saved: upload a new one.",
        "clone": "A file is not cloned here: save it to disk, and upload that.",
    },
)
