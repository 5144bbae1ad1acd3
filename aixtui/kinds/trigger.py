"""Triggers: what starts an agent without anybody asking."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, tzinfo
from typing import Any

from aixtui.kindspec import cells
from aixtui.kindspec.asset_parts import HISTORY, yes_or_no
from aixtui.kindspec.comeback import Comeback
from aixtui.kindspec.field import Field
from aixtui.kindspec.filters import Filter
from aixtui.kindspec.kind import Column, Fact, Kind, Section, linked
from aixtui.kindspec.links import Link, link_to
from aixtui.kindspec.offers import Offer, Offers
from aixtui.kindspec.pairs import pairs
from aixtui.kindspec.references import Reference
from aixtui.kindspec.schedule import SCHEDULE
from aixtui.kindspec.schedule_times import next_times
from aixtui.kindspec.text_codec import OPTIONAL_TEXT, WHOLE, YES_NO, YES_OR_NO, optional
from aixtui.kindspec.time_zones import zone_of
from aixtui.system import clock


def _schedule(trigger: Any) -> str:
    """`every day at 07:40 Europe/Lisbon`."""
    if trigger.configuration is None:
        return cells.clean(getattr(trigger.trigger_type, "value", trigger.trigger_type))
    return cells.clean(SCHEDULE.show(trigger.configuration))


def _time(trigger: Any, value: Any) -> cells.Cell:
    """A time as the clocks of its schedule show it, for it to agree with that; else in UTC."""
    try:
        zone: tzinfo = zone_of(str(getattr(trigger.configuration, "timezone", None) or ""))
    except ValueError:
        zone = UTC
    return cells.moment_in(value, zone)


def _next_times(text: str) -> str:
    times = next_times(SCHEDULE.parse(text), clock.now())
    return f"next, in {times[0].tzinfo}: {', '.join(f'{moment:%a %d %b %H:%M}' for moment in times)}"


def _events(triggers: Any, tool_id: str) -> list[Offer]:
    """The events that a tool raises; it is asked."""
    specs = triggers.context.Tool.get(tool_id).list_trigger_types()
    return [Offer(spec.slug, cells.clean(spec.slug), _about_event(spec)) for spec in specs if spec.slug]


def _about_event(spec: Any) -> str:
    config = spec.config if isinstance(spec.config, Mapping) else {}
    names = config.get("properties", config)
    settings = ", ".join(map(cells.clean, names)) if isinstance(names, Mapping) else ""
    parts = (cells.clean(spec.description or spec.name), settings and f"Settings: {settings}.")
    return " ".join(filter(None, parts))


def _agent(trigger: Any) -> tuple[Link, ...]:
    return link_to("agent", trigger.asset_id)


def _no_way_back(trigger: Any) -> str:
    return "The subscription to an event ends with its trigger." if trigger.trigger_id else ""


def _refuse_schedule(trigger: Any, text: str) -> str:
    with suppress(ValueError):  # which is told with what the text must be
        if text.strip() and not next_times(SCHEDULE.parse(text), clock.now()):
            return "This never comes: say a time that is not over."
    if trigger is None:
        return ""  # an event may take its place
    if trigger.trigger_type == "external":
        return "This trigger waits for an event: it takes no schedule."
    return "" if text.strip() else "The platform changes a schedule, and takes none away: On: no stops it."


def _refuse_no_retries(trigger: Any, text: str) -> str:
    return (
        "" if trigger is None or text.strip() else "The platform takes no number away: 0 tries nothing again."
    )


def _disagrees(texts: Mapping[str, str]) -> dict[str, str]:
    """A new one has a schedule, or an event and the tool that raises it."""
    schedule, tool, event = (texts.get(name, "").strip() for name in ("configuration", "connection", "event"))
    if "event" not in texts:
        return {}
    if tool and not event:
        return {"event": "Event is required: which one of this tool starts the agent."}
    if event and not tool:
        return {"connection": "Event of is required: the tool that raises the event."}
    return (
        {} if schedule or event else {"configuration": "Say when: a schedule, or an event of a tool below."}
    )


def _why_not_clone(trigger: Any) -> str:
    """Its subscription is kept by the connection, and is ended with the first trigger that goes."""
    if not trigger.trigger_id:
        return ""
    return "A trigger on events is not cloned: both would share one subscription, which ends with either."


TRIGGER = Kind(
    id="trigger",
    plural="triggers",
    label="Triggers",
    aliases=("tr", "trig"),
    about="A trigger runs an agent on a schedule or on an event.",
    begins_with="agents",
    source=lambda aix: aix.Trigger,
    columns=(
        Column("name", "Name", lambda t: cells.text(t.name), width=19),
        Column("enabled", "On", lambda t: yes_or_no(t.enabled), width=3),
        Column("schedule", "When", lambda t: cells.text(_schedule(t)), width=20, grow=True),
        Column("next", "Next run", lambda t: _time(t, t.next_run_at), width=20),
        Column("failures", "Failed", lambda t: cells.text(t.failure_count), width=6, align="right"),
        Column("last", "Last run", lambda t: _time(t, t.last_run_at), width=20, wide=True),
        Column("input", "Input", lambda t: cells.text(t.input), width=24, wide=True),
        Column(
            "agent", "Agent", lambda t: cells.text(t.asset_id, "muted"), width=24, wide=True, links=_agent
        ),
    ),
    sections=(
        Section(
            "Trigger",
            (
                Fact("Name", lambda t: cells.text(t.name)),
                Fact("Id", lambda t: cells.text(t.id)),
                Fact("Description", lambda t: cells.clean_block(t.description)),
                Fact("On", lambda t: yes_or_no(t.enabled)),
                linked("Agent", _agent),
                Fact("Input", lambda t: cells.clean_block(t.input)),
            ),
        ),
        Section(
            "Schedule",
            (
                Fact("Waits for", lambda t: cells.text(getattr(t.trigger_type, "value", t.trigger_type))),
                Fact("When", lambda t: cells.text(_schedule(t))),
                Fact("Event", lambda t: cells.text(t.trigger_id)),
                Fact("Next run", lambda t: _time(t, t.next_run_at)),
                Fact("Last run", lambda t: _time(t, t.last_run_at)),
                Fact("Failures", lambda t: cells.text(t.failure_count)),
                Fact("Retries", lambda t: cells.text(t.retry_count)),
                Fact("Notifies", lambda t: yes_or_no(t.notifications)),
            ),
        ),
        HISTORY,
    ),
    fields=(
        Field("name", "Name", required=True, heading="What it does"),
        Field("asset_id", "Agent", required=True, reference=Reference(("agent",))),
        Field("input", "Input", lines=3, help="What the agent is asked."),
        Field("description", "Description"),
        Field(
            "configuration",
            "Schedule",
            help="every weekday at nine, every 2 hours, on monday at 9:30 Europe/Berlin,"
            " or five cron fields.",
            codec=optional(SCHEDULE),
            tells=_next_times,
            refuses=_refuse_schedule,
            heading="When it does it",
        ),
        Field(
            "connection",
            "Event of",
            help="In place of a schedule: the tool whose event starts the agent.",
            reference=Reference(("tool",)),
            when="new",
        ),
        Field(
            "event",
            "Event",
            help="Enter asks the tool which events it raises.",
            codec=OPTIONAL_TEXT,
            offers=Offers("connection", _events, "The tool tells of no events. Type one to take it."),
            when="new",
        ),
        Field(
            "event_config",
            "Event settings",
            lines=2,
            help="What the event wants to know: name: value, one a line.",
            codec=optional(pairs("filter: urgent")),
            when="new",
        ),
        Field("enabled", "On", required=True, options=YES_NO, default="yes", codec=YES_OR_NO),
        Field("notifications", "Notify", required=True, options=YES_NO, default="no", codec=YES_OR_NO),
        Field(
            "retry_count",
            "Retries",
            help="How often a failed run is tried again.",
            codec=optional(WHOLE),
            refuses=_refuse_no_retries,
        ),
    ),
    comeback=Comeback(reason_against=_no_way_back),
    disagrees=_disagrees,
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
    why_not_clone=_why_not_clone,
    reasons={"run": "A trigger runs its agent by itself, when its time or its event comes."},
    paging="none",
)
