"""The actions of a tool or an integration, as the server describes them."""

from typing import Any, NamedTuple

from aixtui.kindspec import cells
from aixtui.kindspec.inputs import InputType, RunInput
from aixtui.kindspec.parameters import options_of

_TYPES: dict[str, InputType] = {
    "integer": "number",
    "number": "number",
    "boolean": "boolean",
    "array": "json",
    "object": "json",
}


class AssetAction(NamedTuple):
    """One thing that an asset can do; text of a server, clean."""

    name: str
    """By which it is run."""
    description: str = ""
    inputs: tuple[RunInput, ...] | None = ()
    """None where the server does not tell them."""
    note: str = ""
    """What else is to be said of it, as a sentence."""


def asset_actions(asset: Any) -> tuple[AssetAction, ...]:
    """What an asset can do, each with its inputs: the server is asked for the list, then for all inputs."""
    listed = asset.actions.listed()
    described = {action.name.lower(): action.spec for action in asset.actions.detailed()} if listed else {}
    allowed = [str(name) for name in getattr(asset, "allowed_actions", None) or []]
    return tuple(
        AssetAction(
            cells.clean(spec.key),
            cells.clean_block(spec.description),
            _inputs(described.get(spec.key.lower(), spec)),
            f"It is not among those that are allowed: {cells.clean(', '.join(allowed))}."
            if allowed and spec.key not in allowed
            else "",
        )
        for spec in listed
    )


def _inputs(spec: Any) -> tuple[RunInput, ...] | None:
    return None if spec.inputs is None else tuple(_input(item) for item in spec.inputs if item.code)


def _input(item: Any) -> RunInput:
    options = options_of(item)
    default = item.default
    return RunInput(
        item.code,
        cells.clean(item.code),
        "choice" if options else _TYPES.get(str(item.datatype).lower(), "line"),
        required=bool(item.required),
        default=default if isinstance(default, str) else "" if default is None else cells.pretty(default),
        options=options,
        help=cells.clean_block(item.description),
        type_word=cells.clean(item.datatype),
    )
