"""Documents of replies, and what is wrong with those that cannot be read."""

from __future__ import annotations

from typing import Any, TypeVar

from ..exceptions import InvalidResponseError
from .decode import decode

T = TypeVar("T")


def decode_reply(cls: type[T], document: Any, what: str, *, outcome_unknown: bool = False) -> T:
    """One document of a reply. Raises InvalidResponseError: which field cannot be read, what was expected."""
    try:
        return decode(cls, document)
    except Exception as error:
        raise unreadable(cls, document, what, error, outcome_unknown=outcome_unknown) from error


def unreadable(
    cls: Any, document: Any, what: str, error: Exception, *, outcome_unknown: bool = False
) -> InvalidResponseError:
    """The error for a document that could not be decoded."""
    from .misfit import misfit

    why = misfit(cls, document, error)
    found = InvalidResponseError(
        f"The platform sent {what} that cannot be read: {why}.", outcome_unknown=outcome_unknown
    )
    found.document = document
    return found
