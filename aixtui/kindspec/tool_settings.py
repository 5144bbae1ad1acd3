"""What an agent may do with each of its tools: the actions that are allowed, and inputs that are set for it.

An agent stores both in its entry of the tool: `actions` are the allowed ones, none of them named is all;
`parameters` are the actions with the values of their inputs, or of a model its own inputs.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from aixtui.kindspec.cells import clean
from aixtui.kindspec.field import Field
from aixtui.kindspec.records import Around, Entry, Names, Opened, Records
from aixtui.kindspec.references import ids_in
from aixtui.kindspec.tool_inputs import input_field, is_set, parameter_definition, wire_definition

_MOST_SHOWN = 3
"""Set inputs that a line names."""


def _key(entry: Entry) -> str:
    """The id of a tool."""
    found = entry.get("id")
    return found if isinstance(found, str) else ""


def _name(definition: Entry) -> str:
    found = definition.get("name") or definition.get("code")
    return found if isinstance(found, str) else ""


def _name_of(parameter: Any) -> str:
    return _name(parameter) if isinstance(parameter, Mapping) else ""


def _raw(entry: Entry) -> list[Any]:
    """Its parameters, whatever they are."""
    found = entry.get("parameters")
    return found if isinstance(found, list) else []


def _definitions(entry: Entry) -> list[Entry]:
    return [one for one in _raw(entry) if isinstance(one, Mapping)]


def _inputs(definition: Entry) -> dict[str, Entry]:
    found = definition.get("inputs")
    inputs = found.items() if isinstance(found, Mapping) else ()
    return {code: one for code, one in inputs if isinstance(one, Mapping)}


def _set_inputs(definition: Entry) -> list[str]:
    return [
        f"{clean(one.get('name') or code)} = {clean(one['value'])}"
        for code, one in _inputs(definition).items()
        if is_set(one)
    ]


def _line_of_action(definition: Entry, _: Names) -> str:
    return f"{clean(_name(definition))}: {', '.join(_set_inputs(definition)) or 'nothing is set'}"


def _open_action(definition: Entry, options: Mapping[str, Sequence[Any]] | None = None) -> Opened[Field]:
    """The inputs of one action; the fields go by their places, since inputs may be called anything."""
    inputs = [(code, one) for code, one in _inputs(definition).items() if not one.get("fixed")]
    fields = tuple(
        input_field(str(place), code, one, (options or {}).get(code) or ())
        for place, (code, one) in enumerate(inputs)
    )
    values = {str(place): one.get("value") for place, (_, one) in enumerate(inputs)}

    def store(changed: Mapping[str, Any]) -> Entry:
        new = {code: {**one, "value": changed[str(place)]} for place, (code, one) in enumerate(inputs)
               if str(place) in changed}  # fmt: skip
        return {**definition, "inputs": {**definition["inputs"], **new}} if new else definition

    return Opened(fields, values, store)


def _presets(names: Sequence[str], options: Mapping[str, Mapping[str, Sequence[Any]]]) -> Records[Field]:
    """The actions of a tool that are allowed, with the inputs of each."""
    return Records[Field](
        "action",
        "parameters",
        lambda definition, _: _open_action(definition, options.get(_name(definition))),
        _line_of_action,
        _name,
        members=lambda texts: ids_in(texts["actions"]) or names,
    )


def _open_tool(
    entry: Entry,
    described: Sequence[Entry],
    notes: Mapping[str, str],
    options: Mapping[str, Mapping[str, Sequence[Any]]],
) -> Opened[Field]:
    """A tool with actions, which are `described` as the agent would store them."""
    stored = {_name(one): one for one in _definitions(entry)}
    there = {_name(one): one for one in described} | stored
    actions = entry.get("actions")
    chosen = actions if isinstance(actions, list) else []
    names = tuple(there)
    fields = (
        Field(
            "actions",
            "Actions",
            help="Those that the agent may take; none: all of them.",
            options=names,
            many=True,
            notes=notes,
        ),
        Field(
            "parameters",
            "Inputs",
            help="What is set for the agent beforehand.",
            records=_presets(names, options),
        ),
    )

    def store(values: Mapping[str, Any]) -> Entry:
        allowed = values.get("actions", chosen)
        now = {_name(one): one for one in values.get("parameters", there.values())}
        changed = {name: one for name, one in now.items() if one != there.get(name)}
        kept = [one for one in _raw(entry) if not allowed or _name_of(one) in ("", *allowed)]
        more = [now[name] for name in allowed or changed if name in now and name not in stored]
        parameters = [*(changed.get(_name_of(one), one) for one in kept), *more]
        new = {**entry, "parameters": parameters}
        return {**new, "actions": allowed} if allowed or "actions" in entry else new

    return Opened(fields, {"actions": chosen, "parameters": list(there.values())}, store)


def _open_model(
    entry: Entry, described: Sequence[Entry], options: Mapping[str, Sequence[Any]]
) -> Opened[Field]:
    """A model, whose inputs are its own."""
    stored = {_name(one): one for one in _definitions(entry)}
    inputs = [
        one for one in ({_name(one): one for one in described} | stored).values() if not one.get("fixed")
    ]
    fields = tuple(
        input_field(str(place), _name(one), one, options.get(_name(one)) or ())
        for place, one in enumerate(inputs)
    )

    def store(values: Mapping[str, Any]) -> Entry:
        changed = {_name(inputs[int(place)]): value for place, value in values.items()}
        old = [
            {**one, "value": changed[name]} if (name := _name_of(one)) in changed else one
            for one in _raw(entry)
        ]
        more = [
            {**one, "value": changed[_name(one)]} for one in inputs if _name(one) in changed.keys() - stored
        ]
        return {**entry, "parameters": [*old, *more]}

    return Opened(fields, {str(place): one.get("value") for place, one in enumerate(inputs)}, store)


def _open(entry: Entry, _: Around) -> Opened[Field]:
    """As far as the entry itself tells."""
    if entry.get("type") == "model":
        return _open_model(entry, (), {})
    return _open_tool(entry, (), {}, {})


def _look(agents: Any, tool_id: str, entry: Entry | None) -> Opened[Field]:
    """Ask what the tool can do; of one that is new to the agent also what this would store of it."""
    if entry is None:
        entry = agents(tools=[tool_id]).build_save_payload()["tools"][0]
    assert entry is not None, "it is stored, or would be"
    if entry.get("type") == "model":
        params = agents.context.Model.get(tool_id).params or []
        options = {param.name: param.options for param in params}
        return _open_model(entry, [parameter_definition(one) for one in params if one.name], options)
    tool = agents.context.Tool.get(tool_id)
    listed = tool.allowed_actions or list(tool.actions)
    actions = tool.actions.detailed(*tool.allowed_actions or []) if listed else []
    described = [wire_definition(action.as_setting()) for action in actions]
    notes = {action.name: clean(action.description) for action in actions}
    options = {
        action.name: {one.code: one.available_options or [] for one in action.spec.inputs or []}
        for action in actions
    }
    return _open_tool(entry, described, notes, options)


def is_anything_set(entry: Any) -> bool:
    """Whether an agent's entry of a tool allows some of its actions alone, or has an input set."""
    if not isinstance(entry, Mapping):
        return False
    definitions = _definitions(entry)
    is_any_input_set = any(is_set(one) or _set_inputs(one) for one in definitions)
    return bool(entry.get("actions")) or is_any_input_set


def _line(entry: Entry, names: Names) -> str:
    called = names(_key(entry))
    is_known = called != clean(_key(entry))  # those of one name are told apart then
    name = called if is_known else clean(entry.get("name")) or called
    definitions = _definitions(entry)
    if entry.get("type") == "model":
        return f"{name}: {_counted(_values_of_model(definitions)) or 'nothing is set'}"
    actions = entry.get("actions")
    allowed = ", ".join(map(clean, actions)) if isinstance(actions, list) else ""
    presets = _counted([f"{clean(_name(one))} {text}" for one in definitions for text in _set_inputs(one)])
    return f"{name}: {allowed or 'all of its actions'}{f'; {presets}' if presets else ''}"


def _values_of_model(definitions: Iterable[Entry]) -> list[str]:
    return [f"{clean(_name(one))} = {clean(one['value'])}" for one in definitions if is_set(one)]


def _counted(texts: list[str]) -> str:
    more = len(texts) - _MOST_SHOWN
    return ", ".join(texts[:_MOST_SHOWN]) + (f" and {more} more" if more > 0 else "")


TOOL_SETTINGS = Records[Field](
    "tool", "tools", _open, _line, _key, members=lambda texts: ids_in(texts["tools"]), look=_look
)
