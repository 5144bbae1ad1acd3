"""What a command acts on."""

from collections.abc import Sequence

import click

from aixtui.kindspec.kind import Kind, Resource, reason_against
from aixtui.workspace.named import get_named
from aixtui.workspace.rows import Row
from aixtui.workspace.session import AppSession


class OneResource:
    """The subject of a command: one resource, or none before it is made, and what became of it."""

    marked_rows: tuple[Row, ...] = ()
    filters: tuple[tuple[str, str], ...] = ()

    def __init__(
        self, kind: Kind | None, resource: Resource | None, capabilities: frozenset[str] | None
    ) -> None:
        self.kind, self.resource, self.capabilities = kind, resource, capabilities
        self.is_deleted = False

    def reason_against(self, capability: str) -> str:
        """Why something cannot be done, as a sentence."""
        is_able = self.capabilities is not None and capability in self.capabilities
        return "" if is_able or self.kind is None else reason_against(self.kind, capability)

    def on_saved(self, kind: Kind, resource: Resource) -> None:
        """It is another now."""
        self.kind, self.resource = kind, resource

    def on_deleted(self, kind: Kind, row_ids: Sequence[str] = ()) -> None:
        """It is gone."""
        del kind, row_ids
        self.is_deleted = True

    def refresh(self) -> None:
        """Nobody looks at it."""


async def read_subject(session: AppSession, kind: Kind, identifier: str) -> OneResource:
    """Read the resource that a command acts on. Raises as a read does."""
    return OneResource(
        kind, *await session.read(lambda ws: (get_named(ws, kind, identifier), ws.capabilities(kind)))
    )


async def require_capability(session: AppSession, kind: Kind, capability: str) -> None:
    """See that a kind can do something there.

    Raises:
        click.UsageError: says why it cannot. Else as a read does.
    """
    if capability not in await session.read(lambda ws: ws.capabilities(kind)):
        raise click.UsageError(reason_against(kind, capability))
