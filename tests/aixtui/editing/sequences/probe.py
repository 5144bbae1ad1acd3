"""A kind with a field of every type there is, and documents of it kept in memory."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from aixtui.kinds import KINDS
from aixtui.kindspec.amounts import DURATION, MONEY
from aixtui.kindspec.comeback import Comeback
from aixtui.kindspec.field import Field
from aixtui.kindspec.fields import codec_of
from aixtui.kindspec.kind import Kind
from aixtui.kindspec.local_paths import FILE_OR_FOLDER
from aixtui.kindspec.moments import MOMENT
from aixtui.kindspec.pairs import PAIRS
from aixtui.kindspec.records import Entry, Opened, Records, Wrong
from aixtui.kindspec.references import Reference
from aixtui.kindspec.schedule import SCHEDULE
from aixtui.kindspec.text_codec import (
    JSON_OR_TEXT,
    LIMIT,
    LINES,
    OBJECT,
    OPTIONAL_TEXT,
    WHOLE,
    WORDS,
    YES_NO,
    YES_OR_NO,
    optional,
)


def _refuse_none(resource: Any, text: str) -> str:
    return "Motto cannot be emptied." if resource is not None and not text else ""


def _check(entry: Entry, others: Sequence[Entry]) -> Wrong | None:
    is_taken = entry["name"] in [other["name"] for other in others]
    return Wrong("name", "Another one has this name.") if is_taken else None


STEPS = Records[Field](
    "step",
    "steps",
    open=lambda entry, _: Opened((Field("name", "Name"),), entry, lambda values: {**entry, **values}),
    line=lambda entry, _: str(entry["name"]),
    id_of=lambda entry: str(entry["name"]),
    check=_check,
)
_FIELDS = (
    Field("name", "Name", required=True),
    Field("summary", "Summary", lines=3),
    Field("body", "Body", lines=6),
    Field("remark", "Remark", codec=OPTIONAL_TEXT),
    Field("count", "Count", codec=optional(WHOLE)),
    Field("limits.cost", "Cost", codec=MONEY),
    Field("limits.seconds", "Time", codec=optional(DURATION)),
    Field("most", "Most", codec=LIMIT),
    Field("enabled", "On", required=True, options=YES_NO, default="yes", codec=YES_OR_NO),
    Field("style", "Style", options=("text", "markdown", "json")),
    Field("owner", "Owner", reference=Reference(("agent",))),
    Field("parts", "Parts", reference=Reference(("tool", "model"), many=True)),
    Field("tags", "Tags", codec=WORDS),
    Field("schedule", "Schedule", codec=optional(SCHEDULE)),
    Field("ends", "Ends", codec=MOMENT),
    Field("schema", "Schema", lines=3, codec=optional(JSON_OR_TEXT)),
    Field("settings", "Settings", lines=3, codec=optional(OBJECT)),
    Field("values", "Values", lines=3, codec=optional(PAIRS)),
    Field("targets", "Targets", options=("input", "steps", "output"), many=True),
    Field("people", "People", lines=2, codec=LINES),
    Field("steps", "Steps", records=STEPS),
    Field("bundle", "Files", codec=optional(FILE_OR_FOLDER), is_path=True),
    Field("origin", "Origin", when="new"),
    Field("verdict", "Verdict", lines=2, when="stored"),
    Field("motto", "Motto", refuses=_refuse_none),
    Field("reason", "Reason", applies=lambda texts: texts["enabled"] == "no"),
    Field("token", "Token", is_secret=True),
)


def sort_of(field: Field) -> tuple[Any, ...]:
    """What makes a field another sort of field: how it is written, picked and kept."""
    ways = field.is_list, field.is_picked, bool(field.options), field.lines > 1
    return codec_of(field).show, *ways, field.is_path, field.is_secret


def _others() -> Iterator[Field]:
    """A field of each sort that some kind has and none of those above is."""
    sorts = set(map(sort_of, _FIELDS))
    for field in (field for kind in KINDS for field in kind.fields):
        if sort_of(field) not in sorts:
            sorts.add(sort_of(field))
            yield field._replace(name=f"other{len(sorts)}", label=f"Other {len(sorts)}", when="always")


FIELDS = (*_FIELDS, *_others())
UNSEEN = frozenset(field.name for field in FIELDS if field.is_secret or field.is_path)
"""What is sent, and never read back."""
PROBE = Kind(
    "probe",
    "probes",
    "Probes",
    lambda server: server,
    columns=(),
    sections=(),
    fields=FIELDS,
    comeback=Comeback(),
)


@dataclass
class Limits:
    """An attribute of which the form shows the parts."""

    cost: Any = None
    seconds: Any = None
    untold: Any = None
    """What no field shows."""


def thaw(name: str, value: Any) -> Any:
    """The attribute that a client makes of a value of the document."""
    if name == "limits":
        return Limits(**(value or {}))
    return value


def freeze(name: str, value: Any) -> Any:
    """The value that an attribute has in the document."""
    if name == "parts":
        value = [{"id": one} if isinstance(one, str) else one for one in value or []]
    if name == "owner":
        value = value if value is None or isinstance(value, str) else value["id"]
    return json.loads(json.dumps(value))
