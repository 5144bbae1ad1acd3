"""Where a list takes its rows from: a kind of the workspace, or anything else that has rows."""

from typing import Any, Protocol

from aixtui.kindspec.filters import Filter
from aixtui.kindspec.kind import Column, Kind, Resource
from aixtui.kindspec.overview import ShownSection
from aixtui.settings.read_only import ReadOnly
from aixtui.workspace.query import Query
from aixtui.workspace.rows import Row, RowPage


class Listable(Protocol):
    """What an address has to know of a list: its names, and what it can be narrowed and sorted by."""

    @property
    def id(self) -> str:
        """The name of one of its rows, as in `model`."""

    @property
    def plural(self) -> str:
        """The name of many, as in `models`."""

    @property
    def aliases(self) -> tuple[str, ...]:
        """Shorter names that can be typed."""

    @property
    def columns(self) -> tuple[Column, ...]:
        """All its columns, in their order."""

    @property
    def filters(self) -> tuple[Filter, ...]:
        """What it can be narrowed by."""

    @property
    def sort(self) -> str:
        """The sort of a first visit, as `field` or `-field`; empty leaves it to the source."""


class Source(Listable, Protocol):
    """A list that can be read a page at a time."""

    @property
    def label(self) -> str:
        """Its heading, as in `Models`."""

    @property
    def first_filters(self) -> tuple[tuple[str, str], ...]:
        """What a first visit is narrowed by; those that turn out to be unknown are left out of its page."""

    @property
    def search_hint(self) -> str:
        """What a search of it does, in the words of a field that is empty."""

    @property
    def where(self) -> str:
        """Where it is narrowed and searched, as in `on the server`."""

    @property
    def document_note(self) -> str:
        """What its documents are like, as in `as the server has it`."""

    @property
    def kind(self) -> Kind | None:
        """The kind of its rows; None where they are no resources of the workspace."""

    @property
    def capabilities(self) -> frozenset[str] | None:
        """What can be done with its rows; None while that is not known yet."""

    @property
    def live_seconds(self) -> float:
        """How often it is loaded again by itself from the start; 0 where only the user asks for that."""

    @property
    def read_only(self) -> ReadOnly:
        """What of its capabilities is refused where it is now."""

    def reason_against(self, capability: str) -> str:
        """Why something cannot be done, as a sentence."""

    async def page(self, query: Query) -> RowPage:
        """One page; from then on the capabilities are known. Its query tells what it was narrowed by.

        Raises:
            NoCredentialError: there is no key yet.
        """

    def page_at_hand(self, query: Query) -> RowPage | None:
        """The page as it is now, where somebody has asked for it already; as `page` it is had once."""

    def recognise(self, page: RowPage) -> None:
        """A page that was kept is shown: what it tells of columns and capabilities holds until one comes."""

    async def named(self, page: RowPage) -> RowPage:
        """A page of its own with names where columns hold ids, as far as they can be learnt.

        Raises as `page` does.
        """

    async def document(self, row: Row) -> Any:
        """The whole of what a row stands for, as a JSON value."""

    async def whole(self, resource: Resource) -> Resource:
        """What a row stands for with all that is kept of it, where the rows have the beginning alone."""

    def facts(self, resource: Resource) -> tuple[ShownSection, ...]:
        """What the list knows of what a row stands for."""

    async def known_document(self, resource: Resource) -> Any:
        """The same as a JSON value."""

    async def learn(self) -> None:
        """Know the capabilities, without a page."""
