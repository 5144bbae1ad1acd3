"""The actions of a tool or an integration, as the server describes them."""

from collections.abc import Callable
from typing import Any, NamedTuple

from aixtui.kindspec import cells
from aixtui.kindspec.field import Field
from aixtui.kindspec.inputs import folded, run_field
from aixtui.kindspec.parameters import options_of
from aixtui.kindspec.resource import Resource


class AssetAction(NamedTuple):
    """One thing that an asset can do; text of a server, clean."""

    name: str
    """By which it is run."""
    description: str = ""
    inputs: tuple[Field, ...] | None = ()
    """None where the server does not tell them."""
    note: str = ""
    """What else is to be said of it, as a sentence."""


class RunActions(NamedTuple):
    """How a resource is run action by action; the server is asked for both."""

    listed: Callable[[Resource], tuple[AssetAction, ...]]
    """The actions that may be run, without their inputs."""
    inputs: Callable[[Resource, str], tuple[Field, ...] | None]
    """What one of them is given, by its name; None where the server does not tell."""


def asset_actions(asset: Any) -> tuple[AssetAction, ...]:
    """What an asset can do, each with its inputs: the server is asked for the list, then for all inputs."""
    listed = asset.actions.listed()
    described = {action.name.lower(): action.spec for action in asset.actions.detailed()} if listed else {}
    allowed = _allowed(asset)
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


def actions_to_run(asset: Any) -> tuple[AssetAction, ...]:
    """The actions that may be run, by the names that they are run by."""
    allowed = _allowed(asset)
    there = {spec.key: spec for spec in asset.actions.listed()}
    names = allowed or list(there)
    return tuple(
        AssetAction(name, cells.clean(there[name].description) if name in there else "", None)
        for name in names
    )


def inputs_to_run(asset: Any, name: str) -> tuple[Field, ...] | None:
    """What an action is given; None where the server knows nothing of it but its name."""
    try:
        (action,) = asset.actions.detailed(name)
    except ValueError:
        return None
    return _inputs(action.spec)


RUN_ACTIONS = RunActions(actions_to_run, inputs_to_run)


def _allowed(asset: Any) -> list[str]:
    return [str(name) for name in getattr(asset, "allowed_actions", None) or []]


def _inputs(spec: Any) -> tuple[Field, ...] | None:
    if spec.inputs is None:
        return None
    return folded([_input(item) for item in spec.inputs if item.code and not item.fixed])


def _input(item: Any) -> Field:
    datatype = "array" if item.allow_multi else str(item.datatype or "")
    field = run_field(
        item.code,
        (datatype,),
        label=cells.clean(item.code),
        required=bool(item.required),
        default=item.default,
        options=options_of(item),
        help=cells.clean_block(item.description),
    )
    said = cells.clean(item.datatype)
    return field._replace(type_word=said) if said and not field.options and not field.is_path else field
