"""The inspectors of an agent: what each watches, who judges, and what comes of it. Pure but for `_seed`."""

from collections.abc import Mapping, Sequence
from typing import Any

from aixtui.kindspec.cells import clean
from aixtui.kindspec.field import Field
from aixtui.kindspec.records import Around, Entry, Names, Opened, Records, Wrong
from aixtui.kindspec.references import Reference
from aixtui.kindspec.text_codec import TEXT, WHOLE, TextCodec, optional, quote

_STAGES = ("input", "steps", "output")
_ACTIONS = ("continue", "rerun", "abort", "edit")
_SEVERITIES = ("low", "medium", "high", "critical")
_JUDGE = Reference(("inspector", "model"))
_JUDGES = {"judge": "evaluator", "editor": "editor"}
"""The models that do something, by their fields: those with the prompt and the function begin alike."""
_PARTS = {"": "assetId", "_prompt": "prompt", "_function": "function"}
_RERUN = {"retries": "maxRetries", "exhausted": "onExhaust"}
_PLAIN = ("name", "description", "targets", "severity")


def _count(text: str) -> int:
    number = WHOLE.parse(text)
    if not isinstance(number, int) or number < 0:
        raise ValueError(f"a whole number from 0 on, not {quote(text)}")
    return number


_COUNT = optional(TextCodec(WHOLE.show, _count))


def _reruns(texts: Mapping[str, str]) -> bool:
    return texts["action"] == "rerun"


def _edits(texts: Mapping[str, str]) -> bool:
    return texts["action"] == "edit"


def _open(inspector: Entry, around: Around) -> Opened[Field]:
    fields = (
        Field("name", "Name", required=True),
        Field(
            "targets",
            "Watches",
            required=True,
            help="Stages of a run, or agents of the team.",
            options=(*_STAGES, *around.named("agents")),
            many=True,
        ),
        Field(
            "action",
            "Then",
            required=True,
            help="What comes of it where the judge finds something.",
            options=_ACTIONS,
        ),
        Field("retries", "Retries", help="How often it is done again.", codec=_COUNT, applies=_reruns),
        Field("exhausted", "After the last", options=("continue", "abort"), applies=_reruns),
        Field("severity", "Severity", options=_SEVERITIES),
        Field("judge", "Judge", help="A guard, or a model with a prompt.", reference=_JUDGE),
        Field("judge_prompt", "Prompt", lines=2, help="What the model judges by.", codec=optional(TEXT)),
        Field(
            "judge_function",
            "Function",
            lines=3,
            help="Python that judges in the place of a model.",
            codec=optional(TEXT),
        ),
        Field("editor", "Editor", help="Who rewrites it.", reference=_JUDGE, applies=_edits),
        Field("editor_prompt", "Editor's prompt", lines=2, codec=optional(TEXT), applies=_edits),
        Field("editor_function", "Editor's function", lines=3, codec=optional(TEXT), applies=_edits),
        Field("description", "Description", lines=2, codec=optional(TEXT)),
    )
    return Opened(fields, _values(inspector), lambda values: _stored(inspector, values))


def _part(inspector: Entry, name: str) -> Entry:
    part = inspector.get(name)
    return part if isinstance(part, Mapping) else {}


def _values(inspector: Entry) -> dict[str, Any]:
    action = _part(inspector, "action")
    values = {name: inspector.get(name) for name in _PLAIN} | {"action": action.get("type")}
    values |= {field: action.get(key) for field, key in _RERUN.items()}
    for field, key in _JUDGES.items():
        values |= {field + more: _part(inspector, key).get(part) for more, part in _PARTS.items()}
    return values


def _stored(inspector: Entry, values: Mapping[str, Any]) -> Entry:
    stored = _with(inspector, {name: values[name] for name in _PLAIN if name in values})
    action = {"action": "type"} | _RERUN
    changed = {key: values[field] for field, key in action.items() if field in values}
    if changed:
        action_now = _with(_part(inspector, "action"), changed)
        if action_now.get("type") != "rerun":  # which alone has them
            action_now = {key: value for key, value in action_now.items() if key not in _RERUN.values()}
        stored["action"] = action_now
    for field, key in _JUDGES.items():
        parts = {part: values[field + more] for more, part in _PARTS.items() if field + more in values}
        if parts:
            judge = _with(_part(inspector, key), parts)
            stored[key] = judge | {"type": "function" if judge.get("function") else "asset"}
    if "action" in values and values["action"] != "edit":
        stored.pop("editor", None)
    return stored


def _with(entry: Entry, values: Mapping[str, Any]) -> dict[str, Any]:
    """An entry with other values; what is empty now is left out."""
    emptied = {key for key, value in values.items() if value is None}
    return {key: value for key, value in {**entry, **values}.items() if key not in emptied}


def _name(inspector: Entry) -> str:
    name = inspector.get("name")
    return name if isinstance(name, str) else ""


def _line(inspector: Entry, names: Names) -> str:
    values = _values(inspector)
    targets = values["targets"]
    watches = ", ".join(map(clean, targets)) if isinstance(targets, list) else clean(targets)
    then = clean(values["action"])
    if values["retries"] is not None:
        then += f" {clean(values['retries'])} times"
    if values["exhausted"]:
        then += f", then {clean(values['exhausted'])}"
    judge = names(values["judge"]) if isinstance(values["judge"], str) else ""
    judge = judge or ("a function" if values["judge_function"] else "")
    severity = clean(values["severity"])
    parts = (
        watches and f"watches {watches}",
        then,
        severity and f"severity {severity}",
        judge and f"judged by {judge}",
    )
    return f"{clean(_name(inspector)) or 'without a name'}: {'; '.join(filter(None, parts))}"


def _check(inspector: Entry, _: Sequence[Entry]) -> Wrong | None:
    values = _values(inspector)
    if not _name(inspector).strip():
        return Wrong("name", "Name is required.")
    if not values["judge"] and not values["judge_function"]:
        return Wrong("judge", "Pick a model to judge, or write a function that does.")
    if values["action"] == "edit" and not values["editor"] and not values["editor_function"]:
        return Wrong("editor", "An edit needs an editor: pick a model, or write a function.")
    return None


def _seed(guard: Any) -> Entry:
    """The inspector that a guard model makes, set up as the guard is meant to be."""
    entry: Entry = guard.context.Inspector.from_guard_model(guard).payload()
    return entry


_BLANK: dict[str, Any] = {"targets": ["input"], "action": {"type": "abort"}}
INSPECTORS = Records[Field](
    "inspector", "inspectors", _open, _line, _name, _BLANK, _check, made_of="inspector", seed=_seed
)
