"""Keyword arguments of the operations, as typed dictionaries. Every one of them is optional."""

from __future__ import annotations

from typing import TypedDict

from ..enums import OwnershipType, SortBy, SortOrder


class BaseParams(TypedDict, total=False):
    """Accepted by every operation."""

    api_key: str
    """Key for this call only."""
    resource_path: str
    """Path instead of the class's RESOURCE_PATH."""
    longest_wait: float
    """Seconds: where another attempt would have to wait longer, the error comes at once and says how long."""


class SearchOptions(BaseParams, total=False):
    """How to search; everything else is a filter."""

    paginate_items_key: str
    """Key of the items in the reply, instead of PAGINATE_ITEMS_KEY."""
    strict: bool
    """Whether an item that cannot be read is an error (PAGINATE_STRICT)."""


class BaseSearchParams(SearchOptions, total=False):
    """Accepted by every search."""

    query: str
    """Free text."""
    ownership: OwnershipType | str | list[OwnershipType | str]
    """Whose resources."""
    sort_by: SortBy | str
    """What to sort by."""
    sort_order: SortOrder | str
    """In which direction."""
    page_number: int
    """Which page, from 0."""
    page_size: int
    """How many on a page."""


class BaseGetParams(BaseParams, total=False):
    """Accepted by every get."""

    id: str
    """Id or path."""
    host: str
    """Which of several hosts of the same asset."""


class BaseDeleteParams(BaseParams, total=False):
    """Accepted by every delete."""

    id: str
    """Id; a resource deletes itself, so this is for subclasses that build their own URL."""


class RunOptions(BaseParams, total=False):
    """How to run; everything else is input of the resource."""

    timeout: float
    """Seconds to keep polling (300)."""
    wait_time: float
    """Seconds before the second poll (0.5); later waits grow by a tenth."""
    show_progress: bool
    """For `on_poll` of subclasses, like the next three; nothing is shown here."""
    progress_format: str
    progress_verbosity: int
    progress_truncate: bool
    run_retries: int
    """Further attempts when the platform answers 429 or refuses the connection (0)."""
    run_retry_wait: float
    """Seconds between them (1.0)."""
    session_id: str
    """The session; sent as the header x-session-id."""
    agent_name: str
    """The agent that asks for it; sent as the header x-agent."""


class BaseRunParams(RunOptions, total=False):
    """Accepted by every run."""

    identifier: str
    """The user on whose behalf; sent as the header x-user-id."""

    text: str
    """The text to run on."""
