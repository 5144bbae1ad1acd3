"""Triggers: what starts an agent without anybody asking."""

from typing import Any

from aixtui.kindspec import cells
from aixtui.kindspec.asset_parts import HISTORY, yes_or_no
from aixtui.kindspec.filters import Filter
from aixtui.kindspec.kind import Column, Fact, Field, Kind, Section, linked
from aixtui.kindspec.links import link_to
from aixtui.kindspec.text_codec import NUMBER, OBJECT, YES_OR_NO, optional


def _schedule(trigger: Any) -> str:
    """`daily 07:40 Europe/Lisbon`: the values of the schedule as they are stored."""
    schedule = trigger.configuration.to_dict() if trigger.configuration else {}
    if not schedule:
        return cells.clean(getattr(trigger.trigger_type, "value", trigger.trigger_type))
    return " ".join(_value(schedule[name]) for name in sorted(schedule, key=lambda name: name != "type"))


def _value(value: Any) -> str:
    if isinstance(value, dict):
        return " ".join(_value(inner) for inner in value.values())
    if isinstance(value, list):
        return ",".join(_value(inner) for inner in value)
    return cells.clean(value)


_SCHEDULE = OBJECT._replace(show=lambda schedule: OBJECT.show(schedule and schedule.to_dict()))

TRIGGER = Kind(
    id="trigger",
    plural="triggers",
    label="Triggers",
    aliases=("tr", "trig"),
    about="A trigger runs an agent on a schedule or on an event.",
    begins_with="agents",
    source=lambda aix: aix.Trigger,
    columns=(
        Column("name", "Name", lambda t: cells.text(t.name), width=22),
        Column("enabled", "On", lambda t: yes_or_no(t.enabled), width=3),
        Column("schedule", "When", lambda t: cells.text(_schedule(t)), width=20, grow=True),
        Column("next", "Next run", lambda t: cells.moment(t.next_run_at), width=16),
        Column("failures", "Failures", lambda t: cells.text(t.failure_count), width=8, align="right"),
        Column("last", "Last run", lambda t: cells.moment(t.last_run_at), width=16, wide=True),
        Column("input", "Input", lambda t: cells.text(t.input), width=24, wide=True),
        Column("agent", "Agent", lambda t: cells.text(t.asset_id, "muted"), width=24, wide=True),
    ),
    sections=(
        Section(
            "Trigger",
            (
                Fact("Name", lambda t: cells.text(t.name)),
                Fact("Id", lambda t: cells.text(t.id)),
                Fact("Description", lambda t: cells.clean_block(t.description)),
                Fact("On", lambda t: yes_or_no(t.enabled)),
                linked("Agent", lambda t: link_to("agent", t.asset_id)),
                Fact("Input", lambda t: cells.clean_block(t.input)),
            ),
        ),
        Section(
            "Schedule",
            (
                Fact("Waits for", lambda t: cells.text(getattr(t.trigger_type, "value", t.trigger_type))),
                Fact("When", lambda t: cells.pretty(t.configuration.to_dict()) if t.configuration else ""),
                Fact("Event", lambda t: cells.text(t.trigger_id)),
                Fact("Next run", lambda t: cells.moment(t.next_run_at)),
                Fact("Last run", lambda t: cells.moment(t.last_run_at)),
                Fact("Failures", lambda t: cells.text(t.failure_count)),
                Fact("Retries", lambda t: cells.text(t.retry_count)),
                Fact("Notifies", lambda t: yes_or_no(t.notifications)),
            ),
        ),
        HISTORY,
    ),
    fields=(
        Field("name", "Name", required=True),
        Field("asset_id", "Agent id", required=True),
        Field("input", "Input", lines=3, help="What the agent is asked."),
        Field("description", "Description"),
        Field(
            "configuration",
            "Schedule",
            help='JSON, such as {"type": "daily", "time": "07:40", "timezone": "Europe/Lisbon"}.'
            " A trigger on events has none.",
            codec=optional(_SCHEDULE),
        ),
        Field("enabled", "On", help="yes or no.", codec=YES_OR_NO),
        Field("notifications", "Notify", help="yes or no.", codec=YES_OR_NO),
        Field(
            "retry_count", "Retries", help="How often a failed run is tried again.", codec=optional(NUMBER)
        ),
    ),
    filters=(
        Filter(
            "agent",
            "Agent id",
            "agent",
            suggest_from=lambda t: cells.clean(t.asset_id),
            free_text=True,
            makes_constant="agent",
        ),
    ),
    reasons={"run": "A trigger runs its agent by itself, when its time or its event comes."},
    paging="none",
)
