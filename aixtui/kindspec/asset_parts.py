"""Columns, facts and filters that many kinds have in common."""

from typing import Any

from aixtui.kindspec import cells
from aixtui.kindspec.filters import YES, Filter
from aixtui.kindspec.kind import Column, Fact, Section

NAME = Column("name", "Name", lambda asset: cells.text(asset.name), width=26, sort="name")
DESCRIPTION = Column(
    "description", "Description", lambda asset: cells.text(asset.description), width=24, grow=True
)
STATUS = Column("status", "Status", lambda asset: cells.status(asset.status), width=11)
DEVELOPER = Column("developer", "Developer", lambda asset: cells.text(asset.developer), width=12)
HOST = Column("host", "Host", lambda asset: cells.text(asset.host), width=11, wide=True)
UPDATED = Column(
    "updated",
    "Updated",
    lambda asset: cells.age(asset.updated_at),
    width=9,
    align="right",
    sort="updatedAt",
    is_age=True,
)
PATH = Column("path", "Path", lambda asset: cells.text(asset.path, "muted"), width=26, wide=True)

IDENTITY = (
    Fact("Name", lambda asset: cells.text(asset.name)),
    Fact("Path", lambda asset: cells.text(asset.path)),
    Fact("Id", lambda asset: cells.text(asset.id)),
    Fact("Status", lambda asset: cells.status(asset.status)),
)
ABOUT = Fact("Description", lambda asset: cells.clean_block(asset.description))
ORIGIN = Section(
    "Origin",
    (
        Fact("Developer", lambda asset: cells.text(asset.developer)),
        Fact("Host", lambda asset: cells.text(asset.host)),
        Fact("Vendor", lambda asset: cells.text(getattr(asset.vendor, "name", None))),
        Fact("Version", lambda asset: cells.text(version(asset))),
        Fact("Created", lambda asset: cells.day(asset.created_at)),
        Fact("Updated", lambda asset: cells.day(asset.updated_at)),
    ),
)
HISTORY = Section(
    "History",
    (
        Fact("Created", lambda asset: cells.moment(asset.created_at)),
        Fact("Updated", lambda asset: cells.moment(asset.updated_at)),
    ),
)

OWNERSHIP = Filter("owner", "Ownership", "ownership", ("PRIVATE", "PUBLIC", "TEAM"))
BY_DEVELOPER = Filter(
    "developer",
    "Developer",
    "developer",
    suggest_from=lambda asset: cells.clean(asset.developer),
    free_text=True,
    makes_constant="developer",
)
BY_HOST = Filter(
    "host",
    "Host",
    "host",
    suggest_from=lambda asset: cells.clean(asset.host),
    free_text=True,
    makes_constant="host",
)
BY_PATH = Filter("path", "Path begins with", "path", free_text=True)
SAVED = Filter("saved", "Saved by me", "saved", (YES,))


def is_onboarded(asset: Any) -> bool:
    """Whether it is published, and no draft."""
    return bool(getattr(asset.status, "value", asset.status) == "onboarded")


def version(asset: Any) -> str:
    """The version's name, else its id, else nothing."""
    value = asset.version
    return cells.clean(getattr(value, "name", None) or getattr(value, "id", None) or "")


def yes_or_no(value: object) -> cells.Cell:
    """A boolean as a word; a dash where it is not known."""
    return cells.text({True: "yes", False: "no"}.get(value) if isinstance(value, bool) else None)
