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


class BaseSearchParams(BaseParams, total=False):
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
    paginate_items_key: str
    """Key of the items in the reply, instead of PAGINATE_ITEMS_KEY."""


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
    """For `on_poll` of subclasses; nothing is shown here."""
    run_retries: int
    """Further attempts when the platform answers 429 or refuses the connection (0)."""
    run_retry_wait: float
    """Seconds between them (1.0)."""
    identifier: str
    """The user on whose behalf; sent as the header x-user-id."""
    session_id: str
    """The session; sent as the header x-session-id."""
    agent_name: str
    """The agent that asks for it; sent as the header x-agent."""


class BaseRunParams(RunOptions, total=False):
    """Accepted by every run."""

    text: str
    """The text to run on."""
