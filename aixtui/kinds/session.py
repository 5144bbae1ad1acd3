"""Sessions: conversations with an agent, with their messages."""

from aixtui.catalog import cells
from aixtui.catalog.asset_parts import HISTORY
from aixtui.catalog.filters import Filter
from aixtui.catalog.kind import Column, Fact, Field, Kind, Section
from aixtui.catalog.text_forms import choice

_STATUSES = ("active", "completed", "failed", "archived")

SESSION = Kind(
    id="session",
    plural="sessions",
    label="Sessions",
    aliases=("se", "sess"),
    bound=lambda aix: aix.Session,
    columns=(
        Column("name", "Name", lambda s: cells.text(s.name), width=20),
        Column("status", "Status", lambda s: cells.status(s.status), width=9),
        Column("messages", "Msgs", lambda s: cells.text(s.message_count), width=4, align="right"),
        Column("last", "Last message", lambda s: cells.text(s.last_message_preview), width=20, grow=True),
        Column("when", "At", lambda s: cells.moment(s.last_message_at), width=16),
        Column("run", "Run", lambda s: cells.status(s.run_status), width=9, wide=True),
        Column("agent", "Agent", lambda s: cells.text(s.agent_id, "muted"), width=24, wide=True),
    ),
    sections=(
        Section(
            "Session",
            (
                Fact("Name", lambda s: cells.text(s.name)),
                Fact("Id", lambda s: cells.text(s.id)),
                Fact("Status", lambda s: cells.status(s.status)),
                Fact("Agent", lambda s: cells.text(s.agent_id)),
                Fact("User", lambda s: cells.text(s.user_id)),
            ),
        ),
        Section(
            "Conversation",
            (
                Fact("Messages", lambda s: cells.text(s.message_count)),
                Fact("Run", lambda s: cells.status(s.run_status)),
                Fact("Last", lambda s: cells.clean_block(s.last_message_preview)),
                Fact("At", lambda s: cells.moment(s.last_message_at)),
                Fact("Settings", lambda s: cells.pretty(s.execution_config) if s.execution_config else ""),
            ),
        ),
        HISTORY,
    ),
    fields=(
        Field("name", "Name", required=True),
        Field("status", "Status", required=True, help=f"{', '.join(_STATUSES)}.", form=choice(*_STATUSES)),
    ),
    filters=(
        Filter("status", "Status", "status", _STATUSES, fixes="status"),
        Filter(
            "agent", "Agent id", "agent_id", seen=lambda s: cells.clean(s.agent_id), typed=True, fixes="agent"
        ),
        Filter("user", "User id", "user_id", seen=lambda s: cells.clean(s.user_id), typed=True),
        Filter("after", "Created after", "created_after", typed=True),
        Filter("before", "Created before", "created_before", typed=True),
    ),
    without=frozenset({"create", "clone"}),
    reasons=dict.fromkeys(
        ("create", "clone"),
        "A session is a conversation with an agent. Programs start one: aix.Session(agent_id=ID).save().",
    )
    | {"run": "A session goes on when its agent is run in it; m shows what was said."},
    paging="open",
)
