"""Sessions: conversations with an agent, with their messages."""

from typing import Any

from aixtui.kindspec import cells
from aixtui.kindspec.amounts import DURATION, MONEY
from aixtui.kindspec.asset_parts import HISTORY
from aixtui.kindspec.comeback import Comeback
from aixtui.kindspec.field import Field
from aixtui.kindspec.filters import Filter
from aixtui.kindspec.kind import Column, Fact, Kind, Section, linked
from aixtui.kindspec.links import Link, link_to
from aixtui.kindspec.pairs import PAIRS
from aixtui.kindspec.references import Reference
from aixtui.kindspec.text_codec import OPTIONAL_TEXT, WHOLE, YES_NO, YES_OR_NO, optional

_CONFIG = "execution_config"
_YES_NO = YES_OR_NO._replace(show=lambda value: "" if value is None else YES_OR_NO.show(value))
_STATUSES = ("active", "completed", "failed", "archived")


def _agent(session: Any) -> tuple[Link, ...]:
    return link_to("agent", session.agent_id)


def _settings(session: Any) -> str:
    config = session.execution_config
    return cells.pretty(config.to_api_dict()) if config else ""


SESSION = Kind(
    id="session",
    plural="sessions",
    label="Sessions",
    aliases=("se", "sess"),
    about="A session is a conversation with an agent, with all its messages.",
    begins_with="agents",
    source=lambda aix: aix.Session,
    columns=(
        Column("name", "Name", lambda s: cells.text(s.name), width=20),
        Column("status", "Status", lambda s: cells.status(s.status), width=11),
        Column("messages", "Msgs", lambda s: cells.text(s.message_count), width=4, align="right"),
        Column("last", "Last message", lambda s: cells.text(s.last_message_preview), width=20, grow=True),
        Column("when", "At", lambda s: cells.moment(s.last_message_at), width=16),
        Column("run", "Run", lambda s: cells.status(s.run_status), width=11, wide=True),
        Column(
            "agent", "Agent", lambda s: cells.text(s.agent_id, "muted"), width=24, wide=True, links=_agent
        ),
    ),
    sections=(
        Section(
            "Session",
            (
                Fact("Name", lambda s: cells.text(s.name)),
                Fact("Id", lambda s: cells.text(s.id)),
                Fact("Status", lambda s: cells.status(s.status)),
                linked("Agent", _agent),
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
                Fact("Settings", _settings),
            ),
        ),
        HISTORY,
    ),
    fields=(
        Field("name", "Name", required=True),
        Field("agent_id", "Agent", required=True, reference=Reference(("agent",)), when="new"),
        Field(
            "status",
            "Status",
            required=True,
            options=_STATUSES,
            default=_STATUSES[0],
            help="Your mark of where the conversation stands.",
        ),
        Field(
            f"{_CONFIG}.execution_params",
            "Settings of runs",
            lines=2,
            help="Such as maxTokens: 512, one a line; what is not here the agent decides.",
            codec=optional(PAIRS),
        ),
        Field(
            f"{_CONFIG}.criteria",
            "Criteria",
            lines=2,
            help="What answers are judged by, such as: be brief.",
            codec=OPTIONAL_TEXT,
        ),
        Field(f"{_CONFIG}.evolve", "Evolve", help="Settings for evolving the agent.", codec=OPTIONAL_TEXT),
        Field(
            f"{_CONFIG}.identifier",
            "Identifier",
            help="Whom it is run for, by a name of yours: user-9.",
            codec=OPTIONAL_TEXT,
        ),
        Field(
            f"{_CONFIG}.run_response_generation",
            "Write answers",
            options=YES_NO,
            help="Whether a team's responder writes the answer out; not set: as the platform does.",
            codec=optional(_YES_NO),
        ),
        Field(f"{_CONFIG}.budget.max_cost", "Credits a run", help="Empty for no limit.", codec=MONEY),
        Field(
            f"{_CONFIG}.budget.max_duration_seconds",
            "Time a run",
            help="90 s, or 5 min; empty for no limit.",
            codec=optional(DURATION),
        ),
        Field(
            f"{_CONFIG}.budget.max_iterations",
            "Rounds a run",
            help="Empty for no limit.",
            codec=optional(WHOLE),
        ),
    ),
    comeback=Comeback(reason_against=lambda _: "Its messages are gone with it."),
    filters=(
        Filter("status", "Status", "status", _STATUSES, makes_constant="status"),
        Filter(
            "agent",
            "Agent id",
            "agent",
            suggest_from=lambda s: cells.clean(s.agent_id),
            free_text=True,
            makes_constant="agent",
        ),
        Filter("user", "User id", "user_id", suggest_from=lambda s: cells.clean(s.user_id), free_text=True),
        Filter("after", "Created after", "created_after", free_text=True),
        Filter("before", "Created before", "created_before", free_text=True),
    ),
    hidden_capabilities=frozenset({"clone"}),
    reasons={
        "clone": "A session is one conversation: there is nothing to copy.",
        "run": "A session goes on when its agent is run in it; Messages shows what was said.",
    },
    paging="open",
)
