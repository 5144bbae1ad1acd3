"""What a resource takes, asked for again."""

from typing import NamedTuple

from aixtui.kindspec.asset_actions import AssetAction
from aixtui.kindspec.field import Field
from aixtui.kindspec.kind import Kind, Resource
from aixtui.workspace.workspace import WorkspaceGateway


class ReloadedInputs(NamedTuple):
    """What the server tells now."""

    resource: Resource
    actions: tuple[AssetAction, ...]
    """What it can do, where it is run action by action."""
    inputs: tuple[Field, ...] | None
    """None where the server does not tell them."""
    is_gone: bool = False
    """Whether the action that was chosen is no longer among them."""


def reload_inputs(workspace: WorkspaceGateway, kind: Kind, resource_id: str, action: str) -> ReloadedInputs:
    """Ask for a resource and its inputs, of an action where there is one. Raises what the SDK does."""
    resource = workspace.get(kind, resource_id)
    if kind.run_actions is None:
        return ReloadedInputs(resource, (), kind.inputs(resource) if kind.inputs else ())
    actions = tuple(kind.run_actions.listed(resource))
    if action not in [one.name for one in actions]:
        return ReloadedInputs(resource, actions, (), is_gone=True)
    return ReloadedInputs(resource, actions, kind.run_actions.inputs(resource, action))
