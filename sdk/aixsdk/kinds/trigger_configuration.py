"""When a trigger on times fires, as the platform stores it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, ClassVar

from ..exceptions import ValidationError
from ..resource.arguments import check_arguments
from ..resource.decode import decode, wire_names
from ..resource.fields import CAMEL


@dataclass
class TriggerRepeatRule:
    """Every so many minutes, hours, days or weeks."""

    every: int | None = None
    unit: str | None = None


def _rule(value: Any) -> Any:
    return TriggerRepeatRule(value.get("every"), value.get("unit")) if isinstance(value, Mapping) else value


@dataclass
class TriggerConfiguration:
    """A schedule; what it does not use is None. Made by hand, or by the arguments of a Trigger."""

    dataclass_json_config: ClassVar[dict[str, Any]] = CAMEL

    type: str | None = None
    """once, daily, weekly, monthly or recurring."""
    time: str | None = None
    """HH:MM."""
    timezone: str | None = None
    """An IANA name, such as Europe/Lisbon."""
    days_of_week: list[str] | None = None
    """Such as mon and tue."""
    days_of_month: list[int] | None = None
    run_at: str | None = None
    """ISO 8601."""
    start_at: str | None = None
    next_run_at: str | None = None
    repeat: Any = None
    """A TriggerRepeatRule; a dictionary becomes one."""

    def __post_init__(self) -> None:
        self.repeat = _rule(self.repeat)

    @classmethod
    def coerce(cls, value: Any) -> TriggerConfiguration | None:
        """A schedule out of a schedule, a dictionary as it is stored, or nothing.

        Raises ValidationError for anything else, ArgumentError for a name that no schedule has.
        """
        if value is None or isinstance(value, cls):
            return value
        if not isinstance(value, Mapping):
            raise ValidationError(f"A schedule is an object, not {type(value).__name__}.")
        names = wire_names(cls)
        check_arguments(cls, "coerce", value, cls, names.values())
        return decode(cls, {names.get(key, key): part for key, part in value.items()})

    def to_dict(self) -> dict[str, Any]:
        """As it is stored: what is set, but the next run, which the platform finds."""
        names = wire_names(type(self))
        values = {names[item.name]: getattr(self, item.name) for item in fields(self)}
        if self.repeat is not None:
            values["repeat"] = {"every": self.repeat.every, "unit": self.repeat.unit}
        del values["nextRunAt"]
        return {name: value for name, value in values.items() if value is not None}
