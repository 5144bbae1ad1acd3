"""API keys of the workspace, with their limits; the key itself stays masked."""

from typing import Any

from aixtui.kindspec import cells
from aixtui.kindspec.amounts import MONEY
from aixtui.kindspec.asset_parts import yes_or_no
from aixtui.kindspec.comeback import Comeback
from aixtui.kindspec.field import Field
from aixtui.kindspec.handed_over import HandedOver
from aixtui.kindspec.kind import Column, Fact, Kind, Section, linked
from aixtui.kindspec.links import Link, links_to
from aixtui.kindspec.model_limits import MODEL_LIMITS
from aixtui.kindspec.moments import MOMENT, tell_moment
from aixtui.kindspec.text_codec import LIMIT

_LIMITS = (
    ("request_per_minute", "requests a minute"),
    ("request_per_day", "a day"),
    ("token_per_minute", "tokens a minute"),
    ("token_per_day", "a day"),
)


def _limits(limits: Any) -> str:
    if limits is None:
        return ""
    parts = [f"{getattr(limits, name)} {unit}" for name, unit in _LIMITS if getattr(limits, name)]
    return cells.clean(", ".join(parts))


def _asset_limits(key: Any) -> str:
    return "\n".join(f"{cells.clean(limit.model)}: {_limits(limit)}" for limit in key.asset_limits or [])


def _models(key: Any) -> tuple[Link, ...]:
    return links_to("model", [limit.model for limit in key.asset_limits or []])


def _ends(key: Any) -> cells.Cell:
    return cells.day(key.expires_at) if key.expires_at else cells.Cell("never", "muted")


def _model_ids(key: Any) -> cells.Cell:
    return cells.text(", ".join(link.label for link in _models(key)), "muted")


_ALL_LIMITS = (
    ("request_per_minute", "Requests a minute", "rpm"),
    ("request_per_day", "Requests a day", "rpd"),
    ("token_per_minute", "Tokens a minute", "tpm"),
    ("token_per_day", "Tokens a day", "tpd"),
)


_ONCE = "It is told this once. Copy it now, and keep it safe."


def _new_key(key: Any) -> HandedOver | None:
    if not key.key or "*" in key.key:
        return None
    return HandedOver("The new key", cells.clean(key.key), _ONCE)


API_KEY = Kind(
    id="key",
    plural="keys",
    label="API keys",
    aliases=("k", "api-key", "api-keys"),
    about="A key lets a program use the workspace, within its limits.",
    source=lambda aix: aix.APIKey,
    columns=(
        Column("name", "Name", lambda k: cells.text(k.name), width=24, grow=True),
        Column("key", "Key", lambda k: cells.text(cells.mask(k.key), "muted"), width=14),
        Column("budget", "Budget", lambda k: cells.text(k.budget), width=10, align="right"),
        Column("expires", "Ends", _ends, width=10),
        Column("admin", "Admin", lambda k: yes_or_no(k.is_admin), width=5),
        Column("limits", "Limits", lambda k: cells.text(_limits(k.global_limits)), width=30, wide=True),
        Column("models", "Limited models", _model_ids, width=30, wide=True, links=_models),
    ),
    sections=(
        Section(
            "API key",
            (
                Fact("Name", lambda k: cells.text(k.name)),
                Fact("Id", lambda k: cells.text(k.id)),
                Fact("Key", lambda k: cells.text(cells.mask(k.key))),
                Fact("Admin", lambda k: yes_or_no(k.is_admin)),
                Fact("Ends", _ends),
            ),
        ),
        Section(
            "Limits",
            (
                Fact("Budget", lambda k: cells.text(k.budget)),
                Fact("All assets", lambda k: cells.text(_limits(k.global_limits))),
                Fact("By asset", _asset_limits),
                linked("Limited models", _models),
            ),
        ),
    ),
    fields=(
        Field("name", "Name", required=True, heading="What it is"),
        Field("budget", "Budget", help="Credits; empty for no limit.", codec=MONEY),
        Field(
            "expires_at",
            "Ends",
            help="2030-01-31, or in 30 days; empty: never. Enter opens a calendar.",
            codec=MOMENT,
            tells=tell_moment,
        ),
        *(
            Field(
                f"global_limits.{name}",
                label,
                help="Of all models; empty: no limit.",
                codec=LIMIT,
                heading="" if index else "Limits",
                wire=f"globalLimits.{wire}",
            )
            for index, (name, label, wire) in enumerate(_ALL_LIMITS)
        ),
        Field(
            "global_limits.token_type",
            "Tokens counted",
            options=("input", "output", "total"),
            help="Which tokens the limits of all models count.",
        ),
        Field(
            "asset_limits",
            "Limits of models",
            help="Of single models, beside those of all.",
            records=MODEL_LIMITS,
            wire="assetsLimits",
        ),
    ),
    hands_over=_new_key,
    key_of=lambda key: key.key or "",
    comeback=Comeback(reason_against=lambda _: "The key itself is gone with it."),
    reasons={"run": "A key is nothing to run: its limits and its use are shown when it is opened."},
    is_kept=False,
    paging="none",
)
