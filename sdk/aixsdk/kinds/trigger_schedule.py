"""When a trigger fires: from what a person says to what the platform stores, and back. Pure."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from typing import Any, NamedTuple

from ..exceptions import ValidationError
from ..resource.arguments import json_values
from .trigger_configuration import TriggerConfiguration, TriggerRepeatRule

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_UNITS = ("minute", "hour", "day", "week", "month")
_BY_TYPE = {"daily": "day", "weekly": "week", "monthly": "month"}


class Times(NamedTuple):
    """When a trigger fires, as its arguments say; None is not said.

    Once at `run_at`, or `every` minute, hour, day, week or month. `at` is HH:MM, `on` are weekdays or days of
    the month. With an `interval` over 1, or without `at`, it counts from `start_at` or from when it is made.
    """

    run_at: Any = None
    every: str | None = None
    interval: int | None = None
    at: str | None = None
    on: Any = None
    timezone: str | None = None
    start_at: Any = None

    @classmethod
    def of(cls, configuration: TriggerConfiguration | None) -> Times:
        """The arguments that a schedule stands for."""
        if configuration is None:
            return cls()
        repeat = configuration.repeat or TriggerRepeatRule()
        every = _BY_TYPE.get(configuration.type or "", repeat.unit)
        return cls(
            run_at=configuration.run_at,
            every=every,
            interval=repeat.every or (1 if every else None),
            at=configuration.time,
            on=configuration.days_of_week or configuration.days_of_month,
            timezone=configuration.timezone,
            start_at=configuration.start_at,
        )

    def configuration(self) -> TriggerConfiguration | None:
        """The schedule; None where nothing is said. Raises ValidationError for what there is none for.

        Warns of what the schedule does not take, such as a time of the day for every third hour.
        """
        given = json_values({name: value for name, value in self._asdict().items() if value is not None})
        if not given:
            return None
        if ("run_at" in given) == ("every" in given):
            raise ValidationError(
                "A trigger fires once, at run_at, or every so often: give one of them, the other is None."
            )
        made, used = _once(given) if "run_at" in given else _repeated(given)
        unused = [name for name in given if name not in {*used, "every", "interval", "timezone"}]
        if unused:
            warnings.warn(f"A {made.type} schedule has no use for {', '.join(unused)}.", stacklevel=6)
        made.timezone = given.get("timezone")
        return made


Made = tuple[TriggerConfiguration, set[str]]
"""A schedule, and what of the arguments it is made of."""


def _once(given: Mapping[str, Any]) -> Made:
    return TriggerConfiguration("once", run_at=given["run_at"]), {"run_at"}


def _repeated(given: Mapping[str, Any]) -> Made:
    unit, interval, on = given["every"], given.get("interval", 1), given.get("on", [])
    if not isinstance(interval, int) or isinstance(interval, bool) or interval < 1:
        raise ValidationError(f"The interval must be a whole number, 1 or more, not {interval!r}.")
    if unit not in _UNITS:
        raise ValidationError(f"every must be one of {', '.join(_UNITS)}, not {unit!r}.")
    days, time = on if isinstance(on, list) else [on], given.get("at")
    if unit == "month":
        return TriggerConfiguration("monthly", time, days_of_month=_monthly(days, interval)), {"at", "on"}
    if unit == "week" and interval == 1:
        return TriggerConfiguration("weekly", time, days_of_week=_weekly(days)), {"at", "on"}
    if unit == "day" and interval == 1 and time is not None:
        return TriggerConfiguration("daily", time), {"at"}
    repeat = TriggerRepeatRule(interval, unit)
    return TriggerConfiguration("recurring", start_at=given.get("start_at"), repeat=repeat), {"start_at"}


def _weekly(on: list[Any]) -> list[str]:
    if not on:
        raise ValidationError("A weekly schedule needs the days of the week, in on.")
    days = [str(name).strip().lower()[:3] for name in on]
    unknown = [name for name, day in zip(on, days, strict=True) if day not in _DAYS]
    if unknown:
        raise ValidationError(f"on: {unknown[0]!r} is not a day of the week.")
    return days


def _monthly(on: list[Any], interval: int) -> list[int]:
    if interval > 1:
        raise ValidationError("A monthly schedule cannot skip months.")
    days = [day for day in on if isinstance(day, int) and not isinstance(day, bool) and 1 <= day <= 31]
    if not on or len(days) != len(on):
        raise ValidationError("A monthly schedule needs days of the month, from 1 to 31, in on.")
    return days
