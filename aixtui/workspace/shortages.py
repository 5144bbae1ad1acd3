"""What a run that costs something would be refused for, as far as the platform tells that before.

Of the budget of a key it tells what it is, and not how much of it is left.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from aixtui.kindspec.plain_text import counted

if TYPE_CHECKING:
    from aixsdk import Aixplain

NO_CREDITS = "No credits are left: what costs some is refused."


def shortages_of(aix: Aixplain) -> tuple[str, ...]:
    """Sentences about what is used up. A key that may not ask about one thing may be told of the other."""
    from aixsdk.exceptions import APIError

    sources: tuple[Callable[[Aixplain], Iterator[str]], ...] = (_of_the_wallet, _of_the_key)
    said: list[str] = []
    for source in sources:
        try:
            said += source(aix)
        except APIError:
            continue
    return tuple(said)


def _of_the_wallet(aix: Aixplain) -> Iterator[str]:
    if aix.wallet().available <= 0:
        yield NO_CREDITS


def _of_the_key(aix: Aixplain) -> Iterator[str]:
    for row in aix.APIKey.get_usage_limits():
        if row.model is not None:
            continue
        counts = (
            ("request", row.daily_request_count, row.daily_request_limit),
            ("token", row.daily_token_count, row.daily_token_limit),
        )
        for what, count, limit in counts:
            if limit and (count or 0) >= limit:
                yield f"This key has used its {counted(limit, what)} of today: what it runs is refused."
