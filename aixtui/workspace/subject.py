"""What actions on one resource are about: the row under the cursor of a list, or a document that is open."""

from collections.abc import Sequence
from typing import Protocol

from aixtui.kindspec.kind import Kind, Resource
from aixtui.workspace.rows import Row


class Subject(Protocol):
    """Says what an action would act on, and is told what became of it."""

    @property
    def kind(self) -> Kind | None:
        """The kind; None where there are no resources."""

    @property
    def resource(self) -> Resource | None:
        """The resource; None where there is none."""

    @property
    def marked_rows(self) -> tuple[Row, ...]:
        """Rows that are marked, for what can be done with many."""

    @property
    def filters(self) -> tuple[tuple[str, str], ...]:
        """What the list was narrowed by that it was found in, as (filter id, value) pairs."""

    @property
    def capabilities(self) -> frozenset[str] | None:
        """What can be done; None while that is not known yet."""

    def reason_against(self, capability: str) -> str:
        """Why something cannot be done, as a sentence."""

    def on_saved(self, kind: Kind, resource: Resource) -> None:
        """A resource of this kind was created or changed on the server; meanwhile it may be about another."""

    def on_deleted(self, kind: Kind, row_ids: Sequence[str] = ()) -> None:
        """One of this kind was deleted on the server, or those of the marked rows with these ids were."""

    def refresh(self) -> None:
        """Nobody knows what is on the server now: load it again."""
